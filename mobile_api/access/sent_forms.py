"""Forms of pages that were sent: what a double tap or a resend asks for is not done again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from mobile_api.access import store
from mobile_api.actors import Actor
from mobile_api.clock import Clock
from mobile_api.database import Database, Writing
from mobile_api.keys import Vaulted

KEPT_FOR = timedelta(days=1)
"""Longer than a session lasts: nobody can send an older page's form again without signing in."""


class SentFormsService:
    """Remembers which forms were carried out, by keyed hashes of all that they held.

    The page puts a fresh key into every form that it shows. What was typed counts along with
    it: whoever goes back, corrects the form and sends it once more means something new.

    Args:
        clock: tells the time.
        vaulted: makes the hashes.
    """

    def __init__(self, clock: Clock, vaulted: Vaulted) -> None:
        self._clock = clock
        self._vaulted = vaulted

    def read(
        self, actor: Actor, path: str, key: UUID | None, fields: Sequence[tuple[str, str]]
    ) -> Sent:
        """What came.

        Args:
            actor: who sent it: the same key of somebody else is another form.
            path: where to.
            key: of the form, as the page has shown it; None: it carried none.
            fields: everything else that it held, in order.
        """
        if key is None:
            return Sent(uuid4(), self, None)
        body = json.dumps([str(actor.id), path, str(key), list(fields)])
        digest = self._vaulted.blind_index("sent_forms.body", body)
        return Sent(UUID(bytes=digest[:16], version=4), self, digest)

    async def take(self, tx: Writing, digest: bytes) -> bool:
        """Take a form; False where it was carried out before."""
        return await store.take_form(tx, digest, self._clock())

    async def delete_old(self, database: Database) -> None:
        """Forget what was sent a day ago; safe to run twice."""
        async with database.writing() as tx:
            await store.forget_forms(tx, self._clock() - KEPT_FOR)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that came.

    Attributes:
        order_id: the same for the same form, however often it comes; fresh for one without a
            key. For services that know an order again by its id.
    """

    order_id: UUID
    _forms: SentFormsService = field(repr=False)
    _digest: bytes | None = field(repr=False)

    async def is_first(self, tx: Writing) -> bool:
        """Take the form in the transaction that carries it out.

        Where that is refused, the form counts as never sent. One that comes in the same moment
        waits here for what becomes of the first.

        Returns:
            False where all was done before, and only the answer is to be given again.
        """
        return self._digest is None or await self._forms.take(tx, self._digest)
