"""What hospitals change in their calendars: absences, rules, who has not come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, and_, delete, exists, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.appointments.rules import BookingRules
from mobile_api.appointments.tables import AppointmentRow, BookingRulesRow
from mobile_api.database import Reader, Writing
from mobile_api.facilities.tables import (
    DepartmentRow,
    PractitionerRow,
    ScheduleExceptionRow,
    ServiceRow,
)

_AT_ONCE = 500


async def is_of(db: Reader, practitioner_id: UUID, hospital_id: UUID) -> bool:
    """True where the practitioner works in this hospital."""
    rows = await db.execute(
        select(col(PractitionerRow.id))
        .join(DepartmentRow, col(DepartmentRow.id) == col(PractitionerRow.department_id))
        .where(
            col(PractitionerRow.id) == practitioner_id,
            col(DepartmentRow.hospital_id) == hospital_id,
        )
    )
    return rows.first() is not None


async def doctors(db: Reader, hospital_id: UUID) -> list[tuple[UUID, str]]:
    """Who sees patients in a hospital, by name."""
    rows = await db.execute(
        select(col(PractitionerRow.id), col(PractitionerRow.name))
        .join(DepartmentRow, col(DepartmentRow.id) == col(PractitionerRow.department_id))
        .where(col(DepartmentRow.hospital_id) == hospital_id, col(PractitionerRow.active))
        .order_by(col(PractitionerRow.name), col(PractitionerRow.id))
    )
    return [(row.id, row.name) for row in rows.all()]


async def away(db: Reader, hospital_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """Absences that are not over, by begin."""
    rows = await db.execute(
        select(
            col(PractitionerRow.name).label("practitioner"),
            col(ScheduleExceptionRow.starts_at),
            col(ScheduleExceptionRow.ends_at),
        )
        .join(PractitionerRow, col(PractitionerRow.id) == col(ScheduleExceptionRow.practitioner_id))
        .join(DepartmentRow, col(DepartmentRow.id) == col(PractitionerRow.department_id))
        .where(
            col(DepartmentRow.hospital_id) == hospital_id,
            col(ScheduleExceptionRow.kind) == "away",
            col(ScheduleExceptionRow.ends_at) > now,
        )
        .order_by(col(ScheduleExceptionRow.starts_at), col(PractitionerRow.name))
        .limit(_AT_ONCE)
    )
    return rows.mappings().all()


async def add(tx: Writing, row: dict[str, Any]) -> None:
    """Put an exception of a schedule in."""
    await tx.execute(insert(ScheduleExceptionRow).values(**row))


async def end_holds(tx: Writing, practitioner_id: UUID, begin: datetime, end: datetime) -> None:
    """Let holds in this stretch go."""
    await tx.execute(
        delete(AppointmentRow).where(
            col(AppointmentRow.practitioner_id) == practitioner_id,
            col(AppointmentRow.status) == "proposed",
            col(AppointmentRow.starts_at) < end,
            col(AppointmentRow.ends_at) > begin,
        )
    )


async def pending(db: Reader, practitioner_id: UUID, begin: datetime, end: datetime) -> int:
    """How many appointments of this stretch wait for another time."""
    rows = await db.execute(
        select(func.count())
        .select_from(AppointmentRow)
        .where(
            col(AppointmentRow.practitioner_id) == practitioner_id,
            col(AppointmentRow.status) == "pending",
            col(AppointmentRow.starts_at) < end,
            col(AppointmentRow.ends_at) > begin,
        )
    )
    count: int = rows.scalar_one()
    return count


async def no_longer_away(db: Reader, practitioner_id: UUID, now: datetime) -> list[UUID]:
    """Appointments to come that wait for another time although their doctor, who still works
    here, is away in none of theirs; by time.
    """
    covered = exists().where(
        col(ScheduleExceptionRow.practitioner_id) == col(AppointmentRow.practitioner_id),
        col(ScheduleExceptionRow.kind) == "away",
        col(ScheduleExceptionRow.starts_at) < col(AppointmentRow.ends_at),
        col(ScheduleExceptionRow.ends_at) > col(AppointmentRow.starts_at),
    )
    rows = await db.execute(
        select(col(AppointmentRow.id))
        .join(PractitionerRow, col(PractitionerRow.id) == col(AppointmentRow.practitioner_id))
        .where(
            col(AppointmentRow.practitioner_id) == practitioner_id,
            col(AppointmentRow.status) == "pending",
            col(AppointmentRow.starts_at) > now,
            col(PractitionerRow.active),
            ~covered,
        )
        .order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
    )
    return list(rows.scalars())


async def service_id(db: Reader, hospital_id: UUID, department: str, code: str) -> UUID | None:
    """The service of this code."""
    rows = await db.execute(
        select(col(ServiceRow.id))
        .join(DepartmentRow, col(DepartmentRow.id) == col(ServiceRow.department_id))
        .where(
            col(DepartmentRow.hospital_id) == hospital_id,
            col(DepartmentRow.code) == department,
            col(ServiceRow.code) == code,
        )
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def put_rules(
    tx: Writing, hospital_id: UUID, service_key: str, values: dict[str, int | None]
) -> None:
    """Replace the rules of a hospital or of one of its services."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(BookingRulesRow)
    await tx.execute(
        into.values(
            hospital_id=hospital_id, service_key=service_key, **values
        ).on_conflict_do_update(index_elements=["hospital_id", "service_key"], set_=values)
    )


