"""What travels about queues and tickets."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from mobile_api.assessments.schemas import Summary
from mobile_api.schemas import Language, Localised, Reply, Schema

Priority = Literal["emergency", "today", "booked", "planned", "unknown"]
"""Class of a ticket. Only `emergency` goes before `unknown`: nobody waits because we know too
little."""

TicketStatus = Literal["waiting", "called", "no_answer", "done", "void"]


class JoinQueue(Schema):
    """A walk-in takes a number."""

    id: UUID = Field(description="Made by the device; the same id is one ticket.")
    department: str = Field(
        pattern="^[a-z_]{3,40}$", description="A code that this hospital has, or `reception`."
    )
    assessment_id: UUID | None = Field(
        default=None, description="The verdict that led here; its urgency sets the priority."
    )
    language: Language


class CheckIn(Schema):
    """A booked patient has arrived and takes a number."""

    id: UUID = Field(description="Made by the device; the same id is one ticket.")
    appointment_id: UUID
    language: Language


class Ticket(Reply):
    """A place in a queue, with everything that is printed."""

    id: UUID
    number: str = Field(examples=["B-007"])
    status: TicketStatus
    priority: Priority
    department: str
    department_names: Localised
    practitioner: str | None
    floor: int
    room: str
    ahead: int = Field(description="People who will be called before.")
    wait_minutes_from: int = Field(description="Expected wait, lower end, whole minutes.")
    wait_minutes_to: int = Field(description="Expected wait, upper end, whole minutes.")
    issued_at: datetime
    language: Language
    qr: str = Field(description="Address of the live status: signed, without personal data.")


class PlaceInQueue(Reply):
    """What the holder of a ticket's QR may see: no person, only a number and its turn."""

    number: str
    status: TicketStatus
    department_names: Localised
    floor: int
    room: str
    ahead: int
    wait_minutes_from: int
    wait_minutes_to: int
    language: Language | None = Field(default=None, description="In which the ticket was printed.")


class ScanCounter(Schema):
    """The app has read the QR of a counter."""

    id: UUID = Field(description="Made by the app; the same id is one ticket.")
    counter: str = Field(min_length=20, max_length=300, description="What the QR says.")
    patient_id: UUID
    language: Language


class NumberAtTheDesk(Schema):
    """Somebody stands at the desk and is to wait in a queue of today."""

    id: UUID = Field(description="Made by the page; the same id is one ticket.")
    department: str = Field(pattern="^[a-z_]{3,40}$")
    patient_id: UUID


class CounterCode(Reply):
    """What stands on a counter as a QR."""

    department: str
    qr: str


class OwnTicket(Reply):
    """A place in a queue of somebody for whom the account acts."""

    id: UUID
    patient_id: UUID
    signed: str = Field(description="For `GET /v1/queues/places/{signed}`.")
    live: str = Field(description="Address of a stream that tells when something changes.")
    place: PlaceInQueue


class OwnTickets(Reply):
    """Places in queues of today, newest first."""

    items: list[OwnTicket]


class BoardRow(Reply):
    """One number on the hall board."""

    number: str
    room: str
    floor: int
    called_at: datetime


class Board(Reply):
    """The hall board: numbers that are being called, newest first."""

    rows: list[BoardRow]
    at: datetime


class CallNext(Schema):
    """Staff calls the next person into a room."""

    id: UUID = Field(description="Made by the page; the same id calls one person.")
    room: str = Field(min_length=1, max_length=20, pattern=r"^\S(.*\S)?$", examples=["204"])


class StaffRequest(Schema):
    """Staff says something about a ticket: recall, no answer, done."""

    id: UUID = Field(description="Made by the page; the same id counts once.")


class QueueRow(Reply):
    """A ticket as staff see it: enough to call and to prepare, no full name."""

    id: UUID
    number: str
    status: TicketStatus
    priority: Priority
    department: str
    room: str
    practitioner: str | None
    appointment_at: datetime | None
    masked_name: str = Field(description="Empty where no name is known.", examples=["Dil••• K."])
    language: Language
    issued_at: datetime
    waited_minutes: int = Field(description="From issue to the call, or until now.")
    called_at: datetime | None
    called_room: str | None
    assessment: Summary | None = Field(description="Only for nurses and doctors.")


class Queue(Reply):
    """One queue of today: waiting in the order of calling, then called, then not answered."""

    department: str
    department_names: Localised
    rows: list[QueueRow]
    at: datetime
