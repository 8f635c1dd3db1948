"""The part of the clients that is about appointments: for the app and for a chat alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from mobile_api.appointments.schemas import (
    AboutAppointment,
    Appointment,
    Appointments,
    BookAppointment,
    BookingLink,
    BookVisit,
    CheckInCode,
    FreeDays,
    FreeTimes,
    Hold,
    HoldTime,
    Hospitals,
    JoinWaitlist,
    MakeBookingLink,
    MakePass,
    MoveAppointment,
    OfferedServices,
    Practitioners,
    RateVisit,
    Waitlist,
    WaitlistPlace,
)
from mobile_api.client.transport import Transport
from mobile_api.queues.schemas import OwnTickets, ScanCounter, Ticket

_ROOT = "/v1/appointments"


class BookingCalls:
    """Looking for a time, booking it, and everything that follows.

    Every method raises subclasses of ``DmedError``: ``TimeTaken`` where somebody was quicker,
    ``NoSuchPerson`` where the account may not act for the patient, and those that its route
    documents.
    """

    _wire: Transport

    async def hospitals(self) -> Hospitals:
        """Hospitals and their departments."""
        return await self._wire.get(f"{_ROOT}/hospitals", Hospitals)

    async def offered_services(self, hospital_id: UUID, department: str) -> OfferedServices:
        """What a department offers."""
        path = _department(hospital_id, department, "services", {})
        return await self._wire.get(path, OfferedServices)

    async def practitioners(
        self, hospital_id: UUID, department: str, service: str | None = None
    ) -> Practitioners:
        """The doctors of a department; who is free first comes first."""
        path = _department(hospital_id, department, "practitioners", {"service": service})
        return await self._wire.get(path, Practitioners)

    async def free_times(
        self,
        hospital_id: UUID,
        department: str,
        *,
        service: str | None = None,
        practitioner_id: UUID | None = None,
        from_day: date | None = None,
        days: int = 14,
        cursor: str | None = None,
        limit: int = 100,
    ) -> FreeTimes:
        """A page of free times; ``cursor`` is ``next`` of the page before."""
        asked = {
            "service": service,
            "practitioner_id": practitioner_id,
            "from_day": from_day,
            "days": days,
            "cursor": cursor,
            "limit": limit,
        }
        path = _department(hospital_id, department, "free-times", asked)
        return await self._wire.get(path, FreeTimes)

    async def free_days(
        self,
        hospital_id: UUID,
        department: str,
        *,
        service: str | None = None,
        practitioner_id: UUID | None = None,
        from_day: date | None = None,
        days: int = 14,
    ) -> FreeDays:
        """How many times are free on each day."""
        asked = {
            "service": service,
            "practitioner_id": practitioner_id,
            "from_day": from_day,
            "days": days,
        }
        path = _department(hospital_id, department, "free-days", asked)
        return await self._wire.get(path, FreeDays)

    async def hold_time(self, wish: HoldTime) -> Hold:
        """Keep a time for five minutes."""
        return await self._wire.post(f"{_ROOT}/holds", wish, Hold, key=str(wish.id))

    async def release_hold(self, hold_id: UUID) -> None:
        """Let a hold go."""
        await self._wire.delete(f"{_ROOT}/holds/{hold_id}")

    async def book(self, wish: BookAppointment) -> Appointment:
        """Book a time, held before or not."""
        return await self._wire.post(_ROOT, wish, Appointment, key=str(wish.id))

    async def book_visit(self, visit: BookVisit) -> Appointments:
        """Book several services that follow one another."""
        return await self._wire.post(f"{_ROOT}/visits", visit, Appointments, key=str(visit.id))

    async def appointments(self, *, past: bool = False, cursor: str | None = None) -> Appointments:
        """Appointments of the account's people, by time."""
        query = _query({"past": str(past).lower(), "cursor": cursor})
        return await self._wire.get(f"{_ROOT}{query}", Appointments)

    async def appointment(self, appointment_id: UUID) -> Appointment:
        """One appointment."""
        return await self._wire.get(f"{_ROOT}/{appointment_id}", Appointment)

    async def other_times(self, appointment_id: UUID) -> FreeTimes:
        """Free times closest to an appointment."""
        return await self._wire.get(f"{_ROOT}/{appointment_id}/alternatives", FreeTimes)

    async def confirm(self, appointment_id: UUID, request: AboutAppointment) -> Appointment:
        """Say that one will come."""
        return await self._about(appointment_id, "confirmation", request)

    async def cancel(self, appointment_id: UUID, request: AboutAppointment) -> Appointment:
        """Cancel."""
        return await self._about(appointment_id, "cancellation", request)

    async def move(self, appointment_id: UUID, wish: MoveAppointment) -> Appointment:
        """Move to another time."""
        return await self._about(appointment_id, "moves", wish)

    async def rate(self, appointment_id: UUID, opinion: RateVisit) -> Appointment:
        """Rate a visit, once."""
        return await self._about(appointment_id, "rating", opinion)

    async def waitlist(self) -> Waitlist:
        """Where the account's people wait, with what is offered to them."""
        return await self._wire.get(f"{_ROOT}/waitlist", Waitlist)

    async def join_waitlist(self, wish: JoinWaitlist) -> WaitlistPlace:
        """Wait for an earlier time."""
        return await self._wire.post(f"{_ROOT}/waitlist", wish, WaitlistPlace, key=str(wish.id))

    async def leave_waitlist(self, entry_id: UUID, request: AboutAppointment) -> WaitlistPlace:
        """Wait no more."""
        path = f"{_ROOT}/waitlist/{entry_id}/leaving"
        return await self._wire.post(path, request, WaitlistPlace, key=str(request.id))

    async def accept_offer(self, offer_id: UUID, request: AboutAppointment) -> Appointment:
        """Take the time that was offered."""
        path = f"{_ROOT}/waitlist/offers/{offer_id}/acceptance"
        return await self._wire.post(path, request, Appointment, key=str(request.id))

    async def decline_offer(self, offer_id: UUID, request: AboutAppointment) -> WaitlistPlace:
        """Let the time go to the next."""
        path = f"{_ROOT}/waitlist/offers/{offer_id}/refusal"
        return await self._wire.post(path, request, WaitlistPlace, key=str(request.id))

    async def booking_link(self, wish: MakeBookingLink) -> BookingLink:
        """A way to the page on which a visit is chosen."""
        return await self._wire.post(f"{_ROOT}/booking-links", wish, BookingLink, key=str(wish.id))

    async def check_in_code(self, wish: MakePass) -> CheckInCode:
        """A QR to show at the kiosk, valid for five minutes."""
        return await self._wire.post(f"{_ROOT}/passes", wish, CheckInCode, key=str(wish.id))

    async def scan_counter(self, order: ScanCounter) -> Ticket:
        """A number for a counter's QR."""
        return await self._wire.post("/v1/queues/scans", order, Ticket, key=str(order.id))

    async def places(self) -> OwnTickets:
        """Own places in queues of today."""
        return await self._wire.get("/v1/queues/own", OwnTickets)

    async def _about(
        self, appointment_id: UUID, what: str, body: AboutAppointment | MoveAppointment | RateVisit
    ) -> Appointment:
        path = f"{_ROOT}/{appointment_id}/{what}"
        return await self._wire.post(path, body, Appointment, key=str(body.id))


def _department(hospital_id: UUID, department: str, what: str, asked: Mapping[str, object]) -> str:
    return f"{_ROOT}/hospitals/{hospital_id}/departments/{department}/{what}{_query(asked)}"


def _query(asked: Mapping[str, object]) -> str:
    given = {name: str(value) for name, value in asked.items() if value is not None}
    return f"?{urlencode(given)}" if given else ""
