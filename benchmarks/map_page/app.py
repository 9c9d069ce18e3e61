"""Serves the page as the dashboard is served: same middlewares, same files, same caching."""

from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from demodash import server

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")


async def empty_world(_request: Request) -> JSONResponse:
    """Answer plotly's look-up of the world's coasts, which it would make on another host; nothing of it is drawn."""
    nothing = {"type": "GeometryCollection", "geometries": []}
    return JSONResponse({"type": "Topology", "objects": dict.fromkeys(LAYERS, nothing), "arcs": []})


app = st.App(
    Path(__file__).parent / "page.py",
    routes=[*server.routes(), Route("/world/{name}", empty_world)],
    middleware=server.middleware(pages=("",), static=ROOT / "static"),
)
