"""Données : la table entière."""

from demodash.ui import open_page
from demodash.ui.cards import donnees

page = open_page(
    "donnees",
    "Données",
    "Tous les chiffres du tableau de bord, un par ligne, avec la source et le repère de chacun.",
)

with page.filters("Ces filtres se combinent ; ils portent sur le tableau et sur les téléchargements."):
    theme = page.one_of("theme", "Thème", donnees.THEMES, donnees.ALL)
    indicator = page.one_of("indicateur", "Indicateur", donnees.indicators_of(page, theme), donnees.ALL)
    place = page.one_of("territoire", "Territoire", donnees.LEVELS, donnees.ALL)
    year = page.one_of("annee", "Année", donnees.years_of(page), donnees.ALL)
    publisher = page.one_of("editeur", "Éditeur", donnees.publishers_of(page), donnees.ALL)
    statuses = page.several_of("statut", "Statut", donnees.STATUSES, list(donnees.STATUSES))

selection = donnees.select(
    page,
    theme=theme,
    indicator=indicator,
    place=place,
    year=year,
    publisher=publisher,
    statuses=statuses,
)
donnees.draw(page, selection)
