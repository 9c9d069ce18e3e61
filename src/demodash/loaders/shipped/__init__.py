"""The figures that the project ships under ``data/sources``: documents, publications, wide series."""

from demodash.loaders.shipped.reading import Shipped, read_shipped
from demodash.loaders.shipped.rows import MissingCell, Unmapped

__all__ = ["MissingCell", "Shipped", "Unmapped", "read_shipped"]
