"""Engagements et aides."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import aides

page = open_page(
    "aides",
    "Engagements et aides",
    "Les contrats qui engagent les jeunes médecins, ceux qui les forment, les services qui les aident à s’installer, "
    "et ce que financent les collectivités.",
)

with page.filters("Ces filtres portent sur les contrats et sur les maîtres de stage."):
    contract = page.one_of("contrat", "Contrat", aides.CONTRACTS, "cesp")
    kind = page.one_of("accueil", "Maîtres de stage", aides.SUPERVISORS, "ensemble")

left, right = st.columns(2)
with left:
    page.show(aides.contracts, contract)
with right:
    page.show(aides.supervisors, kind)

left, right = st.columns(2)
with left:
    page.show(aides.budgets)
with right:
    page.show(aides.posts_by_university)

left, right = st.columns(2)
with left:
    page.show(aides.grand_est)
with right:
    page.show(aides.one_stop_desk)

left, right = st.columns(2)
with left:
    page.show(aides.services)
with right:
    page.show(aides.hospitals)
