"""The last screen: what was added, and where it shows now."""

from __future__ import annotations

import streamlit as st

from demodash.importing import Prepared
from demodash.indicators import CATALOGUE
from demodash.indicators.model import Theme
from demodash.loaders.content import Content
from demodash.store import Stored
from demodash.territories import Level
from demodash.ui import markup
from demodash.ui.cards import carte_figures, carte_zonage
from demodash.ui.importer import actions, preview, preview_map
from demodash.ui.importer.state import Wizard
from demodash.ui.sitemap import FOLDER, PAGES

_THEME_PAGES = {
    Theme.DEMOGRAPHIE: "medecins.py",
    Theme.ZONAGE: "medecins.py",
    Theme.ACCES: "carte.py",
    Theme.FORMATION: "formation.py",
    Theme.EXERCICE: "exercice.py",
    Theme.ENGAGEMENTS: "aides.py",
    Theme.AIDES: "aides.py",
    Theme.SERVICES: "aides.py",
    Theme.OG12: "og12.py",
}
_ON_MAPS = {Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT, Level.REGION}


def draw(current: Wizard, prepared: Prepared, stored: Stored) -> None:
    """Say what was kept, and give the way to the pages that show it."""
    st.html(
        '<div role="status">'
        + markup.heading(f"Import accepté : {preview.title(prepared.content)}", f"« {stored.label} »")
        + "</div>"
    )
    when = stored.imported_at.astimezone().strftime("%d/%m/%Y à %H:%M")
    st.html(markup.bullets([*preview.facts(prepared), f"Accepté par {stored.who} le {when}, édition {stored.id}"]))
    st.html(markup.heading("Où le voir", level=3))
    with st.container(key="importer-liens", gap="xsmall"):
        for file, label, parameters in links(prepared):
            icon = next((page.icon for page in PAGES if page.file == file), None)
            st.page_link(FOLDER / file, label=label, icon=icon, query_params=parameters)
    st.button("Importer un autre fichier", key=current.key("again"), type="primary", on_click=actions.begin_again)


def links(prepared: Prepared) -> list[tuple[str, str, dict[str, str]]]:
    """The pages that show a content now: file, French label, parameters of the address."""
    content = prepared.content
    ids = list(dict.fromkeys(str(one) for one in content.observations["indicator"]))
    titles = {page.file: page.title for page in PAGES}
    files = list(dict.fromkeys(_THEME_PAGES[CATALOGUE[one].theme] for one in ids))
    if content.zonings:
        files.append("medecins.py")
    mapped = content.zonings or len(content.points) or any(level in _ON_MAPS for level in prepared.territories)
    if mapped:
        files.append("carte.py")
    found: list[tuple[str, str, dict[str, str]]] = []
    for file in dict.fromkeys(files):
        if file in titles:
            found.append((file, titles[file], _on_map(content) if file == "carte.py" else {}))
    for one in ids[:3]:
        found.append(("donnees.py", f"Données : {CATALOGUE[one].name}", {"indicateur": one}))
    found += [
        ("sources.py", f"Source : {source.title}", {"source": source.id})
        for source in content.sources
        if "sources.py" in titles
    ]
    return found


def _on_map(content: Content) -> dict[str, str]:
    """The parameters of the page «Carte» that show a content; none when no map of it covers its territories."""
    if content.zonings:
        return {"indicateur": carte_zonage.ID}
    for area in preview_map.SHOWN_AREAS:
        for thing in preview_map.covered(content, area):
            return {"niveau": area.id, "indicateur": carte_figures.identifier(thing)}
    return {}
