"""Waitlists over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from mobile_api.access.door import AppActor
from mobile_api.access.errors import ChatNotLinked
from mobile_api.appointments.errors import (
    AlreadyOnWaitlist,
    NoSuchAppointment,
    NoSuchService,
    NotATime,
    OfferOver,
)
from mobile_api.appointments.schemas import (
    AboutAppointment,
    Appointment,
    JoinWaitlist,
    Waitlist,
    WaitlistPlace,
)
from mobile_api.appointments.waiting import WaitingService
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

router = APIRouter(prefix="/v1/appointments/waitlist", tags=["appointments: waitlist"])

Waiting = Annotated[WaitingService, service(WaitingService)]

_PERSON = (NotAuthenticated, ChatNotLinked, NotAllowed, InvalidRequest, Unavailable)
_WRITE = (*_PERSON, IdempotencyMismatch, NoSuchAppointment)


@router.get("", summary="Where the account's people wait", responses=problems(*_PERSON))
async def own(actor: AppActor, waiting: Waiting, db: ReadingConnection) -> Waitlist:
    return await waiting.own(db, actor)


@router.post(
    "",
    summary="Wait for an earlier time",
    responses=problems(
        *_PERSON,
        *(IdempotencyMismatch, NoSuchPerson, PersonDeceased, NoSuchDepartment, NoSuchService),
        *(NotATime, AlreadyOnWaitlist),
    ),
)
async def join(
    actor: AppActor,
    waiting: Waiting,
    tx: WritingTransaction,
    wish: JoinWaitlist,
    key: IdempotencyKey = None,
) -> WaitlistPlace:
    require_same_key(key, wish.id)
    return await waiting.join(tx, actor, wish)


@router.post("/{entry_id}/leaving", summary="Wait no more", responses=problems(*_WRITE))
async def leave(
    actor: AppActor,
    waiting: Waiting,
    tx: WritingTransaction,
    entry_id: UUID,
    request: AboutAppointment,
    key: IdempotencyKey = None,
) -> WaitlistPlace:
    require_same_key(key, request.id)
    return await waiting.leave(tx, actor, entry_id, request)


@router.post(
    "/offers/{offer_id}/acceptance",
    summary="Take the time that was offered",
    responses=problems(*_WRITE, OfferOver, NoSuchPerson, PersonDeceased),
)
async def accept(
    actor: AppActor,
    waiting: Waiting,
    tx: WritingTransaction,
    offer_id: UUID,
    request: AboutAppointment,
    key: IdempotencyKey = None,
) -> Appointment:
    require_same_key(key, request.id)
    return await waiting.accept(tx, actor, offer_id, request)


@router.post(
    "/offers/{offer_id}/refusal",
    summary="Let the time go to the next; the place in the list is kept",
    responses=problems(*_WRITE, OfferOver),
)
async def decline(
    actor: AppActor,
    waiting: Waiting,
    tx: WritingTransaction,
    offer_id: UUID,
    request: AboutAppointment,
    key: IdempotencyKey = None,
) -> WaitlistPlace:
    require_same_key(key, request.id)
    return await waiting.decline(tx, actor, offer_id, request)
