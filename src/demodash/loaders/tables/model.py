"""What a loader of an official table is, what it asks the analyst, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from demodash.loaders.content import Account, Content

if TYPE_CHECKING:
    from demodash.loaders.tables.opening import TableFile

Answers = Mapping[str, str]
"""The analyst's answers by id of the question; a question left out takes its default."""


class QuestionKind(StrEnum):
    """What an answer looks like."""

    TEXT = "text"
    DAY = "day"
    """An ISO date, 2024-01-31."""
    YEAR = "year"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file does not say and that the analyst knows (the day when an order comes into force).

    ``label`` and ``help`` are French; ``default`` is what the file's name or content suggests, empty when nothing
    does: the question then has to be answered, unless it is ``optional``. ``options`` (id -> label) are those of a
    choice.
    """

    id: str
    label: str
    kind: QuestionKind
    help: str = ""
    default: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


class Progress(Protocol):
    """Hears how far a piece of work is; raises ``errors.Cancelled`` when the user stops it."""

    def __call__(self, share: float | None, text: str) -> None:
        """``share`` from 0 to 1, None when it cannot be known; ``text``: what is being done, in French."""


def silent(share: float | None, text: str) -> None:
    """A progress that tells nobody."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """A file recognised as a table that a loader reads.

    ``what`` says in French what it was recognised as; ``facts`` what was seen in it (``feuilles : APL 2022, APL
    2023``, ``38 907 lignes``); ``questions`` what the analyst has to say.
    """

    loader: TableLoader
    what: str
    facts: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a loader made of a file: what it brings, what became of each row, what the analyst should know."""

    content: Content
    account: Account
    remarks: tuple[str, ...] = ()


class TableLoader(Protocol):
    """A loader of one official file.

    ``id`` names it for ever (in manifests and ids of sources); ``version`` grows when it reads the same file
    differently; ``label`` is French; two imports of one ``series`` speak of the same figures: where both give one,
    the later takes the place of the earlier.
    """

    @property
    def id(self) -> str:
        """Its name for ever."""

    @property
    def version(self) -> int:
        """Grows when it reads the same file differently."""

    @property
    def label(self) -> str:
        """What it reads, in French."""

    @property
    def series(self) -> str:
        """What its imports share."""

    def recognise(self, file: TableFile) -> Recognition | None:
        """Say whether the file is of this kind, from the heads of its sheets, never from its name alone."""

    def read(self, file: TableFile, answers: Answers, progress: Progress = silent) -> TableReading:
        """Read the whole file.

        Raises:
            DataError: the file is wrong as a whole, or a question has no right answer.
            Cancelled: the progress said so.
        """
