"""What the store says of an edition: where it comes from, who brought it, in which state it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from demodash.errors import DemodashError


class State(StrEnum):
    """Whether the dashboard shows an edition."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    """Somebody took it out; it can be restored."""
    BROKEN = "broken"
    """It cannot be read: it is set aside, its message says why and what to do."""

    @property
    def label(self) -> str:
        """The state in French, for a list."""
        return _STATE_LABELS[self]


_STATE_LABELS: Mapping[State, str] = {
    State.ACTIVE: "en service",
    State.WITHDRAWN: "retirée",
    State.BROKEN: "écartée",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that an edition was read from: its name, its SHA-256 in hexadecimal, its bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Event:
    """One withdrawal or restoration; ``who`` is empty when the file that says it is damaged."""

    edition: str
    action: str
    at: dt.datetime
    who: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """One edition of the store, without its content.

    ``imported_at`` has its time zone (UTC). ``counts`` gives the rows of each part (observations, zonings, points,
    groupings) and ``size`` their bytes in the store. ``report`` is what the import said (account, remarks, answers).
    ``message`` is French, empty unless the edition is broken; a broken one may lack everything but ``id``.
    """

    id: str
    state: State
    label: str
    series: str
    loader: str
    loader_version: int
    origin: Origin
    imported_at: dt.datetime
    who: str
    counts: Mapping[str, int] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    size: int = 0


class AlreadyThere(DemodashError):
    """The same file, read the same way, is in the store already: nothing was written.

    ``stored`` is the edition that is there, active or withdrawn.
    """

    def __init__(self, stored: Stored) -> None:
        day = stored.imported_at.strftime("%d/%m/%Y")
        by = f" par {stored.who}" if stored.who else ""
        text = f"« {stored.origin.name} » est déjà là : « {stored.label} », importé le {day}{by} (édition {stored.id})."
        if stored.state is State.WITHDRAWN:
            text += " Elle a été retirée : rétablissez-la plutôt que de l’importer de nouveau."
        super().__init__(text)
        self.stored = stored
