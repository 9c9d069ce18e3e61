"""Coordinated practice: MSP and CPTS."""

from __future__ import annotations

from demodash.indicators import units
from demodash.indicators.dimensions import NO_BREAKDOWN
from demodash.indicators.model import Formula, Indicator, Theme

INDICATORS = (
    Indicator(
        "msp_activite",
        Theme.EXERCICE,
        "Maisons de santé pluriprofessionnelles en activité",
        units.MSP,
        "Maisons de santé pluriprofessionnelles (MSP) en activité à la date indiquée.",
        NO_BREAKDOWN,
        0,
        10_000,
        frozenset({"REG", "FR", "DEP"}),
        direction="up",
        short="MSP en activité",
        formula=Formula(
            "année de référence : MSP en activité / rapport publié à cette année",
            ("msp_activite", "msp_rapport"),
        ),
        caveats=(
            "Les publications comptent tantôt les MSP « en activité », tantôt « reconnues » ou sans autre "
            "précision : les niveaux de deux sources ne se comparent qu’avec prudence.",
        ),
    ),
    Indicator(
        "msp_projet",
        Theme.EXERCICE,
        "Maisons de santé pluriprofessionnelles en projet",
        units.MSP,
        "Projets de maisons de santé pluriprofessionnelles (MSP) connus ou accompagnés à la date indiquée.",
        NO_BREAKDOWN,
        0,
        10_000,
        frozenset({"REG", "FR", "DEP"}),
        short="MSP en projet",
    ),
    Indicator(
        "msp_rapport",
        Theme.EXERCICE,
        "Nombre de MSP rapporté à l’année de référence",
        units.MULTIPLE,
        "Combien de fois plus de MSP à la fin de la période qu’à son début.",
        NO_BREAKDOWN,
        0.1,
        50,
        frozenset({"REG", "FR", "DEP"}),
        decimals=1,
        direction="up",
        short="MSP, rapport à 2010",
    ),
    Indicator(
        "cpts_fonctionnement",
        Theme.EXERCICE,
        "Communautés professionnelles territoriales de santé en fonctionnement",
        units.CPTS,
        "Communautés professionnelles territoriales de santé (CPTS) en fonctionnement à la date indiquée.",
        NO_BREAKDOWN,
        0,
        2_000,
        frozenset({"REG", "FR", "DEP"}),
        direction="up",
        short="CPTS",
        caveats=(
            "« En fonctionnement », « reconnue », « signataire de l’accord conventionnel » : chaque éditeur a "
            "son périmètre.",
        ),
    ),
    Indicator(
        "cpts_population_part",
        Theme.EXERCICE,
        "Part de la population couverte par une CPTS",
        units.PERCENT,
        "Part des habitants qui vivent dans le territoire d’une CPTS.",
        NO_BREAKDOWN,
        0,
        100,
        frozenset({"REG", "FR", "DEP"}),
        direction="up",
        short="Population couverte par une CPTS",
    ),
)
