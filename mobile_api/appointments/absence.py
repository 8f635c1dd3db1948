"""A doctor will not be there: everybody who is booked is told and chooses another time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments.errors import NoSuchService, NotATime
from mobile_api.appointments.schemas import Absence, Appointment, SendAway, SetBookingRules
from mobile_api.appointments.standing import Requests, shown
from mobile_api.appointments.store import absences, taking
from mobile_api.appointments.store import appointments as store
from mobile_api.appointments.telling import AppointmentNews
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.facilities.service import KEEPERS
from mobile_api.permissions import allowed

_LONGEST = timedelta(days=730)
_PLANNERS = (Role.RECEPTION, Role.NURSE, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who will not be there."""

    practitioner: str
    starts_at: datetime
    ends_at: datetime


class AbsenceService:
    """What the hospital changes in its calendars."""

    def __init__(
        self, clock: Clock, requests: Requests, news: AppointmentNews, audit: AuditService
    ) -> None:
        self._clock = clock
        self._requests = requests
        self._news = news
        self._audit = audit

    @allowed(Role.RECEPTION, Role.ADMINISTRATOR)
    async def send_away(self, tx: Writing, actor: Actor, absence: SendAway) -> Absence:
        """Note that a doctor is away. Nothing is free in that time any more; appointments in
        it become ``pending``, their people get a link to other times.

        Raises:
            NoSuchService: this hospital has no such doctor.
            NotATime: it ends before it begins, or is over.
            IdempotencyMismatch: the id was used with another body.
        """
        if absence.ends_at <= absence.starts_at:
            raise NotATime(reason="ends_before_it_begins")
        if absence.ends_at <= self._clock():
            raise NotATime(reason="past")
        if absence.ends_at > self._clock() + _LONGEST:
            raise NotATime(reason="too_far")
        if not await absences.is_of(tx, absence.practitioner_id, actor.hospital_id):
            raise NoSuchService
        new = await self._requests.claim(tx, absence.id, "away", absence.practitioner_id, absence)
        if new:
            await absences.add(
                tx,
                {
                    **absence.model_dump(),
                    "kind": "away",
                    "created_at": self._clock(),
                },
            )
            told = await self._free(tx, absence.practitioner_id, absence.starts_at, absence.ends_at)
            await self._audit.record(
                tx, actor, "appointments.away", "practitioner", absence.practitioner_id
            )
        else:
            told = await absences.pending(
                tx, absence.practitioner_id, absence.starts_at, absence.ends_at
            )
        return Absence(**absence.model_dump(), told=told)

    @allowed(*_PLANNERS)
    async def doctors(self, db: Reader, actor: Actor) -> list[tuple[UUID, str]]:
        """Who sees patients in the actor's hospital, by name."""
        return await absences.doctors(db, actor.hospital_id)

    @allowed(*_PLANNERS)
    async def away(self, db: Reader, actor: Actor) -> list[Away]:
        """Who is away now or later, by begin."""
        rows = await absences.away(db, actor.hospital_id, self._clock())
        return [Away(**row) for row in rows]

    @allowed(*_PLANNERS)
    async def waiting(self, db: Reader, actor: Actor) -> list[Appointment]:
        """Visits whose doctor is away and for which nobody has chosen another time, by time."""
        rows = await store.waiting_for_a_time(db, actor.hospital_id, self._clock())
        return [shown(row) for row in rows]

    @allowed(*KEEPERS)
    async def tell_away(
        self,
        tx: Writing,
        actor: Actor,
        practitioner_id: UUID,
        starts_at: datetime,
        ends_at: datetime,
    ) -> int:
        """The calendar says that a doctor of the actor's hospital is away: its people are told.

        Repeated, nobody is told twice: what was told is no longer ``booked``.

        Returns:
            How many appointments wait for another time.

        Raises:
            NoSuchService: this hospital has no such doctor.
        """
        if not await absences.is_of(tx, practitioner_id, actor.hospital_id):
            raise NoSuchService
        told = await self._free(tx, practitioner_id, starts_at, ends_at)
        await self._audit.record(tx, actor, "appointments.away", "practitioner", practitioner_id)
        return told

    @allowed(*KEEPERS)
    async def tell_back(self, tx: Writing, actor: Actor, practitioner_id: UUID) -> int:
        """An absence was taken back or made shorter: visits that it had put into question stand
        as before, and their people are told.

        What has become impossible in the meantime (the patient is booked elsewhere then) still
        waits for another time.

        Returns:
            How many appointments stand again.

        Raises:
            NoSuchService: this hospital has no such doctor.
        """
        if not await absences.is_of(tx, practitioner_id, actor.hospital_id):
            raise NoSuchService
        stand = 0
        for one in await absences.no_longer_away(tx, practitioner_id, self._clock()):
            if await taking.book_again(tx, one):
                row = await store.one(tx, one)
                assert row is not None
                await self._news.takes_place(tx, row)
                await self._audit.record(tx, actor, "appointments.stand", "appointment", one)
                stand += 1
        return stand

    async def _free(
        self, tx: Writing, practitioner_id: UUID, starts_at: datetime, ends_at: datetime
    ) -> int:
        told = 0
        begin = max(starts_at, self._clock())
        for row in await store.booked_with(tx, practitioner_id, begin, ends_at):
            if await store.set_state(tx, row["id"], ("booked",), {"status": "pending"}):
                await self._news.doctor_away(tx, row)
                told += 1
        await absences.end_holds(tx, practitioner_id, starts_at, ends_at)
        return told

    @allowed(Role.ADMINISTRATOR)
    async def set_rules(self, tx: Writing, actor: Actor, wanted: SetBookingRules) -> None:
        """What the hospital, or one of its services, wants of bookings from now on.

        Raises:
            NoSuchService: the department does not offer it.
            IdempotencyMismatch: the id was used with another body.
        """
        key = ""
        if wanted.service is not None:
            service = None
            if wanted.department is not None:
                service = await absences.service_id(
                    tx, actor.hospital_id, wanted.department, wanted.service
                )
            if service is None:
                raise NoSuchService
            key = service.hex
        if await self._requests.claim(tx, wanted.id, "rules", actor.hospital_id, wanted):
            values = wanted.model_dump(exclude={"id", "department", "service"})
            await absences.put_rules(tx, actor.hospital_id, key, values)
            await self._audit.record(
                tx, actor, "appointments.rules", "hospital", actor.hospital_id, service=key
            )

    @allowed(Role.SYSTEM)
    async def close_day(self, tx: Writing, actor: Actor) -> int:
        """Mark who has not come, and what nobody has chosen another time for.

        A booked appointment is ``noshow`` once the hospital's grace after its begin is over
        and the person has not arrived; who has arrived stays so. A ``pending`` one whose
        time has come is cancelled by the hospital: nobody is blamed for it.

        Returns:
            How many were changed.
        """
        now = self._clock()
        changed = await absences.mark_noshows(tx, now)
        for appointment_id in changed:
            await self._audit.record(
                tx, actor, "appointments.noshow", "appointment", appointment_id
            )
        left = await absences.cancel_pending(tx, now)
        for appointment_id in left:
            await self._audit.record(
                tx, actor, "appointments.cancel", "appointment", appointment_id, late="false"
            )
        return len(changed) + len(left)
