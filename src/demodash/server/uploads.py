"""Files sent to the page «Importer»: refused from a stranger, written to the disk as they come from anyone else.

Streamlit takes a file from any session and holds it in memory, twice while it arrives: 800 MB become 1.6 GB. Here
the bytes go to a temporary file, which the page claims; Streamlit is handed an empty file of the same name.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from demodash.importing.uploads import forget, is_allowed, keep
from demodash.server.requests import local_path

_UPLOADS = "/_stcore/upload_file/"
_REFUSAL = "Cette session n’a pas le droit d’importer."
_FRAME = 100_000
"""Bytes that the form around a file may take."""


class _TooLarge(OSError):
    """A file above the limit; an OSError, so that the reader of forms closes what it has written so far."""


class UploadMiddleware:
    """Answers 403 before a byte is read, unless the page «Importer» asked this session for a file."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        """Wrap ``app``, served under ``base_path``."""
        self.app = app
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let everything through but files."""
        path = local_path(scope, self._base_path) if scope["type"] == "http" else ""
        if not path.startswith(_UPLOADS) or scope["method"] not in {"PUT", "POST"}:
            await self.app(scope, receive, send)
            return
        session, _, file = path.removeprefix(_UPLOADS).partition("/")
        if not is_allowed(session):
            await PlainTextResponse(_REFUSAL, status_code=403)(scope, receive, send)
            return
        try:
            upload = await _received(scope, receive)
        except _TooLarge:
            await PlainTextResponse("Fichier trop grand.", status_code=413)(scope, receive, send)
            return
        except HTTPException as error:
            await PlainTextResponse(error.detail, status_code=error.status_code)(scope, receive, send)
            return
        except ClientDisconnect:
            return
        keep(session, file, upload.file)
        if not await self._announced(scope, send, upload.filename or ""):
            forget(session, file)

    async def _announced(self, scope: Scope, send: Send, name: str) -> bool:
        """Hand Streamlit an empty file of this name; say whether it took it."""
        boundary = secrets.token_hex(16)
        body = _empty_form(boundary, name)
        replaced = {b"content-type", b"content-length", b"transfer-encoding"}
        headers = [
            *((key, value) for key, value in scope["headers"] if key.lower() not in replaced),
            (b"content-type", f"multipart/form-data; boundary={boundary}".encode()),
            (b"content-length", str(len(body)).encode()),
        ]
        statuses: list[int] = []

        async def receive_body() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])
            await send(message)

        await self.app({**scope, "headers": headers}, receive_body, watch)
        return all(status < 300 for status in statuses)


async def _received(scope: Scope, receive: Receive) -> UploadFile:
    """Write the file of a form to the disk.

    Raises:
        _TooLarge: it is larger than the settings allow.
        HTTPException: the form holds no file, or several.
        ClientDisconnect: the browser left.
    """
    most = int(config.get_option("server.maxUploadSize")) * 1024 * 1024
    if int(_number(Headers(scope=scope).get("content-length", ""))) > most + _FRAME:
        raise _TooLarge
    came = 0

    async def limited() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most + _FRAME:
            raise _TooLarge
        return message

    form = await Request(scope, limited).form(max_files=1)
    found = [one for one in form.values() if isinstance(one, UploadFile)]
    if len(found) != 1:
        await form.close()
        raise HTTPException(400, "Un fichier est attendu.")
    return found[0]


def _number(text: str) -> str:
    return text if text.isdecimal() else "0"


def _empty_form(boundary: str, name: str) -> bytes:
    harmless = "".join(_written(character) for character in name)
    lines: Iterable[str] = (
        f"--{boundary}",
        f'Content-Disposition: form-data; name="file"; filename="{harmless}"',
        "Content-Type: application/octet-stream",
        "",
        "",
        f"--{boundary}--",
        "",
    )
    return "\r\n".join(lines).encode("utf-8", "replace")


def _written(character: str) -> str:
    """Write a character of a name as browsers do in a form."""
    return {'"': "%22", "\r": "%0D", "\n": "%0A", "\\": "\\\\"}.get(character, character)
