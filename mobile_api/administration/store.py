"""What is asked before something is closed, and about lists that are imported."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.administration.tables import ImportRow
from mobile_api.appointments.tables import TAKES_TIME, AppointmentRow
from mobile_api.database import Reader, Writing
from mobile_api.facilities.tables import DepartmentRow, PractitionerRow, RoomRow
from mobile_api.queues.tables import TicketRow


async def waiting_in(db: Reader, hospital_id: UUID, department: str, day: date) -> int:
    """People of today who wait in a queue or were called from it."""
    rows = await db.execute(
        select(func.count())
        .select_from(TicketRow)
        .where(
            col(TicketRow.hospital_id) == hospital_id,
            col(TicketRow.department) == department,
            col(TicketRow.day) == day,
            col(TicketRow.status).in_(("waiting", "called")),
        )
    )
    return int(rows.scalar_one())


async def booked_in(db: Reader, hospital_id: UUID, department: str, now: datetime) -> int:
    """Appointments to come in a department."""
    return await _booked(
        db,
        now,
        col(AppointmentRow.hospital_id) == hospital_id,
        col(AppointmentRow.department) == department,
    )


async def booked_with(db: Reader, practitioner_id: UUID, now: datetime) -> int:
    """Appointments to come with somebody."""
    return await _booked(db, now, col(AppointmentRow.practitioner_id) == practitioner_id)


async def working_in(db: Reader, hospital_id: UUID, department: str) -> int:
    """Active people who see patients in a department."""
    rows = await db.execute(
        select(func.count())
        .select_from(PractitionerRow)
        .join(DepartmentRow, col(DepartmentRow.id) == col(PractitionerRow.department_id))
        .where(
            col(DepartmentRow.hospital_id) == hospital_id,
            col(DepartmentRow.code) == department,
            col(PractitionerRow.active),
        )
    )
    return int(rows.scalar_one())


async def working_at(db: Reader, room_id: UUID) -> int:
    """Active people who see patients in a room."""
    rows = await db.execute(
        select(func.count())
        .select_from(PractitionerRow)
        .join(RoomRow, col(RoomRow.id) == col(PractitionerRow.room_id))
        .where(col(RoomRow.id) == room_id, col(PractitionerRow.active))
    )
    return int(rows.scalar_one())


async def _booked(db: Reader, now: datetime, *where: Any) -> int:
    rows = await db.execute(
        select(func.count())
        .select_from(AppointmentRow)
        .where(
            col(AppointmentRow.status).in_(TAKES_TIME), col(AppointmentRow.ends_at) > now, *where
        )
    )
    return int(rows.scalar_one())


_IMPORT = (
    col(ImportRow.id),
    col(ImportRow.kind),
    col(ImportRow.content),
    col(ImportRow.body_digest),
    col(ImportRow.checked_at),
    col(ImportRow.applied_at),
    col(ImportRow.added),
    col(ImportRow.changed),
    col(ImportRow.unchanged),
)


async def import_of(db: Reader, hospital_id: UUID, import_id: UUID) -> RowMapping | None:
    """A list that was handed in."""
    rows = await db.execute(
        select(*_IMPORT).where(
            col(ImportRow.id) == import_id, col(ImportRow.hospital_id) == hospital_id
        )
    )
    return rows.mappings().one_or_none()


async def add_import(tx: Writing, row: dict[str, Any]) -> bool:
    """Keep a list; False where its id is taken."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(ImportRow)
    rows = await tx.execute(
        insert.values(row)
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(col(ImportRow.id))
    )
    return rows.one_or_none() is not None


async def applied(tx: Writing, import_id: UUID, at: datetime) -> None:
    """Note that a list was imported; its content goes."""
    await tx.execute(
        update(ImportRow).where(col(ImportRow.id) == import_id).values(applied_at=at, content=None)
    )


async def forget_lists(tx: Writing, before: datetime) -> None:
    """Drop the content of lists that were checked before a moment and never imported."""
    await tx.execute(
        update(ImportRow)
        .where(col(ImportRow.content).is_not(None), col(ImportRow.checked_at) < before)
        .values(content=None)
    )
