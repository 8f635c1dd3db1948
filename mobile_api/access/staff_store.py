"""What is asked where accounts of staff are changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import col

from mobile_api.access.tables import StaffAccount
from mobile_api.actors import Role
from mobile_api.database import Writing


async def lock_administrators(tx: Writing, hospital_id: UUID) -> set[UUID]:
    """Ids of those who may give roles out, locked until the transaction ends.

    Without the lock, two administrators who close each other's account in the same moment
    would both be told that one is left.
    """
    rows = await tx.execute(
        select(col(StaffAccount.id))
        .where(
            col(StaffAccount.hospital_id) == hospital_id,
            col(StaffAccount.role) == Role.ADMINISTRATOR.value,
            col(StaffAccount.disabled_at).is_(None),
        )
        .order_by(col(StaffAccount.id))
        .with_for_update()
    )
    return set(rows.scalars())


async def change(tx: Writing, staff_id: UUID, values: dict[str, Any]) -> None:
    """Bring an account up to date."""
    await tx.execute(update(StaffAccount).where(col(StaffAccount.id) == staff_id).values(values))
