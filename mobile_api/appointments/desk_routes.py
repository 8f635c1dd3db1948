"""Appointments over HTTP, for staff: reception books, moves and cancels; doctors are away."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from mobile_api.access.door import StaffActor
from mobile_api.access.errors import ForeignForm
from mobile_api.appointments.absence import AbsenceService
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.errors import (
    AppointmentClosed,
    BookedElsewhere,
    NoSuchAppointment,
    NoSuchService,
    NotATime,
    TimeTaken,
)
from mobile_api.appointments.schemas import (
    AboutAppointment,
    Absence,
    Appointment,
    BookForPatient,
    MoveAppointment,
    SendAway,
    SetBookingRules,
)
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
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
from mobile_api.patients.errors import NoSuchPerson, PersonDeceased

router = APIRouter(prefix="/v1/appointments/desk", tags=["appointments: desk"])

Booking = Annotated[BookingService, service(BookingService)]
Changing = Annotated[ChangingService, service(ChangingService)]
Absences = Annotated[AbsenceService, service(AbsenceService)]

_STAFF = (NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest, Unavailable)
_WRITE = (*_STAFF, IdempotencyMismatch)
_TIME = (NoSuchDepartment, NoSuchService, NotATime, TimeTaken, BookedElsewhere)


@router.post(
    "/bookings",
    summary="Book for a patient at the desk or on the phone",
    description="Without notice, and beyond the limits that the app keeps to.",
    responses=problems(*_WRITE, *_TIME, NoSuchPerson, PersonDeceased),
)
async def book(
    actor: StaffActor,
    booking: Booking,
    tx: WritingTransaction,
    wish: BookForPatient,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, wish.id)
    return await booking.book_at_the_desk(tx, actor, wish)


@router.get(
    "/bookings/{appointment_id}",
    summary="One appointment of this hospital",
    responses=problems(*_STAFF, NoSuchAppointment),
)
async def one(
    actor: StaffActor, changing: Changing, db: ReadingConnection, appointment_id: UUID
) -> Appointment:
    return await changing.one(db, actor, appointment_id)


@router.post(
    "/bookings/{appointment_id}/confirmation",
    summary="The patient said that they will come",
    responses=problems(*_WRITE, NoSuchAppointment, AppointmentClosed),
)
async def confirm(
    actor: StaffActor,
    changing: Changing,
    tx: WritingTransaction,
    appointment_id: UUID,
    request: AboutAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, request.id)
    return await changing.confirm(tx, actor, appointment_id, request)


@router.post(
    "/bookings/{appointment_id}/cancellation",
    summary="Cancel for a patient",
    responses=problems(*_WRITE, NoSuchAppointment, AppointmentClosed),
)
async def cancel(
    actor: StaffActor,
    changing: Changing,
    tx: WritingTransaction,
    appointment_id: UUID,
    request: AboutAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, request.id)
    return await changing.cancel(tx, actor, appointment_id, request)


@router.post(
    "/bookings/{appointment_id}/moves",
    summary="Move for a patient",
    responses=problems(*_WRITE, *_TIME, NoSuchAppointment, AppointmentClosed),
)
async def move(
    actor: StaffActor,
    changing: Changing,
    tx: WritingTransaction,
    appointment_id: UUID,
    wish: MoveAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, wish.id)
    return await changing.move(tx, actor, appointment_id, wish)


@router.post(
    "/absences",
    summary="A doctor will not be there",
    description="Everybody who is booked is told and gets a link to other times.",
    responses=problems(*_WRITE, NoSuchService, NotATime),
)
async def send_away(
    actor: StaffActor,
    absences: Absences,
    tx: WritingTransaction,
    absence: SendAway,
    key: IdempotencyKey = None,
) -> Absence:
    require_same_key(key, absence.id)
    return await absences.send_away(tx, actor, absence)


@router.post(
    "/rules",
    summary="What the hospital, or one of its services, wants of bookings",
    status_code=204,
    responses=problems(*_WRITE, NoSuchService),
)
async def set_rules(
    actor: StaffActor,
    absences: Absences,
    tx: WritingTransaction,
    wanted: SetBookingRules,
    key: IdempotencyKey = None,
) -> Response:
    require_same_key(key, wanted.id)
    await absences.set_rules(tx, actor, wanted)
    return Response(status_code=204)
