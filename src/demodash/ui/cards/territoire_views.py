"""The views of the page «Fiche territoire»: one theme at a time, of those that are known of the territory."""

from __future__ import annotations

from typing import Final

from demodash.indicators.model import Theme
from demodash.ui import views
from demodash.ui.cards import territoire_breakdown, territoire_lines
from demodash.ui.page import Page
from demodash.ui.views import View

_LABELS: Final = {
    Theme.DEMOGRAPHIE: "Démographie",
    Theme.ZONAGE: "Zonage",
    Theme.ACCES: "Accès aux soins",
    Theme.FORMATION: "Formation",
    Theme.EXERCICE: "Exercice",
    Theme.ENGAGEMENTS: "Engagements",
    Theme.AIDES: "Aides et postes",
    Theme.SERVICES: "Services",
    Theme.OG12: "OG 12",
}
"""The name of each theme on its button."""


def draw(page: Page, code: str) -> None:
    """The choice of a theme, kept in the address, and its cards; nothing where no theme is known."""
    known = territoire_lines.themes(page, code)
    if not known:
        return
    theme = views.choose(page, [View(one.value, _LABELS[one], (f"fiche-{one.value}",)) for one in known])
    page.show(territoire_lines.theme_card, code, theme)
    for dimension in territoire_breakdown.breakdowns(page, code, theme):
        page.show(territoire_breakdown.breakdown_card, code, theme, dimension)
