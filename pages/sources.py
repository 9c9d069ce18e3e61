"""Sources et méthodes."""

from demodash.ui import open_page
from demodash.ui.cards import sources

page = open_page(
    "sources",
    "Sources et méthodes",
    "D’où vient chaque chiffre, comment il est défini, et où les publications se contredisent.",
)

with page.filters("Choisissez ce que la page montre."):
    view = page.one_of("vue", "Voir", sources.VIEWS, "sources")
    if view == "sources":
        source = page.one_of("source", "Source", sources.source_options(page), sources.ALL)
    if view == "indicateurs":
        theme = page.one_of("theme", "Thème", sources.THEMES, "demographie")

if view == "sources":
    sources.draw_sources(page, source)
if view == "indicateurs":
    sources.draw_indicators(page, theme)
if view == "divergences":
    sources.draw_divergences(page)
if view == "controles":
    sources.draw_controls(page)
