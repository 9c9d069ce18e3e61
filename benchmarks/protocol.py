"""A client of Streamlit's WebSocket protocol: it visits pages and reruns them as a browser does, without one."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LONGEST_RUN_S = 60.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a page as its visitor saw it."""

    seconds: float
    bytes_received: int
    messages: int


@dataclass
class Session:
    """One visitor: a connection, the page it is on, and what it has received before.

    Use it as an asynchronous context manager.
    """

    url: str
    """The address of the dashboard, ``http://…`` without a slash at the end."""
    _socket: ClientConnection | None = None
    _page_hash: str = ""
    _known: set[str] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        address = self.url.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(
            address,
            subprotocols=["streamlit"],  # type: ignore[list-item]  # a NewType of str
            max_size=None,
            proxy=None,
            ping_interval=None,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def visit(self, page: str, query: str = "") -> Run:
        """Open the page of that address (the home page is the empty one)."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        return await self._run(message)

    async def rerun(self, query: str = "") -> Run:
        """Run the same page again, with another state in its address."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self._page_hash
        message.rerun_script.query_string = query
        return await self._run(message)

    async def _run(self, message: BackMsg) -> Run:
        if self._socket is None:
            raise ValueError("the session is not open: use it as a context manager")
        # Like the browser, tell which large messages need not be sent again.
        message.rerun_script.cached_message_hashes.extend(self._known)
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        size = count = 0
        async with asyncio.timeout(LONGEST_RUN_S):
            while True:
                raw = await self._socket.recv(decode=False)
                size += len(raw)
                count += 1
                received = ForwardMsg.FromString(bytes(raw))
                kind = received.WhichOneof("type")
                if received.metadata.cacheable and received.hash:
                    self._known.add(received.hash)
                if kind == "new_session":
                    self._page_hash = received.new_session.page_script_hash
                elif kind == "navigation":
                    self._page_hash = received.navigation.page_script_hash
                elif kind == "delta" and received.delta.new_element.WhichOneof("type") == "exception":
                    raise RuntimeError(f"the page failed: {received.delta.new_element.exception.message}")
                elif kind == "script_finished" and received.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return Run(time.perf_counter() - started, size, count)
