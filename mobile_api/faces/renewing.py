"""Templates under a new key or a new rotation, while everything goes on."""

from __future__ import annotations

from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.database import Database, Writing
from mobile_api.faces import store
from mobile_api.faces.encrypting import EncryptedTemplates
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.permissions import allowed

BATCH = 200
"""Templates in one transaction: short enough that nobody waits for it at a kiosk."""


class FaceRenewalService:
    """Writes templates anew: same faces, other secrets.

    May be stopped at any moment and begun again: every batch is a transaction, and what is
    written already is not looked at again. Templates whose key is not here stay as they are.
    """

    def __init__(
        self, vaulted: Vaulted, encrypted: EncryptedTemplates, audit: AuditService
    ) -> None:
        self._vaulted = vaulted
        self._encrypted = encrypted
        self._audit = audit

    @allowed(Role.SYSTEM)
    async def turn_anew(self, tx: Writing, actor: Actor, hospital_id: UUID) -> int:
        """From now on a hospital's templates are stored in another rotation.

        Old ones are written anew by ``rekey``. What was taken before cannot be linked with
        what is stored afterwards.

        Returns:
            The number of the rotation.
        """
        rotation = await store.next_rotation(tx, hospital_id)
        await self._audit.record(
            tx, actor, "faces.turn_anew", "hospital", hospital_id, rotation=str(rotation)
        )
        return rotation

    async def rekey(self, database: Database) -> int:
        """Write every template under the active key and its hospital's present rotation.

        Returns:
            How many were written; run again, none.
        """
        written, after = 0, UUID(int=0)
        while True:
            async with database.writing() as tx:
                renewed, last = await self._some(tx, after)
            written += renewed
            if last is None:
                return written
            after = last

    async def left(self, database: Database) -> int:
        """How many templates are under another key or an earlier rotation: before that is 0, no
        key may be dropped."""
        async with database.reading() as db:
            rotations = await store.rotations(db)
            return await store.count_outdated(db, self._vaulted.active, rotations)

    async def _some(self, tx: Writing, after: UUID) -> tuple[int, UUID | None]:
        rotations = await store.rotations(tx)
        rows = await store.outdated(tx, self._vaulted.active, rotations, after, BATCH)
        renewed = 0
        for row in rows:
            try:
                opened = self._encrypted.opened(row)
            except CannotOpen:
                continue
            # The next version, so that the old ciphertext cannot be put back in its place.
            values = self._encrypted.sealed(
                opened.patient_id,
                opened.vector,
                model_id=row["model_id"],
                version=row["version"] + 1,
                site=row["site"],
                rotation=rotations.get(row["site"], 1),
            )
            renewed += await store.renew(tx, row, values)
        return renewed, rows[-1]["id"] if rows else None
