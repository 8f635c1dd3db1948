"""What those who keep a hospital's data ask and write. Nothing is ever deleted that a ticket or
an appointment could refer to; hours, exceptions and holidays are replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col

from mobile_api.database import Reader, Writing
from mobile_api.facilities.tables import (
    DepartmentRow,
    HolidayRow,
    HospitalRow,
    OpeningHoursRow,
    PractitionerRow,
    RoomRow,
    ScheduleExceptionRow,
    ScheduleRow,
    ServiceRow,
)


async def lock_hospital(tx: Writing, hospital_id: UUID) -> bool:
    """Let one transaction at a time change this hospital; False where it does not exist.

    Rules over several rows (no two rooms with one number, no overlapping hours) then hold
    without the database knowing them. On SQLite there is one writer anyway.
    """
    found = await tx.execute(
        select(col(HospitalRow.id)).where(col(HospitalRow.id) == hospital_id).with_for_update()
    )
    return found.scalar_one_or_none() is not None


async def put(tx: Writing, table: type[SQLModel], row: dict[str, Any]) -> None:
    """Add a row, or bring the one of this id up to date."""
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(table)
    changing = {name: insert.excluded[name] for name in row if name != "id"}
    await tx.execute(insert.values(row).on_conflict_do_update(index_elements=["id"], set_=changing))


async def change(tx: Writing, table: type[SQLModel], row: dict[str, Any]) -> None:
    """Bring the row of this id up to date."""
    rest = {name: value for name, value in row.items() if name != "id"}
    columns = table.__table__.c  # type: ignore[attr-defined]  # SQLModel sets it
    await tx.execute(update(table).where(columns.id == row["id"]).values(rest))


async def departments(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """All departments, open ones first, by floor and letter."""
    rows = await db.execute(
        select(
            col(DepartmentRow.id),
            col(DepartmentRow.code),
            col(DepartmentRow.names),
            col(DepartmentRow.prefix),
            col(DepartmentRow.floor),
            col(DepartmentRow.room),
            col(DepartmentRow.active),
        )
        .where(col(DepartmentRow.hospital_id) == hospital_id)
        .order_by(
            col(DepartmentRow.active).desc(), col(DepartmentRow.floor), col(DepartmentRow.prefix)
        )
    )
    return rows.mappings().all()


async def rooms(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """All rooms, by number, with how many active people see patients there."""
    people = (
        select(func.count())
        .select_from(PractitionerRow)
        .where(col(PractitionerRow.room_id) == col(RoomRow.id), col(PractitionerRow.active))
        .scalar_subquery()
    )
    rows = await db.execute(
        select(
            col(RoomRow.id),
            col(DepartmentRow.code).label("department"),
            col(RoomRow.number),
            col(RoomRow.floor),
            col(RoomRow.active),
            people.label("practitioners"),
        )
        .join(DepartmentRow, col(DepartmentRow.id) == col(RoomRow.department_id))
        .where(col(DepartmentRow.hospital_id) == hospital_id)
        .order_by(col(RoomRow.active).desc(), col(RoomRow.number))
    )
    return rows.mappings().all()


async def practitioners(
    db: Reader, hospital_id: UUID, *only: ColumnElement[bool]
) -> Sequence[RowMapping]:
    """Everybody who sees patients, active ones first, by name."""
    rows = await db.execute(
        select(
            col(PractitionerRow.id),
            col(PractitionerRow.name),
            col(PractitionerRow.name_cyrillic),
            col(DepartmentRow.code).label("department"),
            col(RoomRow.number).label("room"),
            col(RoomRow.floor),
            col(PractitionerRow.speciality),
            col(PractitionerRow.roles),
            col(PractitionerRow.key),
            col(PractitionerRow.active),
        )
        .join(DepartmentRow, col(DepartmentRow.id) == col(PractitionerRow.department_id))
        .join(RoomRow, col(RoomRow.id) == col(PractitionerRow.room_id))
        .where(col(DepartmentRow.hospital_id) == hospital_id, *only)
        .order_by(col(PractitionerRow.active).desc(), col(PractitionerRow.name))
    )
    return rows.mappings().all()


def of_id(practitioner_id: UUID) -> ColumnElement[bool]:
    """Only the practitioner of this id."""
    return col(PractitionerRow.id) == practitioner_id


def of_key(key: str) -> ColumnElement[bool]:
    """Only who has this personnel number."""
    return col(PractitionerRow.key) == key


async def services(
    db: Reader, hospital_id: UUID, *only: ColumnElement[bool]
) -> Sequence[RowMapping]:
    """What departments offer, by department and code."""
    rows = await db.execute(
        select(
            col(ServiceRow.id),
            col(DepartmentRow.code).label("department"),
            col(ServiceRow.code),
            col(ServiceRow.names),
            col(ServiceRow.minutes),
            col(ServiceRow.capacity),
            col(ServiceRow.active),
        )
        .join(DepartmentRow, col(DepartmentRow.id) == col(ServiceRow.department_id))
        .where(col(DepartmentRow.hospital_id) == hospital_id, *only)
        .order_by(col(ServiceRow.active).desc(), col(DepartmentRow.prefix), col(ServiceRow.code))
    )
    return rows.mappings().all()


async def week(db: Reader, practitioner_id: UUID) -> Sequence[RowMapping]:
    """Weekly hours of somebody, in order."""
    rows = await db.execute(
        select(
            col(ScheduleRow.weekday),
            col(ScheduleRow.starts),
            col(ScheduleRow.ends),
            col(ScheduleRow.slot_minutes),
        )
        .where(col(ScheduleRow.practitioner_id) == practitioner_id)
        .order_by(col(ScheduleRow.weekday), col(ScheduleRow.starts))
    )
    return rows.mappings().all()


async def replace_week(tx: Writing, practitioner_id: UUID, rows: list[dict[str, Any]]) -> None:
    """Put these weekly hours in place of the present ones."""
    await tx.execute(delete(ScheduleRow).where(col(ScheduleRow.practitioner_id) == practitioner_id))
    if rows:
        await tx.execute(_insert(tx, ScheduleRow), rows)


async def exceptions(db: Reader, practitioner_id: UUID, since: datetime) -> Sequence[RowMapping]:
    """Exceptions of somebody that have not ended at ``since``, by begin."""
    rows = await db.execute(
        select(
            col(ScheduleExceptionRow.id),
            col(ScheduleExceptionRow.kind),
            col(ScheduleExceptionRow.starts_at),
            col(ScheduleExceptionRow.ends_at),
            col(ScheduleExceptionRow.slot_minutes),
        )
        .where(
            col(ScheduleExceptionRow.practitioner_id) == practitioner_id,
            col(ScheduleExceptionRow.ends_at) > since,
        )
        .order_by(col(ScheduleExceptionRow.starts_at))
    )
    return rows.mappings().all()


async def owner_of_exception(db: Reader, exception_id: UUID) -> UUID | None:
    """Whose exception this is; None where there is none."""
    rows = await db.execute(
        select(col(ScheduleExceptionRow.practitioner_id)).where(
            col(ScheduleExceptionRow.id) == exception_id
        )
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def remove_exception(tx: Writing, practitioner_id: UUID, exception_id: UUID) -> bool:
    """Take an exception back; False where there is none of this practitioner."""
    rows = await tx.execute(
        delete(ScheduleExceptionRow)
        .where(
            col(ScheduleExceptionRow.id) == exception_id,
            col(ScheduleExceptionRow.practitioner_id) == practitioner_id,
        )
        .returning(col(ScheduleExceptionRow.id))
    )
    return rows.one_or_none() is not None


async def opening_hours(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """When a hospital is open, in order."""
    rows = await db.execute(
        select(
            col(OpeningHoursRow.weekday), col(OpeningHoursRow.opens), col(OpeningHoursRow.closes)
        )
        .where(col(OpeningHoursRow.hospital_id) == hospital_id)
        .order_by(col(OpeningHoursRow.weekday), col(OpeningHoursRow.opens))
    )
    return rows.mappings().all()


async def replace_opening_hours(tx: Writing, hospital_id: UUID, rows: list[dict[str, Any]]) -> None:
    """Put these opening hours in place of the present ones."""
    await tx.execute(delete(OpeningHoursRow).where(col(OpeningHoursRow.hospital_id) == hospital_id))
    if rows:
        await tx.execute(_insert(tx, OpeningHoursRow), rows)


async def holidays(db: Reader, hospital_id: UUID, since: date) -> Sequence[RowMapping]:
    """Holidays of a hospital from a day on, in order."""
    rows = await db.execute(
        select(col(HolidayRow.id), col(HolidayRow.day), col(HolidayRow.names))
        .where(col(HolidayRow.hospital_id) == hospital_id, col(HolidayRow.day) >= since)
        .order_by(col(HolidayRow.day))
    )
    return rows.mappings().all()


async def remove_holiday(tx: Writing, hospital_id: UUID, holiday_id: UUID) -> bool:
    """Open the hospital on that day again; False where there is no such holiday."""
    rows = await tx.execute(
        delete(HolidayRow)
        .where(col(HolidayRow.id) == holiday_id, col(HolidayRow.hospital_id) == hospital_id)
        .returning(col(HolidayRow.id))
    )
    return rows.one_or_none() is not None


async def hospital_of(db: Reader, table: type[SQLModel], row_id: UUID) -> UUID | None:
    """The hospital to which a room, practitioner, service or holiday belongs."""
    if table is HolidayRow:
        statement = select(col(HolidayRow.hospital_id)).where(col(HolidayRow.id) == row_id)
    else:
        columns = table.__table__.c  # type: ignore[attr-defined]  # SQLModel sets it
        statement = (
            select(col(DepartmentRow.hospital_id))
            .join(table, columns.department_id == col(DepartmentRow.id))
            .where(columns.id == row_id)
        )
    found: UUID | None = (await db.execute(statement)).scalar_one_or_none()
    return found


def _insert(tx: Writing, table: type[SQLModel]) -> Any:
    return (postgresql if tx.dialect == "postgresql" else sqlite).insert(table)
