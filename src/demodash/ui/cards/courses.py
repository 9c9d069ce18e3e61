"""The courses whose places are followed over the years, and where their places are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pandas as pd

from demodash import territories
from demodash.analysis.measures import Measure
from demodash.analysis.segments import Segment, segments
from demodash.charts.marks import Mark, Series
from demodash.dataset import Observation
from demodash.indicators.dimensions import FILIERE_MEDICALE, FILIERE_PARAMEDICALE, FORMATION_SEGUR, SITE_VOIE
from demodash.indicators.model import ENSEMBLE
from demodash.periods import period
from demodash.texts import enumeration, number
from demodash.ui.cards.measuring import MEASURES
from demodash.ui.page import Page

HOME = territories.HOME_REGION
NONE = "aucun"


@dataclass(frozen=True, slots=True)
class Course:
    """A course: its French name, and the indicators that follow one another in time, the long series first."""

    label: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where places are counted: a whole territory, or a site of the region; ``is_context`` when only compared with."""

    label: str
    territory: str
    category: str = ENSEMBLE
    is_context: bool = False

    @property
    def is_territory(self) -> bool:
        """Whether it is a whole territory, which has inhabitants."""
        return self.category == ENSEMBLE


COURSES: Mapping[str, Course] = {
    "medecine": Course(
        FILIERE_MEDICALE.member("medecine").label, ("places_deuxieme_annee_medecine", "numerus_apertus_medecine")
    ),
    "pharmacie": Course(FILIERE_MEDICALE.member("pharmacie").label, ("places_deuxieme_annee_pharmacie",)),
    "odontologie": Course(FILIERE_MEDICALE.member("odontologie").label, ("places_deuxieme_annee_odontologie",)),
    "maieutique": Course(FILIERE_MEDICALE.member("maieutique").label, ("places_deuxieme_annee_maieutique",)),
    "infirmier": Course(FORMATION_SEGUR.member("infirmier").label, ("ide_quota", "ide_places")),
    "kine": Course(FILIERE_PARAMEDICALE.member("kine").name, ("places_kine",)),
    "psychomotricien": Course(FILIERE_PARAMEDICALE.member("psychomotricien").label, ("places_psychomotricien",)),
}
INDICATORS = (
    *(indicator for course in COURSES.values() for indicator in course.indicators),
    "places_segur",
    "places_protocole",
)
"""The indicators of the page on which publications are compared."""
OPTIONS = {course_id: course.label for course_id, course in COURSES.items()}
COMPARED = {"FR": territories.name("FR"), "REG-44": territories.name("REG-44"), NONE: "Rien"}

_REGION = Place(territories.name(HOME), HOME)
_SITES: Mapping[str, Place] = {
    "region": _REGION,
    **{site: Place(SITE_VOIE.member(site).name, HOME, site) for site in ("lille_total", "lille_2", "icl", "amiens")},
}
_TERRITORIES: Mapping[str, Place] = {
    "region": _REGION,
    "nord_pas_de_calais": Place(territories.name("EXREG-31"), "EXREG-31"),
    "picardie": Place(territories.name("EXREG-22"), "EXREG-22"),
}


def has_sites(course: str) -> bool:
    """Whether the places of a course are published by site (medical courses) or by former region."""
    return course in FILIERE_MEDICALE


def places_of(course: str) -> Mapping[str, Place]:
    """The places that can be chosen for a course, by id."""
    return _SITES if has_sites(course) else _TERRITORIES


def compared_place(code: str) -> Place:
    """The territory that a course is compared with."""
    return Place(territories.name(code), code, is_context=True)


def choose_places(page: Page, course: str) -> tuple[str, ...]:
    """The picker of what the course has: the sites of the universities, or the two former regions."""
    options = {place_id: place.label for place_id, place in places_of(course).items()}
    if has_sites(course):
        return page.several_of("sites", "Sites", options, ("region", "lille_total", "amiens"))
    return page.several_of("territoires", "Territoires", options, list(options))


