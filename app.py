"""The application: ``python app.py``, or any ASGI server (``uvicorn app:app``), or ``streamlit run app.py``."""

import os
import sys
from pathlib import Path

import streamlit as st

from demodash import server
from demodash.errors import DemodashError
from demodash.ui.failure import show_failure
from demodash.ui.sitemap import ADDRESSES

ROOT = Path(__file__).resolve().parent

server.read_settings()
app = st.App(
    ROOT / "src" / "demodash" / "ui" / "navigation.py",
    routes=server.routes(),
    middleware=server.middleware(pages=ADDRESSES, static=ROOT / "static"),
    lifespan=server.lifespan(ADDRESSES),
    on_script_error=show_failure,
)

if __name__ == "__main__":
    try:
        server.serve(app, os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8501")))
    except DemodashError as error:
        sys.exit(str(error))
