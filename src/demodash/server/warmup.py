"""The life of the server: what is made ready at its start, so that nobody waits for it later."""

from __future__ import annotations

import asyncio
import gc
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
from demodash.server.api import current_index
from demodash.server.health import WARM
from demodash.server.stack import LARGE_BUNDLE_BYTES, bundles

_LOGGER = logging.getLogger(__name__)
# A page that takes longer than this at its first run is left to its first visitor.
_LONGEST_RUN_S = 20.0


def lifespan(pages: Collection[str]) -> Callable[[App], AbstractAsyncContextManager[None]]:
    """Return the life of a server whose pages have the given addresses (the home page is the empty one).

    The figures are read before the first request is answered. Then, while requests are answered already,
    every page is run once and the large bundles are compressed. At last the objects made so far, which stay
    for as long as the server, are taken out of the sight of the garbage collector: Streamlit calls it after
    each run of a page, and it spent more time on them than the page itself took.
    """

    @asynccontextmanager
    async def life(_app: App) -> AsyncIterator[None]:
        try:
            await to_thread.run_sync(dataset.warm_up)
        except DemodashError as error:
            # The pages and /healthz say it to who asks; a server that does not start would say nothing.
            _LOGGER.error("%s", error)
        warming = asyncio.create_task(_warm(pages))
        try:
            yield
        finally:
            warming.cancel()

    return life


async def _warm(pages: Collection[str]) -> None:
    started = time.perf_counter()
    for page in pages:
        await run_page(page)
    with suppress(DemodashError):  # said at the start already
        await to_thread.run_sync(current_index)
    await to_thread.run_sync(lambda: bundles().warm("*.js", at_least_bytes=LARGE_BUNDLE_BYTES))
    gc.collect()
    gc.freeze()
    WARM.set()
    _LOGGER.info("%d pages ready in %.1f s", len(pages), time.perf_counter() - started)


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
