"""Who may be told about a patient, as the domains of patients and access know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from mobile_api.database import Reader
from mobile_api.keys import Vaulted
from mobile_api.messages.port import Recipient
from mobile_api.patients.tables import PatientRow
from mobile_api.schemas import Language


class PhonesOnFile:
    """Tells patients by the phone on file, as long as nobody has an app."""

    def __init__(self, vaulted: Vaulted) -> None:
        self._vaulted = vaulted

    async def of_patient(self, db: Reader, patient_id: UUID) -> Sequence[Recipient]:
        """See ``port.Audience``."""
        rows = await db.execute(
            select(col(PatientRow.id), col(PatientRow.phone), col(PatientRow.language)).where(
                col(PatientRow.id) == patient_id
            )
        )
        return [
            Recipient(
                key=row["id"],
                account_id=None,
                phone=self._vaulted.decrypt("patients", row["id"], "phone", row["phone"]),
                language=cast(Language, row["language"]),
            )
            for row in rows.mappings()
            if row["phone"] is not None
        ]

    async def chats(self, db: Reader, accounts: Sequence[UUID]) -> Mapping[UUID, int]:
        """See ``port.Audience``: nobody has linked a chat."""
        return {}
