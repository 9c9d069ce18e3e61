"""Answers the requests for files: compressed, cached for ever when their name says what they hold."""

from __future__ import annotations

from collections.abc import Mapping

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from demodash.server.assets import Asset, AssetStore
from demodash.server.requests import accepts_gzip, is_unchanged, local_path


class AssetMiddleware:
    """Serves the files of the given stores, and lets every other request through.

    ``stores`` gives, for each address prefix (with its two slashes), the store below it.
    """

    def __init__(self, app: ASGIApp, stores: Mapping[str, AssetStore], base_path: str = "") -> None:
        """Wrap ``app``, which answers what the stores do not hold."""
        self.app = app
        self._stores = dict(stores)
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a file: with the file, or that there is none.

        Streamlit would answer an address without a file with its document, which a browser that asked for a
        script or an outline cannot read.
        """
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            path = local_path(scope, self._base_path)
            for prefix, store in self._stores.items():
                if path.startswith(prefix):
                    asset = await to_thread.run_sync(store.find, path.removeprefix(prefix))
                    response = _MISSING if asset is None else await _response(asset, scope)
                    await response(scope, receive, send)
                    return
        await self.app(scope, receive, send)


_MISSING = PlainTextResponse("Fichier introuvable.", status_code=404, headers={"cache-control": "no-store"})


async def _response(asset: Asset, scope: Scope) -> Response:
    request = Headers(scope=scope)
    headers = {"cache-control": asset.cache_control, "etag": asset.etag}
    if asset.gzipped is not None:
        headers["vary"] = "Accept-Encoding"
    if is_unchanged(request, asset.etag):
        return Response(status_code=304, headers=headers)
    headers["content-type"] = asset.content_type
    if asset.gzipped is not None and accepts_gzip(request):
        headers["content-encoding"] = "gzip"
        body = asset.gzipped
    else:
        body = await to_thread.run_sync(asset.read)
    headers["content-length"] = str(len(body))
    return Response(b"" if scope["method"] == "HEAD" else body, headers=headers)
