"""The one HTML document of the dashboard, in French, and an honest 404 for an address that is not a page.

Streamlit answers any unknown address with its own document, which says that it is in English, has its own
title, and shows an English dialogue when no page has that address.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demodash.server.assets import REVALIDATE
from demodash.server.requests import accepts_gzip, is_unchanged, local_path

TITLE = "Démographie médicale en Hauts-de-France"
FAVICON = "app/static/favicon.svg"
_NOSCRIPT = f"<p>{TITLE} : activez JavaScript dans votre navigateur, puis rechargez la page.</p>"
_MARK = b'<div id="root"></div>'
# Streamlit looks for its server below the page's own address first ("/medecins/_stcore/…"): two requests that
# fail before each first visit, and two errors in the console. This tells it where the server is, whatever the
# folder that a proxy serves the dashboard under.
_BOOT = """
{
  const folders = location.pathname.split("/").filter(Boolean);
  if (%s.includes(folders.at(-1))) folders.pop();
  window.__streamlit = {BACKEND_BASE_URL: [location.origin, ...folders, ""].join("/")};
}
"""
# What of the request would make Streamlit answer something other than its whole document.
_CONDITIONAL = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})


@dataclass(frozen=True, slots=True)
class _Document:
    body: bytes
    gzipped: bytes
    etag: str


def boot_script(pages: Collection[str]) -> str:
    """Return the one script that the document itself runs; ``pages`` are the addresses of the pages."""
    return _BOOT % json.dumps(sorted(filter(None, pages)))


@lru_cache(maxsize=4)
def _french(original: bytes, script: str) -> _Document:
    """Return Streamlit's document in French, with our script and without what the dashboard does not use."""
    html = original.decode("utf-8")
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
    html = html.replace('<html lang="en">', '<html lang="fr">', 1)
    html = re.sub(r"<title>.*?</title>", f"<title>{escape(TITLE)}</title>", html, count=1, flags=re.DOTALL)
    html = re.sub(r"<noscript>.*?</noscript>", f"<noscript>{_NOSCRIPT}</noscript>", html, count=1, flags=re.DOTALL)
    html = html.replace("./favicon.png", f"./{FAVICON}", 1)
    html = re.sub(r'<link rel="service-desc"[^>]*>\s*', "", html)  # describes an interface that is off
    # Streamlit's own inline script speaks to a prerendering service that we do not use.
    inline = r"<script>\s*window\.prerenderReady = false\s*</script>"
    html = re.sub(inline, lambda _match: f"<script>{script}</script>", html, count=1)
    body = html.encode("utf-8")
    return _Document(body, gzip.compress(body, 9, mtime=0), f'"{hashlib.sha256(body).hexdigest()[:20]}"')


def not_found(home: str) -> Response:
    """Return the answer to an address that is no page of ours, with the way back to ``home``."""
    return HTMLResponse(
        '<!DOCTYPE html><html lang="fr"><head><meta charset="UTF-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="{escape(home)}{FAVICON}">'
        f"<title>Page introuvable – {escape(TITLE)}</title>"
        "<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1.5rem;"
        "color:#1b2733;background:#fff}a{color:#0b4f8a}@media(prefers-color-scheme:dark)"
        "{body{color:#e8edf2;background:#14181d}a{color:#8cc4f5}}</style></head><body><main>"
        "<h1>Page introuvable</h1>"
        "<p>Aucune page du tableau de bord n’a cette adresse. Elle a peut-être été mal recopiée.</p>"
        f'<p><a href="{escape(home)}">Revenir à la vue d’ensemble</a></p>'
        "</main></body></html>",
        status_code=404,
        headers={"cache-control": REVALIDATE},
    )


class DocumentMiddleware:
    """Rewrites Streamlit's document, and answers 404 when the address is no page of the dashboard.

    ``pages`` are the addresses of the pages, without slashes; the home page is the empty one.
    """

    def __init__(self, app: ASGIApp, pages: Collection[str], base_path: str = "") -> None:
        """Wrap ``app``, whose every other answer goes through untouched."""
        self.app = app
        self._pages = frozenset(pages) | {""}
        self._script = boot_script(pages)
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold back an HTML answer until it is whole, and send ours in its place."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        path = local_path(scope, self._base_path)
        if path.startswith(("/static/", "/_stcore/", "/media/", "/component/", "/app/", "/api/")):
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        inner = dict(scope)
        inner["method"] = "GET"
        inner["headers"] = [pair for pair in scope["headers"] if pair[0] not in _CONDITIONAL]
        catcher = _HtmlCatcher(send)
        await self.app(inner, receive, catcher)
        if catcher.start is None:
            return
        if _MARK not in catcher.body:
            await catcher.release(head=scope["method"] == "HEAD")
            return
        if path.strip("/") not in self._pages:
            home = f"/{self._base_path.strip('/')}/".replace("//", "/")
            response = not_found(home)
        else:
            response = _answer(_french(bytes(catcher.body), self._script), request)
        if scope["method"] == "HEAD":
            response.body = b""
        await response(scope, receive, send)


def _answer(document: _Document, request: Headers) -> Response:
    headers = {"cache-control": REVALIDATE, "etag": document.etag, "vary": "Accept-Encoding"}
    if is_unchanged(request, document.etag):
        return Response(status_code=304, headers=headers)
    headers["content-type"] = "text/html; charset=utf-8"
    body = document.body
    if accepts_gzip(request):
        headers["content-encoding"] = "gzip"
        body = document.gzipped
    headers["content-length"] = str(len(body))
    return Response(body, headers=headers)


class _HtmlCatcher:
    """A ``send`` that keeps an HTML answer and passes on any other."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message | None = None
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            return
        await self._send(message)

    async def release(self, *, head: bool) -> None:
        """Send the kept answer as it came: it is HTML, but not Streamlit's document."""
        if self.start is not None:
            await self._send(self.start)
            await self._send({"type": "http.response.body", "body": b"" if head else bytes(self.body)})
