"""Who has come today: what kiosk and queues ask."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, case, select, update
from sqlmodel import col

from mobile_api.appointments.tables import AppointmentRow
from mobile_api.database import Reader, Writing
from mobile_api.facilities.tables import DepartmentRow, PractitionerRow, RoomRow


def _with_place() -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(AppointmentRow.id),
            # The doctor will not be there: at the kiosk that is an appointment that was cancelled.
            case(
                (col(AppointmentRow.status) == "pending", "cancelled"), else_=AppointmentRow.status
            ).label("status"),
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
            col(AppointmentRow.status) != "proposed",
        )
        .order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
    )
    return rows.mappings().all()


async def expected(
    db: Reader, hospital_id: UUID, begin: datetime, end: datetime, statuses: Collection[str]
) -> list[UUID]:
    """Patients whose appointments start between two instants and are in one of these states."""
    rows = await db.execute(
        select(col(AppointmentRow.patient_id))
        .where(
            col(AppointmentRow.hospital_id) == hospital_id,
            col(AppointmentRow.starts_at) >= begin,
            col(AppointmentRow.starts_at) < end,
            col(AppointmentRow.status).in_(statuses),
        )
        .distinct()
    )
    return list(rows.scalars())


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
            col(AppointmentRow.status) != "proposed",
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
) -> bool:
    """Change the state where it is ``before``; False and nothing otherwise."""
    rows = await tx.execute(
        update(AppointmentRow)
        .where(
            col(AppointmentRow.id) == appointment_id,
            col(AppointmentRow.hospital_id) == hospital_id,
            col(AppointmentRow.status) == before,
        )
        .values(status=after)
        .returning(col(AppointmentRow.id))
    )
    return rows.one_or_none() is not None
