"""Files on their way from a browser to the page: which sessions may send one, and where it waits, on the disk."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_WAIT_S = 900.0
"""A file that the page has not asked for by then is gone."""
_MOST_SESSIONS = 5_000
_MOST_WAITING = 20


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An unnamed temporary file, which goes when it is closed, and when it came."""

    stream: BinaryIO
    since: float


_GUARD = threading.Lock()
_SESSIONS: OrderedDict[str, None] = OrderedDict()
_WAITING: OrderedDict[tuple[str, str], _Waiting] = OrderedDict()


def allow(session: str) -> None:
    """Let a session send files; the oldest of many sessions has to open the page again."""
    with _GUARD:
        _SESSIONS[session] = None
        _SESSIONS.move_to_end(session)
        while len(_SESSIONS) > _MOST_SESSIONS:
            _SESSIONS.popitem(last=False)


def is_allowed(session: str) -> bool:
    """Whether a session may send files."""
    with _GUARD:
        return session in _SESSIONS


def keep(session: str, file: str, stream: BinaryIO) -> None:
    """Have a file wait for the page of a session; the oldest of many, and those nobody asked for, are closed."""
    now = time.monotonic()
    with _GUARD:
        gone = [key for key, one in _WAITING.items() if now - one.since > LONGEST_WAIT_S]
        gone += list(_WAITING)[: max(0, len(_WAITING) - len(gone) - _MOST_WAITING + 1)]
        closing = [_WAITING.pop(key) for key in dict.fromkeys([*gone, (session, file)]) if key in _WAITING]
        _WAITING[session, file] = _Waiting(stream, now)
    for one in closing:
        one.stream.close()


def claim(session: str, file: str) -> BinaryIO | None:
    """The file that waits for the page, from its beginning, to be closed by whoever asked; None when there is none."""
    with _GUARD:
        found = _WAITING.pop((session, file), None)
    if found is None:
        return None
    found.stream.seek(0)
    return found.stream


def forget(session: str, file: str) -> None:
    """Close a file that nobody will ask for."""
    found = claim(session, file)
    if found is not None:
        found.close()
