"""First answers that no row can give again: kept in Redis for a while, by the id of the order."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from mobile_api.errors import IdempotencyMismatch, Unavailable
from mobile_api.keys import CannotOpen, Vaulted

log = structlog.get_logger(__name__)

_SETTLED = "settled"


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

    async def amend(self, key: str, digest: bytes, answer: str) -> None:
        """Put another answer in the place of a kept one, until that would have gone.

        Raises:
            Unavailable: Redis does not answer.
        """
        try:
            await self._redis.set(
                f"replay:{key}", f"{digest.hex()}|{answer}", xx=True, keepttl=True
            )
        except RedisError as fault:
            raise Unavailable(part="redis") from fault


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an order whose answer holds a secret.

    Attributes:
        content: of the first answer.
        settled: the order was carried out and stored; False where that was not heard yet (it is
            being done this moment, or was rolled back): then it is to be done with this content.
        name: under which it is kept; also what its seal is bound to.
        digest: keyed hash of the body.
    """

    content: dict[str, str] = field(repr=False)
    settled: bool
    name: str
    digest: bytes = field(repr=False)


class SealedReplays:
    """Gives secrets that were shown once again, to the same sender of the same order.

    They lie in Redis under a seal that is bound to the sender and the order's key. Somebody
    else with the same key asks under another name, so nothing is found, compared or told.
    """

    def __init__(self, replays: Replays, vaulted: Vaulted) -> None:
        self._replays = replays
        self._vaulted = vaulted

    async def keep(
        self,
        kind: str,
        actor_id: UUID,
        key: UUID,
        body: str,
        fresh: dict[str, str],
        *,
        seconds: int,
    ) -> Kept:
        """Keep a secret before it counts, or find the one that this order was given first.

        To be called before the deed, and the deed done with ``content`` unless it is settled:
        so two requests in the same moment show one secret, and it is the one that counts.

        Args:
            kind: of the order; separates them.
            actor_id: who sends it.
            key: of the order, by the sender.
            body: what is ordered; kept as a keyed hash only.
            fresh: the secret, should the order be new.
            seconds: for how long.

        Raises:
            IdempotencyMismatch: the sender used the key with another body, or what is kept
                cannot be opened.
            Unavailable: Redis does not answer.
        """
        name = f"{kind}:{actor_id}:{key}"
        digest = self._vaulted.blind_index("replays.body", f"{name}|{body}")
        sealed = self._vaulted.seal(f"replays|{name}", {**fresh, _SETTLED: 0})
        kept = await self._replays.keep(name, digest, sealed, seconds=seconds)
        try:
            opened = self._vaulted.unseal(f"replays|{name}", kept)
        except CannotOpen as fault:
            raise IdempotencyMismatch from fault
        settled = bool(opened.pop(_SETTLED))
        content = {part: str(value) for part, value in opened.items()}
        return Kept(content, settled, name, digest)

    async def settle(self, kept: Kept) -> None:
        """Note that the deed is stored: ``after_commit``. Never raises.

        Unheard, it only means that a repetition does the same once more.
        """
        sealed = self._vaulted.seal(f"replays|{kept.name}", {**kept.content, _SETTLED: 1})
        try:
            await self._replays.amend(kept.name, kept.digest, sealed)
        except Unavailable:
            log.warning("replay_not_settled")
