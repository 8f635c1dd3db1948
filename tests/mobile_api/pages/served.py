"""A hall behind a real server, for tests that need a real browser."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import uvicorn

from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.mobile_api.hall import Hall, open_hall

T = TypeVar("T")

_START_SECONDS = 90
_CALL_SECONDS = 120


@dataclass
class ServedHall:
    """A hall whose server runs in a thread of its own.

    Attributes:
        hall: what happens in it; call its coroutines through ``do``.
        url: address without a slash at the end.
    """

    hall: Hall
    url: str
    _loop: asyncio.AbstractEventLoop

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        """Let something happen in the hall, and wait until it has."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(_CALL_SECONDS)


@contextmanager
def serve_hall(settings: Settings, keyring: Keyring, clock: SettableClock) -> Iterator[ServedHall]:
    """Open a hall and serve it on a free port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = settings.model_copy(update={"public_url": url})
    begun: list[ServedHall] = []
    ready, stop = threading.Event(), threading.Event()
    faults: list[BaseException] = []

    async def run() -> None:
        async with open_hall(settings, keyring, clock) as hall:
            server = uvicorn.Server(
                uvicorn.Config(
                    hall.app,
                    lifespan="off",  # the hall has begun it
                    log_level="warning",
                    timeout_graceful_shutdown=1,
                )
            )
            begun.append(ServedHall(hall, url, asyncio.get_running_loop()))
            serving = asyncio.create_task(server.serve(sockets=[listener]))
            while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn has no event
                await asyncio.sleep(0.01)
            ready.set()
            await asyncio.to_thread(stop.wait)
            server.should_exit = True
            await serving

    def main() -> None:
        try:
            asyncio.run(run())
        except BaseException as fault:  # noqa: BLE001 - told to the test below
            faults.append(fault)
        finally:
            ready.set()

    thread = threading.Thread(target=main, name="served hall")
    thread.start()
    try:
        assert ready.wait(_START_SECONDS), "the server did not start"
        if faults:
            raise faults[0]
        yield begun[0]
    finally:
        stop.set()
        thread.join(_START_SECONDS)
        listener.close()
