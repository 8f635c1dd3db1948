"""Telegram delivers an update again where it is not sure: the second time nothing happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from redis.asyncio import Redis

_WORKING_SECONDS = 120
_REMEMBERED_SECONDS = 24 * 3600
"""Telegram keeps undelivered updates for a day."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Once(BaseMiddleware):
    """Lets each update through once, in whichever process of the bot it arrives.

    An update whose handling failed may come again.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle ``event``, an update, unless it was handled before."""
        assert isinstance(event, Update)
        key = f"bot:update:{event.update_id}"
        if not await self._redis.set(key, "1", nx=True, ex=_WORKING_SECONDS):
            return None
        try:
            result = await handler(event, data)
        except BaseException:
            await self._redis.delete(key)
            raise
        await self._redis.expire(key, _REMEMBERED_SECONDS)
        return result
