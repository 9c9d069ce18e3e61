"""Small readings of an ASGI request that several middlewares share."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import Scope


def local_path(scope: Scope, base_path: str) -> str:
    """Return the path of a request below the address that the dashboard is served under.

    ``base_path`` is Streamlit's ``server.baseUrlPath``, with or without slashes around it. A path outside
    of it is returned as it came.
    """
    path: str = scope.get("path", "")
    for prefix in (scope.get("root_path", ""), base_path):
        trimmed = prefix.strip("/")
        if trimmed and (path == f"/{trimmed}" or path.startswith(f"/{trimmed}/")):
            path = path[len(trimmed) + 1 :] or "/"
    return path


def accepts_gzip(headers: Headers) -> bool:
    """Return whether the client takes a gzip body (``gzip;q=0`` is a refusal)."""
    for offer in headers.get("accept-encoding", "").lower().split(","):
        coding, _, parameters = offer.partition(";")
        if coding.strip() in {"gzip", "*"}:
            return parameters.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def is_unchanged(headers: Headers, etag: str) -> bool:
    """Return whether the client already holds the body that ``etag`` names."""
    held = headers.get("if-none-match", "")
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return "*" in tags or etag in tags
