"""The route that a supervisor asks: is the dashboard there, and with which figures."""

from __future__ import annotations

import threading
from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Route

from demodash import dataset
from demodash.errors import DemodashError
from demodash.server.settings import base_path

WARM = threading.Event()
"""Set once every page has been run (counting what the garbage collector has frozen takes 30 ms)."""


def healthz(request: Request) -> JSONResponse:
    """Answer 200 with the version and the number of observations, or 503 with what is wrong, in French.

    ``warm`` tells whether every page has been run once since the start.
    """
    headers = {"cache-control": "no-store"}
    try:
        data = dataset.load()
    except DemodashError as error:
        return JSONResponse({"status": "erreur", "message": str(error)}, status_code=503, headers=headers)
    return JSONResponse(
        {
            "status": "ok",
            "version": version("demodash"),
            "observations": len(data.observations),
            "warm": WARM.is_set(),
        },
        headers=headers,
    )


def routes() -> list[BaseRoute]:
    """Return the route of the supervisor."""
    return [Route(f"{base_path()}/healthz", healthz)]
