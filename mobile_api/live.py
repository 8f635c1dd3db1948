"""News for pages that are open: one Redis listener per process, any number of readers.

A reader that was slow gets one "something changed" for many changes and then reads the
latest state: what it shows is never older than its last look, and never a backlog.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncGenerator

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

_CHANNEL = "live"
_BETWEEN = "\n"
_RECONNECT_SECONDS = 1.0
_STOP_SECONDS = 0.2

log = structlog.get_logger(__name__)


class Live:
    """Publishes topics and waits for them."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._readers: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self._stopped = False

    async def start(self) -> None:
        """Begin to listen."""
        self._task = asyncio.create_task(self._listen(), name="live")

    async def stop(self) -> None:
        """Stop listening and let every reader go."""
        self._stopped = True
        while self._task is not None and not self._task.done():
            self._task.cancel()
            # Again, if need be: while it connects, the Redis client swallows a cancellation.
            await asyncio.wait({self._task}, timeout=_STOP_SECONDS)
        for events in self._readers.values():
            for event in events:
                event.set()

    async def tell(self, *topics: str) -> None:
        """Something about these topics has changed: one message, whoever reads which of them.

        Never raises: pages also look by themselves.
        """
        try:
            await self._redis.publish(_CHANNEL, _BETWEEN.join(topics))
        except RedisError:
            log.warning("live_unreachable")

    async def changes(self, *topics: str, every: float) -> AsyncGenerator[None]:
        """Yield at once, when one of ``topics`` changed, and at least every ``every`` seconds."""
        event = asyncio.Event()
        for topic in topics:
            self._readers[topic].add(event)
        try:
            while not self._stopped:
                yield
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), every)
                event.clear()
        finally:
            for topic in topics:
                self._readers[topic].discard(event)
                if not self._readers[topic]:
                    # Topics name tickets: kept for ever, they would fill the memory.
                    del self._readers[topic]

    async def _listen(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as pubsub:
                    await pubsub.subscribe(_CHANNEL)
                    self._wake_all()
                    async for message in pubsub.listen():
                        if message["type"] == "message":
                            for topic in _text(message["data"]).split(_BETWEEN):
                                self._wake(topic)
            except RedisError:
                log.warning("live_reconnecting")
            await asyncio.sleep(_RECONNECT_SECONDS)

    def _wake(self, topic: str) -> None:
        for event in self._readers.get(topic, ()):
            event.set()

    def _wake_all(self) -> None:
        # News may have been missed while nobody listened.
        for topic in list(self._readers):
            self._wake(topic)


def _text(data: bytes | str) -> str:
    return data.decode() if isinstance(data, bytes) else data
