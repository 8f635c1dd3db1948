"""What the journey asks of the hospital: implemented by ``KioskClient``, and by a fake in tests."""

from __future__ import annotations

from typing import Protocol

from mobile_api.appointments.schemas import TodaysAppointments, VisitByQr
from mobile_api.assessments.schemas import Assess, Assessment
from mobile_api.devices.schemas import Alarm, DeviceStatus, RaiseAlarm, SignOfLife
from mobile_api.faces.schemas import (
    ConfirmFace,
    Counted,
    CountWay,
    DayGallery,
    EnrolFace,
    EnrolledFace,
    FaceFound,
    FaceOffer,
    FaceVerified,
    SearchFace,
    VerifyFace,
    WithdrawFace,
)
from mobile_api.facilities.schemas import Hospital
from mobile_api.patients.schemas import ConfirmedVisit, ConfirmIdentity, Identify, Visit
from mobile_api.queues.schemas import CheckIn, JoinQueue, Ticket
from mobile_api.schemas import Language


class HospitalDoor(Protocol):
    """The door; every method raises subclasses of ``DmedError``."""

    async def verify_face(self, visit: str, order: VerifyFace) -> FaceVerified:
        """Is this the holder of the number that was typed?"""

    async def search_face(self, order: SearchFace) -> FaceFound:
        """Who of those booked here today is this?"""

    async def confirm_face(self, order: ConfirmFace) -> ConfirmedVisit:
        """A recognised face and the last digits of the national number."""

    async def face_offer(self, visit: str, model_id: str, language: Language) -> FaceOffer:
        """May this person be enrolled, and what would they agree to?"""

    async def enrol_face(self, visit: str, order: EnrolFace) -> EnrolledFace:
        """Agree, and be looked at."""

    async def withdraw_face(self, visit: str, order: WithdrawFace) -> None:
        """Not to be recognised any more."""

    async def day_gallery(self, model_id: str, known: str = "", wait_s: int = 0) -> DayGallery:
        """Those booked here today who agreed; where it is unchanged, after ``wait_s`` seconds."""

    async def count_way(self, order: CountWay) -> Counted:
        """By what way somebody was identified."""

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
