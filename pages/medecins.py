"""Médecins généralistes et zonage."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import acces, comptes, effectifs, medecins, zonage

page = open_page(
    "medecins",
    "Médecins généralistes et zonage",
    "Où la région perd ses généralistes, ce que couvre la carte des zones aidées, et ce que ces chiffres ne "
    "permettent pas de dire.",
)

with page.filters(
    "La mesure et les types de zone valent pour l’évolution par zone ; l’unité, l’année de départ et la comparaison, "
    "pour les médecins ; la profession, pour l’accès aux soins."
):
    measure = page.one_of("mesure", "Mesure", medecins.MEASURES, "mg_evolution")
    zones = page.several_of("zones", "Types de zone", medecins.ZONES, list(medecins.ZONES))
    unit = page.one_of("unite", "Médecins en", effectifs.UNITS, "densite")
    since = page.one_of("depuis", "Depuis", effectifs.starts(page), effectifs.first_start(page))
    profession = page.one_of("profession", "Profession", acces.PROFESSIONS, "apl_mg")
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
    page.show(zonage.population_by_zone)

left, right = st.columns(2)
with left:
    page.show(zonage.zone_map)
with right:
    page.show(zonage.eligible_share)

for pair in (
    ((effectifs.over_time, unit, compared, since), (effectifs.regions,)),
    ((effectifs.by_departement, unit, since), (comptes.gps_by_departement, unit)),
    ((acces.little_access,), (acces.by_profession, profession)),
    ((comptes.by_publisher,), (comptes.by_scope,)),
):
    for column, (make, *choices) in zip(st.columns(2), pair, strict=True):
        with column:
            page.show(make, *choices)
