"""Putting a prepared import into the store: the one place where something is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demodash.errors import DataError, Problem
from demodash.importing.preparation import Prepared

if TYPE_CHECKING:
    from demodash.store import Store, Stored


def accept(prepared: Prepared, store: Store, who: str) -> Stored:
    """Keep an import as an edition of the store.

    Raises:
        DataError: it holds nothing, one of its figures is wrong, or the store cannot be written.
        AlreadyThere: the same file, read the same way, is in the store.
    """
    from demodash.store import Origin  # noqa: PLC0415

    if prepared.problems:
        raise DataError(prepared.problems)
    if prepared.content.is_empty:
        advice = "Rien n’a été gardé : vérifiez que c’est le bon fichier, ou retenez au moins un chiffre."
        raise DataError(Problem(prepared.candidate.name, found="rien à importer", advice=advice))
    candidate = prepared.candidate
    return store.add(
        prepared.content,
        origin=Origin(candidate.name, candidate.sha256, candidate.size),
        who=who,
        loader=prepared.loader,
        loader_version=prepared.loader_version,
        series=prepared.series,
        label=prepared.label,
        report=prepared.report,
    )
