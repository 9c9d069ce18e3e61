"""Published figures that others recompute, declared: sums of categories, changes, and figures of several sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demodash.derivation.recipes import Compute, difference, same, share, total
from demodash.indicators.model import ENSEMBLE

COURSES = ("medecine", "pharmacie", "odontologie", "maieutique")

SUMS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    **{
        f"places_deuxieme_annee_{course}": (
            ("lille_total", ("lille_2", "icl")),
            (ENSEMBLE, ("amiens", "lille_total")),
        )
        for course in COURSES
    },
    "ccr_postes": ((ENSEMBLE, ("lille", "amiens")),),
    "atp_primes": ((ENSEMBLE, ("un_an", "deux_ans")),),
    "objectif_national_formation": ((ENSEMBLE, COURSES),),
    "places_segur": ((ENSEMBLE, ("infirmier", "aide_soignant", "aes")),),
    "places_protocole": ((ENSEMBLE, ("infirmier", "aide_soignant", "aes")),),
    "zonage_tvs": (("eligibles", ("zip", "zac")),),
    "zonage_part_nationale": ((ENSEMBLE, ("zip", "zac")),),
}
"""By indicator: a category, and the categories of the same territory, period and source that make it."""

CHANGES: Mapping[str, tuple[str, str]] = {
    "places_medicales_evolution": ("places_medicales_apres", "places_medicales_avant"),
}
"""By indicator of change: the number after and the number before, of the same category, period and source."""

SPANS: Mapping[str, str] = {
    "ide_places_evolution": "ide_places",
    "medecins_evolution": "medecins_effectif",
    "medecins_densite_evolution": "medecins_densite",
}
"""By indicator of change: what is counted at both ends of its period."""

POPULATION_SHARES: Mapping[str, str] = {
    "zonage_part_eligible": "zonage_population_eligible",
    "cpts_population_part": "cpts_population",
}
"""By share of the population: the inhabitants it is a share of, of the same territory and period."""


@dataclass(frozen=True, slots=True)
class Term:
    """Where to find an operand. What is empty is that of the figure recomputed; an empty source is any source."""

    indicator: str = ""
    territory: str = ""
    category: str = ""
    period: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A published figure (every source's) that figures of other indicators, periods or sources recompute."""

    indicator: str
    territory: str
    category: str
    period: str
    terms: tuple[Term, ...]
    compute: Compute
    form: str


def _budget_of_chiefs(posts: float, monthly: float, years: float) -> float:
    return posts * monthly * 12 * years


def _budget_of_bonuses(one_year: float, two_years: float, monthly: float) -> float:
    return (one_year * 12 + two_years * 24) * monthly


_DREES = "drees_medecins"
_SERIES = "somme des départements de la série de la DREES"
_ELIGIBLE = "zonage_population_eligible"
_SECOND_YEAR = "places_deuxieme_annee_medecine"
_PROJECTS = ("pre_projet", "lettre_intention", "negociation")

LINKS: tuple[Link, ...] = (
    Link(
        "zonage_population_ajoutee",
        "REG-32",
        ENSEMBLE,
        "2022-04-26",
        (Term(_ELIGIBLE), Term(_ELIGIBLE, period="2018/2022")),
        difference,
        "{} − {}",
    ),
    Link(
        "cpts_tous_stades",
        "FR",
        ENSEMBLE,
        "2024-02-01",
        (Term("cpts_aci"), *(Term("cpts_projet", category=stage) for stage in _PROJECTS)),
        total,
        "{} + {} + {} + {}",
    ),
    Link(
        "places_deuxieme_annee_sante",
        "FR",
        ENSEMBLE,
        "2018/2019",
        tuple(Term(f"places_deuxieme_annee_{course}", category="toutes_voies") for course in COURSES),
        total,
        "{} + {} + {} + {}",
    ),
    Link(
        "ipa_diplomes_cumul",
        "FR",
        ENSEMBLE,
        "2019/2024",
        tuple(Term("ipa_diplomes", period=str(year)) for year in range(2019, 2025)),
        total,
        " + ".join(["{}"] * 6),
    ),
    Link(
        "medecins_effectif",
        "FR",
        ENSEMBLE,
        "2023-01-01",
        (Term("mg_effectif"), Term(category="specialistes")),
        total,
        "{} + {}",
    ),
    Link("medecins_effectif", "FR", ENSEMBLE, "2023-01-01", (Term(source=_DREES),), same, _SERIES),
    Link("medecins_effectif", "REG-32", ENSEMBLE, "2024", (Term(period="2024-01-01", source=_DREES),), same, _SERIES),
    Link(
        "medecins_part_france",
        "REG-32",
        ENSEMBLE,
        "2024",
        (
            Term("medecins_effectif", period="2024-01-01", source=_DREES),
            Term("medecins_effectif", territory="FR", period="2024-01-01", source=_DREES),
        ),
        share,
        "{} / {}",
    ),
    Link(
        "mg_effectif",
        "REG-32",
        "salaries_ou_liberaux",
        "2022",
        (Term(territory="EXREG-31"), Term(territory="EXREG-22")),
        total,
        "{} + {}",
    ),
    Link(
        "mg_variation",
        "FR",
        ENSEMBLE,
        "2022/2023",
        (Term("mg_effectif", period="2023-01-01"), Term("mg_effectif", period="2022-01-01")),
        difference,
        "{} − {}",
    ),
    Link(
        "places_medecine_supplementaires",
        "REG-32",
        "icl",
        "2016/2017",
        (Term(_SECOND_YEAR), Term(_SECOND_YEAR, period="2015/2016")),
        difference,
        "{} − {}",
    ),
    *(
        Link(
            "places_medecine_supplementaires",
            "FR",
            ENSEMBLE,
            "2016/2017",
            (Term(_SECOND_YEAR), Term(_SECOND_YEAR, period="2015/2016", source=source)),
            difference,
            "{} − {}",
        )
        for source in ("tutoratpaces_numerus_2016", "letudiant_numerus_2016")
    ),
    Link(
        "aide_budget",
        "REG-32",
        "ccr",
        "2022-02-03",
        (Term("ccr_postes", category=ENSEMBLE), Term("aide_mensuelle"), Term("aide_duree")),
        _budget_of_chiefs,
        "{} × {} × 12 × {}",
    ),
    Link(
        "aide_budget",
        "REG-32",
        "atp",
        "2022/2025",
        (
            Term("atp_primes", category="un_an"),
            Term("atp_primes", category="deux_ans"),
            Term("aide_mensuelle", period="2022-02-03"),
        ),
        _budget_of_bonuses,
        "({} × 12 + {} × 24) × {}",
    ),
    Link(
        "apl_part_sous_seuil",
        "FR",
        ENSEMBLE,
        "2024",
        (Term("apl_population_sous_seuil"), Term("apl_population")),
        share,
        "{} / {}",
    ),
)
