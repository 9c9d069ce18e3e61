"""Revue OG 12."""

from demodash.ui import deck_buttons, open_page, presenter
from demodash.ui.cards import og12

page = open_page(
    "og12",
    "Revue de l’objectif général 12",
    "Rendre les territoires attractifs : ce que chaque objectif vise, ce qui le mesure, ce qui a bougé, et ce que "
    "rien ne mesure.",
)

if presenter.asked():
    deck_buttons.present(page, "revue-og12")
else:
    with page.filters("Choisissez les objectifs à passer en revue."):
        view = page.one_of("objectifs", "Objectifs", og12.VIEWS, "vigueur")

    deck_buttons.of_deck(page, "revue-og12")

    page.show(og12.coverage, view)
    for objective in og12.shown(view):
        page.show(og12.objective_card, objective.id)
