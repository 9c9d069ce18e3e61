"""Extraction rules, one module per theme of the catalogue."""

from demodash.loaders.documents.rules import (
    aides,
    demographie,
    engagements,
    exercice,
    formation_medicale,
    formation_paramedicale,
    hopitaux,
    lists,
    og12,
    services,
)
from demodash.loaders.documents.rules.rows import left_rows, row_of
from demodash.loaders.documents.rules.tables import ROW_READERS

THEMES = (
    demographie.THEME,
    demographie.REGION_THEME,
    formation_medicale.THEME,
    formation_paramedicale.THEME,
    exercice.THEME,
    engagements.THEME,
    aides.THEME,
    hopitaux.THEME,
    services.THEME,
    og12.THEME,
    lists.THEME,
)

__all__ = ["ROW_READERS", "THEMES", "left_rows", "row_of"]
