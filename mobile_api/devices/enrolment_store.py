"""What is asked about codes with which devices are let in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.devices.tables import EnrolmentCode

_USED = (
    col(EnrolmentCode.id),
    col(EnrolmentCode.hospital_id),
    col(EnrolmentCode.device_id),
    col(EnrolmentCode.name),
    col(EnrolmentCode.place),
    col(EnrolmentCode.kind),
)


async def add(tx: Writing, row: dict[str, Any], now: datetime) -> bool:
    """Add a code; False where it is there. Ended ones go: their digits may be drawn again."""
    await tx.execute(delete(EnrolmentCode).where(col(EnrolmentCode.expires_at) <= now))
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(EnrolmentCode)
    rows = await tx.execute(
        insert.values(row)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(col(EnrolmentCode.id))
    )
    return rows.one_or_none() is not None


async def open_codes(db: Reader, hospital_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """Codes that can still be used, the newest first."""
    rows = await db.execute(
        select(
            col(EnrolmentCode.id),
            col(EnrolmentCode.name),
            col(EnrolmentCode.place),
            col(EnrolmentCode.expires_at),
        )
        .where(
            col(EnrolmentCode.hospital_id) == hospital_id,
            col(EnrolmentCode.used_at).is_(None),
            col(EnrolmentCode.expires_at) > now,
        )
        .order_by(col(EnrolmentCode.created_at).desc())
    )
    return rows.mappings().all()


async def withdraw(tx: Writing, hospital_id: UUID, code_id: UUID, now: datetime) -> bool:
    """End a code that nobody has used; False where there is none."""
    rows = await tx.execute(
        delete(EnrolmentCode)
        .where(
            col(EnrolmentCode.id) == code_id,
            col(EnrolmentCode.hospital_id) == hospital_id,
            col(EnrolmentCode.used_at).is_(None),
            col(EnrolmentCode.expires_at) > now,
        )
        .returning(col(EnrolmentCode.id))
    )
    return rows.one_or_none() is not None


async def use(
    tx: Writing, code_digest: bytes, request_id: UUID, now: datetime
) -> dict[str, Any] | None:
    """Take a code; ``is_first`` is False where this very request has taken it already.

    None where it is unknown, was taken by another request, or has ended.
    """
    taken = await tx.execute(
        update(EnrolmentCode)
        .where(
            col(EnrolmentCode.code_digest) == code_digest,
            col(EnrolmentCode.used_at).is_(None),
            col(EnrolmentCode.expires_at) > now,
        )
        .values(used_at=now, used_by=request_id)
        .returning(*_USED)
    )
    row = taken.mappings().one_or_none()
    if row is not None:
        return {**row, "is_first": True}
    again = await tx.execute(
        select(*_USED).where(
            col(EnrolmentCode.code_digest) == code_digest,
            col(EnrolmentCode.used_by) == request_id,
            col(EnrolmentCode.expires_at) > now,
        )
    )
    known = again.mappings().one_or_none()
    return None if known is None else {**known, "is_first": False}
