"""The sets of territory levels that indicators are published for (prefixes of the codes)."""

from __future__ import annotations

FRANCE = frozenset({"FR"})
REGION = frozenset({"REG"})
DEPARTEMENT = frozenset({"DEP"})
REGION_FRANCE = frozenset({"FR", "REG"})
FORMER_REGION = frozenset({"EXREG"})
REGIONS_FRANCE = frozenset({"FR", "REG", "EXREG"})
"""Regions of today, former regions and France."""
DEPARTEMENT_TO_FRANCE = frozenset({"FR", "REG", "DEP"})
DEPARTEMENT_REGION = frozenset({"REG", "DEP"})
ALL_BUT_COMMUNAL = frozenset({"FR", "REG", "EXREG", "DEP"})
EPCI_TO_REGION = frozenset({"REG", "DEP", "EPCI"})
COMMUNE_TO_FRANCE = frozenset({"FR", "REG", "DEP", "EPCI", "COM"})
COMMUNE_TO_REGION = frozenset({"REG", "DEP", "EPCI", "COM"})
ALL = frozenset({"FR", "REG", "EXREG", "DEP", "EPCI", "COM"})
