"""Nobody, and no broken client, keeps the bot from talking to others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject, User
from redis.asyncio import Redis

MOST, SECONDS = 30, 10
"""Updates of one person in so many seconds: quicker than fingers, slower than a script."""

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Throttling(BaseMiddleware):
    """Drops what one person sends beyond ``MOST`` in ``SECONDS``."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle ``event`` unless its sender has sent too much."""
        user: User | None = data.get("event_from_user")
        if user is None:
            return await handler(event, data)
        key = f"bot:pace:{user.id}"
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, SECONDS, nx=True)
            sent, _ = await pipe.execute()
        if int(sent) <= MOST:
            return await handler(event, data)
        if isinstance(event, CallbackQuery):
            await event.answer()
        return None
