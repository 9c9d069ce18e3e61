"""Refuses a file from a session that may not import: Streamlit takes one from any session, up to the size limit."""

from __future__ import annotations

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from demodash.importing.uploads import is_allowed
from demodash.server.requests import local_path

_UPLOADS = "/_stcore/upload_file/"
_REFUSAL = "Cette session n’a pas le droit d’importer."


class UploadMiddleware:
    """Answers 403 to a file before a byte of it is read, unless the page «Importer» asked this session for one."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        """Wrap ``app``, served under ``base_path``."""
        self.app = app
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let everything through but files of strangers."""
        if scope["type"] == "http" and scope["method"] in {"PUT", "POST"}:
            path = local_path(scope, self._base_path)
            if path.startswith(_UPLOADS) and not is_allowed(path.removeprefix(_UPLOADS).partition("/")[0]):
                await PlainTextResponse(_REFUSAL, status_code=403)(scope, receive, send)
                return
        await self.app(scope, receive, send)
