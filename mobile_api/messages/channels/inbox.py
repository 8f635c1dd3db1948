"""SMS that go nowhere: for whoever tries the project out and has no gateway."""

from __future__ import annotations

import json
from uuid import UUID

from redis.asyncio import Redis
from redis.exceptions import RedisError

from mobile_api.clock import Clock
from mobile_api.messages.port import TryLater

_KEY = "development:inbox"
_KEPT = 50
_SECONDS = 3600


class DevelopmentInbox:
    """Keeps the newest SMS for an hour, to be read on a page instead of on phones.

    For a demonstration only (``DMED_DEMO``): whoever can open the page can read every code.
    """

    def __init__(self, redis: Redis, clock: Clock) -> None:
        self._redis = redis
        self._clock = clock

    async def send(self, message_id: UUID, phone: str, text: str) -> None:
        """Keep one SMS; see ``port.SmsGateway``."""
        entry = json.dumps({"at": self._clock().isoformat(), "phone": phone, "text": text})
        try:
            await self._redis.lpush(_KEY, entry)
            await self._redis.ltrim(_KEY, 0, _KEPT - 1)
            await self._redis.expire(_KEY, _SECONDS)
        except RedisError as fault:
            raise TryLater("redis") from fault

    async def read(self) -> list[dict[str, str]]:
        """What is there, newest first: ``at``, ``phone``, ``text``.

        Raises:
            TryLater: Redis does not answer.
        """
        try:
            kept = await self._redis.lrange(_KEY, 0, _KEPT - 1)
        except RedisError as fault:
            raise TryLater("redis") from fault
        return [json.loads(entry) for entry in kept]
