"""What the journey asks of the hospital: implemented by ``KioskClient``, and by a fake in tests."""

from __future__ import annotations

from typing import Protocol

from mobile_api.appointments.schemas import TodaysAppointments, VisitByQr
from mobile_api.assessments.schemas import Assess, Assessment
from mobile_api.devices.schemas import Alarm, DeviceStatus, RaiseAlarm, SignOfLife
from mobile_api.facilities.schemas import Hospital
from mobile_api.patients.schemas import ConfirmedVisit, ConfirmIdentity, Identify, Visit
from mobile_api.queues.schemas import CheckIn, JoinQueue, Ticket


class HospitalDoor(Protocol):
    """The door; every method raises subclasses of ``DmedError``."""

    async def hospital(self) -> Hospital:
        """The hospital in which this kiosk stands."""

    async def sign_of_life(self, state: SignOfLife) -> DeviceStatus:
        """Tell how the devices are."""

    async def raise_alarm(self, alarm: RaiseAlarm) -> Alarm:
        """Ring for somebody."""

    async def identify(self, who: Identify) -> Visit:
        """Begin a visit by a typed number, or without one."""

    async def confirm(self, visit: str, digits: ConfirmIdentity) -> ConfirmedVisit:
        """Confirm with the last four digits of the phone on file."""

    async def visit_by_qr(self, shown: VisitByQr) -> ConfirmedVisit:
        """Begin a confirmed visit by the QR of an app."""

    async def todays_appointments(self, visit: str) -> TodaysAppointments:
        """Today's appointments of a confirmed visit."""

    async def assess(self, visit: str, complaint: Assess) -> Assessment:
        """Where a complaint leads, and how soon."""

    async def check_in(self, visit: str, arrival: CheckIn) -> Ticket:
        """Arrive for an appointment and take a number."""

    async def join_queue(self, visit: str, order: JoinQueue) -> Ticket:
        """Take a number as a walk-in."""
