"""The page «Revue OG 12»: each objective, what measures it, what moved, and what nothing measures."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from demodash import territories
from demodash.analysis.by_zone import countings, figures, last_of_each_year
from demodash.analysis.movement import Mixture, Movement, mixture, movement
from demodash.charts.bars import bars
from demodash.charts.marks import Mark
from demodash.dataset import Dataset, Observation, observations
from demodash.derivation.imported_zones import edition_of
from demodash.indicators import units
from demodash.indicators.model import ENSEMBLE, Kind
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
    remarks: list[str] = []
    for point in objective.points:
        found = _movements(page.data, point)
        behind = _behind(found)
        remarks += _editions_told(found, behind)
        kept += [one for moved in found for one in (moved.latest, moved.earlier) if one is not None]
        lines += [
            _line(page.data, point, moved, first=place == 0, is_behind=moved.latest in behind)
            for place, moved in enumerate(found)
        ]
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
        remarks=(
            *dict.fromkeys(remarks),
            "Le rattachement des indicateurs aux objectifs est celui du tableau de bord, non du document.",
        ),
    )


def _movements(data: Dataset, point: Point) -> list[Movement]:
    """The movement of each indicator of a point, in the region and in its départements.

    Where a whole and its parts are not of one edition, the newest figures come first.
    """
    found = []
    for indicator in point.indicators:
        rows = data.select(indicator)
        rows = rows[rows["territory"].isin([HOME, *territories.children(HOME, "DEP")])]
        for _, place in rows.groupby("territory", sort=False):
            moved = [movement(observations(group)) for _, group in place.groupby("category", sort=False)]
            if mixture(moved) is not None:
                moved.sort(key=lambda one: one.latest.span.end, reverse=True)
            found += moved
        if indicator == _BY_ZONE:
            found += [Movement(one, None, None) for one in _recomputed(data)]
    return found


def _mixtures(found: Sequence[Movement]) -> list[Mixture]:
    """The indicators of a point that mix editions, a territory after another."""
    groups: dict[tuple[str, str], list[Movement]] = {}
    for one in found:
        groups.setdefault((one.latest.indicator, one.latest.territory), []).append(one)
    mixtures = (mixture(group) for group in groups.values())
    return [one for one in mixtures if one is not None]


def _behind(found: Sequence[Movement]) -> list[Observation]:
    """The figures of an older edition than others of their indicator, and those that are computed from them."""
    mixtures = _mixtures(found)
    older = [one for each in mixtures for one in each.older]
    for each in (one for one in mixtures if one.lacks_whole):
        named, last = each.newest[0].indicator, each.newest[0].span.end
        older += [
            one.latest
            for one in found
            if one.latest.spec.formula is not None
            and named in one.latest.spec.formula.operands
            and one.latest.territory == each.newest[0].territory
            and one.latest.span.end < last
        ]
    return older


def _editions_told(found: Sequence[Movement], behind: Sequence[Observation]) -> list[str]:
    """Say which figures are not of one edition, so that nobody compares them."""
    said = []
    for each in _mixtures(found):
        new = each.newest[0]
        spans = dict.fromkeys(one.span for one in (*each.newest, *each.older))
        of_span = {span: [one for one in (*each.newest, *each.older) if one.span == span] for span in spans}
        told = " ; ".join(f"{span.label} pour {enumeration(list(map(_part, ones)))}" for span, ones in of_span.items())
        where = "" if new.territory == HOME else f", {territories.name(new.territory)}"
        text = f"{new.spec.name}{where} : ces chiffres ne sont pas de la même édition ({told}) et ne se comparent pas."
        if each.lacks_whole:
            text += f" Le chiffre d’ensemble de {new.span.label} n’est pas connu"
            names = dict.fromkeys(f"« {one.spec.name} »" for one in behind if one.indicator != new.indicator)
            text += f" : {enumeration(list(names))} en reste à l’édition antérieure." if names else "."
        said.append(text)
    return said


def _part(one: Observation) -> str:
    return "l’ensemble" if one.category == ENSEMBLE else _lower_name(one)


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


def _line(data: Dataset, point: Point, moved: Movement, *, first: bool, is_behind: bool) -> list[str]:
    latest, earlier = moved.latest, moved.earlier
    what = latest.spec.name if latest.category == ENSEMBLE else f"{latest.spec.name} : {_lower_name(latest)}"
    edition = next((each.name for each in data.zonings if each.id == edition_of(latest.locator)), "")
    if edition:
        what = f"{what}, zonage {edition}"
    if is_behind:
        what = f"{what} (édition antérieure)"
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
