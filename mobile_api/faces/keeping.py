"""Templates that are changed and removed, so that every memory hears of it."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from uuid import UUID

from mobile_api.actors import Actor
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.faces import store
from mobile_api.faces.encrypting import EncryptedTemplates
from mobile_api.faces.schemas import FaceState
from mobile_api.live import Live
from mobile_api.patients.people import PeopleService

TOPIC = "faces"
"""Told when the index has changed, so that memories forget without being asked first."""


class TemplateKeeping:
    """What enrolment, the counter and withdrawal have in common.

    Args:
        clock: tells the time.
        live: tells other processes.
        people: which records are one person.
        encrypted: knows under which pseudonyms somebody stands.
    """

    def __init__(
        self, clock: Clock, live: Live, people: PeopleService, encrypted: EncryptedTemplates
    ) -> None:
        self._clock = clock
        self._live = live
        self._people = people
        self._encrypted = encrypted

    async def pseudonyms(self, db: Reader, patient_id: UUID) -> list[bytes]:
        """Under which a person's templates may stand, over all of their records and all keys."""
        records = await self._people.all_ids(db, patient_id)
        return [one for record in records for one in self._encrypted.pseudonyms(record)]

    async def state(self, db: Reader, patient_id: UUID, model_id: str) -> FaceState:
        """How it stands with somebody's template for a network."""
        rows = await store.of_pseudonyms(db, await self.pseudonyms(db, patient_id))
        now = self._clock()
        for row in rows:
            checked = row["checked_at"] is not None or row["code_expires_at"] > now
            if row["model_id"] == model_id and row["expires_at"] > now and checked:
                state: FaceState = row["state"]
                return state
        return "expired" if any(row["checked_at"] for row in rows) else "none"

    async def change(self, tx: Writing, template_id: UUID, **values: object) -> None:
        """Change a template that is in use or waits."""
        changed = await store.next_version(tx)
        await store.change_template(tx, template_id, {**values, "changed": changed})
        self.tell_after(tx)

    async def remove(
        self,
        tx: Writing,
        template_ids: Collection[UUID],
        why: str,
        actor: Actor,
        changed: int | None = None,
    ) -> None:
        """Delete templates; what was to be decided about them needs no decision any more.

        Args:
            tx: the transaction.
            template_ids: which.
            why: kept as the decision of their reviews.
            actor: who did it.
            changed: the version of this change, where the caller has counted it already.
        """
        version = await store.next_version(tx) if changed is None else changed
        now = self._clock()
        await store.close_reviews(tx, template_ids, why, actor.id, now)
        await store.remove_templates(tx, template_ids, version, now)
        self.tell_after(tx)

    def tell_after(self, tx: Writing) -> None:
        """Once it is stored, every process looks at the index again."""
        tx.after_commit(partial(self._live.tell, TOPIC))
