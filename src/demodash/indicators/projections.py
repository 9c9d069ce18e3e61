"""National projections of the number of physicians, as their authors publish them."""

from __future__ import annotations

from demodash.indicators import levels, units
from demodash.indicators.dimensions import NO_BREAKDOWN
from demodash.indicators.model import Indicator, Theme

_CAVEATS = (
    "Projection : elle suppose que les comportements observés et les hypothèses d’entrée en études se maintiennent.",
)

INDICATORS = (
    Indicator(
        "projection_retour_densite",
        Theme.DEMOGRAPHIE,
        "Année où la densité de médecins retrouverait son niveau de 2021",
        units.YEAR,
        "Année à laquelle la densité de médecins standardisée, qui tient compte de l’âge de la population, "
        "retrouverait son niveau de 2021.",
        NO_BREAKDOWN,
        2021,
        2070,
        levels.FRANCE,
        short="Retour à la densité de 2021",
        caveats=_CAVEATS,
    ),
    Indicator(
        "projection_croissance_effectifs",
        Theme.DEMOGRAPHIE,
        "Croissance annuelle projetée du nombre de médecins",
        units.CHANGE_PERCENT_PER_YEAR,
        "Croissance annuelle moyenne du nombre de médecins que la projection donne pour la période.",
        NO_BREAKDOWN,
        -5,
        5,
        levels.FRANCE,
        decimals=1,
        direction="up",
        short="Croissance projetée",
        caveats=_CAVEATS,
    ),
    Indicator(
        "projection_densite_evolution",
        Theme.DEMOGRAPHIE,
        "Évolution projetée de la densité de médecins",
        units.CHANGE_PERCENT,
        "Variation, en pourcentage, de la densité de médecins standardisée que la projection donne pour la période.",
        NO_BREAKDOWN,
        -50,
        100,
        levels.FRANCE,
        direction="up",
        short="Densité projetée",
        caveats=_CAVEATS,
    ),
    Indicator(
        "projection_admis_medecine",
        Theme.DEMOGRAPHIE,
        "Admis chaque année en études de médecine, hypothèse de projection",
        units.STUDENTS_PER_YEAR,
        "Étudiants admis chaque année en deuxième année de médecine que la projection prend pour hypothèse.",
        NO_BREAKDOWN,
        1_000,
        20_000,
        levels.FRANCE,
        short="Admis, hypothèse",
        caveats=_CAVEATS,
    ),
)
