"""What facilities are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import RowMapping, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col

from mobile_api.database import Reader, Writing
from mobile_api.facilities.plans import HospitalPlan
from mobile_api.facilities.prefixes import names_of
from mobile_api.facilities.tables import (
    DepartmentRow,
    HospitalRow,
    PractitionerRow,
    RoomRow,
    ScheduleRow,
    ServiceRow,
)

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
    """The open departments of a hospital, by floor, then by letter."""
    rows = await db.execute(
        select(*_DEPARTMENT)
        .where(col(DepartmentRow.hospital_id) == hospital_id, col(DepartmentRow.active))
        .order_by(col(DepartmentRow.floor), col(DepartmentRow.prefix))
    )
    return rows.mappings().all()


async def department(
    db: Reader, hospital_id: UUID, code: str, *, only_open: bool = False
) -> RowMapping | None:
    """One department of a hospital."""
    statement = select(*_DEPARTMENT).where(
        col(DepartmentRow.hospital_id) == hospital_id, col(DepartmentRow.code) == code
    )
    if only_open:
        statement = statement.where(col(DepartmentRow.active))
    return (await db.execute(statement)).mappings().one_or_none()


async def hospitals(db: Reader) -> Sequence[RowMapping]:
    """All hospitals of this installation."""
    rows = await db.execute(
        select(
            col(HospitalRow.id),
            col(HospitalRow.names),
            col(HospitalRow.time_zone),
            col(HospitalRow.emergency_phone),
        ).order_by(col(HospitalRow.id))
    )
    return rows.mappings().all()


async def practitioners_of(db: Reader, hospital_id: UUID, department: str) -> Sequence[RowMapping]:
    """Who sees patients in a department, by name: what stands on the doors."""
    rows = await db.execute(
        select(
            col(PractitionerRow.id),
            col(PractitionerRow.name),
            col(PractitionerRow.name_cyrillic),
            col(PractitionerRow.speciality),
            col(RoomRow.floor),
            col(RoomRow.number).label("room"),
        )
        .join(DepartmentRow, col(DepartmentRow.id) == col(PractitionerRow.department_id))
        .join(RoomRow, col(RoomRow.id) == col(PractitionerRow.room_id))
        .where(
            col(DepartmentRow.hospital_id) == hospital_id,
            col(DepartmentRow.code) == department,
            col(PractitionerRow.active),
        )
        .order_by(col(PractitionerRow.name), col(PractitionerRow.id))
    )
    return rows.mappings().all()


async def services_of(db: Reader, hospital_id: UUID, department: str) -> Sequence[RowMapping]:
    """What a department offers, by code."""
    rows = await db.execute(
        select(
            col(ServiceRow.id),
            col(ServiceRow.code),
            col(ServiceRow.names),
            col(ServiceRow.minutes),
            col(ServiceRow.capacity),
        )
        .join(DepartmentRow, col(DepartmentRow.id) == col(ServiceRow.department_id))
        .where(
            col(DepartmentRow.hospital_id) == hospital_id,
            col(DepartmentRow.code) == department,
            col(ServiceRow.active),
        )
        .order_by(col(ServiceRow.code))
    )
    return rows.mappings().all()


async def rooms(db: Reader, hospital_id: UUID) -> Sequence[RowMapping]:
    """The rooms of all departments of a hospital, by number."""
    rows = await db.execute(
        select(col(DepartmentRow.code), col(RoomRow.number))
        .join(RoomRow, col(RoomRow.department_id) == col(DepartmentRow.id))
        .where(
            col(DepartmentRow.hospital_id) == hospital_id,
            col(DepartmentRow.active),
            col(RoomRow.active),
        )
        .order_by(col(RoomRow.number))
    )
    return rows.mappings().all()


async def time_zone(db: Reader, hospital_id: UUID) -> str | None:
    """Name of the hospital's time zone."""
    rows = await db.execute(
        select(col(HospitalRow.time_zone)).where(col(HospitalRow.id) == hospital_id)
    )
    found: str | None = rows.scalar_one_or_none()
    return found


async def prefixes(db: Reader, hospital_id: UUID) -> dict[str, str]:
    """Code → letter of the departments that a hospital has."""
    rows = await db.execute(
        select(col(DepartmentRow.code), col(DepartmentRow.prefix)).where(
            col(DepartmentRow.hospital_id) == hospital_id
        )
    )
    return {row.code: row.prefix for row in rows}


async def put_plan(tx: Writing, plan: HospitalPlan, letters: Mapping[str, str]) -> None:
    """Add what the plan has and the database lacks; bring the rest up to date.

    Ids are derived from the hospital's id and the plan's own keys, so that applying a plan
    again finds its rows.
    """
    departments: list[dict[str, Any]] = []
    rooms: list[dict[str, Any]] = []
    practitioners: list[dict[str, Any]] = []
    schedules: list[dict[str, Any]] = []
    for department in plan.departments:
        department_id = uuid5(plan.id, department.code)
        departments.append(
            {
                "id": department_id,
                "hospital_id": plan.id,
                "code": department.code,
                "names": names_of(department.code),
                "prefix": letters[department.code],
                "floor": department.floor,
                "room": department.room,
            }
        )
        for room in department.rooms:
            room_id = uuid5(department_id, room.number)
            place = {"id": room_id, "department_id": department_id}
            rooms.append({**place, "number": room.number, "floor": room.floor})
            for practitioner in room.practitioners:
                practitioner_id = uuid5(plan.id, f"practitioner|{practitioner.key}")
                practitioners.append(
                    {
                        "id": practitioner_id,
                        "department_id": department_id,
                        "room_id": room_id,
                        "name": practitioner.name,
                        "key": practitioner.key,
                    }
                )
                schedules += [
                    {
                        "id": uuid5(practitioner_id, f"{hours.weekday}|{hours.starts}"),
                        "practitioner_id": practitioner_id,
                        "weekday": hours.weekday,
                        "starts": hours.starts.hour * 60 + hours.starts.minute,
                        "ends": hours.ends.hour * 60 + hours.ends.minute,
                        "slot_minutes": hours.slot_minutes,
                    }
                    for hours in practitioner.hours
                ]
    hospital = plan.model_dump(include={"id", "names", "time_zone", "emergency_phone"})
    await _put(tx, HospitalRow, [hospital], ("names", "time_zone", "emergency_phone"))
    await _put(tx, DepartmentRow, departments, ("names", "floor", "room"))
    await _put(tx, RoomRow, rooms, ("floor",))
    await _put(tx, PractitionerRow, practitioners, ("department_id", "room_id", "name", "key"))
    await _put(tx, ScheduleRow, schedules, ("ends", "slot_minutes"))


async def _put(
    tx: Writing, table: type[SQLModel], rows: Sequence[dict[str, Any]], changing: Sequence[str]
) -> None:
    if not rows:
        return
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(table)
    replaced = {name: insert.excluded[name] for name in changing}
    await tx.execute(insert.on_conflict_do_update(index_elements=["id"], set_=replaced), rows)


async def hospital_ids(db: Reader) -> list[UUID]:
    """All hospitals of this installation."""
    rows = await db.execute(select(col(HospitalRow.id)).order_by(col(HospitalRow.id)))
    return list(rows.scalars())
