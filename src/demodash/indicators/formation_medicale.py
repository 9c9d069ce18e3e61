"""Entry into medical studies: second-year places since 1999, plans, internship posts."""

from __future__ import annotations

from demodash.indicators import levels, units
from demodash.indicators.dimensions import FILIERE_MEDICALE, INTERNAT, NO_BREAKDOWN, SITE_VOIE
from demodash.indicators.model import Formula, Indicator, Theme

_SERIES = (
    "Jusqu’en 2017/2018, le total est le numerus clausus de la première année commune. En 2018/2019 et 2019/2020, "
    "les publications donnent la PACES seule ou toutes les voies ; en 2020/2021, la dernière PACES ne reçoit plus "
    "que les redoublants : ce sont trois champs, gardés dans trois catégories.",
    "« Lille » sans autre précision est rangé sous « Lille, ensemble des établissements ».",
)


def _second_year(slug: str, course: str, of_course: str, high: float) -> Indicator:
    return Indicator(
        f"places_deuxieme_annee_{slug}",
        Theme.FORMATION,
        f"Places en deuxième année {of_course}",
        units.PLACES,
        f"Étudiants autorisés à entrer en deuxième année {of_course} à la suite des épreuves de l’année "
        "universitaire (numerus clausus), par site ou par voie d’accès.",
        SITE_VOIE,
        0,
        high,
        levels.REGION_FRANCE,
        direction="up",
        short=f"2e année, {course}",
        formula=Formula(
            "Lille : Université de Lille + Institut catholique ; total de la région : Amiens + Lille",
            (f"places_deuxieme_annee_{slug}",),
        ),
        caveats=_SERIES,
    )


INDICATORS = (
    _second_year("medecine", "médecine", "de médecine", 15_000),
    _second_year("pharmacie", "pharmacie", "de pharmacie", 6_000),
    _second_year("odontologie", "odontologie", "d’odontologie", 3_000),
    _second_year("maieutique", "maïeutique", "de maïeutique", 2_500),
    Indicator(
        "places_deuxieme_annee_sante",
        Theme.FORMATION,
        "Places en deuxième année, toutes filières de santé",
        units.PLACES,
        "Places en deuxième année de médecine, pharmacie, odontologie et maïeutique, ensemble.",
        NO_BREAKDOWN,
        0,
        30_000,
        levels.REGION_FRANCE,
        direction="up",
        short="2e année, toutes filières",
        formula=Formula(
            "médecine + pharmacie + odontologie + maïeutique, toutes voies",
            (
                "places_deuxieme_annee_medecine",
                "places_deuxieme_annee_pharmacie",
                "places_deuxieme_annee_odontologie",
                "places_deuxieme_annee_maieutique",
            ),
        ),
    ),
    Indicator(
        "places_medecine_supplementaires",
        Theme.FORMATION,
        "Places de deuxième année de médecine ouvertes en plus",
        units.ADDED_PLACES,
        "Hausse annoncée des places en deuxième année de médecine par rapport à l’année précédente.",
        SITE_VOIE,
        0,
        3_000,
        levels.REGION_FRANCE,
        direction="up",
        short="Places de médecine en plus",
        formula=Formula("places de l’année − places de l’année précédente", ("places_deuxieme_annee_medecine",)),
    ),
    Indicator(
        "admis_deuxieme_annee_medecine",
        Theme.FORMATION,
        "Étudiants admis en deuxième année de médecine",
        units.STUDENTS,
        "Étudiants effectivement admis en deuxième année de médecine, toutes voies d’accès.",
        NO_BREAKDOWN,
        0,
        20_000,
        levels.REGION_FRANCE,
        direction="up",
        short="Admis en médecine",
    ),
    Indicator(
        "numerus_apertus_medecine",
        Theme.FORMATION,
        "Capacités d’accueil en deuxième année de médecine (numerus apertus)",
        units.PLACES,
        "Places que chaque université ouvre en deuxième année de médecine depuis la fin du numerus clausus.",
        SITE_VOIE,
        0,
        15_000,
        levels.REGION_FRANCE,
        direction="up",
        short="Numerus apertus",
        formula=Formula(
            "Lille : Université de Lille + Institut catholique ; total de la région : Amiens + Lille",
            ("numerus_apertus_medecine",),
        ),
        caveats=("L’année exacte n’est pas visible : le recensement date de 2022 à 2024.",),
    ),
    Indicator(
        "objectif_national_formation",
        Theme.FORMATION,
        "Objectif national de professionnels à former",
        units.PROFESSIONALS,
        "Professionnels de santé à former sur la période, selon l’arrêté qui fixe les objectifs nationaux "
        "pluriannuels.",
        FILIERE_MEDICALE,
        1_000,
        200_000,
        levels.FRANCE,
        short="Objectif national",
        formula=Formula("ensemble : somme des filières", ("objectif_national_formation",)),
        caveats=("L’arrêté donne aussi une borne basse et une borne haute : elles sont dans la note.",),
    ),
    Indicator(
        "internat_postes",
        Theme.FORMATION,
        "Postes d’interne ouverts",
        units.POSTS,
        "Postes ouverts aux étudiants qui entrent en troisième cycle des études de médecine.",
        INTERNAT,
        0,
        15_000,
        levels.REGION_FRANCE,
        direction="up",
        short="Postes d’interne",
        caveats=("Les publications comptent tantôt avec, tantôt sans les postes réservés aux CESP.",),
    ),
    Indicator(
        "des_mg_inscrits",
        Theme.FORMATION,
        "Étudiants inscrits en DES de médecine générale",
        units.STUDENTS,
        "Étudiants de troisième cycle inscrits au diplôme d’études spécialisées (DES) de médecine générale.",
        NO_BREAKDOWN,
        0,
        30_000,
        levels.REGION_FRANCE,
        direction="up",
        short="DES de médecine générale",
    ),
    Indicator(
        "docteurs_juniors_mg",
        Theme.FORMATION,
        "Internes de médecine générale concernés par la quatrième année",
        units.INTERNS,
        "Internes de médecine générale qui feront, l’année indiquée, la quatrième année du diplôme comme docteurs "
        "juniors.",
        NO_BREAKDOWN,
        0,
        10_000,
        levels.REGION_FRANCE,
        short="Docteurs juniors",
    ),
)
