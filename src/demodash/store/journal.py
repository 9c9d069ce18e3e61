"""Withdrawals and restorations as small files that are never changed; their names alone say what happened."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable

from demodash.store.model import Event

EVENTS = "events"
WITHDRAW = "withdraw"
RESTORE = "restore"

_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(
    rf"^{EVENTS}/(?P<at>\d{{8}}T\d{{12}}Z)-(?P<action>{WITHDRAW}|{RESTORE})-(?P<edition>[a-z0-9_]+-[0-9a-f]{{16}})"
    r"-[0-9a-f]{8}\.json$"
)


def event_name(edition: str, action: str, at: dt.datetime) -> str:
    """The name of the file of an event; two made at once never have the same."""
    return f"{at.astimezone(dt.UTC).strftime(_STAMP)}-{action}-{edition}-{uuid.uuid4().hex[:8]}.json"


def events_of(paths: Iterable[str]) -> list[tuple[str, Event]]:
    """The events among the files of a store, each with its path, the oldest first."""
    found = []
    for path in sorted(paths):
        match = _NAME.match(path)
        if match:
            at = _time(match["at"])
            if at is not None:
                found.append((path, Event(match["edition"], match["action"], at)))
    return found


def _time(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
