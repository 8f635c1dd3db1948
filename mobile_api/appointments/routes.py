"""Appointments over HTTP, for kiosks: today's own, and the QR of an app."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from mobile_api.appointments.errors import PassOver
from mobile_api.appointments.passes import PassesService
from mobile_api.appointments.schemas import TodaysAppointments, VisitByQr
from mobile_api.appointments.service import AppointmentsService
from mobile_api.devices.door import KioskActor
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.errors import IdempotencyMismatch, InvalidRequest, Unavailable
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
from mobile_api.patients.schemas import ConfirmedVisit

router = APIRouter(prefix="/v1/appointments", tags=["appointments"])
visits_router = APIRouter(prefix="/v1/patients", tags=["patients"])

Appointments = Annotated[AppointmentsService, service(AppointmentsService)]
Passes = Annotated[PassesService, service(PassesService)]


@router.get(
    "/today",
    summary="Own appointments of today",
    responses=problems(ConfirmationNeeded, VisitExpired, DeviceNotEnrolled),
)
async def todays_appointments(
    actor: KioskActor, visit: CurrentVisit, appointments: Appointments, db: ReadingConnection
) -> TodaysAppointments:
    """What the person of a confirmed visit has booked in this hospital today, earliest first."""
    return await appointments.todays(db, actor, visit)


@visits_router.post(
    "/visits/by-qr",
    summary="Begin a confirmed visit by the QR of an app",
    description="The QR lives five minutes and works at one device.",
    responses=problems(
        DeviceNotEnrolled, InvalidRequest, PassOver, IdempotencyMismatch, Unavailable
    ),
)
async def visit_by_qr(
    actor: KioskActor,
    passes: Passes,
    tx: WritingTransaction,
    shown: VisitByQr,
    key: IdempotencyKey = None,
) -> ConfirmedVisit:
    require_same_key(key, shown.id)
    return await passes.visit(tx, actor, shown)
