"""The routes of the API: methods, tags, compression, refusals. What is answered is in ``endpoints``."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from demodash.errors import DemodashError
from demodash.exports.data_address import ROOT
from demodash.server.api.endpoints import CSV, ENDPOINTS, JSON, Answer, Asked, Endpoint
from demodash.server.api.guide import guide_html
from demodash.server.api.index import Index, current_index, json_bytes
from demodash.server.api.openapi import PROBLEM_JSON, openapi
from demodash.server.api.parameters import read_query
from demodash.server.api.problems import QueryProblem, Refusal, echoed
from demodash.server.assets import REVALIDATE
from demodash.server.requests import accepts_gzip, is_unchanged
from demodash.server.settings import base_path

HTML = "text/html; charset=utf-8"
METHODS = "GET, HEAD, OPTIONS"
# The pages have the other threads: however many ask the API, no more than these work for it at a time.
AT_A_TIME = 2
_SMALLEST_COMPRESSED_BYTES = 1_000
# Three times as fast as the usual level, for a tenth more bytes.
_GZIP_LEVEL = 2

# Parquet is compressed already.
_COMPRESSED = frozenset({JSON, CSV, HTML})

Work = Callable[[Scope, Headers], Response]


def routes() -> list[BaseRoute]:
    """Return the routes of the API, below the folder that the dashboard is served under."""
    base = base_path()
    root = f"{base}{ROOT}"
    limiter = CapacityLimiter(AT_A_TIME)
    guide = guide_html(root, f"{base}/").encode()
    description = json_bytes(openapi(root))
    works: dict[str, Work] = {f"{root}{endpoint.path}": _of_endpoint(endpoint) for endpoint in ENDPOINTS}
    works[f"{root}/openapi.json"] = _of_document(description, JSON)
    works[f"{root}/"] = works[root] = _of_document(guide, HTML)
    found: list[BaseRoute] = [Route(path, _Resource(work, limiter)) for path, work in works.items()]
    # Anything else below /api would get the document of the pages, which a program cannot read.
    return [*found, Route(f"{base}/api/{{rest:path}}", _Resource(_of_nothing(root), limiter, methods=""))]


class _Resource:
    """An ASGI application for one address: lets its methods through and sends what its work answers."""

    def __init__(self, work: Work, limiter: CapacityLimiter, methods: str = METHODS) -> None:
        self._work = work
        self._limiter = limiter
        self._methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        if self._methods and method == "OPTIONS":
            response = Response(status_code=HTTPStatus.NO_CONTENT, headers={"allow": self._methods})
        elif self._methods and method not in {"GET", "HEAD"}:
            message = f"La méthode {echoed(method)} n’est pas permise : l’API se lit seulement (GET)."
            response = _refused(
                Refusal((QueryProblem(message),), HTTPStatus.METHOD_NOT_ALLOWED, headers=(("allow", self._methods),))
            )
        else:
            response = await to_thread.run_sync(self._answer, scope, limiter=self._limiter)
        if method == "HEAD":
            response.body = b""
        await response(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        try:
            return self._work(scope, Headers(scope=scope))
        except Refusal as refusal:
            return _refused(refusal)
        except DemodashError as error:
            return _refused(Refusal.of([QueryProblem(str(error))], HTTPStatus.SERVICE_UNAVAILABLE))


def _of_endpoint(endpoint: Endpoint) -> Work:
    def work(scope: Scope, request: Headers) -> Response:
        index = current_index()
        query = read_query(scope.get("query_string", b""), endpoint.parameters, index)
        asked = Asked(quote(scope["path"]), query, scope.get("path_params", {}).get("id", ""))
        endpoint.check(asked)
        etag = _etag(index, asked)
        if is_unchanged(request, etag):
            return _unchanged(etag)
        return _sent(endpoint.answer(asked, index), etag, request)

    return work


def _of_document(body: bytes, media_type: str) -> Work:
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'

    def work(_scope: Scope, request: Headers) -> Response:
        return _unchanged(etag) if is_unchanged(request, etag) else _sent(Answer(body, media_type), etag, request)

    return work


def _of_nothing(root: str) -> Work:
    def work(scope: Scope, _request: Headers) -> Response:
        addresses = ", ".join(f"{root}{endpoint.path}" for endpoint in ENDPOINTS)
        message = (
            f"L’API n’a pas l’adresse {echoed(scope['path'])}. Elle a : {root}/, {root}/openapi.json, {addresses}."
        )
        return _refused(Refusal.of([QueryProblem(message)], HTTPStatus.NOT_FOUND))

    return work


def _etag(index: Index, asked: Asked) -> str:
    asked_text = f"{index.fingerprint} {asked.address} {asked.query.canonical}"
    return f'"{hashlib.sha256(asked_text.encode()).hexdigest()[:20]}"'


def _tagged(etag: str) -> dict[str, str]:
    # Weak: the compressed answer has the same tag as the plain one.
    return {"cache-control": REVALIDATE, "etag": f"W/{etag}", "vary": "Accept-Encoding"}


def _unchanged(etag: str) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_tagged(etag))


def _sent(answer: Answer, etag: str, request: Headers) -> Response:
    headers: dict[str, str] = {**_tagged(etag), **answer.headers, "content-type": answer.media_type}
    body = answer.body
    if len(body) >= _SMALLEST_COMPRESSED_BYTES and answer.media_type in _COMPRESSED and accepts_gzip(request):
        headers["content-encoding"] = "gzip"
        body = gzip.compress(body, _GZIP_LEVEL, mtime=0)
    headers["content-length"] = str(len(body))
    return Response(body, headers=headers)


def _refused(refusal: Refusal) -> Response:
    body = json_bytes(refusal.as_json())
    headers = {
        "cache-control": "no-store",
        "content-type": PROBLEM_JSON,
        "content-language": "fr",
        **dict(refusal.headers),
    }
    return Response(body, status_code=refusal.status, headers=headers)
