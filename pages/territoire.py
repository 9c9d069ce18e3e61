"""Fiche territoire."""

import streamlit as st

from demodash.ui import deck_buttons, open_page
from demodash.ui.cards import territoire, territoire_report, territoire_views

page = open_page(
    "territoire",
    "Fiche territoire",
    "Tout ce que le tableau de bord sait d’un territoire, à côté de ceux qui le contiennent.",
)

code = territoire.choose(page)
territoire_report.downloads(page, code)

left, right = st.columns(2)
with left:
    territoire.identity(page, code)
    territoire.around(code)
with right:
    territoire.locator(page, code)

territoire_views.draw(page, code)
deck_buttons.of_territory(page, code)
