"""Answers the requests for files: compressed, cached for ever when their name says what they hold."""

from __future__ import annotations

from collections.abc import Mapping

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
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
        """Answer a request for a file that a store holds."""
        asset = await self._asset(scope)
        if asset is None:
            await self.app(scope, receive, send)
            return
        response = await _response(asset, Headers(scope=scope), head=scope["method"] == "HEAD")
        await response(scope, receive, send)

    async def _asset(self, scope: Scope) -> Asset | None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            return None
        path = local_path(scope, self._base_path)
        for prefix, store in self._stores.items():
            if path.startswith(prefix):
                return await to_thread.run_sync(store.find, path.removeprefix(prefix))
        return None


async def _response(asset: Asset, request: Headers, *, head: bool) -> Response:
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
    return Response(b"" if head else body, headers=headers)
