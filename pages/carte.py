"""Carte."""

from demodash.ui import open_page
from demodash.ui.cards import carte_page

page = open_page(
    "carte",
    "Carte",
    "Tout ce qui se mesure par territoire, de la commune à la France : choisissez, comparez, cliquez un territoire.",
)
carte_page.draw(page)
