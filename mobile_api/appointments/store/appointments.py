"""What is asked about appointments, one or many, and what changes without taking time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    RowMapping,
    Select,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.appointments.tables import (
    TAKES_TIME,
    AppointmentRequest,
    AppointmentRow,
    VisitRating,
)
from mobile_api.database import Prepared, Reader, Record, Writing
from mobile_api.facilities.tables import (
    DepartmentRow,
    HospitalRow,
    PractitionerRow,
    RoomRow,
    ServiceRow,
)
from mobile_api.patients.tables import PatientRow


def visible(of: FromClause) -> Select[*tuple[Any, ...]]:
    """An appointment with the place that it leads to.

    Args:
        of: the table, or what was just put into it.
    """
    return (
        select(
            of.c.id,
            of.c.status,
            of.c.hospital_id,
            col(HospitalRow.names).label("hospital_names"),
            col(HospitalRow.time_zone),
            of.c.patient_id,
            of.c.practitioner_id,
            col(PractitionerRow.name).label("practitioner"),
            of.c.department,
            col(DepartmentRow.names).label("department_names"),
            col(ServiceRow.code).label("service"),
            col(ServiceRow.names).label("service_names"),
            col(RoomRow.floor),
            col(RoomRow.number).label("room"),
            of.c.starts_at,
            of.c.ends_at,
            of.c.confirmed_at,
            of.c.moves,
            of.c.sequence,
            of.c.visit_id,
            of.c.cancelled_by,
            of.c.cancelled_at,
            of.c.held_until,
            of.c.booked_by,
            of.c.service_id,
            of.c.body_digest,
            of.c.created_at,
            col(VisitRating.stars),
        )
        .select_from(of)
        .join(HospitalRow, col(HospitalRow.id) == of.c.hospital_id)
        .join(PractitionerRow, col(PractitionerRow.id) == of.c.practitioner_id)
        .join(RoomRow, col(RoomRow.id) == col(PractitionerRow.room_id))
        .join(
            DepartmentRow,
            (col(DepartmentRow.hospital_id) == of.c.hospital_id)
            & (col(DepartmentRow.code) == of.c.department),
        )
        .outerjoin(ServiceRow, col(ServiceRow.id) == of.c.service_id)
        .outerjoin(VisitRating, col(VisitRating.appointment_id) == of.c.id)
    )


TABLE: Table = AppointmentRow.__table__  # type: ignore[attr-defined]  # SQLModel sets it
_VISIBLE = visible(TABLE)
_BY_ID = Prepared(lambda _dialect: _VISIBLE.where(TABLE.c.id == bindparam("appointment_id")))


async def booker(db: Reader, appointment_id: UUID) -> UUID | None:
    """The account that booked an appointment; None where staff did, or there is none."""
    rows = await db.execute(
        select(col(AppointmentRow.booked_by)).where(
            col(AppointmentRow.id) == appointment_id,
            col(AppointmentRow.booked_by_role) == "patient",
        )
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def one(db: Reader, appointment_id: UUID) -> Record | None:
    """An appointment or a hold, with the place that it leads to."""
    rows = await db.fetch(_BY_ID, {"appointment_id": appointment_id})
    return rows[0] if rows else None


async def of_hold(db: Reader, hold_id: UUID) -> RowMapping | None:
    """The appointment that a hold has become."""
    rows = await db.execute(_VISIBLE.where(col(AppointmentRow.hold_id) == hold_id))
    return rows.mappings().one_or_none()


async def of_visit(db: Reader, visit_id: UUID) -> Sequence[RowMapping]:
    """All appointments of one visit, by time."""
    rows = await db.execute(
        _VISIBLE.where(col(AppointmentRow.visit_id) == visit_id).order_by(
            col(AppointmentRow.starts_at)
        )
    )
    return rows.mappings().all()


async def of_people(
    db: Reader,
    known: Sequence[UUID],
    claimed: Sequence[UUID],
    account_id: UUID,
    *,
    since: datetime,
    after: tuple[datetime, UUID] | None,
    most: int,
) -> Sequence[RowMapping]:
    """What these people have booked, by time; of claimed people only what the account booked."""
    own: ColumnElement[bool] = or_(
        col(AppointmentRow.patient_id).in_(_records_of(known)),
        and_(
            col(AppointmentRow.patient_id).in_(_records_of(claimed)),
            col(AppointmentRow.booked_by) == account_id,
        ),
    )
    wanted = _VISIBLE.where(
        own, col(AppointmentRow.status) != "proposed", col(AppointmentRow.ends_at) > since
    )
    if after is not None:
        at, last = after
        wanted = wanted.where(
            or_(
                col(AppointmentRow.starts_at) > at,
                and_(col(AppointmentRow.starts_at) == at, col(AppointmentRow.id) > last),
            )
        )
    rows = await db.execute(
        wanted.order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id)).limit(most)
    )
    return rows.mappings().all()


async def waiting_for_a_time(db: Reader, hospital_id: UUID, now: datetime) -> Sequence[RowMapping]:
    """Visits to come whose doctor is away, by time; at most a few hundred."""
    rows = await db.execute(
        _VISIBLE.where(
            col(AppointmentRow.hospital_id) == hospital_id,
            col(AppointmentRow.status) == "pending",
            col(AppointmentRow.starts_at) > now,
        )
        .order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
        .limit(300)
    )
    return rows.mappings().all()


async def booked_with(
    db: Reader, practitioner_id: UUID, begin: datetime, end: datetime
) -> Sequence[RowMapping]:
    """Everybody who is booked with a practitioner in a stretch of time, by time."""
    rows = await db.execute(
        _VISIBLE.where(
            col(AppointmentRow.practitioner_id) == practitioner_id,
            col(AppointmentRow.status) == "booked",
            col(AppointmentRow.starts_at) < end,
            col(AppointmentRow.ends_at) > begin,
        ).order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
    )
    return rows.mappings().all()


_BUSY = Prepared(
    lambda _dialect: (
        select(col(AppointmentRow.id))
        .where(
            col(AppointmentRow.patient_id) == bindparam("patient_id"),
            or_(*(col(AppointmentRow.status) == status for status in TAKES_TIME)),
            col(AppointmentRow.starts_at) < bindparam("end"),
            col(AppointmentRow.ends_at) > bindparam("begin"),
            col(AppointmentRow.id) != bindparam("but"),
            or_(
                col(AppointmentRow.held_until).is_(None),
                col(AppointmentRow.held_until) > bindparam("now"),
            ),
        )
        .limit(1)
    )
)


async def patient_is_busy(
    db: Reader, patient_id: UUID, begin: datetime, end: datetime, but: UUID, now: datetime
) -> bool:
    """True where the patient has something else in this stretch of time."""
    asked = {"patient_id": patient_id, "begin": begin, "end": end, "but": but, "now": now}
    return bool(await db.fetch(_BUSY, asked))


async def claim_request(
    tx: Writing, request_id: UUID, digest: bytes, about_id: UUID, at: datetime
) -> bytes | None:
    """Take a request; None for a new one, else the digest of the body it came with first."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(AppointmentRequest)
    rows = await tx.execute(
        into.values(id=request_id, body_digest=digest, about_id=about_id, at=at)
        .on_conflict_do_nothing()
        .returning(col(AppointmentRequest.id))
    )
    if rows.one_or_none() is not None:
        return None
    found = await tx.execute(
        select(col(AppointmentRequest.body_digest)).where(col(AppointmentRequest.id) == request_id)
    )
    first: bytes = found.scalar_one()
    return first


