"""Who may import, asked of a running server as a browser or a proxy asks it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tools.dashboard import Dashboard, dashboard_command, free_port, running

pytestmark = pytest.mark.xdist_group("importing-over-the-wire")

LONGEST_RUN_S = 60.0
MAY, MAY_NOT = "Déposez un fichier", "personne ne peut importer"


@pytest.fixture(scope="module")
def dashboard() -> Iterator[Dashboard]:
    port = free_port()
    with running(dashboard_command(), port) as dashboard:
        yield dashboard


def page_of(dashboard: Dashboard, headers: dict[str, str]) -> str:
    """What the page «Importer» says to a request with these headers."""
    return asyncio.run(_page(dashboard.url.replace("http", "ws", 1) + "/_stcore/stream", headers))


async def _page(address: str, headers: dict[str, str]) -> str:
    said: list[str] = []
    message = BackMsg()
    message.rerun_script.page_name = "importer"
    async with (
        asyncio.timeout(LONGEST_RUN_S),
        connect(address, subprotocols=["streamlit"], max_size=None, proxy=None, additional_headers=headers) as socket,
    ):
        await socket.send(message.SerializeToString())
        while True:
            received = ForwardMsg.FromString(bytes(await socket.recv(decode=False)))
            if received.WhichOneof("type") == "delta":
                said.append(received.delta.new_element.html.body)
            if received.WhichOneof("type") == "script_finished":
                return "\n".join(said)


def test_the_browser_of_this_machine_may(dashboard: Dashboard) -> None:
    assert MAY in page_of(dashboard, {"Origin": dashboard.url})


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"]
)
def test_what_comes_through_a_proxy_may_not(dashboard: Dashboard, header: str) -> None:
    """The proxy is on this machine, and may say that its visitor is too."""
    said = page_of(dashboard, {"Origin": dashboard.url, header: "127.0.0.1"})
    assert MAY_NOT in said
    assert MAY not in said


def test_a_program_that_says_no_origin_may_not(dashboard: Dashboard) -> None:
    assert MAY_NOT in page_of(dashboard, {})


def test_the_page_of_another_site_is_not_answered(dashboard: Dashboard) -> None:
    with pytest.raises(InvalidStatus):
        page_of(dashboard, {"Origin": "https://demographie.exemple.fr"})


def test_a_server_that_listens_to_others_lets_nobody_in_by_itself() -> None:
    """An empty address means all of them: others reach it too, and a proxy may stand between."""
    port = free_port()
    with running(dashboard_command(), port, environment={"HOST": ""}) as dashboard:
        assert MAY_NOT in page_of(dashboard, {"Origin": dashboard.url})
