"""The views of the page «Médecins généralistes et zonage»."""

from __future__ import annotations

from typing import Final

from demodash.ui import views
from demodash.ui.page import Page
from demodash.ui.views import View

ZONES: Final = "zones"
ZONING: Final = "zonage"
NUMBERS: Final = "effectifs"
ACCESS: Final = "acces"
SOURCES: Final = "sources"
VIEWS = (
    View(ZONES, "Évolution par zone", ("mg-zones-",), ("mesure", "zones", "comptage", "edition", "de", "a")),
    View(ZONING, "Zonage", ("zonage-",)),
    View(
        NUMBERS, "Effectifs et densité", ("medecins-", "mg-departements-", "mg-ages"), ("unite", "depuis", "comparer")
    ),
    View(ACCESS, "Accès aux soins", ("apl-",), ("profession",)),
    View(SOURCES, "Sources comparées", ("medecins-editeurs", "mg-densite-champs")),
)


def choose(page: Page) -> str:
    """The view that the reader chose, kept in the address."""
    return views.choose(page, VIEWS)
