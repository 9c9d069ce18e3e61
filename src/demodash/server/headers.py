"""The headers that keep the browser to this host, and other sites out of it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit writes its styles in the document ('unsafe-inline' for styles only) and builds its components,
# workers and downloads as blobs. No host but this one is named anywhere: a forgotten address fails at once.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self' data: blob:",
        "script-src 'self' blob:",
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
    "content-security-policy": CONTENT_POLICY,
    "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeadersMiddleware:
    """Adds the security headers to every answer, and the content policy to documents and drawings."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

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
                    headers.update(_ON_DOCUMENTS)
            await send(message)

        await self.app(scope, receive, send_with_headers)
