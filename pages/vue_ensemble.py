"""Vue d'ensemble : l'état des lieux en un écran."""

import streamlit as st

from demodash.ui import open_page
from demodash.ui.cards import vue_ensemble, zonage_map

page = open_page(
    "vue-ensemble",
    "La démographie médicale des Hauts-de-France",
    "L’état des lieux en un écran : un chiffre par thème, sa tendance, sa source, et le chemin vers le détail.",
)

vue_ensemble.draw_headlines(page)

left, right = st.columns(2)
with left:
    zonage_map.draw_small(page)
with right:
    vue_ensemble.draw_news(page)
