"""Routes for a person who stands at a kiosk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from mobile_api.devices.door import KioskActor
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.errors import IdempotencyMismatch, InvalidRequest, TooManyAttempts
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    UnneededKey,
    problems,
    require_same_key,
    service,
)
from mobile_api.patients.door import CurrentVisit
from mobile_api.patients.errors import BirthDateInFuture, NotConfirmed, VisitExpired
from mobile_api.patients.schemas import ConfirmedVisit, ConfirmIdentity, Identify, Visit
from mobile_api.patients.service import PatientsService

router = APIRouter(prefix="/v1/patients", tags=["patients"])

Patients = Annotated[PatientsService, service(PatientsService)]


@router.post(
    "/visits",
    summary="Begin a visit by a typed number, or without one",
    description="The answer is the same whether the number is known or not.",
    responses=problems(
        DeviceNotEnrolled, InvalidRequest, BirthDateInFuture, IdempotencyMismatch, TooManyAttempts
    ),
)
async def identify(
    actor: KioskActor,
    patients: Patients,
    db: ReadingConnection,
    who: Identify,
    key: IdempotencyKey = None,
) -> Visit:
    require_same_key(key, who.id)
    return await patients.identify(db, actor, who)


@router.post(
    "/visits/confirmation",
    summary="Confirm with the last four digits of the phone on file",
    description=(
        "Wrong digits and an unknown number get the same answer. It writes nothing: the visit's "
        "token says which visit is meant. Repeating the right digits confirms it again; wrong ones "
        "are another attempt every time, whatever the key."
    ),
    responses=problems(
        DeviceNotEnrolled, VisitExpired, InvalidRequest, NotConfirmed, TooManyAttempts
    ),
)
async def confirm(
    actor: KioskActor,
    visit: CurrentVisit,
    patients: Patients,
    db: ReadingConnection,
    digits: ConfirmIdentity,
    _key: UnneededKey = None,
) -> ConfirmedVisit:
    return await patients.confirm(db, actor, visit, digits)
