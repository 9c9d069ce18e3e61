"""A long piece of work in a thread of its own: the page stays alive, asks how far it is, and can stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import Generic, TypeVar

from demodash.errors import Cancelled
from demodash.loaders.tables.model import Progress

T = TypeVar("T")

_AT_ONCE = 2
"""Files read at the same time in one server; others wait, so that memory holds."""


class Job(Generic[T]):
    """A piece of work: how far it is, what it gave."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        """Start ``work``, which is given a progress to tell."""
        self.share: float | None = None
        self.text = "En attente de la fin d’un autre import"
        self._started = time.monotonic()
        self._stop = threading.Event()
        self._future: Future[T] = _pool().submit(self._run, work)

    def _run(self, work: Callable[[Progress], T]) -> T:
        self._tell(None, "Lecture du fichier")
        return work(self._tell)

    def _tell(self, share: float | None, text: str) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.share, self.text = share, text

    @property
    def seconds(self) -> int:
        """How long ago it was asked for."""
        return int(time.monotonic() - self._started)

    @property
    def is_stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at the next word that it says of its progress."""
        self._stop.set()

    def when_over(self, then: Callable[[], None]) -> None:
        """Call something once nothing of the work runs any more, at once when it is over already."""
        self._future.add_done_callback(lambda _: then())

    def is_done(self, within: float = 0.0) -> bool:
        """Whether it is over, or will be within some seconds."""
        return bool(wait([self._future], timeout=within).done)

    def result(self) -> T:
        """What the work gave; waits for it.

        Raises:
            Cancelled: it was stopped.
            Exception: what the work raised.
        """
        found = self._future.result()
        if self._stop.is_set():
            raise Cancelled
        return found


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="import")
