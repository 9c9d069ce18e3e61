"""The page «Données»: the whole table, its filters, its downloads, its dictionary."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from demodash import territories
from demodash.analysis.contents import contents
from demodash.dataset import Observation, observations
from demodash.exports.dictionary import dictionary_table
from demodash.exports.french_csv import csv_bytes
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Kind, Theme
from demodash.texts import STATUS_WORDS, capitalised, folded, number, plural
from demodash.ui import markup
from demodash.ui.cards.building import LOCATOR, PERIOD, PLACE, STATUS, VALUE, name, part, table_of
from demodash.ui.downloads import Extract, address, buttons
from demodash.ui.page import Page

ROWS_SHOWN = 50
_WIDTHS = (1, 1, 1.4)
"""Of the groups of downloads; the last one has the dictionary too."""
ALL = "tous"
LEVELS = {
    ALL: "Tous",
    "REG-32": "Hauts-de-France",
    "REG-44": "Grand Est",
    "FR": "France",
    "REG": "Régions",
    "DEP": "Départements",
    **{code: territories.label(code) for code in territories.children(territories.HOME_REGION, "DEP")},
    "EXREG": "Anciennes régions",
    "EPCI": "EPCI",
    "COM": "Communes",
}
THEMES = {ALL: "Tous les thèmes", **{theme.value: theme.label for theme in Theme}}
STATUSES = {status: capitalised(words) for status, words in STATUS_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that the filters leave, and the filters in French for the metadata."""

    rows: pd.DataFrame
    filters: dict[str, str]


def indicators_of(page: Page, theme: str) -> dict[str, str]:
    """The indicators of a theme that have figures: id -> label, the whole theme first."""
    present = contents(page.data).indicators
    chosen = [one for one in CATALOGUE if one.id in present and theme in {ALL, one.theme.value}]
    return {ALL: "Tous les indicateurs", **{one.id: one.label for one in chosen}}


def years_of(page: Page) -> dict[str, str]:
    """The years that figures reach, latest first: id -> label, all first."""
    return {ALL: "Toutes", **{str(year): str(year) for year in contents(page.data).years}}


def publishers_of(page: Page) -> dict[str, str]:
    """The publishers of the figures: a stable id -> name, all first."""
    used = {page.data.source(one).publisher for one in contents(page.data).by_source}
    return {ALL: "Tous", **{folded(name).replace(" ", "_"): name for name in sorted(used, key=folded)}}


def select(
    page: Page, *, theme: str, indicator: str, place: str, year: str, publisher: str, statuses: tuple[str, ...]
) -> Selection:
    """Apply the filters, all of them together."""
    rows = page.data.observations
    filters: dict[str, str] = {}
    if indicator != ALL:
        rows = rows[rows["indicator"] == indicator]
        filters["Indicateur"] = CATALOGUE[indicator].label
    elif theme != ALL:
        rows = rows[rows["theme"] == theme]
        filters["Thème"] = THEMES[theme]
    if place in {"REG", "DEP", "EXREG", "EPCI", "COM"}:
        rows = rows[rows["territory"].str.startswith(f"{place}-")]
    elif place != ALL:
        rows = rows[rows["territory"] == place]
    if place != ALL:
        filters["Territoire"] = LEVELS[place]
    if year != ALL:
        rows = rows[rows["year"] == int(year)]
        filters["Année"] = year
    if publisher != ALL:
        names = publishers_of(page)
        of_publisher = [key for key, one in page.data.sources.items() if one.publisher == names[publisher]]
        rows = rows[rows["source"].isin(of_publisher)]
        filters["Éditeur"] = names[publisher]
    if set(statuses) != set(STATUSES):
        rows = rows[rows["status"].isin(statuses)]
        filters["Statut"] = ", ".join(STATUSES[one] for one in statuses) or "aucun"
    return Selection(rows, filters)


def draw(page: Page, selection: Selection) -> None:
    """The count, the downloads, and the table by pages of ROWS_SHOWN rows."""
    count = len(selection.rows)
    st.html(
        markup.heading(
            f"{number(count)} {plural(count, 'chiffre', 'chiffres')} sur {number(len(page.data.observations))}"
        )
    )
    if not count:
        st.info(
            "Aucun chiffre ne répond à tous ces filtres à la fois : remettez-en un sur « Tous ».",
            icon=":material/filter_alt_off:",
        )
        return
    pages = -(-count // ROWS_SHOWN)
    shown = {str(place): f"Page {place} sur {pages}" for place in range(1, pages + 1)}
    place = int(page.one_of("page", "Lignes affichées", shown, "1")) if pages > 1 else 1
    visible = selection.rows.iloc[(place - 1) * ROWS_SHOWN : place * ROWS_SHOWN]
    _downloads(page, selection, visible)
    st.html(markup.table(_table(page, observations(visible))))


def _downloads(page: Page, selection: Selection, visible: pd.DataFrame) -> None:
    """The selection, the rows of this page of the table, and everything: each in every format."""
    view = address()
    groups = {
        "selection": extract_of(selection),
        "affichees": _visible(selection, visible),
        "complete": _complete(page),
    }
    with st.container(key="donnees-tools"):
        for column, (key, extract) in zip(st.columns(_WIDTHS), groups.items(), strict=True):
            count = len(extract.rows())
            with column:
                st.html(markup.menu_heading(extract.title, f"{number(count)} {plural(count, 'ligne', 'lignes')}"))
                with st.container(horizontal=True, gap="medium"):
                    buttons(extract, page.data, key=f"donnees-{key}", view=view)
                    if key == "complete":
                        _dictionary()


def extract_of(selection: Selection) -> Extract:
    """What the files of the selection hold and say."""
    return Extract(lambda: selection.rows, "Toute la sélection", "demodash_selection", selection.filters)


def _visible(selection: Selection, visible: pd.DataFrame) -> Extract:
    return Extract(lambda: visible, "Les lignes affichées", "demodash_affichees", selection.filters)


def _complete(page: Page) -> Extract:
    return Extract(lambda: page.data.observations, "La table complète", "demodash_complete", {})


def _dictionary() -> None:
    st.download_button(
        "Dictionnaire",
        data=lambda: csv_bytes(dictionary_table()),
        file_name="demodash_dictionnaire.csv",
        mime="text/csv",
        type="tertiary",
        on_click="ignore",
        key="donnees-dictionary",
        help="Chaque indicateur : définition, unité, catégories, calcul, limites (CSV)",
    )


def _table(page: Page, figures: list[Observation]) -> markup.Table:
    return table_of(
        figures,
        "Chiffres de la sélection",
        (
            ("Indicateur", lambda one: one.spec.name),
            PLACE,
            ("Catégorie", part(name)),
            PERIOD,
            (VALUE, lambda one: one.digits if one.spec.unit.kind is not Kind.YEAR else one.text),
            ("Unité", lambda one: one.spec.unit.after(one.value)),
            STATUS,
            ("Source", lambda one: page.data.source(one.source).publisher),
            LOCATOR,
        ),
    )