async def set_state(
    tx: Writing, appointment_id: UUID, before: Sequence[str], values: dict[str, Any]
) -> bool:
    """Change an appointment that is in one of the states ``before``; False where it is not."""
    rows = await tx.execute(
        update(AppointmentRow)
        .where(col(AppointmentRow.id) == appointment_id, col(AppointmentRow.status).in_(before))
        .values(**values)
        .returning(col(AppointmentRow.id))
    )
    return rows.one_or_none() is not None


def _records_of(people: Sequence[UUID]) -> Select[UUID]:
    """Ids of these records and of those that were merged into them."""
    return select(col(PatientRow.id)).where(
        or_(col(PatientRow.id).in_(people), col(PatientRow.merged_into).in_(people))
    )


async def patient(db: Reader, patient_id: UUID) -> RowMapping | None:
    """The record that is kept of a patient, and whether the person has died."""
    rows = await db.execute(
        select(col(PatientRow.id), col(PatientRow.deceased_on)).where(
            col(PatientRow.id) == await kept_id(db, patient_id)
        )
    )
    return rows.mappings().one_or_none()


_KEPT_ID = select(func.coalesce(PatientRow.merged_into, PatientRow.id)).where(
    col(PatientRow.id) == bindparam("patient_id")
)


async def kept_id(db: Reader, patient_id: UUID) -> UUID:
    """The record that a patient's record was merged into, or the record itself."""
    rows = await db.execute(_KEPT_ID, {"patient_id": patient_id})
    return rows.scalar_one_or_none() or patient_id
