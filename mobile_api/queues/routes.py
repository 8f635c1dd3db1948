"""Queues over HTTP: for kiosks, for staff, and for whoever holds a ticket."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from mobile_api.access.door import StaffActor
from mobile_api.access.errors import ForeignForm
from mobile_api.appointments.errors import AppointmentClosed, NoSuchAppointment
from mobile_api.assessments.errors import NoSuchAssessment
from mobile_api.devices.door import KioskActor
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    Unavailable,
)
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    WritingTransaction,
    problems,
    require_same_key,
    service,
)
from mobile_api.patients.door import CurrentVisit
from mobile_api.patients.errors import ConfirmationNeeded, VisitExpired
from mobile_api.queues.calling import CallingService
from mobile_api.queues.errors import (
    AlreadyWaiting,
    NobodyWaiting,
    NoSuchTicket,
    TicketNotCalled,
    TicketNotWaiting,
)
from mobile_api.queues.schemas import (
    Board,
    CallNext,
    CheckIn,
    JoinQueue,
    PlaceInQueue,
    Queue,
    QueueRow,
    StaffRequest,
    Ticket,
)
from mobile_api.queues.service import QueuesService

router = APIRouter(prefix="/v1/queues", tags=["queues"])

Queues = Annotated[QueuesService, service(QueuesService)]
Calling = Annotated[CallingService, service(CallingService)]
Department = Annotated[str, Path(pattern="^[a-z_]{3,40}$", examples=["therapy"])]

_KIOSK = (DeviceNotEnrolled, VisitExpired, InvalidRequest, IdempotencyMismatch, Unavailable)
_STAFF = (NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest)
_DEED = (*_STAFF, NoSuchTicket, IdempotencyMismatch, Unavailable)


@router.post(
    "/tickets",
    summary="Take a number as a walk-in",
    description="The same id is one ticket; numbers of a queue have no gaps.",
    responses=problems(*_KIOSK, NoSuchDepartment, NoSuchAssessment, NotAllowed, AlreadyWaiting),
)
async def join(
    actor: KioskActor,
    visit: CurrentVisit,
    queues: Queues,
    tx: WritingTransaction,
    order: JoinQueue,
    key: IdempotencyKey = None,
) -> Ticket:
    require_same_key(key, order.id)
    return await queues.join(tx, actor, visit, order)


@router.post(
    "/check-ins",
    summary="Arrive for an appointment and take a number",
    description="Needs a confirmed visit. An appointment has one ticket.",
    responses=problems(*_KIOSK, ConfirmationNeeded, NoSuchAppointment, AppointmentClosed),
)
async def check_in(
    actor: KioskActor,
    visit: CurrentVisit,
    queues: Queues,
    tx: WritingTransaction,
    arrival: CheckIn,
    key: IdempotencyKey = None,
) -> Ticket:
    require_same_key(key, arrival.id)
    return await queues.check_in(tx, actor, visit, arrival)


@router.get(
    "/places/{signed}",
    summary="What the QR of a ticket shows",
    description="Public: a number and its turn, no person. `signed` is the QR's last segment.",
    responses=problems(NoSuchTicket),
)
async def place(
    signed: Annotated[str, Path(max_length=200)], queues: Queues, db: ReadingConnection
) -> PlaceInQueue:
    return await queues.place(db, signed)


@router.get(
    "/board/{hospital_id}",
    summary="The hall board",
    description="Public: numbers called in the last ten minutes, newest first, at most eight.",
    responses=problems(NotFound),
)
async def board(hospital_id: UUID, queues: Queues, db: ReadingConnection) -> Board:
    return await queues.board_snapshot(db, hospital_id)


@router.get(
    "/{department}",
    summary="One queue of today, for staff",
    responses=problems(*_STAFF, NoSuchDepartment),
)
async def queue(
    actor: StaffActor, calling: Calling, db: ReadingConnection, department: Department
) -> Queue:
    return await calling.queue_of(db, actor, department)


@router.post(
    "/{department}/calls",
    summary="Call whoever is first",
    description="Two rooms at once get two people; the same id calls one person.",
    responses=problems(*_STAFF, NoSuchDepartment, NobodyWaiting, IdempotencyMismatch, Unavailable),
)
async def call_next(
    actor: StaffActor,
    calling: Calling,
    tx: WritingTransaction,
    department: Department,
    order: CallNext,
    key: IdempotencyKey = None,
) -> QueueRow:
    require_same_key(key, order.id)
    return await calling.call_next(tx, actor, department, order.room, order.id)


@router.post(
    "/tickets/{ticket_id}/call",
    summary="Call this ticket out of turn",
    responses=problems(*_DEED, TicketNotWaiting),
)
async def call_one(
    actor: StaffActor,
    calling: Calling,
    tx: WritingTransaction,
    ticket_id: UUID,
    order: CallNext,
    key: IdempotencyKey = None,
) -> QueueRow:
    require_same_key(key, order.id)
    return await calling.call_one(tx, actor, ticket_id, order.room, order.id)


@router.post(
    "/tickets/{ticket_id}/recall",
    summary="Call a ticket once more",
    responses=problems(*_DEED, TicketNotCalled),
)
async def recall(
    actor: StaffActor,
    calling: Calling,
    tx: WritingTransaction,
    ticket_id: UUID,
    request: StaffRequest,
    key: IdempotencyKey = None,
) -> QueueRow:
    require_same_key(key, request.id)
    return await calling.recall(tx, actor, ticket_id, request.id)


@router.post(
    "/tickets/{ticket_id}/no-answer",
    summary="Nobody came when called",
    responses=problems(*_DEED, TicketNotCalled),
)
async def no_answer(
    actor: StaffActor,
    calling: Calling,
    tx: WritingTransaction,
    ticket_id: UUID,
    request: StaffRequest,
    key: IdempotencyKey = None,
) -> QueueRow:
    require_same_key(key, request.id)
    return await calling.no_answer(tx, actor, ticket_id, request.id)


@router.post(
    "/tickets/{ticket_id}/done",
    summary="The person has been seen",
    responses=problems(*_DEED, TicketNotCalled),
)
async def done(
    actor: StaffActor,
    calling: Calling,
    tx: WritingTransaction,
    ticket_id: UUID,
    request: StaffRequest,
    key: IdempotencyKey = None,
) -> QueueRow:
    require_same_key(key, request.id)
    return await calling.done(tx, actor, ticket_id, request.id)
