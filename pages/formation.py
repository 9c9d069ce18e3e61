"""Places de formation."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import (
    courses,
    disagreements,
    formation,
    formation_france,
    formation_rates,
    formation_series,
    measuring,
    paramedical,
)

page = open_page(
    "formation",
    "Places de formation",
    "Combien de places la région ouvre aux futurs soignants, ce qu’elle y a ajouté, et comment elle se situe.",
)

with page.filters(
    "La mesure vaut pour les filières médicales, les infirmiers et la série longue ; la profession et les sites, pour "
    "la série longue. La comparaison s’affiche en évolution, en base 100 et pour 100 000 habitants."
):
    measure = page.one_of("mesure", "Mesure", measuring.MEASURES, "nombre")
    course = page.one_of("profession", "Profession", courses.OPTIONS, "medecine")
    places = courses.choose_places(page, course)
    compared = page.one_of("comparer", "Comparer à", courses.COMPARED, "FR")

left, right = st.columns(2)
with left:
    page.show(formation.medical_places, measure)
with right:
    page.show(formation.share_of_national)

left, right = st.columns(2)
with left:
    page.show(formation_series.over_time, course, places, measure, compared, empty=formation_series.EMPTY)
with right:
    page.show(formation_france.france, course, empty="Aucun chiffre national n’est publié pour cette profession.")

left, right = st.columns(2)
with left:
    page.show(paramedical.nurses, measure)
with right:
    page.show(paramedical.care_assistants)

left, right = st.columns(2)
with left:
    page.show(formation_rates.by_inhabitant, compared, empty="Aucune formation n’est comparable à ce territoire.")
with right:
    page.show(paramedical.added_places)

page.show(disagreements.between_publications, "formation")
