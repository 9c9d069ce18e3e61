"""Engagements et aides."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import aides, disagreements, postes_aides, publishers

page = open_page(
    "aides",
    "Engagements et aides",
    "Les contrats qui engagent les jeunes médecins, ceux qui les forment, les services qui les aident à s’installer, "
    "et ce que financent les collectivités.",
)

with page.filters("Ces filtres portent sur les contrats, les maîtres de stage et les désaccords entre publications."):
    contract = page.one_of("contrat", "Contrat", aides.CONTRACTS, "cesp")
    kind = page.one_of("accueil", "Maîtres de stage", aides.SUPERVISORS, "ensemble")
    editors = page.several_of("editeurs", "Éditeurs (tous si aucun)", publishers.publishers_of(page, "engagements"), [])

left, right = st.columns(2)
with left:
    page.show(aides.contracts, contract, editors, empty=aides.EMPTY)
with right:
    page.show(aides.supervisors, kind, editors, empty=aides.EMPTY)

page.row((postes_aides.budgets,), (postes_aides.posts_by_university,))
page.row((postes_aides.grand_est,), (aides.one_stop_desk,))
page.row((aides.services,), (postes_aides.hospitals,))

page.show(
    disagreements.between_publications,
    "aides",
    editors,
    empty="Aucun désaccord entre les publications de ces éditeurs.",
)
