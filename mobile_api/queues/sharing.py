"""The app in the queue: a counter's QR becomes a number, and the own place is followed.

As ABDM's Scan & Share: the counter's QR names hospital and department; the app sends who it is
for; the hospital answers with a number. Somebody who is booked there today has arrived for the
appointment and gets its number instead of one as a walk-in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments.service import AppointmentsService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.patients.people import PeopleService
from mobile_api.patients.schemas import Person
from mobile_api.patients.service import PatientsService
from mobile_api.patients.visits import VISIT_SECONDS, VisitFacts
from mobile_api.permissions import STAFF, allowed
from mobile_api.queues import store
from mobile_api.queues.errors import NoSuchCounter
from mobile_api.queues.schemas import (
    CheckIn,
    CounterCode,
    JoinQueue,
    NumberAtTheDesk,
    OwnTicket,
    OwnTickets,
    ScanCounter,
    Ticket,
)
from mobile_api.queues.service import QueuesService

_PURPOSE = "counter"
_SHOWN = timedelta(hours=20)
_SURE = ("confirmed", "proven")


class SharingService:
    """Numbers beside the kiosk: what somebody with the app does in a queue, and the desk."""

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        facilities: FacilitiesService,
        patients: PatientsService,
        people: PeopleService,
        appointments: AppointmentsService,
        queues: QueuesService,
        public_url: str,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._facilities = facilities
        self._patients = patients
        self._people = people
        self._appointments = appointments
        self._queues = queues
        self._public_url = public_url

    @allowed(*STAFF)
    async def counter(self, db: Reader, actor: Actor, department: str) -> CounterCode:
        """The QR to stand on a department's counter; it never changes.

        Raises:
            NoSuchDepartment: this hospital does not have it.
        """
        found = await self._facilities.department(db, actor.hospital_id, department)
        signed = self._vaulted.sign_bytes(_PURPOSE, actor.hospital_id.bytes + found.code.encode())
        return CounterCode(department=found.code, qr=f"{self._public_url}/c/{signed}")

    @allowed(Role.PATIENT)
    async def scan(self, tx: Writing, actor: Actor, order: ScanCounter) -> Ticket:
        """A number for whoever stands at the counter; sent again, the same number.

        Raises:
            NoSuchCounter: not one of our codes.
            NoSuchPerson: the account may not queue for this patient.
            AlreadyWaiting: the patient waits in this queue.
            IdempotencyMismatch: the id was used with another body.
        """
        hospital_id, department = self._read(order.counter)
        assurance = await self._people.may_act_for(tx, actor, order.patient_id, "queue")
        here = actor.model_copy(update={"hospital_id": hospital_id})
        walk_in = JoinQueue(id=order.id, department=department, language=order.language)
        return await self._arrive(tx, here, order.patient_id, walk_in, sure=assurance in _SURE)

    @allowed(Role.RECEPTION, Role.NURSE)
    async def at_the_desk(self, tx: Writing, actor: Actor, order: NumberAtTheDesk) -> Ticket:
        """A number for whoever stands at the desk, whom staff have found; who is booked has come.

        Raises:
            NoSuchPerson, PersonDeceased: nobody can wait under this id (any more).
            NoSuchDepartment: this hospital does not have it.
            AlreadyWaiting: the patient waits in this queue.
            IdempotencyMismatch: the id was used with another body.
        """
        patient_id, language = await self._patients.at_the_desk(tx, actor, order.patient_id)
        walk_in = JoinQueue(id=order.id, department=order.department, language=language)
        return await self._arrive(tx, actor, patient_id, walk_in, sure=True)

    async def _arrive(
        self, tx: Writing, actor: Actor, patient_id: UUID, walk_in: JoinQueue, *, sure: bool
    ) -> Ticket:
        """Check in for what is booked there today, where it is sure who that is; else walk in."""
        visit = VisitFacts(
            visit_id=walk_in.id,
            device_id=actor.id,
            level="confirmed" if sure else "claimed",
            for_whom="self",
            patient_id=patient_id,
            pinfl=None,
            age_years=None,
            sex=None,
            expires_at=self._clock() + timedelta(seconds=VISIT_SECONDS),
        )
        if sure:
            booked = await self._appointments.booked_today_in(
                tx, actor, patient_id, walk_in.department
            )
            if booked is not None:
                arrival = CheckIn(id=walk_in.id, appointment_id=booked, language=walk_in.language)
                return await self._queues.check_in(tx, actor, visit, arrival)
        return await self._queues.join(tx, actor, visit, walk_in)

    @allowed(Role.PATIENT)
    async def own(self, db: Reader, actor: Actor) -> OwnTickets:
        """The places of the account's people in queues of today, newest first.

        Of a patient whose number was only typed: those that this very account took.
        """
        people = [one for one in (await self._people.own(db, actor)).items if "queue" in one.scopes]
        found = await store.of_people(
            db,
            _ids(people, sure=True),
            _ids(people, sure=False),
            actor.id,
            self._clock() - _SHOWN,
        )
        items = []
        for row in found:
            signed = self._queues.sign(row["id"])
            place = await self._queues.place(db, signed)
            if place.status != "void":
                items.append(
                    OwnTicket(
                        id=row["id"],
                        patient_id=row["patient_id"],
                        signed=signed,
                        live=f"{self._public_url}/t/{signed}/stream",
                        place=place,
                    )
                )
        return OwnTickets(items=items)

    def _read(self, counter: str) -> tuple[UUID, str]:
        try:
            content = self._vaulted.verify_bytes(_PURPOSE, counter.rpartition("/")[2])
        except CannotOpen as fault:
            raise NoSuchCounter from fault
        return UUID(bytes=content[:16]), content[16:].decode()


def _ids(people: Sequence[Person], *, sure: bool) -> list[UUID]:
    return [one.id for one in people if (one.assurance in _SURE) == sure]
