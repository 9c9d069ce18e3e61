"""The making of the archive of all reports of EPCI, beside the page: how far it is, its cancellation, what is kept."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import streamlit as st

from demodash.exports.report import epci_zip
from demodash.ui.page import Page

KEPT = 2
"""Archives kept in memory, for all visitors: some ten megabytes each."""

Key = tuple[int, dt.date, str]
"""Version of the figures, day, address of the page: what an archive depends on."""


class Cancelled(Exception):
    """The archive is not wanted any more."""


@dataclass(slots=True)
class Making:
    """An archive being made: ``done`` reports of ``count`` (0 until it begins)."""

    key: Key
    done: int = 0
    count: int = 0
    future: Future[bytes] = field(default_factory=Future)
    _cancelled: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether it is made, cancelled or failed."""
        return self.future.done()

    def cancel(self) -> None:
        """Stop after the report in hand."""
        self._cancelled.set()
        self.future.cancel()

    def progress(self, done: int, count: int) -> None:
        """Note how far it is.

        Raises:
            Cancelled: it was cancelled, or the server stops.
        """
        if self._cancelled.is_set() or not threading.main_thread().is_alive():
            raise Cancelled
        self.done, self.count = done, count


def start(page: Page, key: Key, address: Callable[[str], str]) -> Making:
    """Begin an archive; one is made at a time, the others wait."""
    made = Making(key)
    made.future = _worker().submit(epci_zip, page.data, day=key[1], address=address, progress=made.progress)
    return made


def finished(making: Making) -> bool:
    """Keep what is made, for all visitors; say whether there is an archive now (a cancelled one gives none).

    What went wrong in the making is raised here.
    """
    if making.future.cancelled() or isinstance(making.future.exception(), Cancelled):
        return False
    kept = archives()
    while len(kept) >= KEPT:
        kept.pop(next(iter(kept)))
    kept[making.key] = making.future.result()
    return True


@st.cache_resource(show_spinner=False)
def archives() -> dict[Key, bytes]:
    """The archives made, the oldest first."""
    return {}


@st.cache_resource(show_spinner=False)
def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="fiches")
