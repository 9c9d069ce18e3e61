from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from demodash.server.origin import OriginMiddleware


async def _stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("bonjour")
    await socket.close()


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[WebSocketRoute("/stream", _stream), Route("/", lambda _request: PlainTextResponse("ok"))],
        middleware=[Middleware(OriginMiddleware, hosts=("tableau.ars.example",))],
    )
    return TestClient(app)


@pytest.mark.parametrize("origin", [None, "http://testserver", "https://tableau.ars.example"])
def test_our_own_pages_get_the_stream(client: TestClient, origin: str | None) -> None:
    headers = {"origin": origin} if origin else {}
    with client.websocket_connect("/stream", headers=headers) as socket:
        assert socket.receive_text() == "bonjour"


@pytest.mark.parametrize("origin", ["https://autre.example", "http://127.0.0.1:9999", "null", "http://testserver:8502"])
def test_pages_of_other_sites_do_not(client: TestClient, origin: str) -> None:
    with pytest.raises(WebSocketDisconnect) as refusal, client.websocket_connect("/stream", headers={"origin": origin}):
        pass
    assert refusal.value.code == 1008


def test_plain_requests_go_through(client: TestClient) -> None:
    assert client.get("/", headers={"origin": "https://autre.example"}).text == "ok"
