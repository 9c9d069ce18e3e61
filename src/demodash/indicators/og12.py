"""General objective 12: how many objectives it has. Their content is in ``revision.py``."""

from __future__ import annotations

from demodash.indicators import units
from demodash.indicators.dimensions import OBJECTIF
from demodash.indicators.model import Indicator, Theme

INDICATORS = (
    Indicator(
        "og12_objectifs",
        Theme.OG12,
        "Objectifs de l’objectif général 12",
        units.OBJECTIVES,
        "Objectifs opérationnels de l’objectif général 12 du projet régional de santé : en vigueur, et "
        "objectifs transverses proposés à la révision.",
        OBJECTIF,
        0,
        50,
        frozenset({"REG"}),
        short="Objectifs de l’OG 12",
    ),
)
