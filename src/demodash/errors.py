"""The exceptions of demodash, and the problems they collect.

Who must act decides the class: a document or a figure is wrong -> ``DocumentError`` or
``DataError`` (French, for the person who brought it); the code is wrong -> ``ValueError``.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, said in French: where it is, what was expected, what was found."""

    file: str
    place: str = ""
    expected: str = ""
    found: str = ""
    advice: str = ""

    def __str__(self) -> str:
        head = ", ".join(part for part in (self.file, self.place) if part)
        sentences = []
        if self.expected:
            sentences.append(f"attendu : {self.expected}")
        if self.found:
            sentences.append(f"trouvé : {self.found}")
        text = " ; ".join(sentences)
        if self.advice:
            text = f"{text}. {self.advice}" if text else self.advice
        return f"{head} : {text}" if text else head


_SYSTEM_REASONS: Mapping[int, str] = {
    errno.ENOENT: "fichier ou dossier introuvable",
    errno.ENOTDIR: "un fichier est là où un dossier est attendu",
    errno.EISDIR: "c’est un dossier",
    errno.EACCES: "accès refusé",
    errno.EPERM: "opération refusée",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "plus de place sur le disque",
    errno.ENAMETOOLONG: "nom trop long",
    errno.ELOOP: "liens qui tournent en rond",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.EIO: "le disque ne répond pas",
}


def system_reason(error: BaseException) -> str:
    """Say in French why the system refused something; the words of the error when it is of another kind."""
    number = error.errno if isinstance(error, OSError) else None
    return str(error) if number is None else _SYSTEM_REASONS.get(number, f"erreur {number} du système")


class DemodashError(Exception):
    """Base of every error meant for the user: its text is French and says what to do."""


class _ProblemsError(DemodashError):
    """An error that carries every problem found, so that they are mended in one go."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        if not self.problems:
            raise ValueError("an error needs at least one problem")
        super().__init__("\n".join(str(problem) for problem in self.problems))


class DataError(_ProblemsError):
    """A table, a figure or a source description is wrong."""


class DocumentError(_ProblemsError):
    """A document cannot be read, or is not what it says it is."""


class Cancelled(DemodashError):
    """The user stopped a long piece of work: nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("Opération interrompue à votre demande : rien n’a été gardé.")
