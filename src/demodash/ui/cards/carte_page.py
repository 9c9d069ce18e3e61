"""The body of the page «Carte»: its pickers, its maps, its rankings."""

from __future__ import annotations

import streamlit as st

from demodash.ui.cards import carte, carte_ranking
from demodash.ui.cards.carte_map import LANDMARKS
from demodash.ui.page import Page


@st.fragment
def draw(page: Page) -> None:
    """Let the reader choose, and draw. A fragment: a change sends what is drawn here, not the menu and the styles."""
    with page.filters("Ces filtres portent sur les cartes et les classements. L’année se choisit sous chaque carte."):
        level = page.one_of("niveau", "Niveau", carte.LEVELS, "communes")
        carte.search(page, level)
        options = carte.subjects(page, level)
        first = page.one_of("indicateur", "Indicateur", options, carte.first_of(options))
        mode = page.one_of("comparer", "Comparer", carte.comparisons(page, level, first), carte.ALONE)
        names = [first, first] if mode == carte.YEARS else [first]
        if mode == carte.INDICATORS:
            names.append(page.one_of("indicateur2", "Second indicateur", options, carte.second_of(options, first)))
        method = carte.NATURAL
        if carte.classed(page, level, names):
            method = page.one_of("methode", "Classes", carte.METHODS, carte.NATURAL)
        marks = carte.landmarks(page, level)
        usual = [one for one in LANDMARKS if one in marks]
        points = page.several_of("reperes", "Repères", marks, usual) if marks else ()
    shown = carte.view(page, level, names, mode=mode, method=method, points=points)
    carte.draw(page, shown)
    carte_ranking.draw(page, shown)
