"""The routes and the middlewares around Streamlit, in the order that a request meets them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import resources
from pathlib import Path

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from demodash.server import api, health
from demodash.server.assets import AssetStore
from demodash.server.delivery import AssetMiddleware
from demodash.server.document import DocumentMiddleware, boot_script
from demodash.server.headers import SecurityHeadersMiddleware
from demodash.server.origin import OriginMiddleware
from demodash.server.settings import base_path, public_names
from demodash.server.uploads import UploadMiddleware

# The chart and table bundles: large, and on every page.
LARGE_BUNDLE_BYTES = 200_000


@cache
def bundles() -> AssetStore:
    """Return the one store of Streamlit's own scripts, styles and fonts."""
    with resources.as_file(resources.files("streamlit")) as package:
        return AssetStore(package / "static" / "static", named_by_streamlit=True)


def routes() -> list[BaseRoute]:
    """Return the routes that the dashboard adds to Streamlit's."""
    return [*health.routes(), *api.routes()]


def middleware(*, pages: Collection[str], static: Path) -> list[Middleware]:
    """Return the middlewares of the dashboard, outermost first.

    ``pages`` are the addresses of its pages, ``static`` the folder that ``/app/static/`` serves.
    """
    stores = {"/static/": bundles(), "/app/static/": AssetStore(static)}
    return [
        Middleware(SecurityHeadersMiddleware, scripts=(boot_script(pages),)),
        Middleware(OriginMiddleware, hosts=public_names()),
        Middleware(UploadMiddleware, base_path=base_path()),
        Middleware(AssetMiddleware, stores=stores, base_path=base_path()),
        Middleware(DocumentMiddleware, pages=pages, base_path=base_path()),
    ]
