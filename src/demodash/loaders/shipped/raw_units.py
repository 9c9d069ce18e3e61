"""The units written in the survey of publications, and the units of the catalogue that each may stand for."""

from __future__ import annotations

from collections.abc import Mapping

_FACTORS: Mapping[str, Mapping[str, float]] = {
    "%": {"percent": 1, "change_percent": 1},
    "% par an": {"change_percent_per_year": 1},
    "pour 100 000 hab": {"per_100k": 1},
    "pour 10 000 hab": {"per_100k": 10},
    "consultations/an/hab": {"consultations": 1},
    "habitants": {"inhabitants": 1},
    "patients": {"patients": 1},
    "communes": {"communes": 1},
    "territoires": {"territories": 1},
    "départements": {"departements": 1},
    "TVS": {"tvs": 1},
    "QPV": {"qpv": 1},
    "catégories": {"categories": 1},
    "professions": {"professions": 1},
    "métiers": {"trades": 1},
    "sites": {"sites": 1},
    "MSP": {"msp": 1},
    "projets": {"msp": 1},
    "CPTS": {"cpts": 1},
    "ACI": {"cpts": 1},
    "médicobus": {"medicobus": 1},
    "professionnels": {"professionals": 1},
    "médecins": {"physicians": 1, "physicians_change": 1, "professionals": 1, "posts": 1},
    "dentistes": {"dentists": 1},
    "installations": {"settlements": 1},
    "MSU": {"supervisors": 1},
    "contrats": {"contracts": 1, "physicians": 1},
    "postes": {"posts": 1, "contracts": 1},
    "primes": {"bonuses": 1},
    "candidats": {"candidates": 1},
    "allocataires": {"grantees": 1},
    "places": {"places": 1, "added_places": 1, "students": 1},
    "étudiants": {"students": 1},
    "étudiants par an": {"students_per_year": 1},
    "diplômés": {"graduates": 1},
    "internes": {"interns": 1},
    "euros": {"euros": 1},
    "euros/mois": {"euros_per_month": 1},
    "ans": {"years": 1},
    "année": {"year": 1},
}


def factor(raw_unit: str, unit_id: str) -> float | None:
    """What to multiply a surveyed number by to have it in a unit of the catalogue; None when they do not agree."""
    return _FACTORS.get(raw_unit, {}).get(unit_id)


def accepted(raw_unit: str) -> tuple[str, ...]:
    """The units of the catalogue that a surveyed unit may stand for (none when it is unknown)."""
    return tuple(_FACTORS.get(raw_unit, {}))
