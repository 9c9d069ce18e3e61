"""The store of editions: what the analyst imported, kept as immutable Parquet editions at one address."""

from __future__ import annotations

from demodash.store.comparison import Change, Comparison, compare_contents
from demodash.store.editions import Store, current_store
from demodash.store.model import AlreadyThere, Event, Origin, State, Stored

__all__ = [
    "AlreadyThere",
    "Change",
    "Comparison",
    "Event",
    "Origin",
    "State",
    "Store",
    "Stored",
    "compare_contents",
    "current_store",
]
