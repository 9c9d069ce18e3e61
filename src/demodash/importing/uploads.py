"""Which sessions may send a file to the server: those whose page showed somebody who may import where to drop one."""

from __future__ import annotations

import threading
from collections import OrderedDict

_MOST = 5_000
_GUARD = threading.Lock()
_SESSIONS: OrderedDict[str, None] = OrderedDict()


def allow(session: str) -> None:
    """Let a session send files; the oldest of many sessions has to open the page again."""
    with _GUARD:
        _SESSIONS[session] = None
        _SESSIONS.move_to_end(session)
        while len(_SESSIONS) > _MOST:
            _SESSIONS.popitem(last=False)


def is_allowed(session: str) -> bool:
    """Whether a session may send files."""
    with _GUARD:
        return session in _SESSIONS
