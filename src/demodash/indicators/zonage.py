"""The zoning of general practitioners: what each edition covers, and the zonings of other professions."""

from __future__ import annotations

from demodash.indicators import levels, units
from demodash.indicators.dimensions import NO_BREAKDOWN, PROFESSION, ZONE, ZONE_AIDES, ZONE_TVS
from demodash.indicators.model import Formula, Indicator, Theme

_PERIMETER = (
    "Les zones comptées changent d’une édition à l’autre : ZIP, ZAC et ZAR de 2020 à 2025, avec des quartiers "
    "prioritaires en 2022, ZIP, ZAC et quartiers prioritaires en 2026. La note de chaque figure le dit.",
)
_CONTRADICTION = (
    "Avril 2022 : l’annonce donne 72,4 % de la population et 4,6 millions d’habitants, soit 76,8 % de la région ; "
    "les parts par département qu’elle donne aussi font 77,5 %.",
)

INDICATORS = (
    Indicator(
        "zonage_part_eligible",
        Theme.ZONAGE,
        "Part de la population vivant en zone éligible aux aides",
        units.PERCENT,
        "Part des habitants qui vivent dans une zone que l’édition du zonage ouvre aux aides à l’installation ou "
        "au maintien des médecins généralistes.",
        NO_BREAKDOWN,
        0,
        100,
        frozenset({"FR", "REG", "DEP", "EPCI"}),
        decimals=1,
        short="Population en zone éligible",
        formula=Formula(
            "habitants en zone éligible / habitants du territoire ; région : somme des départements",
            ("zonage_population_eligible", "zonage_part_eligible"),
        ),
        caveats=(*_PERIMETER, *_CONTRADICTION),
    ),
    Indicator(
        "zonage_population_eligible",
        Theme.ZONAGE,
        "Habitants vivant en zone éligible aux aides",
        units.INHABITANTS,
        "Habitants des zones que l’édition du zonage ouvre aux aides à l’installation ou au maintien des médecins "
        "généralistes.",
        NO_BREAKDOWN,
        1_000,
        60_000_000,
        frozenset({"FR", "REG", "DEP", "EPCI"}),
        short="Habitants en zone éligible",
        caveats=(*_PERIMETER, *_CONTRADICTION),
    ),
    Indicator(
        "zonage_population_ajoutee",
        Theme.ZONAGE,
        "Habitants que l’édition du zonage fait entrer en zone éligible",
        units.INHABITANTS,
        "Habitants en zone éligible de l’édition, moins ceux de l’édition précédente.",
        NO_BREAKDOWN,
        1_000,
        20_000_000,
        levels.REGION_FRANCE,
        short="Habitants ajoutés",
        formula=Formula("édition nouvelle − édition précédente", ("zonage_population_eligible",)),
    ),
    Indicator(
        "zonage_part_nationale",
        Theme.ZONAGE,
        "Part de la population que la méthode nationale classe en zone sous-dense",
        units.PERCENT,
        "Part des habitants que la méthode nationale en vigueur place, ou permet aux agences régionales de "
        "placer, dans la zone.",
        ZONE_AIDES,
        0,
        100,
        levels.REGION_FRANCE,
        decimals=1,
        short="Part fixée nationalement",
        formula=Formula("ensemble : ZIP + ZAC", ("zonage_part_nationale",)),
        caveats=(
            "Trois méthodes se suivent : celle d’avant 2017, l’arrêté de novembre 2017, l’arrêté de 2021 sur l’APL "
            "de 2019. Leurs parts ne forment pas une série homogène.",
        ),
    ),
    Indicator(
        "zonage_tvs",
        Theme.ZONAGE,
        "Territoires de vie-santé par type de zone",
        units.TVS,
        "Territoires de vie-santé que l’édition du zonage classe dans chaque type de zone.",
        ZONE_TVS,
        0,
        3_000,
        levels.DEPARTEMENT_TO_FRANCE,
        short="Territoires de vie-santé",
        formula=Formula("zones éligibles : ZIP + ZAC", ("zonage_tvs",)),
    ),
    Indicator(
        "zonage_communes",
        Theme.ZONAGE,
        "Communes par type de zone",
        units.COMMUNES,
        "Communes que l’édition du zonage classe dans chaque type de zone.",
        ZONE,
        0,
        6_000,
        levels.DEPARTEMENT_REGION,
        short="Communes zonées",
    ),
    Indicator(
        "zonage_qpv",
        Theme.ZONAGE,
        "Quartiers prioritaires de la ville ouverts aux aides",
        units.QPV,
        "Quartiers prioritaires de la politique de la ville que l’édition du zonage ouvre aux aides.",
        NO_BREAKDOWN,
        0,
        1_700,
        levels.DEPARTEMENT_TO_FRANCE,
        short="Quartiers prioritaires",
        caveats=(
            "17 quartiers en 2022 et 204 en 2026 : la règle a changé, les deux nombres ne mesurent pas une évolution.",
        ),
    ),
    Indicator(
        "zonage_mg_densite",
        Theme.ZONAGE,
        "Densité de médecins généralistes par type de zone",
        units.PER_100K,
        "Médecins généralistes pour 100 000 habitants, telle que l’annonce du zonage la donne ; le mode d’exercice "
        "retenu n’y est pas précisé.",
        ZONE,
        10,
        300,
        levels.REGION_FRANCE,
        direction="up",
        short="Densité de MG par zone",
        caveats=("79 pour 100 000 dans la région : bien moins que la densité tous modes d’exercice de la DREES.",),
    ),
    Indicator(
        "zonage_seuil_apl",
        Theme.ZONAGE,
        "APL sous laquelle un territoire est obligatoirement en ZIP",
        units.CONSULTATIONS,
        "Accessibilité potentielle localisée aux généralistes de 65 ans ou moins sous laquelle l’arrêté impose le "
        "classement en zone d’intervention prioritaire.",
        NO_BREAKDOWN,
        0.5,
        10,
        levels.FRANCE,
        decimals=1,
        short="Seuil d’APL des ZIP",
        caveats=("2,5 est un nombre de consultations par an et par habitant, non un âge.",),
    ),
    Indicator(
        "zonage_territoires_favorables",
        Theme.ZONAGE,
        "Territoires dont l’offre a évolué favorablement depuis le zonage",
        units.TERRITORIES,
        "Territoires pour lesquels l’agence constate une évolution favorable depuis l’entrée en vigueur du zonage.",
        NO_BREAKDOWN,
        0,
        500,
        levels.REGION,
        direction="up",
        short="Territoires en progrès",
    ),
    Indicator(
        "zonage_categories",
        Theme.ZONAGE,
        "Catégories de zones du zonage d’une profession",
        units.CATEGORIES,
        "Nombre de catégories de zones que distingue le zonage de la profession.",
        PROFESSION,
        1,
        10,
        levels.REGION_FRANCE,
        short="Catégories de zones",
    ),
    Indicator(
        "zonage_professions",
        Theme.ZONAGE,
        "Professions qui font l’objet d’un zonage",
        units.PROFESSIONS,
        "Professions de santé dont l’agence arrête un zonage.",
        NO_BREAKDOWN,
        1,
        20,
        levels.REGION_FRANCE,
        short="Professions zonées",
    ),
)
