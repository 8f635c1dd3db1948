"""Appointments over HTTP, for the app and for the chat of an account."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel

from mobile_api.access.door import AppActor
from mobile_api.access.errors import ChatNotLinked
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.booking_links import BookingLinksService
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.errors import (
    AlreadyRated,
    AppointmentClosed,
    BookedElsewhere,
    NoSuchAppointment,
    NoSuchService,
    NotATime,
    NotSeenYet,
    TimeTaken,
    TooManyAppointments,
    TooManyLateCancellations,
    TooManyMoves,
)
from mobile_api.appointments.passes import PassesService
from mobile_api.appointments.rating import RatingsService
from mobile_api.appointments.schemas import (
    AboutAppointment,
    Appointment,
    Appointments,
    BookAppointment,
    BookingLink,
    BookVisit,
    CheckInCode,
    FreeTimes,
    Hold,
    HoldTime,
    MakeBookingLink,
    MakePass,
    MoveAppointment,
    RateVisit,
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
    entity_tag,
    is_fresh,
    problems,
    require_same_key,
    service,
)
from mobile_api.patients.errors import ConfirmationNeeded, NoSuchPerson, PersonDeceased

router = APIRouter(prefix="/v1/appointments", tags=["appointments: app"])

Booking = Annotated[BookingService, service(BookingService)]
Changing = Annotated[ChangingService, service(ChangingService)]
Ratings = Annotated[RatingsService, service(RatingsService)]
Passes = Annotated[PassesService, service(PassesService)]
BookingLinks = Annotated[BookingLinksService, service(BookingLinksService)]
Cursor = Annotated[str | None, Query(max_length=80, description="`next` of the last page.")]
Known = Annotated[str | None, Header(alias="If-None-Match", description="ETag of the last reply.")]

PERSON = (NotAuthenticated, ChatNotLinked, NotAllowed, InvalidRequest, Unavailable)
_WRITE = (*PERSON, IdempotencyMismatch)
_TAKE = (
    *_WRITE,
    *(NoSuchPerson, PersonDeceased, NoSuchDepartment, NoSuchService),
    *(NotATime, TimeTaken, BookedElsewhere),
)
_BOOK = (*_TAKE, TooManyAppointments, TooManyLateCancellations)
_FRESH: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing has changed since the ETag that was sent."}
}
_CALENDAR: dict[int | str, dict[str, Any]] = {200: {"content": {"text/calendar": {}}}}


@router.post(
    "/holds",
    summary="Keep a time for five minutes",
    description="One hold for each service: a new one replaces it. The same id is one hold.",
    responses=problems(*_TAKE),
)
async def hold(
    actor: AppActor,
    booking: Booking,
    tx: WritingTransaction,
    wish: HoldTime,
    key: IdempotencyKey = None,
) -> Hold:
    require_same_key(key, wish.id)
    return await booking.hold(tx, actor, wish)


@router.delete(
    "/holds/{hold_id}",
    summary="Let a hold go",
    status_code=204,
    responses=problems(*PERSON),
)
async def release(
    actor: AppActor, booking: Booking, tx: WritingTransaction, hold_id: UUID
) -> Response:
    await booking.release(tx, actor, hold_id)
    return Response(status_code=204)


@router.post(
    "",
    summary="Book a time, held before or not",
    description="For oneself, one's children, or whoever trusts one with appointments.",
    responses=problems(*_BOOK),
)
async def book(
    actor: AppActor,
    booking: Booking,
    tx: WritingTransaction,
    wish: BookAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, wish.id)
    return await booking.book(tx, actor, wish)


@router.post(
    "/visits",
    summary="Book several services that follow one another: all or none",
    responses=problems(*_BOOK),
)
async def book_visit(
    actor: AppActor,
    booking: Booking,
    tx: WritingTransaction,
    visit: BookVisit,
    key: IdempotencyKey = None,
) -> Appointments:
    require_same_key(key, visit.id)
    return await booking.book_visit(tx, actor, visit)


@router.post(
    "/booking-links",
    summary="A way to the page on which a visit is chosen and booked",
    description="For chats: a department is chosen on our own page, never in a chat.",
    responses=problems(*_WRITE),
)
async def make_booking_link(
    actor: AppActor,
    booking_links: BookingLinks,
    db: ReadingConnection,
    wish: MakeBookingLink,
    key: IdempotencyKey = None,
) -> BookingLink:
    require_same_key(key, wish.id)
    return await booking_links.make(db, actor, wish)


@router.post(
    "/passes",
    summary="A QR to show at the kiosk",
    description="Signed, without personal data, valid for five minutes, at one device.",
    responses=problems(*_WRITE, NoSuchPerson, PersonDeceased, ConfirmationNeeded),
)
async def make_pass(
    actor: AppActor,
    passes: Passes,
    tx: WritingTransaction,
    wish: MakePass,
    key: IdempotencyKey = None,
) -> CheckInCode:
    require_same_key(key, wish.id)
    return await passes.make(tx, actor, wish)


@router.get(
    "",
    summary="Appointments of the account's people, by time",
    response_model=Appointments,
    responses=problems(*PERSON) | _FRESH,
)
async def own(
    actor: AppActor,
    changing: Changing,
    db: ReadingConnection,
    past: Annotated[bool, Query(description="Those of the last year too.")] = False,
    cursor: Cursor = None,
    known: Known = None,
) -> Response:
    found = await changing.own(db, actor, past=past, cursor=cursor)
    return _tagged(found, known)


@router.get(
    "/{appointment_id}",
    summary="One appointment",
    responses=problems(*PERSON, NoSuchAppointment),
)
async def one(
    actor: AppActor, changing: Changing, db: ReadingConnection, appointment_id: UUID
) -> Appointment:
    return await changing.one(db, actor, appointment_id)


@router.get(
    "/{appointment_id}/calendar.ics",
    summary="An appointment as a calendar file",
    description="RFC 5545. Where and when; nothing about health.",
    response_class=Response,
    responses=problems(*PERSON, NoSuchAppointment) | _CALENDAR,
)
async def calendar(
    actor: AppActor, changing: Changing, db: ReadingConnection, appointment_id: UUID
) -> Response:
    content = await changing.calendar(db, actor, appointment_id)
    return Response(
        content,
        media_type="text/calendar",
        headers={"Content-Disposition": 'attachment; filename="visit.ics"'},
    )


@router.get(
    "/{appointment_id}/alternatives",
    summary="Free times closest to an appointment: what to move it to",
    responses=problems(*PERSON, NoSuchAppointment, NoSuchDepartment, NoSuchService),
)
async def alternatives(
    actor: AppActor, changing: Changing, db: ReadingConnection, appointment_id: UUID
) -> FreeTimes:
    return await changing.alternatives(db, actor, appointment_id)


@router.post(
    "/{appointment_id}/confirmation",
    summary="Say that one will come",
    responses=problems(*_WRITE, NoSuchAppointment, AppointmentClosed),
)
async def confirm(
    actor: AppActor,
    changing: Changing,
    tx: WritingTransaction,
    appointment_id: UUID,
    request: AboutAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, request.id)
    return await changing.confirm(tx, actor, appointment_id, request)


@router.post(
    "/{appointment_id}/cancellation",
    summary="Cancel",
    responses=problems(*_WRITE, NoSuchAppointment, AppointmentClosed),
)
async def cancel(
    actor: AppActor,
    changing: Changing,
    tx: WritingTransaction,
    appointment_id: UUID,
    request: AboutAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, request.id)
    return await changing.cancel(tx, actor, appointment_id, request)


@router.post(
    "/{appointment_id}/moves",
    summary="Move to another time",
    responses=problems(*_TAKE, NoSuchAppointment, AppointmentClosed, TooManyMoves),
)
async def move(
    actor: AppActor,
    changing: Changing,
    tx: WritingTransaction,
    appointment_id: UUID,
    wish: MoveAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, wish.id)
    return await changing.move(tx, actor, appointment_id, wish)


@router.post(
    "/{appointment_id}/rating",
    summary="Rate a visit, once",
    responses=problems(*_WRITE, NoSuchAppointment, NotSeenYet, AlreadyRated),
)
async def rate(
    actor: AppActor,
    ratings: Ratings,
    tx: WritingTransaction,
    appointment_id: UUID,
    opinion: RateVisit,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, opinion.id)
    return await ratings.rate(tx, actor, appointment_id, opinion)


def _tagged(found: BaseModel, known: str | None) -> Response:
    tag = entity_tag(found)
    if is_fresh(tag, known):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(found.model_dump_json(), media_type="application/json", headers={"ETag": tag})
