"""What facilities are asked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import RowMapping, select
from sqlmodel import col

from mobile_api.database import Reader
from mobile_api.facilities.tables import DepartmentRow, HospitalRow

_DEPARTMENT = (
    col(DepartmentRow.code),
    col(DepartmentRow.names),
    col(DepartmentRow.prefix),
    col(DepartmentRow.floor),
    col(DepartmentRow.room),
)


async def hospital(db: Reader, hospital_id: UUID) -> RowMapping | None:
    """One hospital."""
    rows = await db.execute(
        select(
            col(HospitalRow.id),
            col(HospitalRow.names),
            col(HospitalRow.time_zone),
            col(HospitalRow.emergency_phone),
        ).where(col(HospitalRow.id) == hospital_id)
    )
    return rows.mappings().one_or_none()


async def departments(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """The departments of a hospital, by floor, then by letter."""
    rows = await db.execute(
        select(*_DEPARTMENT)
        .where(col(DepartmentRow.hospital_id) == hospital_id)
        .order_by(col(DepartmentRow.floor), col(DepartmentRow.prefix))
    )
    return rows.mappings().all()


async def department(db: Reader, hospital_id: UUID, code: str) -> RowMapping | None:
    """One department of a hospital."""
    rows = await db.execute(
        select(*_DEPARTMENT).where(
            col(DepartmentRow.hospital_id) == hospital_id, col(DepartmentRow.code) == code
        )
    )
    return rows.mappings().one_or_none()


async def time_zone(db: Reader, hospital_id: UUID) -> str | None:
    """Name of the hospital's time zone."""
    rows = await db.execute(
        select(col(HospitalRow.time_zone)).where(col(HospitalRow.id) == hospital_id)
    )
    found: str | None = rows.scalar_one_or_none()
    return found
