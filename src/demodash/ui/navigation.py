"""The script that Streamlit runs for each visit: the menu, then the page asked for.

It must not lie beside ``pages/``: from its second run on, Streamlit's ``AppTest`` would take that folder for
the pages of an old multipage app and lose what this script draws.
"""

from __future__ import annotations

import streamlit as st

from demodash.ui.basket import title_of
from demodash.ui.page import draw_style
from demodash.ui.sitemap import FAVICON, FOLDER, PAGES

# Without an icon of its own, the browser's tab takes that of the page, which Streamlit fetches from another host.
# A title here would take the place of every page's.
st.set_page_config(page_icon=str(FAVICON), layout="wide")
draw_style()

# Without sections: Streamlit writes theirs as a list that screen readers cannot follow.
menu = [
    st.Page(
        FOLDER / entry.file,
        title=title_of(entry),
        icon=entry.icon,
        url_path=entry.address or None,
        default=not entry.address,
    )
    for entry in PAGES
]
st.navigation(menu, expanded=True).run()
