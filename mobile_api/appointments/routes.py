"""Appointments over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from mobile_api.appointments.schemas import TodaysAppointments
from mobile_api.appointments.service import AppointmentsService
from mobile_api.devices.door import KioskActor
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.http import ReadingConnection, problems, service
from mobile_api.patients.door import CurrentVisit
from mobile_api.patients.errors import ConfirmationNeeded, VisitExpired

router = APIRouter(prefix="/v1/appointments", tags=["appointments"])

Appointments = Annotated[AppointmentsService, service(AppointmentsService)]


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
