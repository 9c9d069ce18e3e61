"""The pages of the dashboard, in the order of the menu: file, title, icon, address."""

from __future__ import annotations

from dataclasses import dataclass

from demodash.locations import ROOT

FOLDER = ROOT / "pages"
FAVICON = ROOT / "static" / "favicon.svg"
PRESENTATION = "presentation"
"""The address of the page that gathers cards."""


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the menu. ``address`` is what follows the host in a link; empty for the home page."""

    file: str
    title: str
    icon: str
    address: str


_ALL = (
    Page("vue_ensemble.py", "Vue d’ensemble", ":material/dashboard:", ""),
    Page("medecins.py", "Médecins généralistes et zonage", ":material/stethoscope:", "medecins"),
    Page("formation.py", "Places de formation", ":material/school:", "formation"),
    Page("exercice.py", "Exercice coordonné", ":material/groups:", "exercice"),
    Page("aides.py", "Engagements et aides", ":material/handshake:", "aides"),
    Page("carte.py", "Carte", ":material/map:", "carte"),
    Page("territoire.py", "Fiche territoire", ":material/location_on:", "territoire"),
    Page("og12.py", "Revue OG 12", ":material/fact_check:", "og12"),
    Page("presentation.py", "Ma présentation", ":material/co_present:", PRESENTATION),
    Page("donnees.py", "Données", ":material/table:", "donnees"),
    Page("sources.py", "Sources et méthodes", ":material/menu_book:", "sources"),
    Page("importer.py", "Importer", ":material/upload_file:", "importer"),
)

PAGES = tuple(page for page in _ALL if (FOLDER / page.file).is_file())
ADDRESSES = tuple(page.address for page in PAGES)


def title_at(page_id: str) -> str:
    """The title of a page in the menu by its id; that of the home page when it is none's."""
    return next(page.title for page in PAGES if page.address == address_of(page_id))


def address_of(page_id: str) -> str:
    """The address of a page by its id; that of the home page when it is none's."""
    return page_id if page_id in ADDRESSES else ""
