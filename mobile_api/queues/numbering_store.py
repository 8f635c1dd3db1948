"""Numbers: what is asked and written when a ticket is given, in as few statements as it takes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, and_, bindparam, exists, func, or_, select, true, update
from sqlmodel import col

from mobile_api.database import Prepared, Reader, Record, UtcDateTime, Writing
from mobile_api.facilities.tables import DepartmentRow, HospitalRow
from mobile_api.queues.tables import QueueCounter, TicketEvent, TicketRow

_MEASURED = 30
"""Finished patients that the pace of a queue is taken from: the latest ones."""

_GIVEN = (
    *("id", "body_digest", "hospital_id", "department", "day", "device_id", "visit_id"),
    *("assurance", "patient_id", "appointment_id", "assessment_id", "priority", "rank"),
    *("status", "language", "issued_at", "label"),
    *("promised_ahead", "promised_from", "promised_to"),
)
_UNPROMISED = {"label": "", "promised_ahead": 0, "promised_from": 0, "promised_to": 0}
"""A ticket that has no number yet."""
_PROMISED = ("number", "label", "issued_at", "promised_ahead", "promised_from", "promised_to")
_EVENT = ("id", "ticket_id", "what", "at", "by_role", "by_id")

_ADD_TICKET = Prepared(
    lambda dialect: (
        dialect.insert(TicketRow)
        .values({name: bindparam(name) for name in _GIVEN})
        .on_conflict_do_nothing()
        .returning(col(TicketRow.id))
    )
)
_TAKE_NUMBER = Prepared(
    lambda dialect: (
        dialect.insert(QueueCounter)
        .values(
            hospital_id=bindparam("hospital_id"),
            department=bindparam("department"),
            day=bindparam("day"),
            last=bindparam("first"),
        )
        .on_conflict_do_update(
            index_elements=["hospital_id", "department", "day"],
            set_={"last": col(QueueCounter.last) + 1},
        )
        .returning(col(QueueCounter.last))
    )
)


def _completing() -> Any:
    return (
        update(TicketRow)
        .where(col(TicketRow.id) == bindparam("of_ticket"))
        .values({name: bindparam(f"new_{name}") for name in _PROMISED})
    )


def _adding_event(dialect: Any) -> Any:
    return dialect.insert(TicketEvent).values({name: bindparam(name) for name in _EVENT})


_COMPLETE = Prepared(lambda _dialect: _completing())
_ADD_EVENT = Prepared(_adding_event)
# PostgreSQL does both in one statement.
_COMPLETE_AND_ADD_EVENT = Prepared(
    lambda dialect: _adding_event(dialect).add_cte(
        _completing().returning(col(TicketRow.id)).cte("completed")
    )
)


_OPENING = Prepared(
    lambda _dialect: (
        select(
            col(DepartmentRow.code),
            col(DepartmentRow.names),
            col(DepartmentRow.prefix),
            col(DepartmentRow.floor),
            col(DepartmentRow.room),
            col(HospitalRow.time_zone),
            exists(
                select(col(TicketRow.id)).where(col(TicketRow.id) == bindparam("ticket_id"))
            ).label("given"),
        )
        .join(HospitalRow, col(HospitalRow.id) == col(DepartmentRow.hospital_id))
        .where(
            col(DepartmentRow.hospital_id) == bindparam("hospital_id"),
            col(DepartmentRow.code) == bindparam("code"),
            col(DepartmentRow.active),
        )
    )
)


async def opening(db: Reader, hospital_id: UUID, department: str, ticket_id: UUID) -> Record | None:
    """An open department with its hospital's time zone; ``given``: this ticket exists already."""
    asked = {"hospital_id": hospital_id, "code": department, "ticket_id": ticket_id}
    rows = await db.fetch(_OPENING, asked)
    return rows[0] if rows else None


async def add_ticket(tx: Writing, ticket: dict[str, Any]) -> bool:
    """Put a ticket in, still without a number; False where id, appointment or place is taken."""
    return bool(await tx.fetch(_ADD_TICKET, {**_UNPROMISED, **ticket}))


