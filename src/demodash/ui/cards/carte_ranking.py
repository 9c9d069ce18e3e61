"""Rankings beside the maps: the territories of the level, and the regions of France with ours among them."""

from __future__ import annotations

from collections.abc import Sequence

from demodash import territories
from demodash.analysis.ranks import ordered
from demodash.analysis.territorial import Layer, Thing, layer
from demodash.charts.bars import bars
from demodash.charts.lines import timeline
from demodash.charts.marks import Mark, Series
from demodash.dataset import Observation, observations
from demodash.indicators.model import Kind
from demodash.territories import HOME_REGION, Level
from demodash.texts import number
from demodash.ui.card import Card
from demodash.ui.cards import carte_findings, carte_zonage
from demodash.ui.cards.building import hover, mark, table
from demodash.ui.cards.carte import View, thing_of
from demodash.ui.cards.carte_figures import rows_of
from demodash.ui.cards.carte_state import shown_year
from demodash.ui.cards.carte_zones import population_by_zone
from demodash.ui.geometry import AREAS, Area
from demodash.ui.page import Page

_MOST_BARS = 18
_RIVAL = "REG-44"
NO_REGIONS = (
    "Cet indicateur n’est pas publié pour les autres régions : la comparaison régionale existe pour les médecins, "
    "l’accessibilité aux soins et la population."
)


def of_level(page: Page, shown: View) -> Card | None:
    """The territories of the map in order: all of them, or the first and the last with those of the region."""
    subject = shown.subjects[0]
    if subject.id == carte_zonage.ID:
        return population_by_zone(page)
    found = layer(page.data, thing_of(subject.id), shown.area.codes)
    if found is None:
        return None
    iso = found.periods[shown_year(page, 0, subject)]
    figures = found.figures[iso]
    ranked = ordered({code: one.value for code, one in figures.items()})
    codes = _shown(ranked, shown.area)
    left_out = len(ranked) - len(codes)
    drawn = [_bar(page, figures[code], ranked, shown.area) for code in codes]
    rows = rows_of(found, iso)
    first, last = figures[ranked[0]], figures[ranked[-1]]
    return Card(
        id="carte-rang",
        title=f"{territories.name(ranked[0])} en tête, {territories.name(ranked[-1])} en dernier",
        subtitle=f"{carte_findings.sentence_name(found)}, {subject.times[shown_year(page, 0, subject)].label}"
        + (f", {number(len(codes))} des {number(len(ranked))} {shown.area.level.plural}" if left_out else ""),
        rows=rows,
        table=subject.table(shown_year(page, 0, subject)).part(0, 200),
        reading=f"{_said(first)} ; {_said(last)}.",
        figure=bars(drawn, page.palette),
        filters={"Niveau": shown.area.label},
        file=f"rang-{shown.area.id}-{subject.id}".replace("_", "-"),
    )


def of_regions(page: Page, shown: View) -> Card | None:
    """The same indicator for the regions of France: ours against Grand Est and the others."""
    subject = shown.subjects[0]
    if subject.id == carte_zonage.ID:
        return None
    regions = AREAS["france-regions"]
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
            [_bar(page, figures[code], ranked, regions) for code in ranked],
            page.palette,
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
        rows=_frame(found, page, list(series)),
        table=table(figures, found.indicator.label, ("Territoire", lambda one: territories.name(one.territory))),
        reading=f"{_said(last)} ; {_said(first)}.",
        figure=timeline([_line(page, code, values) for code, values in series.items() if values], page.palette),
        file=f"regions-temps-{found.indicator.id}".replace("_", "-"),
    )
