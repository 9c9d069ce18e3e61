"""Refuses a WebSocket that a page of another site opens.

Streamlit checks the origin too, but to do so it asks an outside service for the address of this machine,
at each refusal. Here the answer needs nothing from outside, and Streamlit never has to ask.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

_POLICY_VIOLATION = 1008


class OriginMiddleware:
    """Lets a WebSocket through when its page came from this host.

    ``hosts`` are further names that the pages are known under (Streamlit's ``browser.serverAddress``), for
    a proxy that does not hand on the name which the browser asked for.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        """Wrap ``app``."""
        self.app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close a WebSocket of another origin before ``app`` sees it."""
        if scope["type"] == "websocket" and not self._is_ours(Headers(scope=scope)):
            await WebSocketClose(_POLICY_VIOLATION)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:  # not a browser
            return True
        parts = urlsplit(origin)
        return parts.netloc.lower() == headers.get("host", "").lower() or (parts.hostname or "") in self._hosts
