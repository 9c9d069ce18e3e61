"""Extraction rules, one module per theme of the catalogue."""

from demodash.loaders.documents.rules import (
    aides,
    demographie,
    engagements,
    exercice,
    formation_medicale,
    formation_paramedicale,
    hopitaux,
    og12,
    services,
)
from demodash.loaders.documents.rules.tables import ROW_READERS, row_of

_THEMES = (
    demographie,
    formation_medicale,
    formation_paramedicale,
    exercice,
    engagements,
    aides,
    hopitaux,
    services,
    og12,
)
RULES = tuple(rule for theme in _THEMES for rule in theme.RULES)
READERS = tuple(reader for theme in _THEMES for reader in theme.READERS)

__all__ = ["READERS", "ROW_READERS", "RULES", "row_of"]
