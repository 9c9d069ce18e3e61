"""Where a visitor is between the file that was dropped and the edition that is kept."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import streamlit as st

from demodash.errors import Problem
from demodash.importing import Candidate, DocumentReview, Prepared
from demodash.loaders.tables.model import Answers
from demodash.store import Stored
from demodash.ui.importer.upload import Spooled
from demodash.ui.importer.work import Job

_KEY = "importer:wizard"
_SERIALS = itertools.count()


class Step(StrEnum):
    """The screens, in their order; REVIEW is for documents, CHECKS for tables."""

    DROP = "drop"
    QUESTIONS = "questions"
    REVIEW = "review"
    CHECKS = "checks"
    PREVIEW = "preview"
    DONE = "done"


@dataclass(eq=False)
class Wizard:
    """One import on its way. ``problems`` and ``notice`` are what the current screen has to say first."""

    step: Step = Step.DROP
    spooled: Spooled | None = None
    job: Job[Any] | None = None
    candidate: Candidate | None = None
    loader: str = ""
    answers: Answers = field(default_factory=dict)
    review: DocumentReview | None = None
    prepared: Prepared | None = None
    stored: Stored | None = None
    problems: tuple[Problem, ...] = ()
    notice: str = ""
    serial: int = field(default_factory=_SERIALS.__next__)
    """Tells the widgets of one import from those of the next."""

    def key(self, name: str) -> str:
        """The key of a widget of this import."""
        return f"importer-{self.serial}-{name}"

    def discard(self) -> None:
        """Stop what is going on; the file is closed and removed as soon as nothing reads it any more."""
        if self.job is None:
            self._remove()
        else:
            self.job.cancel()
            self.job.when_over(self._remove)

    def _remove(self) -> None:
        if self.candidate is not None:
            self.candidate.close()
        if self.spooled is not None:
            self.spooled.remove()


def wizard() -> Wizard:
    """The import of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Wizard()
    found = st.session_state[_KEY]
    if not isinstance(found, Wizard):
        raise ValueError(f"{_KEY} holds no import")
    return found


def restart(*, notice: str = "", problems: tuple[Problem, ...] = ()) -> Wizard:
    """Forget the import of this session and begin another."""
    wizard().discard()
    st.session_state[_KEY] = Wizard(notice=notice, problems=problems)
    return wizard()
