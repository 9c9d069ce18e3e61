"""The tables of Melodi, the warehouse of INSEE: one figure a row, of territories of every level in one column.

Source: INSEE, catalogue of data (``DS_…_data.csv``), Licence Ouverte.
"""

from __future__ import annotations

import re

from demodash.loaders.tables.headers import Column

COMMUNE = Column("commune", ("GEO",))
LEVEL = Column("level", ("GEO_OBJECT",))
YEAR = Column("year", ("TIME_PERIOD",), looks=re.compile(r"(?:19|20)\d\d"))
VALUE = Column("count", ("OBS_VALUE", "OBS_VALUE_NIVEAU"))
OTHER_LEVEL = "autre niveau géographique que la commune"
_COMMUNE = "COM"
_PREFIX = re.compile(r"(?:\d{4}-)?COM-(?=\w)")
"""Before a code in the answers of the service: ``2025-COM-59350``."""


def is_commune(level: str) -> bool:
    """Say whether a level is that of communes: a bassin de vie bears the code of one without being it."""
    return level.strip().upper() == _COMMUNE


def insee_of(cell: str) -> str:
    """The code of a commune as any other table prints it."""
    return _PREFIX.sub("", cell.strip())
