"""The exceptions of demodash, and the problems they collect.

Who must act decides the class: a document or a figure is wrong -> ``DocumentError`` or
``DataError`` (French, for the person who brought it); the code is wrong -> ``ValueError``.
"""

from __future__ import annotations

from collections.abc import Iterable
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
