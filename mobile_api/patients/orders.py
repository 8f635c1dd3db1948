"""A caller's id belongs to one order: repeated, it does nothing twice."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel

from mobile_api.actors import Actor
from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.errors import IdempotencyMismatch
from mobile_api.patients import store
from mobile_api.patients.encrypting import EncryptedRecords


class Orders:
    """Remembers which id was used for what."""

    def __init__(self, clock: Clock, encrypted: EncryptedRecords) -> None:
        self._clock = clock
        self._encrypted = encrypted

    async def came_before(
        self, tx: Writing, actor: Actor, order_id: UUID, order: BaseModel
    ) -> bool:
        """Take the id; True where the very same order came before.

        Raises:
            IdempotencyMismatch: the id was used for something else, or by somebody else.
        """
        # What was left out is not the same as what was set to nothing.
        body = f"{type(order).__name__}|{order.model_dump_json(exclude_unset=True)}"
        digest = self._encrypted.order_digest(actor.id, body)
        before = await store.take_order(tx, order_id, digest, actor.id, self._clock())
        if before and before != digest:
            raise IdempotencyMismatch
        return bool(before)
