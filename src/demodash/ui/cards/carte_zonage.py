"""The map of the zoning by commune: the class of each, edition by edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from demodash import territories
from demodash.charts.map_signs import Land, MapClass
from demodash.derivation.zoning import classified_communes, placements
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import ZONE
from demodash.indicators.model import Theme
from demodash.schema import COLUMNS
from demodash.territories import Level
from demodash.texts import NO_DATA, enumeration, long_date, month_name, number
from demodash.ui.cards.carte_figures import above_of, parent_name
from demodash.ui.cards.carte_subject import Drawing, Finding, MadeRows, Row, Subject, Time
from demodash.ui.geometry import Area
from demodash.ui.map_component import ZONE_FILLS, Frame, Zones
from demodash.ui.markup import Table
from demodash.ui.page import Page
from demodash.zonage import Edition

ID = "zonage"
NAME = Theme.ZONAGE.label
_PERCENT = CATALOGUE["zonage_population_part"]


def subject(page: Page, area: Area) -> Subject | None:
    """The class of every commune, edition by edition; None where there is no edition."""
    known = page.data.zonings
    if not known:
        return None
    zones = _zones(known)
    return Subject(
        id=ID,
        name=NAME,
        times=_times(known),
        drawing=Drawing(
            frames=tuple(Frame(month_name(one.legal_start), classes=_codes(one, zones, area.codes)) for one in known),
            classes=tuple(MapClass(_label(zone), *ZONE_FILLS[zone]) for zone in zones),
            legend="Type de zone",
            method="Classe de chaque commune, telle que l’édition la donne.",
            outlined=True,
        ),
        subtitle=lambda at: f"{NAME}, édition {known[at].name}, communes {territories.of(area.within)}",
        finding=lambda at, selected: _finding(known[at], selected),
        rows=lambda at: _rows(known[at]),
        table=lambda at: _table(area, known[at]),
        remarks=(
            "Une commune est coloriée en entier dans sa classe : les quartiers prioritaires ouverts aux aides dans "
            "une commune qui ne l’est pas ne se voient pas ici.",
        ),
    )


def _times(known: Sequence[Edition]) -> tuple[Time, ...]:
    """The editions as steps: by the year when they begin where that tells them apart, by their id otherwise."""
    years = [one.legal_start.year for one in known]
    names = [one.name for one in known]
    return tuple(
        Time(
            str(one.legal_start.year) if years.count(one.legal_start.year) == 1 else one.id,
            one.name if names.count(one.name) == 1 else f"{one.name} ({long_date(one.legal_start)}, {one.id})",
            f"dans l’édition {one.name}",
        )
        for one in known
    )


def second_fact(page: Page, area: Area) -> Zones | None:
    """The class of each commune in the latest edition, for the maps of other figures."""
    known = page.data.zonings
    if area.level is not Level.COMMUNE or not known:
        return None
    zones = _zones(known)
    return Zones(NAME, tuple(ZONE.member(zone).name for zone in zones), _codes(known[-1], zones, area.codes))


def _zones(known: Sequence[Edition]) -> tuple[str, ...]:
    """The classes that any edition has, in the order of the dimension."""
    used = {zone.lower() for one in known for zone in one.classes}
    return tuple(member.id for member in ZONE if member.id in used)


def _codes(edition: Edition, zones: tuple[str, ...], codes: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    """The class of each commune by its place among the zones; that of no data where the edition says nothing."""
    placed = placements(edition)
    numbers = [zones.index(placed[code]) if code in placed else Land.NO_DATA for code in codes]
    return np.array(numbers, dtype=np.uint8)


def _label(zone: str) -> str:
    return ZONE.member(zone).label


def _in_sentence(zone: str) -> str:
    label = _label(zone)
    return label[:1].lower() + label[1:]


@lru_cache(maxsize=16)
def _rows(edition: Edition) -> pd.DataFrame:
    return pd.DataFrame(
        [[getattr(one, column) for column in COLUMNS] for one in classified_communes(edition)], columns=list(COLUMNS)
    )


def _people(edition: Edition) -> Counter[str]:
    """Inhabitants of the region by class."""
    people: Counter[str] = Counter()
    for code, zone in placements(edition).items():
        people[zone] += territories.territory(code).population
    return people


def _finding(edition: Edition, selected: str | None) -> Finding:
    people = _people(edition)
    total = sum(people.values())
    eligible = [zone.lower() for zone in edition.eligible or edition.classes[:1]]
    share = _PERCENT.value_text(sum(people[zone] for zone in eligible) / total * 100)
    names = enumeration([ZONE.member(zone).name for zone in eligible]).replace(" et ", " ou ")
    since = f"depuis le {long_date(edition.legal_start)}"
    until = f"du {long_date(edition.legal_start)} au {long_date(edition.legal_end)}" if edition.legal_end else since
    zone = placements(edition).get(selected) if selected else None
    if selected and zone:
        where = "hors zonage" if zone == "hz" else f"en {_in_sentence(zone)}"
        reading = f"{until}, {territories.name(selected)} est classée {where}."
    else:
        first = eligible[0]
        reading = (
            f"{until}, {number(people[first])} habitants ({_PERCENT.value_text(people[first] / total * 100)} de la "
            f"région) vivent dans une commune classée en {_in_sentence(first)}."
        )
    return Finding(f"{share} des habitants vivent dans une commune classée en {names}", reading)


def _table(area: Area, edition: Edition) -> Table:
    codes = sorted(area.codes, key=lambda code: (territories.territory(code).departement or "", territories.name(code)))
    above = above_of(area)
    return Table(
        headers=["Commune", *above, "Type de zone", "Habitants"],
        rows=MadeRows(len(codes), partial(_row, area, edition, codes)),
        caption=f"{NAME}, édition {edition.name}",
        numeric=(len(above) + 2,),
    )


def _row(area: Area, edition: Edition, codes: list[str], at: int) -> Row:
    code = codes[at]
    placed = placements(edition)
    return [
        territories.label(code),
        *(parent_name(code, level) for level in above_of(area).values()),
        _label(placed[code]) if code in placed else NO_DATA,
        number(territories.territory(code).population),
    ]
