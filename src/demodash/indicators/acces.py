"""Access to care: the potential accessibility indicator (APL) and the population under its threshold."""

from __future__ import annotations

from demodash.indicators.dimensions import NO_BREAKDOWN
from demodash.indicators.model import Formula, Indicator, Theme, Unit
from demodash.indicators.units import CONSULTATIONS, FTE_PER_100K, INHABITANTS, PERCENT

_APL_CAVEAT = (
    "Moyenne départementale des APL communales, pondérée par la population standardisée : figure calculée, que "
    "la DREES ne publie pas à ce niveau."
)


def _apl(slug: str, whom: str, unit: Unit, high: float, decimals: int) -> Indicator:
    what = (
        "consultations ou visites accessibles par an et par habitant standardisé"
        if unit is CONSULTATIONS
        else "équivalents temps plein accessibles pour 100 000 habitants standardisés"
    )
    return Indicator(
        f"apl_{slug}",
        Theme.ACCES,
        f"Accessibilité potentielle localisée aux {whom}",
        unit,
        f"Accessibilité potentielle localisée (APL) aux {whom} : {what}, offre et demande des communes "
        "voisines comprises.",
        NO_BREAKDOWN,
        0,
        high,
        frozenset({"FR", "REG", "DEP", "EPCI", "COM"}),
        decimals=decimals,
        direction="up",
        short=f"APL aux {whom}",
        caveats=(_APL_CAVEAT,),
    )


INDICATORS = (
    _apl("mg", "médecins généralistes", CONSULTATIONS, 20, 2),
    _apl("infirmiers", "infirmiers", FTE_PER_100K, 1_000, 1),
    _apl("kine", "masseurs-kinésithérapeutes", FTE_PER_100K, 600, 1),
    _apl("sages_femmes", "sages-femmes", FTE_PER_100K, 200, 1),
    _apl("dentistes", "chirurgiens-dentistes", FTE_PER_100K, 300, 1),
    Indicator(
        "apl_population",
        Theme.ACCES,
        "Habitants des communes dont l’APL est connue",
        INHABITANTS,
        "Population totale, au 1er janvier 2022, des communes pour lesquelles une APL aux médecins "
        "généralistes est publiée.",
        NO_BREAKDOWN,
        0,
        80_000_000,
        frozenset({"FR", "REG", "DEP"}),
        formula=Formula("région et France : somme des départements", ("apl_population",)),
    ),
    Indicator(
        "apl_population_sous_seuil",
        Theme.ACCES,
        "Habitants des communes dont l’APL aux médecins généralistes est inférieure à 2,5",
        INHABITANTS,
        "Population totale des communes où moins de 2,5 consultations de médecine générale sont accessibles "
        "par an et par habitant.",
        NO_BREAKDOWN,
        0,
        80_000_000,
        frozenset({"FR", "REG", "DEP"}),
        direction="down",
        short="Habitants sous 2,5 consultations",
        formula=Formula("région et France : somme des départements", ("apl_population_sous_seuil",)),
        caveats=("2,5 est un nombre de consultations par an et par habitant, non un âge.",),
    ),
    Indicator(
        "apl_part_sous_seuil",
        Theme.ACCES,
        "Part de la population dont l’APL aux médecins généralistes est inférieure à 2,5",
        PERCENT,
        "Part des habitants vivant dans une commune où moins de 2,5 consultations de médecine générale sont "
        "accessibles par an et par habitant.",
        NO_BREAKDOWN,
        0,
        100,
        frozenset({"FR", "REG", "DEP"}),
        decimals=1,
        direction="down",
        short="Population sous 2,5 consultations",
        formula=Formula(
            "habitants sous le seuil / habitants des communes dont l’APL est connue",
            ("apl_population_sous_seuil", "apl_population"),
        ),
        caveats=("2,5 est un nombre de consultations par an et par habitant, non un âge.",),
    ),
)
