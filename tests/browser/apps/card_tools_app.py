"""Serves the cards of ``card_tools_page.py`` as the dashboard is served: same middleware, same content policy."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from demodash import server

HERE = Path(__file__).resolve().parent

app = st.App(HERE / "card_tools_page.py", middleware=server.middleware(pages=("",), static=HERE.parents[2] / "static"))
