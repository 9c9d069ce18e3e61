"""When Python looks for dead objects: beside the visitors' runs, not at the end of each.

Streamlit collects after every run of a page, which then costs more than the page: all that the libraries, the
figures and the other visitors hold is gone through each time. So its own collection is off
(``runner.postScriptGC`` in the settings), and this takes its place.
"""

from __future__ import annotations

import asyncio
import gc
import time

from anyio import to_thread

_SHORTEST_PAUSE_S = 2.0
# At most a twentieth of the time goes into it.
_PAUSE_PER_COLLECTION = 20


def set_aside() -> None:
    """Take the objects made so far, which stay for as long as the server, out of every later collection."""
    gc.collect()
    gc.freeze()


async def sweep(shortest_pause_s: float = _SHORTEST_PAUSE_S) -> None:
    """Collect every few seconds for as long as visitors make objects; never ends by itself."""
    pause = shortest_pause_s
    while True:
        await asyncio.sleep(pause)
        if _is_idle():
            continue
        started = time.perf_counter()
        await to_thread.run_sync(gc.collect)
        pause = max(shortest_pause_s, _PAUSE_PER_COLLECTION * (time.perf_counter() - started))


def _is_idle() -> bool:
    """Return whether next to nothing was made since the last collection."""
    youngest, young, old = gc.get_count()
    return not (young or old or youngest >= gc.get_threshold()[0])
