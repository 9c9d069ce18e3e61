"""The application: ``streamlit run app.py``, or any ASGI server (``uvicorn app:app``)."""

from pathlib import Path

import streamlit as st

from demodash import server
from demodash.ui.failure import show_failure
from demodash.ui.sitemap import ADDRESSES

ROOT = Path(__file__).resolve().parent

app = st.App(
    ROOT / "src" / "demodash" / "ui" / "navigation.py",
    routes=server.routes(),
    middleware=server.middleware(pages=ADDRESSES, static=ROOT / "static"),
    lifespan=server.lifespan(ADDRESSES),
    on_script_error=show_failure,
)
