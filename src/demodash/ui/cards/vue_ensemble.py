"""The page «Vue d'ensemble»: one headline figure a theme, its trend, its source, the way into its page; what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from demodash import territories
from demodash.analysis.contents import contents
from demodash.charts.lines import timeline
from demodash.charts.marks import Series
from demodash.charts.sparkline import sparkline
from demodash.dataset import Observation, observations
from demodash.indicators import CATALOGUE
from demodash.schema import COLUMNS
from demodash.store import Stored
from demodash.texts import and_others, capitalised, enumeration, long_date, number, plural
from demodash.ui import citations, markup, views
from demodash.ui.card import Card
from demodash.ui.card_menu import presentation_button
from demodash.ui.cards import medecins_views
from demodash.ui.cards.building import mark, table
from demodash.ui.cards.medecins import latest_review
from demodash.ui.page import Page
from demodash.ui.recipe import recipe_of
from demodash.ui.sitemap import FOLDER

HOME = territories.HOME_REGION


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline figure: what it is, the figure, what it is compared with, its series, and the page that tells more.

    ``view`` is the view of that page which does, empty where the page has one view only.
    """

    id: str
    label: str
    figure: Observation
    context: str
    series: Sequence[Observation]
    page: str
    link: str
    view: str


def headlines(page: Page) -> list[Headline]:
    """One headline per theme, each from the latest figure that is there; a theme without figures has none."""
    told = ((one, one.tell(page)) for one in _THEMES)
    return [
        Headline(one.id, one.label, said.figure, said.context, said.series, one.page, one.link, one.view)
        for one, said in told
        if said is not None
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a theme: its latest figure, what it is compared with, the figures to draw as a trend."""

    figure: Observation
    context: str
    series: Sequence[Observation] = ()


def _latest(page: Page, indicator: str, category: str = "ensemble", source: str | None = None) -> list[Observation]:
    """The region's figures of an indicator in time order, ours left out where publishers give the same period."""
    found = observations(page.data.select(indicator, territory=HOME, category=category, source=source))
    published = {one.period for one in found if not one.is_derived}
    return [one for one in found if not one.is_derived or one.period not in published]


def _gps(page: Page) -> _Told | None:
    series = _latest(page, "mg_evolution")
    zones = {one.category: one for one in observations(latest_review(page))}
    series = [one for one in series if one.period in {zone.period for zone in zones.values()}]
    if not series or not {"zip", "hz"} <= set(zones):
        return None
    return _Told(series[-1], f"{zones['zip'].text} en ZIP, {zones['hz'].text} hors zonage")


def _physicians(page: Page) -> _Told | None:
    series = _latest(page, "medecins_densite", source="drees_medecins")
    france = observations(
        page.data.select("medecins_densite", territory="FR", category="ensemble", source="drees_medecins")
    )
    if not series:
        return None
    return _Told(series[-1], f"{number(france[-1].value, 1)} en France" if france else "", series)


def _access(page: Page) -> _Told | None:
    series = _latest(page, "apl_part_sous_seuil")
    if not series:
        return None
    france = [
        one
        for one in observations(page.data.select("apl_part_sous_seuil", territory="FR"))
        if one.period == series[-1].period and not one.is_derived
    ]
    context = "moins de 2,5 consultations de généraliste par an" + (f" ; {france[0].text} en France" if france else "")
    return _Told(series[-1], context)


def _zoning(page: Page) -> _Told | None:
    series = _latest(page, "zonage_part_eligible")
    if not series:
        return None
    earlier = [one for one in series if one.span.end < series[-1].span.start and not one.is_derived]
    context = f"{earlier[-1].text} annoncés pour l’édition {earlier[-1].span.year}" if earlier else ""
    return _Told(series[-1], context)


def _nurses(page: Page) -> _Told | None:
    series = [one for one in _latest(page, "ide_places") if one.source == "ars_hdf_og12_2023"]
    if not series:
        return None
    whole = f"{series[0].span.year}/{series[-1].span.year}"
    change = [one for one in _latest(page, "ide_places_evolution") if one.period == whole]
    return _Told(series[-1], f"{change[-1].text} depuis {series[0].span.year}" if change else "", series)


def _msp(page: Page) -> _Told | None:
    series = _latest(page, "msp_activite")
    if not series:
        return None
    first = series[0]
    context = f"{number(first.value)} en {first.span.year}" + (" (calculé)" if first.is_derived else "")
    return _Told(series[-1], context, series)


def _cpts(page: Page) -> _Told | None:
    series = _latest(page, "cpts_fonctionnement")
    if not series:
        return None
    covered = _latest(page, "cpts_population_part")
    context = f"{covered[-1].text} de la population couverte" if covered else ""
    if covered and covered[-1].span.year != series[-1].span.year:
        context += f" en {covered[-1].span.year}"
    return _Told(series[-1], context)


def _cesp(page: Page) -> _Told | None:
    series = _latest(page, "cesp_signes")
    if not series:
        return None
    ratio = _latest(page, "cesp_rapport")
    told = ratio and ratio[-1].span.year == series[-1].span.year
    return _Told(series[-1], f"{ratio[-1].digits} fois le nombre de {ratio[-1].span.start.year}" if told else "")


def _aids(page: Page) -> _Told | None:
    posts = _latest(page, "ccr_postes")
    if not posts:
        return None
    budget = _latest(page, "aide_budget", "ccr")
    duration = _latest(page, "aide_duree", "ccr")
    over = f" sur {duration[-1].text}" if duration else ""
    return _Told(posts[-1], f"budget de {budget[-1].text}{over}" if budget else "")


@dataclass(frozen=True, slots=True)
class _Theme:
    """A theme of the first page: its id in addresses, its name, the page that tells more, what finds its figure."""

    id: str
    label: str
    page: str
    link: str
    tell: Callable[[Page], _Told | None]
    view: str = ""


_THEMES = (
    _Theme("mg", "Évolution des généralistes installés", "medecins.py", "Généralistes et zonage", _gps),
    _Theme(
        "densite", "Densité de médecins", "medecins.py", "Médecins depuis 2012", _physicians, medecins_views.NUMBERS
    ),
    _Theme(
        "apl",
        "Habitants ayant un faible accès aux généralistes",
        "medecins.py",
        "Accès aux généralistes",
        _access,
        medecins_views.ACCESS,
    ),
    _Theme(
        "zonage", "Population en zone éligible", "medecins.py", "Éditions du zonage", _zoning, medecins_views.ZONING
    ),
    _Theme("ide", "Places de formation d’infirmier", "formation.py", "Places de formation", _nurses),
    _Theme("msp", "Maisons de santé en activité", "exercice.py", "Exercice coordonné", _msp),
    _Theme("cpts", "Communautés professionnelles en fonctionnement", "exercice.py", "CPTS et MSP", _cpts),
    _Theme("cesp", "Contrats d’engagement de service public", "aides.py", "Engagements et aides", _cesp),
    _Theme("ccr", "Postes de chef de clinique financés", "aides.py", "Aides et postes", _aids),
)


def draw_headlines(page: Page) -> None:
    """The headline figures, three a row, each with its trend, source and link."""
    tiles = headlines(page)
    for start in range(0, len(tiles), 3):
        for column, tile in zip(st.columns(3), tiles[start : start + 3], strict=False):
            with column, st.container(border=True, key=f"card-tete-{tile.id}", height="stretch", gap="small"):
                st.html(_tile(page, tile))
                with st.container(horizontal=True, gap=None, vertical_alignment="center", key=f"tete-{tile.id}-pied"):
                    if (FOLDER / tile.page).is_file():
                        st.page_link(
                            FOLDER / tile.page,
                            label=tile.link,
                            icon=":material/arrow_forward:",
                            width="stretch",
                            query_params={views.PARAMETER: tile.view} if tile.view else None,
                        )
                    recipe = recipe_of(page.id, headline_card, (tile.id,))
                    presentation_button(f"card-tete-{tile.id}", recipe, brief=True)


def headline_card(page: Page, name: str) -> Card | None:
    """A headline figure by its id as a card: its series as a line where there is one; None without figures."""
    tile = next((one for one in headlines(page) if one.id == name), None)
    if tile is None:
        return None
    figure, series = tile.figure, tile.series or (tile.figure,)
    drawn = [mark(one, page.palette.accent) for one in series]
    name_of_region = territories.name(figure.territory)
    line = timeline([Series(name_of_region, page.palette.accent, drawn)], page.palette)
    return Card(
        id=f"tete-{tile.id}",
        title=f"{tile.label} : {figure.text}",
        subtitle=f"{figure.spec.label}, {name_of_region}, {figure.span.label}",
        rows=pd.DataFrame([[getattr(one, column) for column in COLUMNS] for one in series], columns=list(COLUMNS)),
        table=table(series, figure.spec.label, ("Indicateur", lambda one: one.spec.name)),
        reading=f"{name_of_region}, {figure.span.label} : {figure.text}{f' ({tile.context})' if tile.context else ''}.",
        figure=line if len(series) >= 3 else None,
    )


def _tile(page: Page, tile: Headline) -> str:
    figure = tile.figure
    rows = page.data.select(figure.indicator, source=figure.source, category=figure.category)
    rows = rows[rows["locator"] == figure.locator]
    spark = ""
    if len(tile.series) >= 3:
        first, last = tile.series[0], tile.series[-1]
        spark = sparkline(
            [(one.span.position, one.value) for one in tile.series],
            page.palette.accent,
            f"{tile.label} : {first.text} en {first.span.year}, {last.text} en {last.span.year}",
        )
    where = f"{capitalised(figure.span.label)}{' (année déduite)' if figure.status == 'inferred' else ''}"
    context = f" · {tile.context}" if tile.context else ""
    return (
        f'<div class="dd-figure"><h2 class="dd-label">{escape(tile.label)}</h2>'
        f'<div class="dd-row"><span class="dd-value">{escape(figure.digits)}{_unit(figure)}</span>{spark}</div>'
        f'<p class="dd-context"><strong>{escape(where)}</strong>{escape(context)}</p>'
        f'<p class="dd-note"><a href="sources?source={escape(figure.source, quote=True)}">'
        f"{escape(citations.short(rows.head(1), page.data))}</a></p></div>"
    )


def _unit(figure: Observation) -> str:
    """The unit beside a headline number: a sign stays with it, words are smaller."""
    unit = figure.spec.unit.after(figure.value)
    return f"\u202f{escape(unit)}" if unit in {"%", "€"} else f' <span class="dd-unit">{escape(unit)}</span>'


def draw_news(page: Page, count: int = 12) -> None:
    """The latest imports, then the latest publications that figures come from, with what they brought."""
    imports = [_import_item(one) for one in reversed(page.data.imports[-_IMPORTS_SHOWN:])]
    if more := and_others(len(page.data.imports) - _IMPORTS_SHOWN, "import", "imports"):
        imports.append(f'<li>{more}, sur la page <a href="importer">Importer</a></li>')
    dated = [one for one in page.data.sources.values() if len(one.date) >= 7 and one.id not in page.data.series]
    latest = sorted(dated, key=lambda one: one.date, reverse=True)[:count]
    items = []
    for source in latest:
        names = [CATALOGUE[one].name for one in contents(page.data).by_source.get(source.id, ())]
        if names:
            what = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
            items.append(
                f"<li><strong>{escape(citations.dated(source))}</strong> : {escape(source.publisher)}, "
                f'<a href="sources?source={escape(source.id, quote=True)}">{escape(source.title)}</a>'
                f"<br>{escape(what)}</li>"
            )
    with st.container(border=True, key="card-nouveautes", height="stretch"):
        st.html(
            markup.heading("Les publications les plus récentes", "Ce qui est entré en dernier dans le tableau de bord")
            + (f'<h3>Importé</h3><ul class="dd-list">{"".join(imports)}</ul><h3>Publié</h3>' if imports else "")
            + f'<ul class="dd-list">{"".join(items[: count - len(imports)])}</ul>'
        )


_IMPORTS_SHOWN = 4


def _import_item(stored: Stored) -> str:
    """One import of the news: the day, what it is, the file, what it brought."""
    brought = [
        f"{number(stored.counts[part])} {plural(stored.counts[part], *words)}"
        for part, words in _PARTS.items()
        if stored.counts.get(part)
    ]
    day = stored.imported_at.astimezone().date()
    return (
        f"<li><strong>{escape(long_date(day))}</strong> : {escape(stored.label)}, {escape(stored.origin.name)}"
        f"<br>{escape(enumeration(brought))}</li>"
    )


_PARTS = {
    "observations": ("chiffre", "chiffres"),
    "zonings": ("commune zonée", "communes zonées"),
    "points": ("structure", "structures"),
    "groupings": ("commune rattachée", "communes rattachées"),
}
