"""Extraction rules, one module per theme of the catalogue."""

from demodash.loaders.documents.rules import (
    aides,
    demographie,
    engagements,
    exercice,
    formation,
    hopitaux,
    og12,
    services,
)

_THEMES = (demographie, formation, exercice, engagements, aides, hopitaux, services, og12)
RULES = tuple(rule for theme in _THEMES for rule in theme.RULES)
READERS = tuple(reader for theme in _THEMES for reader in theme.READERS)