Found: TypeAlias = Mapping[Place, Sequence[Segment]]
"""What is published of each place, in the segments that compare with themselves."""


def find(page: Page, course: str, chosen: Sequence[str], shown: Measure, compared: str) -> Found:
    """What is published of each place chosen: a site has no inhabitants, a country does not fit among numbers."""
    wanted = [place for one, place in places_of(course).items() if one in chosen]
    if shown is Measure.PER_100K:
        wanted = [place for place in wanted if place.is_territory]
    if shown is not Measure.NUMBER and compared != NONE:
        wanted.append(compared_place(compared))
    pieces = {
        place: segments(page.data, COURSES[course].indicators, place.territory, place.category) for place in wanted
    }
    return {place: each for place, each in pieces.items() if each}


def main_indicator(found: Found) -> str:
    """The indicator that has the most figures in the first place: what a title is about."""
    pieces = next(iter(found.values()))
    return max(pieces, key=lambda piece: len(piece.line)).line[0].indicator


def comparable(found: Found) -> Found:
    """The segments of the main indicator alone: an index or a change does not run across two definitions."""
    main = main_indicator(found)
    kept = {place: [piece for piece in pieces if piece.line[0].indicator == main] for place, pieces in found.items()}
    return {place: pieces for place, pieces in kept.items() if pieces}


def colour_of(page: Page, place: Place, rank: int) -> str:
    """Its own for the region and what it is compared with; the others take turns. ``rank``: place in the drawing."""
    if place.is_context or place == _REGION:
        return page.palette.territory(place.territory)
    others = page.palette.series[1:]
    return others[(rank - 1) % len(others)]


def rows_of(page: Page, segments_: Iterable[Segment]) -> pd.DataFrame:
    """The observations behind some segments (one at least)."""
    firsts = [segment.line[0] for segment in segments_]
    return pd.concat(
        [page.data.select(one.indicator, territory=one.territory, category=one.category) for one in firsts]
    )


def filters_of(course: str, found: Found, shown: Measure) -> dict[str, str]:
    """What was chosen, for the metadata of the downloads."""
    return {
        "Profession": COURSES[course].label,
        "Mesure": MEASURES[shown],
        "Territoires et sites": enumeration([place.label for place in found]),
    }


def from_to(first: Observation, last: Observation) -> str:
    """How a number went from one period to another: ``de 370 en 1999–2000 à 794 places en 2016–2017``."""
    if first.period == last.period:
        return f"{last.text} en {last.span.label}"
    if first.text == last.text:
        return f"{last.text} en {first.span.label} comme en {last.span.label}"
    return f"de {first.digits} en {first.span.label} à {last.text} en {last.span.label}"


def dissenting(segment: Segment, marks: Sequence[Mark], colour: str) -> list[Series]:
    """The marks of the values that dissent from a segment, labelled away from its line: above or below."""
    values = {one.span.position: one.value for one in segment.line}
    above = [mark for mark, one in zip(marks, segment.dissenting, strict=True) if one.value > values[one.span.position]]
    below = [mark for mark in marks if mark not in above]
    sides = ((above, "middle left"), (below, "bottom right"))
    return [Series("", colour, side, joined=False, label_place=place) for side, place in sides if side]


def dissent_sentence(segments: Sequence[Segment]) -> str:
    """The periods for which two publications give two values, with a space before; empty when there is none."""
    parts = []
    for piece in segments:
        for iso in dict.fromkeys(one.period for one in piece.dissenting):
            figures = [one for one in (*piece.line, *piece.dissenting) if one.period == iso]
            values = enumeration([number(one.value, one.spec.decimals) for one in figures])
            where = "" if figures[0].territory in {HOME, "FR"} else f"{territories.name(figures[0].territory)}, "
            parts.append(f"{where}{period(iso).label} ({values})")
    return f" Deux publications se contredisent pour {enumeration(parts)}." if parts else ""
