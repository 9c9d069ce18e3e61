"""Rankings beside the maps: the territories of the level, and the regions of France with ours among them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from demodash import territories
from demodash.analysis.ranks import ordered
from demodash.analysis.territorial import Layer, layer
from demodash.charts.bars import bars
from demodash.charts.lines import timeline
from demodash.charts.marks import Mark, Series
from demodash.dataset import Observation, observations
from demodash.indicators.model import Kind
from demodash.territories import HOME_REGION, Level
from demodash.texts import capitalised, number
from demodash.ui.card import ROWS_SHOWN, Card
from demodash.ui.cards import carte_findings, carte_zonage, zonage
from demodash.ui.cards.building import hover, mark, table
from demodash.ui.cards.carte import NATURAL, View, subject_of
from demodash.ui.cards.carte_figures import rows_of, thing_of
from demodash.ui.cards.carte_findings import Figures
from demodash.ui.geometry import AREAS, Area
from demodash.ui.page import Page

_MOST_BARS = 18
_HEIGHT = 590
_RIVAL = "REG-44"
_NO_REGIONS = (
    "Cet indicateur n’est pas publié pour les autres régions : la comparaison régionale existe pour les médecins, "
    "l’accessibilité aux soins et la population."
)


def draw(page: Page, shown: View) -> None:
    """Both rankings, folded away where thousands of communes are on the map: what is not looked at is not sent."""
    folded = st.expander(
        "Classements et comparaison des régions",
        expanded=shown.area.level is not Level.COMMUNE,
        key=f"{page.id}-classements-{shown.area.id}",
        on_change="rerun",
    )
    if folded.open:
        subject = shown.subjects[0]
        choices = (shown.area.id, subject.id, subject.times[shown.at[0]].id)
        left, right = folded.columns(2)
        with left:
            page.show(level_ranking, *choices)
        with right:
            page.show(regions_ranking, *choices, empty=_NO_REGIONS)


def level_ranking(page: Page, level: str, name: str, time: str) -> Card | None:
    """The territories of a level in order, for a subject at one of its times, all by id; None without figures."""
    shown = _view(page, level, name, time)
    return of_level(page, shown) if shown else None


def regions_ranking(page: Page, level: str, name: str, time: str) -> Card | None:
    """The regions of France for the subject of a map; None when no other region has figures."""
    shown = _view(page, level, name, time)
    return of_regions(page, shown) if shown else None


def _view(page: Page, level: str, name: str, time: str) -> View | None:
    subject = subject_of(page, level, name)
    return View(AREAS[level], (subject,), (subject.time(time),), None, NATURAL, ()) if subject else None


def of_level(page: Page, shown: View) -> Card | None:
    """The territories of the map in order: all of them, or the first and the last with those of the region."""
    subject = shown.subjects[0]
    if subject.id == carte_zonage.ID:
        return zonage.population_by_zone(page)
    found = layer(page.data, thing_of(subject.id), shown.area.codes)
    if found is None:
        return None
    iso = found.periods[shown.at[0]]
    figures = found.figures[iso]
    ranked = ordered({code: one.value for code, one in figures.items()})
    codes = _shown(ranked, figures, shown.area)
    left_out = len(ranked) - len(codes)
    drawn = [_bar(page, figures, code, few=not left_out) for code in codes]
    first, last = figures[ranked[0]], figures[ranked[-1]]
    return Card(
        id="carte-rang",
        title=capitalised(carte_findings.ends(shown.area, figures)),
        subtitle=f"{carte_findings.sentence_name(found)}, {subject.times[shown.at[0]].label}"
        + (f", {number(len(codes))} des {number(len(ranked))} {shown.area.level.plural}" if left_out else ""),
        rows=rows_of(found, iso),
        table=subject.table(shown.at[0]).part(0, ROWS_SHOWN),
        reading=f"{_said(first)} ; {_said(last)}.",
        figure=bars(drawn, page.palette, height=_HEIGHT),
        filters={"Niveau": shown.area.label},
        file=f"rang-{shown.area.id}-{subject.id}".replace("_", "-"),
    )


def of_regions(page: Page, shown: View) -> Card | None:
    """The same indicator for the regions of France: ours against Grand Est and the others.

    Of the zoning no region but ours is known: what its publishers say of it stands there instead.
    """
    subject = shown.subjects[0]
    regions = AREAS["france-regions"]
    if subject.id.startswith(carte_zonage.ID):
        return zonage.eligible_share(page)
    found = layer(page.data, thing_of(subject.id), regions.codes)
    if found is None:
        return None
    if shown.area.id == regions.id:
        return _over_time(page, found)
    return _ranked_regions(page, found, regions)


def _ranked_regions(page: Page, found: Layer, regions: Area) -> Card | None:
    iso = found.periods[-1]
    figures = found.figures[iso]
    if HOME_REGION not in figures:
        return None
    ranked = ordered({code: one.value for code, one in figures.items()})
    home = figures[HOME_REGION]
    france = _france(page, found, iso)
    reading = f"{_said(home)}"
    if _RIVAL in figures:
        reading += f" ; {_said(figures[_RIVAL])}"
    if france is not None:
        reading += f" ; {_said(france)}"
    countable = found.indicator.unit.kind is Kind.COUNT
    return Card(
        id="carte-regions",
        title=f"Hauts-de-France, {carte_findings.place_of(figures, HOME_REGION, Level.REGION)}",
        subtitle=f"{carte_findings.sentence_name(found)}, {home.span.label}, régions ({found.indicator.unit.plural})",
        rows=rows_of(found, iso),
        table=table(
            [figures[code] for code in ranked],
            found.indicator.label,
            ("Région", lambda one: territories.name(one.territory)),
        ),
        reading=reading + ".",
        figure=bars(
            [_bar(page, figures, code, few=True) for code in ranked],
            page.palette,
            height=_HEIGHT,
            reference=mark(france, page.palette.ink, label="France", text=france.digits)
            if france is not None and not countable
            else None,
        ),
        file=f"regions-{found.indicator.id}".replace("_", "-"),
    )


def _over_time(page: Page, found: Layer) -> Card | None:
    """The region, Grand Est and France over the years, when the map already ranks the regions."""
    country = observations(page.data.select(found.indicator.id, territory="FR", category=found.category))
    source = next(iter(found.figures[found.periods[0]].values())).source
    series = {
        HOME_REGION: found.series(HOME_REGION),
        _RIVAL: found.series(_RIVAL),
        "FR": [one for one in country if one.source == source],
    }
    if found.indicator.unit.kind is Kind.COUNT:
        del series["FR"]
    home = series[HOME_REGION]
    if len(home) < 3:
        return None
    figures = [one for values in series.values() for one in values]
    first, last = home[0], home[-1]
    return Card(
        id="carte-temps",
        title=f"Hauts-de-France : {first.digits} en {first.span.year}, {last.digits} en {last.span.year}",
        subtitle=f"{carte_findings.sentence_name(found)} ({found.indicator.unit.plural})",
        rows=page.data.select(found.indicator.id, territory=list(series), category=found.category, source=source),
        table=table(figures, found.indicator.label, ("Territoire", lambda one: territories.name(one.territory))),
        reading=f"{_said(last)} ; {_said(first)}.",
        figure=timeline(
            [_line(page, code, values) for code, values in series.items() if values], page.palette, height=_HEIGHT
        ),
        file=f"regions-temps-{found.indicator.id}".replace("_", "-"),
    )


def _shown(ranked: Sequence[str], figures: Figures, area: Area) -> list[str]:
    """All the territories when they are few; otherwise the first, the last, and those of the region."""
    if len(ranked) <= _MOST_BARS:
        return list(ranked)
    home = [code for code in ranked if not area.is_home and territories.territory(code).region == HOME_REGION]
    ends = (_MOST_BARS - len(home)) // 2
    if figures[ranked[0]].digits == figures[ranked[ends]].digits:
        return list(ranked[-_MOST_BARS:])  # the first are all equal: which of them to show?
    kept = {*ranked[:ends], *ranked[-ends:], *home}
    return [code for code in ranked if code in kept]


def _bar(page: Page, figures: Figures, code: str, *, few: bool) -> Mark:
    """A bar, with its rank unless all are there; our region and its territories in the colour of the message."""
    one, place = figures[code], territories.territory(code)
    ours = HOME_REGION in {place.code, place.region}
    rank = "" if few else f"{carte_findings.rank_of(figures, code).place}. "
    return Mark(
        label=f"{rank}{place.name}",
        value=one.value,
        text=one.digits,
        hover=hover(one),
        colour=page.palette.accent if ours else page.palette.territory(code),
        hollow=one.is_derived,
    )


def _line(page: Page, code: str, figures: Sequence[Observation]) -> Series:
    colour = page.palette.ink if code == "FR" else page.palette.territory(code)
    return Series(territories.name(code), colour, [mark(one, colour) for one in figures], quiet=code != HOME_REGION)


def _france(page: Page, found: Layer, iso: str) -> Observation | None:
    rows = page.data.select(found.indicator.id, territory="FR", category=found.category)
    same = [one for one in observations(rows) if one.period == iso]
    return same[-1] if same else None


def _said(one: Observation) -> str:
    return f"{territories.name(one.territory)}, {one.span.label} : {one.text}"
