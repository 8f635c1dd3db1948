"""Limits on attempts, counted in Redis (in-process in the embedded default)."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.exceptions import RedisError

from mobile_api.errors import TooManyAttempts, Unavailable

# One script, so that two requests in the same instant cannot both take the last attempt,
# and a counter never lives on without its end.
_SPEND = """
local used = redis.call('INCR', KEYS[1])
if used == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return {used, redis.call('TTL', KEYS[1])}
"""

# Gives one attempt back without creating a counter that never ends.
_GIVE_BACK = """
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('DECR', KEYS[1]) end
return 0
"""


class Limits:
    """Counts attempts in windows of fixed length."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def spend(self, key: str, *, limit: int, seconds: int) -> int:
        """Take one attempt.

        Args:
            key: what is limited; holds keyed hashes, never a number or phone.
            limit: attempts per window.
            seconds: length of the window, from its first attempt.

        Returns:
            Attempts that are left.

        Raises:
            TooManyAttempts: none was left; ``retry_after`` in seconds.
            Unavailable: Redis does not answer (an attempt is then refused, not free).
        """
        try:
            used, left = await self._redis.eval(_SPEND, 1, f"limit:{key}", str(seconds))
        except RedisError as fault:
            raise Unavailable(part="redis") from fault
        if int(used) > limit:
            raise TooManyAttempts(retry_after=max(1, int(left)))
        return limit - int(used)

    async def forget(self, key: str) -> None:
        """Give all attempts back: the right person has come."""
        try:
            await self._redis.delete(f"limit:{key}")
        except RedisError as fault:
            raise Unavailable(part="redis") from fault

    async def give_back(self, key: str) -> None:
        """Give one attempt back: it was not one of those that are counted."""
        try:
            await self._redis.eval(_GIVE_BACK, 1, f"limit:{key}")
        except RedisError as fault:
            raise Unavailable(part="redis") from fault
