"""Everything that a kiosk may ask the hospital: the one door."""

from __future__ import annotations

import httpx

from mobile_api.appointments.schemas import TodaysAppointments, VisitByQr
from mobile_api.assessments.schemas import Assess, Assessment
from mobile_api.client.faces import FaceCalls
from mobile_api.client.transport import Transport
from mobile_api.devices.schemas import Alarm, DeviceStatus, RaiseAlarm, SignOfLife
from mobile_api.facilities.schemas import Hospital
from mobile_api.patients.schemas import ConfirmedVisit, ConfirmIdentity, Identify, Visit
from mobile_api.queues.schemas import CheckIn, JoinQueue, PlaceInQueue, Ticket

VISIT_HEADER = "Dmed-Visit"


class KioskClient(FaceCalls):
    """Typed client of a kiosk.

    Every method raises subclasses of ``DmedError``: the server's own
    (``NotConfirmed``, ``TooManyAttempts``, ...) or ``ApiUnreachable`` when nobody answers.

    Args:
        base_url: address of the API.
        device_key: the key that enrolment gave this kiosk.
        http: a client to use instead of an own one.
    """

    def __init__(
        self, base_url: str, device_key: str, http: httpx.AsyncClient | None = None
    ) -> None:
        self._wire: Transport = Transport(base_url, device_key, http)

    async def close(self) -> None:
        """Close connections."""
        await self._wire.close()

    async def hospital(self) -> Hospital:
        """The hospital in which this kiosk stands, with its departments."""
        return await self._wire.get("/v1/facilities/hospital", Hospital)

    async def sign_of_life(self, state: SignOfLife) -> DeviceStatus:
        """Tell how the devices are; sent every half minute."""
        return await self._wire.post("/v1/devices/signs-of-life", state, DeviceStatus)

    async def raise_alarm(self, alarm: RaiseAlarm) -> Alarm:
        """Ring for a nurse or for somebody who brings paper."""
        return await self._wire.post("/v1/devices/alarms", alarm, Alarm, key=str(alarm.id))

    async def identify(self, who: Identify) -> Visit:
        """Begin a visit by a typed number, or without one."""
        return await self._wire.post("/v1/patients/visits", who, Visit, key=str(who.id))

    async def confirm(self, visit: str, digits: ConfirmIdentity) -> ConfirmedVisit:
        """Confirm with the last four digits of the phone on file."""
        return await self._wire.post(
            "/v1/patients/visits/confirmation",
            digits,
            ConfirmedVisit,
            headers={VISIT_HEADER: visit},
        )

    async def visit_by_qr(self, shown: VisitByQr) -> ConfirmedVisit:
        """Begin a confirmed visit by the QR of an app."""
        return await self._wire.post(
            "/v1/patients/visits/by-qr", shown, ConfirmedVisit, key=str(shown.id)
        )

    async def todays_appointments(self, visit: str) -> TodaysAppointments:
        """Today's appointments of a confirmed visit."""
        return await self._wire.get(
            "/v1/appointments/today", TodaysAppointments, headers={VISIT_HEADER: visit}
        )

    async def assess(self, visit: str, complaint: Assess) -> Assessment:
        """Where a complaint leads, and how soon."""
        return await self._wire.post(
            "/v1/assessments",
            complaint,
            Assessment,
            key=str(complaint.id),
            headers={VISIT_HEADER: visit},
        )

    async def check_in(self, visit: str, arrival: CheckIn) -> Ticket:
        """Arrive for an appointment and take a number."""
        return await self._wire.post(
            "/v1/queues/check-ins",
            arrival,
            Ticket,
            key=str(arrival.id),
            headers={VISIT_HEADER: visit},
        )

    async def join_queue(self, visit: str, order: JoinQueue) -> Ticket:
        """Take a number as a walk-in."""
        return await self._wire.post(
            "/v1/queues/tickets",
            order,
            Ticket,
            key=str(order.id),
            headers={VISIT_HEADER: visit},
        )

    async def place(self, signed: str) -> PlaceInQueue:
        """What the QR of a ticket leads to; ``signed`` is its last path segment."""
        return await self._wire.get(f"/v1/queues/places/{signed}", PlaceInQueue)
