"""First answers of writes that leave no row: kept in Redis for a while, by the device's id."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.exceptions import RedisError

from mobile_api.errors import IdempotencyMismatch, Unavailable


class Replays:
    """Gives a repeated request its first answer.

    Answers that are kept here must be sealed or harmless: Redis is not encrypted.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def first(self, key: str, digest: bytes) -> str | None:
        """The answer that this id already got, None for a new id.

        Args:
            key: kind and id of the request.
            digest: keyed hash of its body.

        Raises:
            IdempotencyMismatch: the id came with another body.
            Unavailable: Redis does not answer.
        """
        try:
            stored = await self._redis.get(f"replay:{key}")
        except RedisError as fault:
            raise Unavailable(part="redis") from fault
        if stored is None:
            return None
        text = stored.decode() if isinstance(stored, bytes) else stored
        known, _, answer = text.partition("|")
        if known != digest.hex():
            raise IdempotencyMismatch
        return answer

    async def keep(self, key: str, digest: bytes, answer: str, *, seconds: int) -> str:
        """Keep the answer, unless another request with this id was quicker: then its answer.

        Raises:
            IdempotencyMismatch: the quicker one had another body.
            Unavailable: Redis does not answer.
        """
        try:
            kept = await self._redis.set(
                f"replay:{key}", f"{digest.hex()}|{answer}", ex=seconds, nx=True
            )
        except RedisError as fault:
            raise Unavailable(part="redis") from fault
        return answer if kept else await self.first(key, digest) or answer
