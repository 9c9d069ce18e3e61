"""Médecins généralistes et zonage."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import (
    acces,
    ages,
    apl_communes,
    comptes,
    effectifs,
    known,
    medecins,
    zonage,
    zonage_map,
    zones_recalculees,
)

page = open_page(
    "medecins",
    "Médecins généralistes et zonage",
    "Où la région perd ses généralistes, ce que couvre la carte des zones aidées, et ce que ces chiffres ne "
    "permettent pas de dire.",
)

with page.filters(
    "La mesure et les types de zone valent pour l’évolution par zone ; l’unité et l’année de départ, pour les "
    "médecins ; la profession, pour l’accès aux soins. La comparaison s’affiche en densité, évolution et base 100."
):
    measure = page.one_of("mesure", "Mesure", medecins.MEASURES, "mg_evolution")
    zones = page.several_of("zones", "Types de zone", medecins.ZONES, list(medecins.ZONES))
    unit = page.one_of("unite", "Médecins en", effectifs.UNITS, "densite")
    since = page.one_of("depuis", "Depuis", effectifs.starts(page), effectifs.first_start(page))
    profession = page.one_of("profession", "Profession", acces.PROFESSIONS, "apl_mg")
    compared = page.several_of("comparer", "Comparer à", effectifs.COMPARED, ["FR", "REG-44"])
    recount = zones_recalculees.choose(page)

left, right = st.columns(2)
with left:
    page.show(medecins.change_by_zone, measure, zones, empty="Choisissez au moins un type de zone.")
with right:
    page.show(medecins.effect_of_aids)

zones_recalculees.draw(page, recount)
page.row((zonage.territories_by_class,), (zonage.population_by_zone,))
page.row((zonage_map.zone_map,), (zonage.eligible_share,))
page.row((effectifs.over_time, unit, compared, since), (effectifs.regions,))
page.row((effectifs.by_departement, unit, since), (comptes.gps_by_departement, unit))
page.row((acces.little_access,), (acces.by_profession, profession))
known.row(page, (apl_communes.over_time,), (apl_communes.under_threshold,))
known.row(page, (ages.pyramid,))
page.row((comptes.by_publisher,), (comptes.by_scope,))
