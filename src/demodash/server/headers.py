"""The headers that keep the browser to this host, and other sites out of it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def content_policy(scripts: Iterable[str] = ()) -> str:
    """Return the content policy of the documents; ``scripts`` are the inline scripts that they run.

    Streamlit writes its styles in the document ('unsafe-inline' for styles only) and builds its components,
    workers and downloads as blobs. No host but this one is named: a forgotten address fails at once.
    """
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return "; ".join(
        (
            "default-src 'self' data: blob:",
            " ".join(("script-src 'self' blob:", *(f"'sha256-{one}'" for one in hashes))),
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "img-src 'self' data: blob:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_ON_DOCUMENTS = {
    "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeadersMiddleware:
    """Adds the security headers to every answer, and the content policy to documents and drawings."""

    def __init__(self, app: ASGIApp, scripts: Collection[str] = ()) -> None:
        """Wrap ``app``, whose document runs the given inline scripts."""
        self.app = app
        self._on_documents = {**_ON_DOCUMENTS, "content-security-policy": content_policy(scripts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added to what ``app`` answers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                # Streamlit lets any site read its files; ours are read by our own pages only.
                if headers.get("access-control-allow-origin") == "*":
                    del headers["access-control-allow-origin"]
                if headers.get("content-type", "").startswith(("text/html", "image/svg+xml")):
                    headers.update(self._on_documents)
            await send(message)

        await self.app(scope, receive, send_with_headers)
