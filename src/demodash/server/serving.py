"""Starts the dashboard by itself: what ``make run`` and ``python app.py`` do."""

from __future__ import annotations

import socket
import sys

import uvicorn
from starlette.types import ASGIApp

from demodash.errors import DemodashError

_GRACE_S = 3


def serve(app: ASGIApp, host: str, port: int) -> None:
    """Serve the dashboard until it is stopped.

    By uvicorn and not by ``streamlit run``, which leaves Nagle's algorithm on: its answers wait for the
    browser's delayed acknowledgement, some 40 ms at each click.

    Raises:
        DemodashError: another program listens on that port already.
    """
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            raise DemodashError(
                f"Le port {port} est déjà pris, peut-être par un autre tableau de bord. "
                f"Choisissez-en un autre : PORT={port + 1}."
            )
    sys.stdout.write(f"Tableau de bord : http://{host}:{port}/  (Ctrl+C pour arrêter)\n")
    sys.stdout.flush()
    uvicorn.run(
        app,
        host=host,
        port=port,
        ws="websockets-sansio",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
