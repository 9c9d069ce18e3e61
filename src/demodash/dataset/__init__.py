"""The read side: the curated table and the imported editions as one shared data set, and the filters on it."""

from demodash.dataset.loading import load, preview, refresh, warm_up
from demodash.dataset.model import Dataset, Observation, from_table, observations

__all__ = ["Dataset", "Observation", "from_table", "load", "observations", "preview", "refresh", "warm_up"]
