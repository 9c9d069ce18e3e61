"""Vue d'ensemble : l'état des lieux en un écran."""

from demodash.ui import open_page
from demodash.ui.cards import vue_ensemble

page = open_page(
    "vue-ensemble",
    "La démographie médicale des Hauts-de-France",
    "L’état des lieux en un écran : une figure par thème, sa tendance, sa source, et le chemin vers le détail.",
)

vue_ensemble.draw_headlines(page)
vue_ensemble.draw_news(page)