async def mark_noshows(tx: Writing, now: datetime) -> list[UUID]:
    """Booked appointments whose grace is over become ``noshow``; their ids."""
    wanted = await tx.execute(
        select(
            col(BookingRulesRow.hospital_id),
            col(BookingRulesRow.service_key),
            col(BookingRulesRow.noshow_minutes),
        ).where(col(BookingRulesRow.noshow_minutes).is_not(None))
    )
    own = {(row.hospital_id, row.service_key): row.noshow_minutes for row in wanted}
    default = BookingRules().noshow_minutes
    least = min([default, *own.values()])
    candidates = await tx.execute(
        select(
            col(AppointmentRow.id),
            col(AppointmentRow.hospital_id),
            col(AppointmentRow.service_id),
            col(AppointmentRow.starts_at),
        )
        .where(
            col(AppointmentRow.status) == "booked",
            col(AppointmentRow.starts_at) <= now - timedelta(minutes=least),
        )
        .limit(_AT_ONCE)
    )
    missed = []
    for row in candidates.all():
        key = "" if row.service_id is None else row.service_id.hex
        grace = own.get((row.hospital_id, key)) or own.get((row.hospital_id, "")) or default
        if row.starts_at + timedelta(minutes=grace) <= now:
            missed.append(row.id)
    return await _change(tx, missed, "booked", {"status": "noshow"})


async def cancel_pending(tx: Writing, now: datetime) -> list[UUID]:
    """What nobody chose another time for is cancelled by the hospital; ids."""
    rows = await tx.execute(
        select(col(AppointmentRow.id))
        .where(and_(col(AppointmentRow.status) == "pending", col(AppointmentRow.starts_at) <= now))
        .limit(_AT_ONCE)
    )
    values = {"status": "cancelled", "cancelled_by": "hospital", "cancelled_at": now}
    return await _change(tx, list(rows.scalars()), "pending", values)


async def _change(tx: Writing, ids: list[UUID], before: str, values: dict[str, Any]) -> list[UUID]:
    if not ids:
        return []
    rows = await tx.execute(
        update(AppointmentRow)
        .where(col(AppointmentRow.id).in_(ids), col(AppointmentRow.status) == before)
        .values(**values)
        .returning(col(AppointmentRow.id))
    )
    return list(rows.scalars())
