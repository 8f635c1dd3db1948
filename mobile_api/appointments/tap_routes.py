"""One-tap links over HTTP: whoever holds the message may look and tap; nobody signs in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from mobile_api.appointments.errors import (
    AppointmentClosed,
    BookedElsewhere,
    LinkOver,
    NoSuchService,
    NotATime,
    OfferOver,
    TimeTaken,
    TooManyMoves,
)
from mobile_api.appointments.schemas import FreeTimes, LinkedAppointment, Tap
from mobile_api.appointments.tapping import TapsService
from mobile_api.errors import IdempotencyMismatch, InvalidRequest, Unavailable
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    WritingTransaction,
    problems,
    require_same_key,
    service,
)

router = APIRouter(prefix="/v1/appointments/taps", tags=["appointments: one tap"])

Taps = Annotated[TapsService, service(TapsService)]
Token = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{20,60}$", description="The link's end.")]

_ANYBODY = (InvalidRequest, LinkOver, Unavailable)


@router.get("/{token}", summary="What a link leads to", responses=problems(*_ANYBODY))
async def show(taps: Taps, db: ReadingConnection, token: Token) -> LinkedAppointment:
    return await taps.show(db, token)


@router.get(
    "/{token}/alternatives",
    summary="Times to move to",
    responses=problems(*_ANYBODY, NoSuchDepartment, NoSuchService),
)
async def alternatives(taps: Taps, db: ReadingConnection, token: Token) -> FreeTimes:
    return await taps.alternatives(db, token)


@router.post(
    "/{token}",
    summary="Confirm, cancel, move, accept or decline",
    description="Looking changes nothing; only this does. Tapped twice, it is done once.",
    responses=problems(
        *_ANYBODY,
        *(IdempotencyMismatch, AppointmentClosed, OfferOver, NotATime, TimeTaken),
        *(BookedElsewhere, TooManyMoves, NoSuchDepartment, NoSuchService),
    ),
)
async def tap(
    taps: Taps, tx: WritingTransaction, token: Token, tap: Tap, key: IdempotencyKey = None
) -> LinkedAppointment:
    require_same_key(key, tap.id)
    return await taps.tap(tx, token, tap)
