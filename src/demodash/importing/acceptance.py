"""Putting a prepared import into the store: the one place where something is kept."""

from __future__ import annotations

from demodash.errors import DataError, DemodashError, Problem
from demodash.importing.preparation import Prepared
from demodash.store import Origin, Store, Stored


class NothingNew(DemodashError):
    """A file is right, and all that it says is known: there is nothing to keep of it."""

    def __init__(self) -> None:
        super().__init__("Rien de nouveau dans ce fichier : tout ce qu’il dit est déjà là, rien n’est à garder.")


def accept(prepared: Prepared, store: Store, who: str) -> Stored:
    """Keep an import as an edition of the store.

    Raises:
        DataError: it holds nothing, one of its figures is wrong, or the store cannot be written.
        NothingNew: there is nothing in it that is not known.
        AlreadyThere: the same file, read the same way, is in the store.
    """
    if prepared.problems:
        raise DataError(prepared.problems)
    if prepared.brings_nothing:
        raise NothingNew
    if prepared.content.is_empty:
        advice = "Rien n’a été gardé : vérifiez que c’est le bon fichier, ou retenez au moins un chiffre."
        raise DataError(Problem(prepared.candidate.name, found="rien à importer", advice=advice))
    candidate = prepared.candidate
    return store.add(
        prepared.content,
        origin=Origin(candidate.name, candidate.sha256, candidate.size),
        who=who,
        loader=prepared.reader.loader,
        loader_version=prepared.reader.version,
        series=prepared.reader.series,
        label=prepared.reader.label,
        report=prepared.report,
    )
