"""The map of the zoning by commune: the class of each, edition by edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from demodash import territories
from demodash.derivation.zoning import classified_communes, placements
from demodash.indicators import CATALOGUE
from demodash.indicators.dimensions import ZONE
from demodash.indicators.model import Theme
from demodash.schema import COLUMNS
from demodash.territories import Level
from demodash.texts import enumeration, long_date, number
from demodash.ui.cards.carte_figures import above_of, parent_name
from demodash.ui.cards.carte_subject import Drawing, Finding, MadeRows, Row, Subject, Time
from demodash.ui.geometry import Area
from demodash.ui.map_component import ZONE_FILLS, Frame, MapClass, Zones
from demodash.ui.markup import Table
from demodash.zonage import Edition, editions

ID = "zonage"
NAME = Theme.ZONAGE.label
_PERCENT = CATALOGUE["zonage_population_part"]


def subject(area: Area) -> Subject | None:
    """The class of every commune, edition by edition; None where there is no edition."""
    known = editions()
    if not known:
        return None
    zones = _zones()
    return Subject(
        id=ID,
        name=NAME,
        times=tuple(Time(str(one.legal_start.year), one.name, f"dans l’édition {one.name}") for one in known),
        drawing=Drawing(
            frames=tuple(Frame(one.name, classes=_codes(one, zones, area.codes)) for one in known),
            classes=tuple(MapClass(_label(zone), *ZONE_FILLS[zone]) for zone in zones),
            legend="Type de zone",
            method="Classe de chaque commune, telle que l’édition la donne.",
            outlined=True,
        ),
        subtitle=lambda at: f"{NAME}, édition {known[at].name}, communes {territories.of(area.within)}",
        finding=lambda at, selected: _finding(known[at], selected),
        rows=lambda at: _rows(known[at].id),
        table=lambda at: _table(area, known[at]),
        remarks=(
            "Une commune est coloriée en entier dans sa classe : les quartiers prioritaires ouverts aux aides dans "
            "une commune qui ne l’est pas ne se voient pas ici.",
        ),
    )


def second_fact(area: Area) -> Zones | None:
    """The class of each commune in the latest edition, for the maps of other figures."""
    known = editions()
    if area.level is not Level.COMMUNE or not known:
        return None
    zones = _zones()
    return Zones(NAME, tuple(ZONE.member(zone).name for zone in zones), _codes(known[-1], zones, area.codes))


@cache
def placed_by(edition_id: str) -> Mapping[str, str]:
    """Class (a category of the dimension ``zone``) of each commune of today by full code, in an edition."""
    return placements(next(one for one in editions() if one.id == edition_id))


def _zones() -> tuple[str, ...]:
    """The classes that any edition has, in the order of the dimension."""
    used = {zone.lower() for one in editions() for zone in one.classes}
    return tuple(member.id for member in ZONE if member.id in used)


def _codes(edition: Edition, zones: tuple[str, ...], codes: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    placed = placed_by(edition.id)
    return np.array([zones.index(placed[code]) for code in codes], dtype=np.uint8)


def _label(zone: str) -> str:
    return ZONE.member(zone).label


def _in_sentence(zone: str) -> str:
    label = _label(zone)
    return label[:1].lower() + label[1:]


@cache
def _rows(edition_id: str) -> pd.DataFrame:
    edition = next(one for one in editions() if one.id == edition_id)
    return pd.DataFrame(
        [[getattr(one, column) for column in COLUMNS] for one in classified_communes(edition)], columns=list(COLUMNS)
    )


def _people(edition: Edition) -> Counter[str]:
    """Inhabitants of the region by class."""
    people: Counter[str] = Counter()
    for code, zone in placed_by(edition.id).items():
        people[zone] += territories.territory(code).population
    return people


def _finding(edition: Edition, selected: str | None) -> Finding:
    people = _people(edition)
    total = sum(people.values())
    eligible = [zone.lower() for zone in edition.eligible]
    share = _PERCENT.value_text(sum(people[zone] for zone in eligible) / total * 100)
    names = enumeration([ZONE.member(zone).name for zone in eligible]).replace(" et ", " ou ")
    since = f"depuis le {long_date(edition.legal_start)}"
    until = f"du {long_date(edition.legal_start)} au {long_date(edition.legal_end)}" if edition.legal_end else since
    zone = placed_by(edition.id).get(selected) if selected else None
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
    placed = placed_by(edition.id)
    codes = sorted(placed, key=lambda code: (territories.territory(code).departement or "", territories.name(code)))
    above = above_of(area)
    return Table(
        headers=["Commune", *above, "Type de zone", "Habitants"],
        rows=MadeRows(len(codes), partial(_row, area, edition, codes)),
        caption=f"{NAME}, édition {edition.name}",
        numeric=(len(above) + 2,),
    )


def _row(area: Area, edition: Edition, codes: list[str], at: int) -> Row:
    code = codes[at]
    return [
        territories.label(code),
        *(parent_name(code, level) for level in above_of(area).values()),
        _label(placed_by(edition.id)[code]),
        number(territories.territory(code).population),
    ]
