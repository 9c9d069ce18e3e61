"""Ma présentation."""

from demodash.ui import open_page, presentation

page = open_page(
    "presentation",
    "Ma présentation",
    "Les cartes que vous avez choisies sur les autres pages, dans l’ordre où elles seront montrées : en plein "
    "écran, en PowerPoint, ou par un lien qui la rouvre telle quelle.",
)
presentation.draw(page)
