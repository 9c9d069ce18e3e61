"""The last screen: what was added, and where it shows now."""

from __future__ import annotations

import streamlit as st

from demodash.importing import Prepared
from demodash.store import Stored
from demodash.ui import markup
from demodash.ui.importer import actions, preview
from demodash.ui.importer.state import Wizard
from demodash.ui.importer.ways import ways
from demodash.ui.page import Page
from demodash.ui.sitemap import FOLDER, PAGES


def draw(page: Page, current: Wizard, prepared: Prepared, stored: Stored) -> None:
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
        for way in ways(page, prepared.content, prepared.reader.series):
            icon = next((entry.icon for entry in PAGES if entry.file == way.file), None)
            st.page_link(FOLDER / way.file, label=way.label, icon=icon, query_params=way.parameters)
    st.button("Importer un autre fichier", key=current.key("again"), type="primary", on_click=actions.begin_again)
