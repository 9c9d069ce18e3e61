from __future__ import annotations

import io
import uuid
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import config

from demodash.importing.uploads import allow, claim, forget, is_allowed, keep
from demodash.server.uploads import UploadMiddleware

NAME = 'été "1".csv'
BYTES = b"un;deux\n1;2\n"


async def _streamlit(request: Request) -> Response:
    """What Streamlit does with a file, as far as it matters here."""
    if request.query_params.get("refuse"):
        return PlainTextResponse("XSRF", status_code=403)
    async with request.form() as form:
        [file] = form.values()
        assert not isinstance(file, str)
        return JSONResponse({"name": file.filename, "size": len(await file.read())})


async def _other(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def client(base_path: str = "") -> TestClient:
    routes = [
        Route(f"{base_path}/_stcore/upload_file/{{session}}/{{file}}", _streamlit, methods=["PUT", "POST"]),
        Route("/{path:path}", _other, methods=["GET", "POST", "DELETE"]),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(UploadMiddleware, base_path=base_path)]))


@pytest.fixture
def session() -> str:
    name = uuid.uuid4().hex
    allow(name)
    return name


def address(session: str, file: str = "abc") -> str:
    return f"/_stcore/upload_file/{session}/{file}"


@pytest.mark.parametrize("base_path", ["", "/outils"])
def test_a_file_of_a_stranger_is_refused(base_path: str, session: str) -> None:
    sent = client(base_path).put(f"{base_path}{address('inconnue')}", files={"file": (NAME, BYTES)})
    assert sent.status_code == 403
    assert "n’a pas le droit" in sent.text
    assert claim("inconnue", "abc") is None
    assert client(base_path).put(f"{base_path}{address(session)}", files={"file": (NAME, BYTES)}).status_code == 200
    forget(session, "abc")


def test_a_file_waits_on_the_disk_and_streamlit_is_told_its_name_alone(session: str) -> None:
    told = client().put(address(session), files={"file": (NAME, BYTES * 200_000)})
    assert told.json()["size"] == 0
    assert told.json()["name"].replace("%22", '"') == NAME
    stream = claim(session, "abc")
    assert stream is not None
    assert stream.read() == BYTES * 200_000
    stream.close()
    assert claim(session, "abc") is None


@pytest.mark.parametrize("name", ["a\r\nX: y.csv", '"; filename="b.csv', "\\a\\b.csv", "<script>.csv", "\ud800.csv"])
def test_a_hostile_name_stays_a_name(session: str, name: str) -> None:
    told = client().put(address(session), files={"file": (name.encode("utf-8", "replace").decode(), BYTES)})
    assert told.status_code == 200
    assert "\n" not in told.json()["name"]
    forget(session, "abc")


def test_what_streamlit_refuses_does_not_wait(session: str) -> None:
    sent = client().put(f"{address(session)}?refuse=1", files={"file": (NAME, BYTES)})
    assert sent.status_code == 403
    assert claim(session, "abc") is None


@pytest.fixture
def small_limit() -> Iterator[None]:
    before = config.get_option("server.maxUploadSize")
    config.set_option("server.maxUploadSize", 1)
    yield
    config.set_option("server.maxUploadSize", before)


@pytest.mark.usefixtures("small_limit")
def test_a_file_that_is_too_large_is_refused_whatever_it_says_of_itself(session: str) -> None:
    large = bytes(2_000_000)
    said = client().put(address(session), files={"file": (NAME, large)})
    assert said.status_code == 413

    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for _ in range(40):
            yield bytes(100_000)
        yield b"\r\n--x--\r\n"

    unsaid = client().put(
        address(session), content=pieces(), headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert unsaid.status_code == 413
    assert claim(session, "abc") is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"n'importe quoi", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\n\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"abc", "multipart/form-data"),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"abc", "text/plain"),
    ],
)
def test_a_form_without_a_file_is_refused(session: str, body: bytes, kind: str) -> None:
    sent = client().put(address(session), content=body, headers={"content-type": kind})
    assert sent.status_code == 400


def test_two_files_at_once_are_refused(session: str) -> None:
    sent = client().put(address(session), files=[("file", ("a", b"1")), ("file", ("b", b"2"))])
    assert sent.status_code == 400


def test_nothing_else_is_looked_at() -> None:
    assert client().get("/_stcore/health").status_code == 200
    assert client().post("/importer", content=b"12345").text == "5"
    assert client().delete("/_stcore/upload_file/inconnue/abc").status_code != 403


def test_the_oldest_of_many_sessions_gives_way() -> None:
    first = uuid.uuid4().hex
    allow(first)
    for _ in range(5_000):
        allow(uuid.uuid4().hex)
    assert not is_allowed(first)


def test_the_oldest_of_many_waiting_files_is_closed() -> None:
    session = uuid.uuid4().hex
    streams = [io.BytesIO(b"x") for _ in range(21)]
    for place, stream in enumerate(streams):
        keep(session, str(place), stream)
    assert streams[0].closed
    assert not any(stream.closed for stream in streams[1:])
    again = io.BytesIO(b"y")
    keep(session, "20", again)
    assert streams[20].closed, "the same file sent again takes the place of the first"
    for place in range(21):
        forget(session, str(place))
    assert again.closed
