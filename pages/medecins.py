"""Médecins généralistes et zonage."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import medecins

page = open_page(
    "medecins",
    "Médecins généralistes et zonage",
    "Où la région perd ses généralistes, ce que la carte des zones aidées couvre, et ce que ces chiffres ne "
    "permettent pas de dire.",
)

with page.filters("Ces filtres portent sur l’évolution par type de zone."):
    measure = page.one_of("mesure", "Mesure", medecins.MEASURES, "mg_evolution")
    zones = page.several_of("zones", "Types de zone", medecins.ZONES, list(medecins.ZONES))

left, right = st.columns(2)
with left:
    page.card(medecins.change_by_zone(page, measure, zones))
