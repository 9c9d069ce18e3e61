"""The life of the server: what is made ready at its start, so that nobody waits for it later."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from anyio import to_thread
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, SessionClient
from streamlit.starlette import App

from demodash import dataset
from demodash.errors import DemodashError
from demodash.server import garbage
from demodash.server.api import current_index
from demodash.server.health import WARM
from demodash.server.stack import LARGE_BUNDLE_BYTES, bundles

_LOGGER = logging.getLogger(__name__)
# A page that takes longer than this at its first run is left to its first visitor.
_LONGEST_RUN_S = 20.0


def lifespan(pages: Collection[str]) -> Callable[[App], AbstractAsyncContextManager[None]]:
    """Return the life of a server whose pages have the given addresses (the home page is the empty one).

    The figures are read before the first request is answered. Then, while requests are answered already,
    every page is run once and the large bundles are compressed. From then on dead objects are looked for
    beside the runs of the pages.
    """

    @asynccontextmanager
    async def life(_app: App) -> AsyncIterator[None]:
        try:
            await to_thread.run_sync(dataset.warm_up)
        except DemodashError as error:
            # The pages and /healthz say it to who asks; a server that does not start would say nothing.
            _LOGGER.error("%s", error)
        care = asyncio.create_task(_look_after(pages))
        try:
            yield
        finally:
            care.cancel()

    return life


async def _look_after(pages: Collection[str]) -> None:
    started = time.perf_counter()
    for page in pages:
        await run_page(page)
    with suppress(DemodashError):  # said at the start already
        await to_thread.run_sync(current_index)
    await to_thread.run_sync(lambda: bundles().warm("*.js", at_least_bytes=LARGE_BUNDLE_BYTES))
    garbage.set_aside()
    WARM.set()
    _LOGGER.info("%d pages ready in %.1f s", len(pages), time.perf_counter() - started)
    await garbage.sweep()


async def run_page(page: str) -> bool:
    """Run a page once in a session of its own; return whether it came to its end in time."""
    runtime = Runtime.instance()
    client = _Listener()
    session = runtime.connect_session(client, user_info={})
    try:
        message = BackMsg()
        message.rerun_script.page_name = page
        runtime.handle_backmsg(session, message)
        async with asyncio.timeout(_LONGEST_RUN_S):
            await client.finished.wait()
    except TimeoutError:
        _LOGGER.warning("page %r did not finish within %.0f s", page, _LONGEST_RUN_S)
        return False
    finally:
        runtime.close_session(session)
    return True


class _Listener(SessionClient):
    """A session's client that shows nothing and hears when the page is done."""

    def __init__(self) -> None:
        self.finished = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        if msg.WhichOneof("type") == "script_finished":
            self.finished.set()

    @property
    def client_context(self) -> None:
        return None
