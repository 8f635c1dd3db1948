"""What is asked about invitations to act for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, insert, or_, select, update
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.patients.links import same_person
from mobile_api.patients.tables import TrustInvitationRow

_INVITATION = (
    col(TrustInvitationRow.id),
    col(TrustInvitationRow.patient_id),
    col(TrustInvitationRow.phone),
    col(TrustInvitationRow.phone_index),
    col(TrustInvitationRow.scopes),
    col(TrustInvitationRow.trust_ends_at),
    col(TrustInvitationRow.expires_at),
    col(TrustInvitationRow.answer),
    col(TrustInvitationRow.accepted_by),
)


async def add(tx: Writing, invitation: dict[str, Any]) -> None:
    """Add an invitation."""
    await tx.execute(insert(TrustInvitationRow).values(invitation))


async def one(db: Reader, invitation_id: UUID) -> RowMapping | None:
    """One invitation."""
    rows = await db.execute(select(*_INVITATION).where(col(TrustInvitationRow.id) == invitation_id))
    return rows.mappings().one_or_none()


async def of_person(db: Reader, patient_id: UUID) -> Sequence[RowMapping]:
    """All invitations for a person, newest first."""
    rows = await db.execute(
        select(*_INVITATION)
        .where(col(TrustInvitationRow.patient_id).in_(same_person(patient_id)))
        .order_by(col(TrustInvitationRow.created_at).desc(), col(TrustInvitationRow.id))
    )
    return rows.mappings().all()


async def waiting(db: Reader, phone_index: bytes, now: datetime) -> Sequence[RowMapping]:
    """Open invitations for a phone, oldest first."""
    rows = await db.execute(
        select(*_INVITATION)
        .where(
            col(TrustInvitationRow.phone_index) == phone_index,
            col(TrustInvitationRow.answer).is_(None),
            col(TrustInvitationRow.expires_at) > now,
        )
        .order_by(col(TrustInvitationRow.created_at), col(TrustInvitationRow.id))
    )
    return rows.mappings().all()


async def answer(
    tx: Writing,
    invitation_id: UUID,
    standing: Sequence[str | None],
    said: str,
    now: datetime,
    *,
    accepted_by: UUID | None = None,
) -> bool:
    """Write an answer where it stands at one of ``standing``; False where it does not."""
    column = col(TrustInvitationRow.answer)
    stands = [column.is_(None) if one is None else column == one for one in standing]
    changed: dict[str, Any] = {"answer": said, "answered_at": now}
    if accepted_by is not None:
        changed["accepted_by"] = accepted_by
    rows = await tx.execute(
        update(TrustInvitationRow)
        .where(col(TrustInvitationRow.id) == invitation_id, or_(*stands))
        .values(changed)
        .returning(col(TrustInvitationRow.id))
    )
    return rows.scalar_one_or_none() is not None
