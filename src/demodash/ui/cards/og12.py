"""The page «Revue OG 12»: each objective, what measures it, what moved, and what nothing measures."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from demodash import territories
from demodash.analysis.by_zone import countings, figures, last_of_each_year
from demodash.analysis.movement import Movement, movement
from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.dataset import Dataset, Observation, observations
from demodash.derivation.imported_zones import edition_of
from demodash.indicators import units
from demodash.indicators.model import Kind
from demodash.indicators.revision import OBJECTIVES, Objective, Point
from demodash.texts import STATUS_WORDS, enumeration, number, plural
from demodash.ui.card import Card
from demodash.ui.cards.measuring import percent, wrapped
from demodash.ui.markup import Table
from demodash.ui.page import Page

HOME = territories.HOME_REGION
_BY_ID = {one.id: one for one in OBJECTIVES}
_BY_ZONE = "mg_evolution"
"""The change by zone that the document publishes, which imports allow to compute again."""
VIEWS = {"vigueur": "Les quatre objectifs en vigueur", "proposes": "Les deux objectifs proposés"}


def shown(view: str) -> tuple[Objective, ...]:
    """The objectives of a view, in their order."""
    return tuple(one for one in OBJECTIVES if one.proposed is (view == "proposes"))


def coverage(page: Page, view: str) -> Card:
    """How many points of each objective something measures."""
    objectives = shown(view)
    rows = page.data.select(
        "og12_objectifs", territory=HOME, category="transverses" if view == "proposes" else "operationnels"
    )
    marks = []
    for one in objectives:
        measured = sum(bool(point.indicators) for point in one.points)
        marks.append(
            Mark(
                label=wrapped(f"{one.number}. {one.label}"),
                value=measured / len(one.points) * 100,
                text=f"{measured} sur {len(one.points)}",
                hover=(
                    f"<b>{measured} {plural(measured, 'point mesuré', 'points mesurés')} sur {len(one.points)}</b>"
                    f"<br>{one.label}"
                ),
                colour=page.palette.accent,
                hollow=True,
            )
        )
    points = [point for one in objectives for point in one.points]
    missing = [one for one in objectives if not one.indicators]
    without = [point for point in points if not point.indicators]
    if missing:
        word = plural(len(missing), "objectif", "objectifs")
        title = f"{len(missing)} {word} sur {len(objectives)} sans aucun indicateur"
    else:
        title = f"{len(without)} {plural(len(without), 'point', 'points')} sur {len(points)} sans indicateur"
    return Card(
        id=f"og12-couverture-{view}",
        title=title,
        subtitle="Points de chaque objectif que renseigne au moins un indicateur du tableau de bord (compte demodash)",
        rows=rows,
        table=Table(
            ["Point", "Objectif", "Indicateurs", "Ce qu’il faudrait compter"],
            [
                [
                    point.label,
                    f"{one.number}. {one.label}",
                    str(len(point.indicators)) if point.indicators else "aucun",
                    point.gap,
                ]
                for one in objectives
                for point in one.points
            ],
            "Points de chaque objectif et leurs indicateurs",
            numeric=(2,),
        ),
        reading=(
            f"{len(points) - len(without)} des {len(points)} points sont renseignés"
            + (f" ; rien ne mesure : {enumeration([_lower(point.label) for point in without])}." if without else ".")
        ),
        figure=bars(marks, page.palette),
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def objective_card(page: Page, objective_id: str) -> Card:
    """One objective, by its id: its points, the latest figure of each indicator, and what moved."""
    objective = _BY_ID[objective_id]
    lines: list[list[str]] = []
    kept: list[Observation] = []
    for point in objective.points:
        found = _movements(page.data, point)
        kept += [one for moved in found for one in (moved.latest, moved.earlier) if one is not None]
        lines += [_line(page.data, point, moved, first=place == 0) for place, moved in enumerate(found)]
        if not found or point.gap:
            lines.append(
                [
                    "" if found else point.label,
                    "À compter aussi" if found else "Aucun indicateur ; à compter",
                    point.gap,
                    "–",
                    "–",
                ]
            )
    measured = [point for point in objective.points if point.indicators]
    count = len(measured)
    return Card(
        id=f"og12-{objective.id}",
        title=f"{objective.number}. {objective.label}",
        subtitle=objective.aim,
        rows=_rows(page.data, kept),
        table=Table(
            ["Point", "Indicateur", "Dernier chiffre", "Chiffre antérieur comparable", "Évolution"],
            lines,
            objective.label,
        ),
        reading=(
            f"{count or 'aucun'} {plural(count, 'point', 'points')} sur {len(objective.points)} "
            f"{plural(count, 'est renseigné', 'sont renseignés') if count else 'n’est renseigné'}"
            + (
                f" par {len(objective.indicators)} {plural(len(objective.indicators), 'indicateur', 'indicateurs')}."
                if count
                else " : rien, dans les sources lues, ne mesure cet objectif."
            )
        ),
        remarks=("Le rattachement des indicateurs aux objectifs est celui du tableau de bord, non du document.",),
    )


def _movements(data: Dataset, point: Point) -> list[Movement]:
    """The movement of each indicator of a point, in the region or, failing that, in its départements."""
    found = []
    for indicator in point.indicators:
        rows = data.select(indicator)
        rows = rows[rows["territory"].isin([HOME, *territories.children(HOME, "DEP")])]
        for _, group in rows.groupby(["territory", "category"], sort=False):
            found.append(movement(observations(group)))
        if indicator == _BY_ZONE:
            found += [Movement(one, None, None) for one in _recomputed(data)]
    return found


def _recomputed(data: Dataset) -> list[Observation]:
    """The change by zone computed from imports, over all their years, with the latest edition of the zoning."""
    for counting in countings(data):
        years = list(last_of_each_year(counting.periods).values())
        for edition in reversed(data.zonings):
            span = f"{years[0]}/{years[-1]}"
            found = figures(data, counting.indicator("evolution"), edition.id, series=counting.series, iso=span)
            if found:
                return list(found.values())
    return []


def _line(data: Dataset, point: Point, moved: Movement, *, first: bool) -> list[str]:
    latest, earlier = moved.latest, moved.earlier
    what = latest.spec.name if latest.category == "ensemble" else f"{latest.spec.name} : {_lower_name(latest)}"
    edition = next((each.name for each in data.zonings if each.id == edition_of(latest.locator)), "")
    if edition:
        what = f"{what}, zonage {edition}"
    before, change = "–", "–"
    if earlier is not None and moved.difference is not None:
        before, change = _dated(earlier), _change(latest, earlier, moved.difference)
    return [point.label if first else "", what, _dated(latest), before, change]


def _lower_name(one: Observation) -> str:
    """The category inside a sentence: abbreviations and proper names stay as they are."""
    name = one.member.name
    return name if name[1:2].isupper() or one.spec.dimension.id == "universite" else _lower(name)


def _dated(one: Observation) -> str:
    """A figure with its date, and what is not printed as such."""
    context = "année déduite" if one.span.iso.isdigit() else STATUS_WORDS["inferred"]
    how = {"derived": ", calculé", "inferred": f", {context}"}
    return f"{one.text} ({one.span.label}{how.get(one.status, '')})"


def _change(latest: Observation, earlier: Observation, difference: float) -> str:
    """The difference between two figures of one thing: in points for a share, with its percentage for a number."""
    spec = latest.spec
    if spec.unit.kind in {Kind.SHARE, Kind.CHANGE}:
        return f"{number(difference, spec.decimals, signed=True)} {units.POINTS.after(difference)}"
    size = number(difference, spec.decimals, signed=True)
    return f"{size} ({percent(difference / earlier.value * 100)})" if earlier.value else size


def _rows(data: Dataset, kept: Sequence[Observation]) -> pd.DataFrame:
    """The rows of the table that typed figures came from."""
    wanted = {(one.indicator, one.territory, one.category, one.period, one.source, one.locator) for one in kept}
    table = data.select({one.indicator for one in kept}).sort_index()
    keys = zip(
        *(table[name] for name in ("indicator", "territory", "category", "period", "source", "locator")), strict=True
    )
    rows = table[[key in wanted for key in keys]]
    return rows if len(rows) else data.select("og12_objectifs", territory=HOME)
