"""Access to care: the potential accessibility indicator (APL), the population without a regular physician."""

from __future__ import annotations

from demodash.indicators import levels, units
from demodash.indicators.dimensions import DESERT, NO_BREAKDOWN, PATIENTELE, ZONE
from demodash.indicators.model import Formula, Indicator, Theme, Unit
from demodash.indicators.units import CONSULTATIONS, FTE_PER_100K, INHABITANTS, PERCENT

_APL_CAVEATS = (
    "Moyenne départementale des APL communales, pondérée par la population standardisée : chiffre calculé, que "
    "la DREES ne publie pas à ce niveau.",
    "Moyenne régionale : les départements y sont pondérés par leur population totale de 2022, faute de population "
    "standardisée ; pour la France, ce calcul s’écarte de moins de 1 % de la valeur publiée.",
    "Mayotte n’a pas d’APL publiée.",
)
_THRESHOLD = ("2,5 est un nombre de consultations par an et par habitant, non un âge.",)


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
        formula=Formula(
            "région : moyenne des départements pondérée par leur population", (f"apl_{slug}", "apl_population")
        )
        if slug != "mg"
        else Formula(
            "région, sans table par commune : moyenne des départements pondérée par leur population ; table importée "
            "par commune : moyenne des communes pondérée par leur population standardisée, ou municipale quand le "
            "fichier ne la donne pas",
            ("apl_mg", "apl_population", "apl_population_standardisee"),
        ),
        caveats=_APL_CAVEATS,
    )


def _apl_until(age: int) -> Indicator:
    """The APL that counts the GPs up to an age only."""
    return Indicator(
        f"apl_mg_{age}",
        Theme.ACCES,
        f"Accessibilité potentielle localisée aux médecins généralistes de {age} ans ou moins",
        CONSULTATIONS,
        f"Accessibilité potentielle localisée (APL) aux médecins généralistes de {age} ans ou moins : consultations ou "
        "visites accessibles par an et par habitant standardisé, offre et demande des communes voisines comprises.",
        NO_BREAKDOWN,
        0,
        20,
        levels.COMMUNE_TO_REGION,
        decimals=2,
        direction="up",
        short=f"APL aux MG de {age} ans ou moins",
        formula=Formula(
            "moyenne des communes pondérée par leur population standardisée, ou municipale quand le fichier ne la "
            "donne pas",
            (f"apl_mg_{age}", "apl_population_standardisee"),
        ),
    )


