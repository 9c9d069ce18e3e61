"""The server as it is started: by ``make run``, by Streamlit's own command, by another ASGI server."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from demodash.server.document import TITLE
from tools.dashboard import (
    HOST,
    ROOT,
    Dashboard,
    dashboard_command,
    free_port,
    running,
    streamlit_command,
    uvicorn_command,
)

# One worker runs them all: each start of a server takes a second.
pytestmark = pytest.mark.xdist_group("running")

# Python tells every connection and name look-up of the process before it is made.
WATCHER = """
import sys

def tell(event, arguments):
    if event in {"socket.connect", "socket.sendto"}:
        sys.stderr.write(f"ASKED {arguments[1]!r}\\n")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        sys.stderr.write(f"ASKED {arguments[0]!r}\\n")

sys.addaudithook(tell)
"""


LONGEST_WARMING_S = 60


@pytest.fixture(scope="module", params=["make run", "streamlit", "uvicorn"])
def dashboard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    watcher = tmp_path_factory.mktemp("watcher")
    (watcher / "sitecustomize.py").write_text(WATCHER)
    port = free_port()
    commands = {
        "make run": dashboard_command(),
        "streamlit": streamlit_command(ROOT / "app.py", port),
        "uvicorn": uvicorn_command(port),
    }
    with running(commands[request.param], port, environment={"PYTHONPATH": str(watcher)}) as dashboard:
        yield dashboard


def _get(dashboard: Dashboard, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    host, port = dashboard.url.removeprefix("http://").split(":")
    with closing(http.client.HTTPConnection(host, int(port), timeout=20)) as connection:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()


def test_it_is_healthy(dashboard: Dashboard) -> None:
    answer, body = _get(dashboard, "/healthz")
    assert answer.status == 200, body
    assert json.loads(body)["status"] == "ok"


def test_every_page_is_run_once_without_a_visitor(dashboard: Dashboard) -> None:
    end = time.monotonic() + LONGEST_WARMING_S
    while time.monotonic() < end:
        _, body = _get(dashboard, "/healthz")
        if json.loads(body)["warm"]:
            break
        time.sleep(0.2)
    assert json.loads(body)["warm"], dashboard.log()


def test_the_document_is_ours(dashboard: Dashboard) -> None:
    answer, body = _get(dashboard, "/")
    assert answer.status == 200
    assert f"<title>{TITLE}</title>" in body.decode()
    assert answer.getheader("content-security-policy")


def test_every_file_of_the_document_goes_compressed_and_for_ever(dashboard: Dashboard) -> None:
    _, body = _get(dashboard, "/")
    addresses = re.findall(r'(?:src|href)="\.(/static/[^"]+\.(?:js|css))"', body.decode())
    assert len(addresses) > 20
    for address in addresses:
        answer, content = _get(dashboard, address, accept_encoding="gzip")
        assert answer.status == 200
        assert "immutable" in (answer.getheader("cache-control") or "")
        assert answer.getheader("content-encoding") == "gzip" or len(content) < 1000


def test_our_own_files_are_served(dashboard: Dashboard) -> None:
    answer, body = _get(dashboard, "/app/static/favicon.svg")
    assert answer.status == 200
    assert body == (ROOT / "static" / "favicon.svg").read_bytes()
    again, _ = _get(dashboard, "/app/static/favicon.svg", if_none_match=answer.getheader("etag") or "")
    assert again.status == 304


@pytest.mark.parametrize(
    "address", ["/absente", "/app/static/../app.py", "/app/static/absent.json", "/static/absent.js"]
)
def test_a_wrong_address_does_not_break_it(dashboard: Dashboard, address: str) -> None:
    answer, body = _get(dashboard, address)
    assert answer.status in {400, 404}
    assert b"st.App(" not in body


def test_the_agent_interface_is_off(dashboard: Dashboard) -> None:
    host, port = dashboard.url.removeprefix("http://").split(":")
    with closing(http.client.HTTPConnection(host, int(port), timeout=20)) as connection:
        connection.request("POST", "/_stcore/agent/interact", "{}", {"content-type": "application/json"})
        assert connection.getresponse().status in {403, 404}


def test_a_page_of_another_site_cannot_open_the_stream(dashboard: Dashboard) -> None:
    address = dashboard.url.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(InvalidStatus) as refusal:
        connect(address, origin="https://autre.example", subprotocols=["streamlit"], proxy=None)
    assert refusal.value.response.status_code == 403
    with connect(address, origin=dashboard.url, subprotocols=["streamlit"], proxy=None) as socket:
        assert socket.subprotocol == "streamlit"


def test_nothing_outside_was_asked_for(dashboard: Dashboard) -> None:
    """After all of the above: start, refusal of a foreign origin, warm-up."""
    asked = [line for line in dashboard.log().splitlines() if line.startswith("ASKED")]
    outside = [line for line in asked if HOST not in line and "localhost" not in line]
    assert outside == []


def test_the_log_has_no_traceback(dashboard: Dashboard) -> None:
    assert "Traceback" not in dashboard.log()


def test_a_page_of_another_port_of_this_machine_cannot_either(dashboard: Dashboard) -> None:
    address = dashboard.url.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(InvalidStatus):
        connect(address, origin=f"http://{HOST}:1", subprotocols=["streamlit"], proxy=None)


def test_a_port_that_is_taken_is_said_in_french(dashboard: Dashboard) -> None:
    port = dashboard.url.rpartition(":")[2]
    environment = {**os.environ, "PORT": port}
    ended = subprocess.run(
        dashboard_command(), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        f"Le port {port} est déjà pris, peut-être par un autre tableau de bord. "
        f"Choisissez-en un autre : PORT={int(port) + 1}."
    )


def test_from_another_folder_it_does_not_start_without_its_settings(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "app.py")]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "lancez-le depuis le dossier du projet" in ended.stderr


def test_the_environment_names_the_folder_and_the_host() -> None:
    environment = {
        "STREAMLIT_SERVER_BASE_URL_PATH": "outils/demographie",
        "STREAMLIT_BROWSER_SERVER_ADDRESS": "demographie.exemple.fr",
    }
    health = "/outils/demographie/healthz"
    with running(dashboard_command(), free_port(), health=health, environment=environment) as dashboard:
        answer, body = _get(dashboard, "/outils/demographie/static/absent.js")
        assert (answer.status, body.decode()) == (404, "Fichier introuvable.")
        answer, body = _get(dashboard, "/outils/demographie/")
        assert '<html lang="fr">' in body.decode()
        assert _get(dashboard, "/outils/demographie/absente")[0].status == 404
        address = dashboard.url.replace("http", "ws") + "/outils/demographie/_stcore/stream"
        with connect(address, origin="https://demographie.exemple.fr", subprotocols=["streamlit"], proxy=None):
            pass


def test_a_setting_that_is_no_number_is_said_in_french() -> None:
    environment = {**os.environ, "PORT": str(free_port()), "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "beaucoup"}
    ended = subprocess.run(
        dashboard_command(), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "STREAMLIT_SERVER_MAX_UPLOAD_SIZE : attendu : un nombre entier ; trouvé : beaucoup" in ended.stderr