async def take_number(tx: Writing, hospital_id: UUID, department: str, day: date) -> int:
    """The next number; others wait for this transaction, so that none is ever skipped."""
    queue = {"hospital_id": hospital_id, "department": department, "day": day}
    rows = await tx.fetch(_TAKE_NUMBER, {**queue, "first": 1})
    number: int = rows[0]["last"]
    return number


async def complete_ticket(
    tx: Writing, ticket_id: UUID, values: dict[str, Any], event: dict[str, Any]
) -> None:
    """Give a new ticket its number and what was promised, and begin its history."""
    given = {"of_ticket": ticket_id, **{f"new_{name}": values[name] for name in _PROMISED}}
    if tx.dialect == "postgresql":
        await tx.fetch(_COMPLETE_AND_ADD_EVENT, {**given, **event})
    else:
        await tx.fetch(_COMPLETE, given)
        await tx.fetch(_ADD_EVENT, event)


def _queue_state(_dialect: Any) -> Any:
    """One row for each finished patient, or a single one where there is none yet."""
    here = (
        col(TicketRow.hospital_id) == bindparam("hospital_id"),
        col(TicketRow.department) == bindparam("department"),
        col(TicketRow.day) == bindparam("day"),
    )
    rank = bindparam("rank", type_=Integer())
    number = bindparam("number", type_=Integer())
    issued_at = bindparam("issued_at", type_=UtcDateTime())
    same = col(TicketRow.rank) == rank
    earlier = or_(
        col(TicketRow.rank) < rank,
        and_(same, col(TicketRow.issued_at) < issued_at),
        and_(same, col(TicketRow.issued_at) == issued_at, col(TicketRow.number) < number),
    )
    ahead = (
        select(func.count())
        .select_from(TicketRow)
        # The ticket itself stands in the table with an earlier arrival while it is numbered.
        .where(
            *here,
            col(TicketRow.status) == "waiting",
            earlier,
            col(TicketRow.id) != bindparam("ticket_id"),
        )
        .scalar_subquery()
    )
    rooms = (
        select(func.count(col(TicketRow.called_room).distinct()))
        .where(*here, col(TicketRow.called_at) >= bindparam("calling_since", type_=UtcDateTime()))
        .scalar_subquery()
    )
    counted = select(ahead.label("ahead"), rooms.label("rooms")).cte("counted")
    finished = (
        select(col(TicketRow.called_at), col(TicketRow.closed_at))
        .where(*here, col(TicketRow.status) == "done")
        .order_by(col(TicketRow.closed_at).desc())
        .limit(_MEASURED)
        .cte("finished")
    )
    return (
        select(counted.c.ahead, counted.c.rooms, finished.c.called_at, finished.c.closed_at)
        .select_from(counted.outerjoin(finished, true()))
        .order_by(finished.c.closed_at.desc())
    )


_QUEUE_STATE = Prepared(_queue_state)


async def queue_before(
    db: Reader, ticket: Record, calling_since: datetime
) -> tuple[int, list[timedelta], int]:
    """What somebody with a ticket waits for, in one question.

    Args:
        db: where to ask.
        ticket: id, hospital_id, department, day, and its place in the order: rank, issued_at,
            number.
        calling_since: rooms that have called since then are calling.

    Returns:
        How many others are called before, how long the latest finished patients of that day
        took, and how many rooms are calling.
    """
    rows = await db.fetch(
        _QUEUE_STATE,
        {
            **{name: ticket[name] for name in ("hospital_id", "department", "day", "rank")},
            "issued_at": ticket["issued_at"],
            "number": ticket["number"],
            "ticket_id": ticket["id"],
            "calling_since": calling_since,
        },
    )
    took = [row["closed_at"] - row["called_at"] for row in rows if row["closed_at"] is not None]
    return rows[0]["ahead"], took, rows[0]["rooms"]