INDICATORS = (
    _apl("mg", "médecins généralistes", CONSULTATIONS, 20, 2),
    _apl("infirmiers", "infirmiers", FTE_PER_100K, 1_000, 1),
    _apl("kine", "masseurs-kinésithérapeutes", FTE_PER_100K, 600, 1),
    _apl("sages_femmes", "sages-femmes", FTE_PER_100K, 200, 1),
    _apl("dentistes", "chirurgiens-dentistes", FTE_PER_100K, 300, 1),
    _apl_until(65),
    _apl_until(62),
    _apl_until(60),
    Indicator(
        "apl_mg_zone",
        Theme.ACCES,
        "Accessibilité potentielle localisée aux médecins généralistes par type de zone",
        CONSULTATIONS,
        "Accessibilité potentielle localisée (APL) aux médecins généralistes, en moyenne des communes que l’édition du "
        "zonage met dans la classe.",
        ZONE,
        0,
        20,
        levels.DEPARTEMENT_REGION,
        decimals=2,
        direction="up",
        short="APL par zone",
        formula=Formula(
            "moyenne des communes de la classe pondérée par leur population standardisée, ou municipale quand le "
            "fichier ne la donne pas",
            ("apl_mg", "apl_population_standardisee"),
        ),
        caveats=("Chaque chiffre est calculé avec une seule édition du zonage, que son repère nomme.",),
    ),
    Indicator(
        "apl_population_standardisee",
        Theme.ACCES,
        "Population standardisée pour la médecine générale",
        INHABITANTS,
        "Habitants pondérés par le recours aux généralistes à leur âge : le poids de chaque commune dans une moyenne "
        "d’APL.",
        NO_BREAKDOWN,
        0,
        10_000_000,
        levels.COMMUNE_TO_REGION,
        short="Population standardisée",
        formula=Formula("somme des communes", ("apl_population_standardisee",)),
    ),
    Indicator(
        "apl_population",
        Theme.ACCES,
        "Habitants des communes dont l’APL est connue",
        INHABITANTS,
        "Population totale des communes pour lesquelles une APL aux médecins généralistes est publiée, à l’année que "
        "la source donne.",
        NO_BREAKDOWN,
        0,
        80_000_000,
        levels.COMMUNE_TO_FRANCE,
        formula=Formula(
            "région et France : somme des départements ; table importée par commune : somme des communes",
            ("apl_population",),
        ),
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
        levels.COMMUNE_TO_FRANCE - {"COM"},
        direction="down",
        short="Habitants sous 2,5 consultations",
        formula=Formula(
            "région et France : somme des départements ; table importée par commune : somme des populations des "
            "communes sous le seuil",
            ("apl_population_sous_seuil", "apl_population", "apl_mg"),
        ),
        caveats=_THRESHOLD,
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
        levels.COMMUNE_TO_FRANCE - {"COM"},
        decimals=1,
        direction="down",
        short="Population sous 2,5 consultations",
        formula=Formula(
            "habitants sous le seuil / habitants des communes dont l’APL est connue",
            ("apl_population_sous_seuil", "apl_population"),
        ),
        caveats=_THRESHOLD,
    ),
    Indicator(
        "sans_medecin_traitant_part",
        Theme.ACCES,
        "Part des patients sans médecin traitant",
        PERCENT,
        "Part des patients de 17 ans et plus, ou des patients en affection de longue durée, qui n’ont pas déclaré "
        "de médecin traitant.",
        PATIENTELE,
        0,
        50,
        levels.DEPARTEMENT_TO_FRANCE,
        decimals=1,
        direction="down",
        short="Sans médecin traitant",
    ),
    Indicator(
        "sans_medecin_traitant",
        Theme.ACCES,
        "Patients sans médecin traitant",
        units.PATIENTS,
        "Patients de 17 ans et plus, ou patients en affection de longue durée, qui n’ont pas déclaré de médecin "
        "traitant.",
        PATIENTELE,
        1_000,
        15_000_000,
        levels.DEPARTEMENT_TO_FRANCE,
        direction="down",
        short="Patients sans médecin traitant",
        caveats=(
            "Fin 2023, les deux nombres publiés pour les patients en ALD n’ont ni la même date ni le même champ.",
        ),
    ),
    Indicator(
        "mg_acces_difficile_part",
        Theme.ACCES,
        "Part des habitants ayant du mal à joindre un généraliste à moins de 30 minutes",
        PERCENT,
        "Part des habitants dont l’accès à un médecin généraliste à moins de 30 minutes est jugé difficile par "
        "l’étude de l’UFC-Que choisir.",
        NO_BREAKDOWN,
        0,
        100,
        levels.DEPARTEMENT_TO_FRANCE,
        decimals=1,
        direction="down",
        short="Accès difficile à un généraliste",
    ),
    Indicator(
        "desert_part",
        Theme.ACCES,
        "Part de la population concernée vivant dans un désert médical",
        PERCENT,
        "Part des enfants, des femmes ou des habitants qui vivent dans un désert médical pour la spécialité, selon "
        "l’intervention parlementaire qui la cite.",
        DESERT,
        0,
        100,
        levels.DEPARTEMENT_TO_FRANCE,
        direction="down",
        short="Désert médical",
    ),
    Indicator(
        "assistants_medicaux_contrats",
        Theme.ACCES,
        "Contrats d’assistant médical signés",
        units.CONTRACTS,
        "Contrats aidés par l’assurance maladie pour l’emploi d’un assistant médical, signés à la date indiquée.",
        NO_BREAKDOWN,
        0,
        50_000,
        levels.DEPARTEMENT_TO_FRANCE,
        direction="up",
        short="Assistants médicaux",
    ),
    Indicator(
        "assistants_medicaux_part",
        Theme.ACCES,
        "Part des généralistes éligibles recourant à un assistant médical",
        PERCENT,
        "Part des médecins généralistes pouvant bénéficier d’un assistant médical qui en emploient un.",
        NO_BREAKDOWN,
        0,
        100,
        levels.DEPARTEMENT_TO_FRANCE,
        direction="up",
        short="Recours à un assistant médical",
    ),
    Indicator(
        "sas_population_part",
        Theme.ACCES,
        "Part de la population couverte par un service d’accès aux soins",
        PERCENT,
        "Part des habitants qui vivent dans un territoire doté d’un service d’accès aux soins (SAS).",
        NO_BREAKDOWN,
        0,
        100,
        levels.DEPARTEMENT_TO_FRANCE,
        direction="up",
        short="Population couverte par un SAS",
    ),
    Indicator(
        "medicobus_objectif",
        Theme.ACCES,
        "Objectif de médicobus",
        units.MEDICOBUS,
        "Médicobus que l’État se donne pour objectif de soutenir à l’échéance indiquée.",
        NO_BREAKDOWN,
        0,
        2_000,
        levels.REGION_FRANCE,
        short="Objectif de médicobus",
    ),
)
