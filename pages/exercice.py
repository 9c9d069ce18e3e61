"""Exercice coordonné."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import cpts, disagreements, exercice, measuring, msp_professionnels, publishers, structures

page = open_page(
    "exercice",
    "Exercice coordonné",
    "Maisons de santé et communautés professionnelles : combien, depuis quand, avec qui, et selon quelle publication.",
)

with page.filters(
    "La mesure vaut pour les MSP et leurs professionnels, et pour les CPTS quand elle rapporte à la population. La "
    "France s’affiche à côté de la région en base 100 et par habitant. Les éditeurs filtrent toutes les cartes."
):
    measure = page.one_of("mesure", "Mesure", measuring.MEASURES, "nombre")
    compared = page.one_of("comparer", "Comparer à", exercice.COMPARED, "FR")
    chosen = page.several_of(
        "professions", "Professions", msp_professionnels.PROFESSIONS, list(msp_professionnels.PROFESSIONS)
    )
    editors = page.several_of("editeurs", "Éditeurs (tous si aucun)", publishers.publishers_of(page, "exercice"), [])
    kind = structures.choose(page)

left, right = st.columns(2)
with left:
    page.show(exercice.msp_over_time, measure, compared, editors, empty=exercice.EMPTY)
with right:
    page.show(msp_professionnels.by_profession, measure, chosen, editors, empty=msp_professionnels.EMPTY)

left, right = st.columns(2)
with left:
    page.show(cpts.count, measure, compared, editors, empty=cpts.EMPTY)
with right:
    page.show(msp_professionnels.per_msp, editors, empty=msp_professionnels.EMPTY)

left, right = st.columns(2)
with left:
    page.show(cpts.population, compared, editors, empty=cpts.EMPTY)
with right:
    page.show(cpts.national, editors, empty=cpts.EMPTY)

structures.draw(page, kind)

page.show(
    disagreements.between_publications,
    "exercice",
    editors,
    empty="Aucun désaccord entre les publications de ces éditeurs.",
)
