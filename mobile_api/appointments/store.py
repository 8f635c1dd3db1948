"""What appointments are asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.appointments.tables import AppointmentRow
from mobile_api.database import Reader, Writing
from mobile_api.facilities.tables import DepartmentRow, PractitionerRow, RoomRow


def _with_place() -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(AppointmentRow.id),
            col(AppointmentRow.status),
            col(AppointmentRow.starts_at),
            col(AppointmentRow.ends_at),
            col(AppointmentRow.department),
            col(DepartmentRow.names).label("department_names"),
            col(PractitionerRow.name).label("practitioner"),
            col(RoomRow.floor),
            col(RoomRow.number).label("room"),
        )
        .join(PractitionerRow, col(PractitionerRow.id) == col(AppointmentRow.practitioner_id))
        .join(RoomRow, col(RoomRow.id) == col(PractitionerRow.room_id))
        .join(
            DepartmentRow,
            (col(DepartmentRow.hospital_id) == col(AppointmentRow.hospital_id))
            & (col(DepartmentRow.code) == col(AppointmentRow.department)),
        )
    )


async def of_patient(
    db: Reader, hospital_id: UUID, patient_id: UUID, begin: datetime, end: datetime
) -> Sequence[RowMapping]:
    """One person's appointments that start between two instants, earliest first."""
    rows = await db.execute(
        _with_place()
        .where(
            col(AppointmentRow.hospital_id) == hospital_id,
            col(AppointmentRow.patient_id) == patient_id,
            col(AppointmentRow.starts_at) >= begin,
            col(AppointmentRow.starts_at) < end,
        )
        .order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
    )
    return rows.mappings().all()


async def one_of_patient(
    db: Reader,
    hospital_id: UUID,
    patient_id: UUID,
    appointment_id: UUID,
    begin: datetime,
    end: datetime,
) -> RowMapping | None:
    """One appointment of one person that starts between two instants."""
    rows = await db.execute(
        _with_place().where(
            col(AppointmentRow.id) == appointment_id,
            col(AppointmentRow.hospital_id) == hospital_id,
            col(AppointmentRow.patient_id) == patient_id,
            col(AppointmentRow.starts_at) >= begin,
            col(AppointmentRow.starts_at) < end,
        )
    )
    return rows.mappings().one_or_none()


async def arrive(
    tx: Writing,
    hospital_id: UUID,
    patient_id: UUID,
    appointment_id: UUID,
    begin: datetime,
    end: datetime,
    moment: datetime,
) -> bool:
    """Note the first arrival of this person for this appointment; False where nothing changed."""
    rows = await tx.execute(
        update(AppointmentRow)
        .where(
            col(AppointmentRow.id) == appointment_id,
            col(AppointmentRow.hospital_id) == hospital_id,
            col(AppointmentRow.patient_id) == patient_id,
            col(AppointmentRow.starts_at) >= begin,
            col(AppointmentRow.starts_at) < end,
            col(AppointmentRow.status) == "booked",
        )
        .values(status="arrived", arrived_at=moment)
        .returning(col(AppointmentRow.id))
    )
    return rows.one_or_none() is not None


async def move(
    tx: Writing, hospital_id: UUID, appointment_id: UUID, before: str, after: str
) -> None:
    """Change the state where it is ``before``; nothing otherwise."""
    await tx.execute(
        update(AppointmentRow)
        .where(
            col(AppointmentRow.id) == appointment_id,
            col(AppointmentRow.hospital_id) == hospital_id,
            col(AppointmentRow.status) == before,
        )
        .values(status=after)
    )


async def insert(tx: Writing, rows: Sequence[Mapping[str, Any]]) -> int:
    """Add appointments that are not there yet; returns how many were new."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(AppointmentRow)
    added = 0
    for row in rows:
        done = await tx.execute(
            into.values(**row).on_conflict_do_nothing().returning(col(AppointmentRow.id))
        )
        added += done.one_or_none() is not None
    return added
