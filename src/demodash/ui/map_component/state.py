"""Who decides what is selected: the page that calls the map, or the reader who clicked in it.

The latest one does. The browser numbers its messages; when a page changes what it passes, the messages up to
that moment no longer count for that part.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import TypeGuard

from demodash.ui.map_component.model import MapState, MapView

_PARTS = ("selected", "year", "classes")
_CODE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Message:
    """A state as the browser sent it, with its number; 0 is no message yet."""

    serial: int
    state: MapState


def read_message(raw: object) -> Message:
    """Read what the browser sent. It may be anything: what is not as expected counts as not sent."""
    if not isinstance(raw, Mapping):
        return Message(0, MapState())
    serial = raw.get("serial")
    selected, year, classes = raw.get("selected"), raw.get("year"), raw.get("filter")
    if not _is_whole(serial) or not _is_whole(year) or not isinstance(classes, list):
        return Message(0, MapState())
    if selected is not None and not (isinstance(selected, str) and len(selected) <= _CODE_LENGTH):
        return Message(0, MapState())
    if not all(_is_whole(code) and code <= 255 for code in classes):
        return Message(0, MapState())
    state = MapState(selected=selected, year=year, classes=tuple(classes), view=_read_view(raw.get("view")))
    return Message(serial, state)


def settle(asked: MapState, message: Message, memory: MutableMapping[str, object], key: str, years: int) -> MapState:
    """Give the state the map is to show; ``memory`` keeps, per key, what the page last asked for.

    A year beyond ``years`` is brought back to the last one.
    """
    known = memory.get(key)
    last: dict[str, tuple[object, int]] = dict(known) if isinstance(known, dict) else {}
    chosen: dict[str, object] = {}
    for part in _PARTS:
        wanted = getattr(asked, part)
        if part not in last:
            last[part] = (wanted, 0)
        elif last[part][0] != wanted:
            last[part] = (wanted, message.serial)
        chosen[part] = getattr(message.state, part) if message.serial > last[part][1] else wanted
    memory[key] = last
    selected, year, classes = chosen["selected"], chosen["year"], chosen["classes"]
    return MapState(
        selected=selected if isinstance(selected, str) else None,
        year=min(year, years - 1) if isinstance(year, int) else 0,
        classes=tuple(classes) if isinstance(classes, tuple) else (),
        view=message.state.view or asked.view,
    )


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _read_view(raw: object) -> MapView | None:
    if not isinstance(raw, Mapping):
        return None
    numbers = [raw.get(name) for name in ("k", "x", "y")]
    if not all(isinstance(one, (int, float)) and math.isfinite(one) for one in numbers):
        return None
    k, x, y = (float(one) for one in numbers if isinstance(one, (int, float)))
    return MapView(k=max(1.0, min(100.0, k)), x=max(0.0, min(1.0, x)), y=max(0.0, min(1.0, y)))
