"""Carte."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import carte, carte_ranking

page = open_page(
    "carte",
    "Carte",
    "Tout ce qui se mesure par territoire, de la commune à la France : choisissez, comparez, cliquez un territoire.",
)

with page.filters("Ces filtres portent sur les cartes et les classements. Les années se choisissent sous la carte."):
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
    marks = carte.landmarks(level)
    points = page.several_of("reperes", "Repères", marks, list(marks)) if marks else ()

shown = carte.view(page, level, names, mode=mode, method=method, points=points)
carte.draw(page, shown)

left, right = st.columns(2)
with left:
    page.card(carte_ranking.of_level(page, shown))
with right:
    page.card(carte_ranking.of_regions(page, shown), empty=carte_ranking.NO_REGIONS)
