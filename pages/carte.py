"""Carte."""

from demodash.ui import open_page
from demodash.ui.cards import carte

page = open_page(
    "carte",
    "Carte",
    "Tout ce qui se mesure par territoire, de la commune à la France : choisissez, comparez, cliquez un territoire.",
)

with page.filters("Ces filtres portent sur les cartes. Les années se choisissent sous chaque carte."):
    level = page.one_of("niveau", "Niveau", carte.LEVELS, "communes")
    options = carte.subjects(page, level)
    first = page.one_of("indicateur", "Indicateur", options, carte.first_of(options))
    method = page.one_of("methode", "Classes", carte.METHODS, "naturels")
    mode = page.one_of("comparer", "Comparer", carte.comparisons(page, level, first), carte.ALONE)
    names = [first, first] if mode == carte.YEARS else [first]
    if mode == carte.INDICATORS:
        names.append(page.one_of("indicateur2", "Second indicateur", options, carte.second_of(options, first)))
    marks = carte.landmarks(level)
    points = page.several_of("reperes", "Repères", marks, list(marks)) if marks else ()
    carte.search(page, level)

carte.draw(page, carte.view(page, level, names, mode=mode, method=method, points=points))
