"""Médecins généralistes et zonage."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import effectifs, medecins, zonage

page = open_page(
    "medecins",
    "Médecins généralistes et zonage",
    "Où la région perd ses généralistes, ce que couvre la carte des zones aidées, et ce que ces chiffres ne "
    "permettent pas de dire.",
)

with page.filters("Les deux premiers filtres portent sur l’évolution par zone, les deux autres sur les effectifs."):
    measure = page.one_of("mesure", "Mesure", medecins.MEASURES, "mg_evolution")
    zones = page.several_of("zones", "Types de zone", medecins.ZONES, list(medecins.ZONES))
    unit = page.one_of("unite", "Médecins en", effectifs.UNITS, "densite")
    compared = page.several_of("comparer", "Comparer à", effectifs.COMPARED, ["FR", "REG-44"])

left, right = st.columns(2)
with left:
    page.show(medecins.change_by_zone, measure, zones, empty="Choisissez au moins un type de zone.")
with right:
    page.show(medecins.effect_of_aids)

left, right = st.columns(2)
with left:
    page.show(zonage.territories_by_class)
with right:
    page.show(zonage.eligible_share)

left, right = st.columns(2)
with left:
    page.show(effectifs.over_time, unit, compared)
with right:
    page.show(effectifs.regions)

left, right = st.columns(2)
with left:
    page.show(effectifs.by_departement, unit)
with right:
    page.show(effectifs.access)
