"""What queues are asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col

from mobile_api.appointments.tables import AppointmentRow
from mobile_api.database import Prepared, Reader, Record, Writing
from mobile_api.facilities.tables import DepartmentRow, PractitionerRow, RoomRow
from mobile_api.queues.tables import QueueRequest, TicketEvent, TicketRow

_Booked = aliased(RoomRow)
_Called = aliased(RoomRow)


def _in_queue(hospital_id: UUID, department: str, day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        col(TicketRow.hospital_id) == hospital_id,
        col(TicketRow.department) == department,
        col(TicketRow.day) == day,
    )


def _waiting(hospital_id: UUID, department: str, day: date) -> tuple[ColumnElement[bool], ...]:
    return (*_in_queue(hospital_id, department, day), col(TicketRow.status) == "waiting")


_ORDER = (col(TicketRow.rank), col(TicketRow.issued_at), col(TicketRow.number))


_TICKETS: Select[*tuple[Any, ...]] = (
    select(
        col(TicketRow.id),
        col(TicketRow.body_digest),
        col(TicketRow.hospital_id),
        col(TicketRow.department),
        col(TicketRow.day),
        col(TicketRow.number),
        col(TicketRow.label),
        col(TicketRow.status),
        col(TicketRow.priority),
        col(TicketRow.rank),
        col(TicketRow.language),
        col(TicketRow.patient_id),
        col(TicketRow.appointment_id),
        col(TicketRow.assessment_id),
        col(TicketRow.issued_at),
        col(TicketRow.promised_ahead),
        col(TicketRow.promised_from),
        col(TicketRow.promised_to),
        col(TicketRow.called_at),
        col(TicketRow.called_room),
        col(DepartmentRow.names).label("department_names"),
        col(AppointmentRow.starts_at).label("appointment_at"),
        col(PractitionerRow.name).label("practitioner"),
        # Where to go: where somebody called from, else the practitioner's door, else the
        # department's. A room that nobody has entered in the plan is on the department's floor.
        func.coalesce(TicketRow.called_room, _Booked.number, DepartmentRow.room).label("room"),
        case(
            (
                col(TicketRow.called_room).is_not(None),
                func.coalesce(_Called.floor, DepartmentRow.floor),
            ),
            else_=func.coalesce(_Booked.floor, DepartmentRow.floor),
        ).label("floor"),
    )
    .join(
        DepartmentRow,
        (col(DepartmentRow.hospital_id) == col(TicketRow.hospital_id))
        & (col(DepartmentRow.code) == col(TicketRow.department)),
    )
    .outerjoin(AppointmentRow, col(AppointmentRow.id) == col(TicketRow.appointment_id))
    .outerjoin(PractitionerRow, col(PractitionerRow.id) == col(AppointmentRow.practitioner_id))
    .outerjoin(_Booked, col(_Booked.id) == col(PractitionerRow.room_id))
    .outerjoin(
        _Called,
        (col(_Called.department_id) == col(DepartmentRow.id))
        & (col(_Called.number) == col(TicketRow.called_room)),
    )
)
# Built once: putting these statements together costs more than running them.
_BY_ID = Prepared(lambda _dialect: _TICKETS.where(col(TicketRow.id) == bindparam("ticket_id")))
_BY_APPOINTMENT = _TICKETS.where(col(TicketRow.appointment_id) == bindparam("appointment_id"))


async def ticket(db: Reader, ticket_id: UUID) -> Record | None:
    """One ticket with the place that it leads to."""
    rows = await db.fetch(_BY_ID, {"ticket_id": ticket_id})
    return rows[0] if rows else None


async def of_appointment(db: Reader, appointment_id: UUID) -> RowMapping | None:
    """The ticket of an appointment."""
    rows = await db.execute(_BY_APPOINTMENT, {"appointment_id": appointment_id})
    return rows.mappings().one_or_none()


async def waiting_of_patient(
    db: Reader, hospital_id: UUID, department: str, day: date, patient_id: UUID, but: UUID
) -> RowMapping | None:
    """A ticket with which a person whose identity was confirmed waits in this queue."""
    rows = await db.execute(
        _TICKETS.where(
            *_waiting(hospital_id, department, day),
            col(TicketRow.patient_id) == patient_id,
            col(TicketRow.assurance).in_(("confirmed", "proven")),
            col(TicketRow.id) != but,
        )
        .order_by(*_ORDER)
        .limit(1)
    )
    return rows.mappings().one_or_none()


async def of_queue(
    db: Reader, hospital_id: UUID, department: str, day: date
) -> Sequence[RowMapping]:
    """Everybody of one queue who is not finished, in the order of calling."""
    rows = await db.execute(
        _TICKETS.where(
            *_in_queue(hospital_id, department, day),
            col(TicketRow.status).in_(("waiting", "called", "no_answer")),
        ).order_by(*_ORDER)
    )
    return rows.mappings().all()


async def recently_called(
    db: Reader, hospital_id: UUID, day: date, since: datetime, most: int
) -> Sequence[RowMapping]:
    """What the hall board shows: called since an instant, newest first."""
    rows = await db.execute(
        _TICKETS.where(
            col(TicketRow.hospital_id) == hospital_id,
            col(TicketRow.day) == day,
            col(TicketRow.status) == "called",
            col(TicketRow.called_at) >= since,
        )
        .order_by(col(TicketRow.called_at).desc(), col(TicketRow.number).desc())
        .limit(most)
    )
    return rows.mappings().all()


async def call_first(
    tx: Writing, hospital_id: UUID, department: str, day: date, *, room: str, by: UUID, at: datetime
) -> UUID | None:
    """Call whoever is first, in one statement: two rooms at once get two people.

    On PostgreSQL a row that another room is just taking is passed over, on SQLite there is
    one writer (and no FOR UPDATE is sent).
    """
    first = (
        select(col(TicketRow.id))
        .where(*_waiting(hospital_id, department, day))
        .order_by(*_ORDER)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    rows = await tx.execute(
        update(TicketRow)
        .where(col(TicketRow.id) == first)
        .values(status="called", called_at=at, called_room=room, called_by=by)
        .returning(col(TicketRow.id))
    )
    found: UUID | None = rows.scalar_one_or_none()
    return found


async def move(tx: Writing, ticket_id: UUID, before: Sequence[str], values: dict[str, Any]) -> bool:
    """Change a ticket that is in one of the states ``before``; False where it is not."""
    rows = await tx.execute(
        update(TicketRow)
        .where(col(TicketRow.id) == ticket_id, col(TicketRow.status).in_(before))
        .values(**values)
        .returning(col(TicketRow.id))
    )
    return rows.one_or_none() is not None


async def remember(tx: Writing, event: dict[str, Any]) -> None:
    """Add to the history of a ticket."""
    await tx.execute(insert(TicketEvent).values(**event))


async def claim_request(tx: Writing, request_id: UUID, digest: bytes, at: datetime) -> bool:
    """Take a request of staff; False where it was carried out already.

    A second one in the same instant waits here for the first to be stored.
    """
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(QueueRequest)
    rows = await tx.execute(
        into.values(id=request_id, body_digest=digest, at=at)
        .on_conflict_do_nothing()
        .returning(col(QueueRequest.id))
    )
    return rows.one_or_none() is not None


async def answer_request(tx: Writing, request_id: UUID, ticket_id: UUID) -> None:
    """Note which ticket a request was about."""
    await tx.execute(
        update(QueueRequest).where(col(QueueRequest.id) == request_id).values(ticket_id=ticket_id)
    )


async def request(db: Reader, request_id: UUID) -> RowMapping | None:
    """A request that was carried out."""
    rows = await db.execute(
        select(col(QueueRequest.body_digest), col(QueueRequest.ticket_id)).where(
            col(QueueRequest.id) == request_id
        )
    )
    return rows.mappings().one_or_none()


async def of_people(
    db: Reader,
    known: Sequence[UUID],
    claimed: Sequence[UUID],
    device_id: UUID,
    since: datetime,
) -> Sequence[RowMapping]:
    """Tickets of these people since an instant, newest first; of claimed people only those
    that this device took.
    """
    rows = await db.execute(
        _TICKETS.where(
            or_(
                col(TicketRow.patient_id).in_(known),
                and_(col(TicketRow.patient_id).in_(claimed), col(TicketRow.device_id) == device_id),
            ),
            col(TicketRow.issued_at) >= since,
        )
        .order_by(col(TicketRow.issued_at).desc(), col(TicketRow.id))
        .limit(20)
    )
    return rows.mappings().all()
