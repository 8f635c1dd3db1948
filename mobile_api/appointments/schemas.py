"""What travels about appointments. The states are FHIR's."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from mobile_api.schemas import Localised, Reply

AppointmentStatus = Literal["booked", "arrived", "fulfilled", "cancelled", "noshow"]


class TodaysAppointment(Reply):
    """An appointment of today, as its patient sees it at the kiosk."""

    id: UUID
    status: AppointmentStatus
    starts_at: datetime
    ends_at: datetime
    department: str
    department_names: Localised
    practitioner: str
    floor: int
    room: str


class TodaysAppointments(Reply):
    """All of today's appointments of one person, earliest first."""

    items: list[TodaysAppointment]
