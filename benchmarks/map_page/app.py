"""Serves the page as the dashboard is served: same middlewares, same files, same caching."""

from pathlib import Path

import streamlit as st

from demodash import server

ROOT = Path(__file__).resolve().parents[2]

app = st.App(
    Path(__file__).parent / "page.py",
    routes=server.routes(),
    middleware=server.middleware(pages=("",), static=ROOT / "static"),
)
