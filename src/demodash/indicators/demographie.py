"""Physicians: numbers, densities, and the change in GPs by zone type."""

from __future__ import annotations

from demodash.indicators.dimensions import NO_BREAKDOWN, ZONE
from demodash.indicators.model import Formula, Indicator, Theme
from demodash.indicators.units import CHANGE_PERCENT, CHANGE_PERCENT_PER_YEAR, PER_100K, PHYSICIANS, POINTS

_ZONE_CAVEATS = (
    "Le document ne dit pas si le zonage appliqué aux deux dates est celui de 2016, de 2018 ou de 2020 : une "
    "commune qui change de classe déplace ses médecins d’une ligne à l’autre.",
    "Une baisse plus forte dans les zones aidées ne mesure pas l’effet des aides : ces zones ont été classées "
    "parce qu’elles perdaient des médecins, et rien ne dit ce qu’elles auraient perdu sans aide.",
)

INDICATORS = (
    Indicator(
        "mg_evolution",
        Theme.DEMOGRAPHIE,
        "Évolution du nombre de médecins généralistes installés",
        CHANGE_PERCENT,
        "Variation, en pourcentage, du nombre de médecins généralistes installés entre les deux années "
        "de la période, par type de zone du zonage des médecins généralistes.",
        ZONE,
        -60,
        60,
        frozenset({"REG"}),
        decimals=2,
        direction="up",
        short="Évolution des MG",
        caveats=_ZONE_CAVEATS,
    ),
    Indicator(
        "mg_evolution_annuelle",
        Theme.DEMOGRAPHIE,
        "Évolution annuelle équivalente du nombre de médecins généralistes installés",
        CHANGE_PERCENT_PER_YEAR,
        "Taux annuel constant qui, répété chaque année de la période, donne l’évolution publiée.",
        ZONE,
        -20,
        20,
        frozenset({"REG"}),
        decimals=2,
        direction="up",
        short="Évolution annuelle des MG",
        formula=Formula("(1 + évolution)^(1 / nombre d’années) − 1", ("mg_evolution",)),
        caveats=_ZONE_CAVEATS,
    ),
    Indicator(
        "mg_ecart_region",
        Theme.DEMOGRAPHIE,
        "Écart à la région de l’évolution des médecins généralistes",
        POINTS,
        "Différence, en points, entre l’évolution d’un type de zone et celle de la région.",
        ZONE,
        -60,
        60,
        frozenset({"REG"}),
        decimals=2,
        direction="up",
        short="Écart à la région",
        formula=Formula("évolution de la zone − évolution de la région", ("mg_evolution",)),
        caveats=_ZONE_CAVEATS,
    ),
    Indicator(
        "medecins_effectif",
        Theme.DEMOGRAPHIE,
        "Médecins en activité",
        PHYSICIANS,
        "Médecins de toutes spécialités et de tous modes d’exercice, en activité au 1er janvier.",
        NO_BREAKDOWN,
        0,
        400_000,
        frozenset({"FR", "REG", "DEP"}),
        direction="up",
        formula=Formula(
            "région et France : somme des départements (Mayotte comprise)", ("medecins_effectif",)
        ),
    ),
    Indicator(
        "medecins_densite",
        Theme.DEMOGRAPHIE,
        "Densité de médecins en activité",
        PER_100K,
        "Médecins de toutes spécialités et de tous modes d’exercice, en activité au 1er janvier, pour "
        "100 000 habitants.",
        NO_BREAKDOWN,
        20,
        1_500,
        frozenset({"FR", "REG", "DEP"}),
        decimals=1,
        direction="up",
        short="Densité de médecins",
        formula=Formula(
            "région et France : effectif total divisé par la population que l’effectif et la densité publiés "
            "de chaque département impliquent",
            ("medecins_effectif", "medecins_densite"),
        ),
    ),
    Indicator(
        "mg_effectif",
        Theme.DEMOGRAPHIE,
        "Médecins généralistes en activité",
        PHYSICIANS,
        "Médecins généralistes de tous modes d’exercice, en activité.",
        NO_BREAKDOWN,
        0,
        150_000,
        frozenset({"FR", "REG", "EXREG", "DEP"}),
        direction="up",
        formula=Formula("région et France : somme des départements", ("mg_effectif",)),
    ),
    Indicator(
        "mg_densite",
        Theme.DEMOGRAPHIE,
        "Densité de médecins généralistes",
        PER_100K,
        "Médecins généralistes de tous modes d’exercice, en activité, pour 100 000 habitants.",
        NO_BREAKDOWN,
        10,
        500,
        frozenset({"FR", "REG", "EXREG", "DEP"}),
        decimals=1,
        direction="up",
        short="Densité de MG",
        formula=Formula(
            "région et France : effectif total divisé par la population que l’effectif et la densité publiés "
            "de chaque département impliquent",
            ("mg_effectif", "mg_densite"),
        ),
    ),
)
