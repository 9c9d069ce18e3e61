"""The row under a card: its downloads in a menu, its link, and its place in the presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from demodash.dataset import Dataset
from demodash.exports.data_address import DataAddress, data_address
from demodash.texts import number, plural
from demodash.ui import basket, downloads, markup
from demodash.ui.card_tools import card_tools
from demodash.ui.downloads import Extract
from demodash.ui.recipe import Recipe

if TYPE_CHECKING:
    from demodash.ui.card import Card


@st.fragment
def tools(card: Card, dataset: Dataset, source_line: str) -> None:
    """Draw the tools of a card. A fragment: to open the menu makes nothing else of the page again."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"{card.key}-tools"):
        menu = st.popover(
            "Télécharger",
            type="tertiary",
            icon=":material/download:",
            key=f"{card.key}-menu",
            on_change="rerun",
        )
        # What is not looked at is not sent.
        if menu.open:
            with menu, st.container(key=f"fichiers-{card.id}", gap="xsmall"):
                _files(card, dataset, source_line)
        _browser_tools(card, source_line, "link")
        presentation_button(card.key, card.recipe)


def _files(card: Card, dataset: Dataset, source_line: str) -> None:
    """What the menu holds: the figures of the card, all those of its indicators, its image, the link of its data."""
    view = downloads.address(card.key)
    shown = Extract(lambda: card.rows, card.title, card.file_name, card.filters)
    everything = downloads.all_rows(card.rows, dataset)
    more = Extract(
        lambda: everything,
        f"Tous les chiffres des indicateurs de la carte « {card.title} »",
        f"{card.file_name}_complet",
        {"Lignes": "toutes celles de ces indicateurs : territoires, périodes, catégories et sources"},
    )
    groups = [("shown", "Les chiffres de la carte", shown, len(card.rows))]
    if len(everything) > len(card.rows):
        groups.append(("all", "Tous les chiffres de ces indicateurs", more, len(everything)))
    for key, label, extract, count in groups:
        st.html(markup.menu_heading(label, f"{number(count)} {plural(count, 'ligne', 'lignes')}"))
        with st.container(horizontal=True, gap="medium", key=f"fichiers-{card.id}-{key}"):
            downloads.buttons(extract, dataset, key=f"{card.key}-{key}", view=view)
    found = data_address(card.rows, dataset.observations)
    has_image = card.figure is not None or card.draw is not None
    if has_image or found is not None:
        st.html(markup.menu_heading("L’image et le lien des données" if has_image else "Le lien des données"))
        wanted = (*(("png", "svg") if has_image else ()), *(("data",) if found else ()))
        _browser_tools(card, source_line, *wanted, data=found)
    if found is None:
        st.html(markup.note("Ces lignes sont faites pour la carte : l’API de données ne les donne pas."))


def _browser_tools(card: Card, source_line: str, *wanted: str, data: DataAddress | None = None) -> None:
    """The tools that work in the browser alone."""
    card_tools(
        key=f"{card.key}-export" if "link" in wanted else f"{card.key}-image",
        container_key=card.key,
        file_name=card.file_name,
        title=card.title,
        subtitle=card.subtitle,
        source=". ".join(part for part in (source_line, card.credit) if part),
        reading=card.reading,
        tools=wanted,
        data_path=f"{_folder()}{data.path}" if data else "",
        data_said=_said(data, len(card.rows)) if data else "",
    )


def _said(found: DataAddress, count: int) -> str:
    """What is said once the link of the data is copied."""
    lines = f"{number(found.rows)} {plural(found.rows, 'ligne', 'lignes')}"
    if found.exact:
        return f"Lien des données copié : {lines} en CSV, celles de la carte."
    return (
        f"Lien des données copié : {lines} en CSV, dont les {number(count)} de la carte "
        "(l’API ne sait pas en demander moins)."
    )


def _folder() -> str:
    """The folder that the dashboard is served under: ``/outils``, or nothing."""
    folder = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{folder}" if folder else ""


@st.fragment
def presentation_button(key: str, recipe: Recipe | None, *, brief: bool = False) -> None:
    """Draw the button that puts a card into the presentation or takes it out; it says which. Nothing without recipe.

    ``brief``: an icon alone is seen, where the button stands beside a headline.
    """
    if recipe is None:
        return
    inside = basket.holds(recipe)
    label = "Dans la présentation" if inside else "Ajouter à la présentation"
    more = "cliquer pour l’en retirer" if inside else "voir la page « Ma présentation »"
    clicked = st.button(
        label,
        key=f"{'bref-' if brief else ''}{key}-presentation",
        type="tertiary",
        icon=":material/playlist_add_check:" if inside else ":material/playlist_add:",
        help=f"{label} ({more})",
    )
    if not clicked:
        return
    if inside:
        basket.discard(recipe)
    elif basket.is_full():
        st.toast(f"La présentation compte déjà {basket.MOST_ITEMS} cartes.", icon=":material/info:")
        return
    else:
        basket.add(recipe, urlencode(st.query_params.to_dict()))
    st.rerun()  # the whole page: its menu says how many cards there are
