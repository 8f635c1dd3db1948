"""Queues: counters, tickets, what happened to them, and the requests of staff."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime

# A walk-in whose identity was confirmed waits once per queue and day. Tickets of typed
# numbers alone are left out: a stranger who types my number must not keep me from waiting.
_ONE_PLACE = text(
    "status = 'waiting' AND appointment_id IS NULL AND assurance IN ('confirmed', 'proven')"
)


class QueueCounter(SQLModel, table=True):
    """The last number given in one queue on one day."""

    __tablename__ = "queue_counters"

    hospital_id: UUID = Field(primary_key=True, foreign_key="hospitals.id")
    department: str = Field(primary_key=True, max_length=40)
    day: date = Field(primary_key=True)
    last: int


class TicketRow(SQLModel, table=True):
    """A place in a queue. ``day`` is the hospital's own; ``number`` exists once a day and queue.

    ``promised_*`` keep what the patient was told (people, minutes), so that it can be
    scored against what happened. ``number`` and ``label`` are only absent inside the
    transaction that makes the ticket.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("hospital_id", "department", "day", "number"),
        Index(
            "ix_tickets_order",
            *("hospital_id", "department", "day", "status", "rank", "issued_at", "number"),
        ),
        Index("ix_tickets_board", "hospital_id", "day", "called_at"),
        Index(
            "uq_tickets_one_place",
            *("hospital_id", "department", "day", "patient_id"),
            unique=True,
            sqlite_where=_ONE_PLACE,
            postgresql_where=_ONE_PLACE,
        ),
    )

    id: UUID = Field(primary_key=True)
    body_digest: bytes
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    department: str = Field(max_length=40)
    day: date
    number: int | None = None
    label: str = Field(default="", max_length=10)
    device_id: UUID
    visit_id: UUID
    assurance: str = Field(max_length=12)
    patient_id: UUID | None = Field(default=None, foreign_key="patients.id", index=True)
    appointment_id: UUID | None = Field(default=None, foreign_key="appointments.id", unique=True)
    assessment_id: UUID | None = Field(default=None, foreign_key="assessments.id")
    priority: str = Field(max_length=10)
    rank: int
    status: str = Field(max_length=10)
    language: str = Field(max_length=8)
    issued_at: datetime = Field(sa_type=UtcDateTime)
    promised_ahead: int = 0
    promised_from: int = 0
    promised_to: int = 0
    called_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    called_room: str | None = Field(default=None, max_length=20)
    called_by: UUID | None = None
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TicketEvent(SQLModel, table=True):
    """What happened to a ticket: rows are only ever added; triggers refuse anything else."""

    __tablename__ = "ticket_events"

    id: UUID = Field(primary_key=True)
    ticket_id: UUID = Field(foreign_key="tickets.id", index=True)
    what: str = Field(max_length=12)
    at: datetime = Field(sa_type=UtcDateTime)
    by_role: str = Field(max_length=20)
    by_id: UUID
    room: str | None = Field(default=None, max_length=20)
    request_id: UUID | None = Field(default=None, unique=True)


class QueueRequest(SQLModel, table=True):
    """A request of staff that was carried out: sent again, it is not carried out again."""

    __tablename__ = "queue_requests"

    id: UUID = Field(primary_key=True)
    body_digest: bytes
    ticket_id: UUID | None = Field(default=None, foreign_key="tickets.id")
    at: datetime = Field(sa_type=UtcDateTime)
