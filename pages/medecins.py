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
    zonage,
    zonage_map,
    zones_recalculees,
)
from demodash.ui.cards import medecins as gps
from demodash.ui.cards import medecins_views as views

page = open_page(
    "medecins",
    "Médecins généralistes et zonage",
    "Où la région perd ses généralistes, ce que couvre la carte des zones aidées, et ce que ces chiffres ne "
    "permettent pas de dire.",
)

view = views.choose(page)

if view == views.ZONES:
    with page.filters("La mesure et les types de zone valent pour la première carte."):
        measure = page.one_of("mesure", "Mesure", gps.MEASURES, "mg_evolution")
        zones = page.several_of("zones", "Types de zone", gps.ZONES, list(gps.ZONES))
    left, right = st.columns(2)
    with left:
        page.show(gps.change_by_zone, measure, zones, empty="Choisissez au moins un type de zone.")
    with right:
        page.show(gps.effect_of_aids)
    zones_recalculees.draw(page)
elif view == views.ZONING:
    page.row((zonage_map.zone_map,), (zonage.eligible_share,))
    page.row((zonage.territories_by_class,), (zonage.population_by_zone,))
elif view == views.NUMBERS:
    with page.filters(
        "L’unité et l’année de départ valent pour les médecins ; la comparaison s’affiche en densité, évolution et "
        "base 100."
    ):
        unit = page.one_of("unite", "Médecins en", effectifs.UNITS, "densite")
        since = page.one_of("depuis", "Depuis", effectifs.starts(page), effectifs.first_start(page))
        compared = page.several_of("comparer", "Comparer à", effectifs.COMPARED, ["FR", "REG-44"])
    page.row((effectifs.over_time, unit, compared, since), (effectifs.regions,))
    page.row((effectifs.by_departement, unit, since), (comptes.gps_by_departement, unit))
    known.row(page, (ages.pyramid,))
elif view == views.ACCESS:
    with page.filters("La profession vaut pour l’accès par territoire."):
        profession = page.one_of("profession", "Profession", acces.PROFESSIONS, "apl_mg")
    page.row((acces.little_access,), (acces.by_profession, profession))
    known.row(page, (apl_communes.over_time,), (apl_communes.under_threshold,))
else:
    page.row((comptes.by_publisher,), (comptes.by_scope,))
