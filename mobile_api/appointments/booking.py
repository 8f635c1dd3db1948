"""Holds and books times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments import rules, slots
from mobile_api.appointments.errors import (
    BookedElsewhere,
    NotATime,
    TimeTaken,
    TooManyAppointments,
    TooManyLateCancellations,
)
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import (
    Appointment,
    Appointments,
    BookAppointment,
    BookForPatient,
    BookVisit,
    Hold,
    HoldTime,
    TimeWish,
)
from mobile_api.appointments.standing import DESK, Requests, Standing, Standings, shown
from mobile_api.appointments.store import appointments as store
from mobile_api.appointments.store import taking
from mobile_api.appointments.store.free_times import Facts
from mobile_api.appointments.telling import AppointmentNews
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Record, Writing
from mobile_api.errors import DmedError, IdempotencyMismatch
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.permissions import allowed


class BookingService:
    """Keeps times for people, and books them.

    What takes time is decided by the database in one INSERT or UPDATE: two people who want
    the same time in the same instant get one appointment and one ``TimeTaken``.
    """

    def __init__(
        self,
        clock: Clock,
        standings: Standings,
        requests: Requests,
        planning: PlanningService,
        news: AppointmentNews,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._standings = standings
        self._requests = requests
        self._planning = planning
        self._news = news
        self._audit = audit

    @allowed(Role.PATIENT)
    async def hold(self, tx: Writing, actor: Actor, wish: HoldTime) -> Hold:
        """Keep a time for five minutes; sent again, the same hold with the same end.

        An account has one hold for each service: a new one lets the one before go.

        Raises:
            NoSuchPerson: the account may not book for this patient.
            NoSuchDepartment, NoSuchService, NotATime: see ``PlanningService.exact``.
            TimeTaken, BookedElsewhere: somebody, or the patient's own appointment, is there.
            IdempotencyMismatch: the id was used with another body.
        """
        digest = self._requests.digest("hold", wish)
        standing = await self._standings.of(tx, actor, wish.patient_id)
        first = await store.one(tx, wish.id)
        if first is not None:
            if first["body_digest"] != digest or first["status"] != "proposed":
                raise IdempotencyMismatch
            if first["held_until"] > self._clock():
                return Hold(**first)
        elif await store.of_hold(tx, wish.id) is not None:
            raise TimeTaken(own=True)
        known, row, number = await self._row(tx, actor, wish, standing)
        key = f"{actor.id.hex}:{(known.service_id or UUID(int=0)).hex}:{wish.hospital_id.hex[:8]}"
        await taking.release_other_hold(tx, key, UUID(int=0))
        row |= {
            "id": wish.id,
            "status": "proposed",
            "body_digest": digest,
            "held_until": self._clock() + timedelta(minutes=rules.HOLD_MINUTES),
            "hold_key": key,
        }
        await self._take(tx, row, number, known, standing)
        await self._audit.record(tx, actor, "appointments.hold", "hold", wish.id)
        return Hold(**row)

    @allowed(Role.PATIENT)
    async def release(self, tx: Writing, actor: Actor, hold_id: UUID) -> None:
        """Let a hold go; one that is gone already is gone."""
        if await taking.release(tx, hold_id, actor.id):
            await self._audit.record(tx, actor, "appointments.release", "hold", hold_id)

    @allowed(Role.PATIENT)
    async def book(self, tx: Writing, actor: Actor, wish: BookAppointment) -> Appointment:
        """Book a time for oneself or for somebody who trusts one with appointments.

        Raises:
            NoSuchPerson: the account may not book for this patient.
            NoSuchDepartment, NoSuchService, NotATime: see ``PlanningService.exact``.
            TimeTaken, BookedElsewhere: somebody, or the patient's own appointment, is there.
            TooManyAppointments, TooManyLateCancellations: the hospital's limits.
            IdempotencyMismatch: the id was used with another body.
        """
        digest = self._requests.digest("book", wish)
        # The record that is kept for the patient is looked up together with the time.
        sure = await self._standings.is_sure(tx, actor, wish.patient_id)
        try:
            booked = await self._book(tx, actor, wish, Standing(wish.patient_id, sure), digest)
        except DmedError:
            # Sent again, it finds its own time taken, past, or its limit reached.
            first = await store.one(tx, wish.id)
            if first is None:
                raise
            return self._replayed(first, digest)
        return await self._booked(tx, actor, booked)

    async def _book(
        self, tx: Writing, actor: Actor, wish: BookAppointment, standing: Standing, digest: bytes
    ) -> Record:
        known, row, number = await self._row(tx, actor, wish, standing)
        self._require_limits(known)
        row |= {"id": wish.id, "body_digest": digest}
        if wish.hold_id is not None and await taking.hold_becomes(
            tx, wish.hold_id, actor.id, row, self._clock()
        ):
            return await self._stored(tx, wish.id)
        return await self._take(tx, row, number, known, standing)

    @allowed(Role.PATIENT)
    async def book_visit(self, tx: Writing, actor: Actor, visit: BookVisit) -> Appointments:
        """Book several services that follow one another on one day: all of them, or none.

        Raises:
            NotATime: ``reason`` is ``not_consecutive`` where they overlap, lie more than an
                hour apart, or on different days; else as for ``book``.
            As ``book``: for each of them.
        """
        digest = self._requests.digest("visit", visit)
        standing = await self._standings.of(tx, actor, visit.patient_id)
        before = await store.of_visit(tx, visit.id)
        if before:
            if any(row["body_digest"] != digest for row in before):
                raise IdempotencyMismatch
            return Appointments(items=[shown(row) for row in before])
        planned = []
        for part in sorted(visit.parts, key=lambda part: part.starts_at):
            known, row, number = await self._row(tx, actor, part, standing)
            self._require_limits(known)
            row |= {"id": part.id, "body_digest": digest, "visit_id": visit.id}
            planned.append((known, row, number))
        _require_consecutive(planned)
        # In the order of calendars: two visits that want the same times cannot wait for each
        # other for ever.
        taken = {}
        for known, row, number in sorted(planned, key=lambda one: (one[2], one[1]["starts_at"])):
            taken[row["id"]] = await self._take(tx, row, number, known, standing)
        items = [await self._booked(tx, actor, taken[row["id"]]) for _, row, _ in planned]
        return Appointments(items=items)

    @allowed(*DESK)
    async def book_at_the_desk(
        self, tx: Writing, actor: Actor, wish: BookForPatient
    ) -> Appointment:
        """Reception books for a patient: any patient, without notice, beyond the limits.

        Raises:
            NoSuchPerson, PersonDeceased: nobody can be booked under this id (any more).
            NoSuchDepartment, NoSuchService, NotATime: see ``PlanningService.exact``; another
                hospital's department does not exist here.
            TimeTaken, BookedElsewhere: somebody, or the patient's own appointment, is there.
            IdempotencyMismatch: the id was used with another body.
        """
        self._require_here(actor, wish.hospital_id)
        digest = self._requests.digest("desk", wish)
        first = await store.one(tx, wish.id)
        if first is not None:
            return self._replayed(first, digest)
        standing = await self._standings.at_the_desk(tx, wish.patient_id)
        known, row, number = await self._row(tx, actor, wish, standing, at_the_desk=True)
        row |= {"id": wish.id, "body_digest": digest}
        taken = await self._take(tx, row, number, known, standing)
        return await self._booked(tx, actor, taken)

    @allowed(Role.SYSTEM)
    async def clear_ended_holds(self, tx: Writing, actor: Actor) -> int:
        """Delete holds that have ended; how many. They stand in nobody's way before either."""
        return await taking.clear_ended_holds(tx, self._clock())

    async def _row(
        self,
        tx: Writing,
        actor: Actor,
        wish: TimeWish,
        standing: Standing,
        *,
        at_the_desk: bool = False,
    ) -> tuple[Facts, dict[str, Any], int]:
        known, calendar, ends_at = await self._planning.exact(
            tx,
            wish.hospital_id,
            wish.department,
            wish.service,
            wish.practitioner_id,
            wish.starts_at,
            patient_id=standing.patient_id,
            booker=None if standing.sure else actor.id,
            at_the_desk=at_the_desk,
        )
        patient_id = known.person_id or standing.patient_id
        number = calendar.number or await taking.calendar_number(tx, wish.practitioner_id)
        first_lane, last_lane = rules.lanes_of(number, None)
        return (
            known,
            {
                "hospital_id": wish.hospital_id,
                "patient_id": patient_id,
                "patient_key": rules.patient_key(patient_id),
                "practitioner_id": wish.practitioner_id,
                "department": wish.department,
                "service_id": known.service_id,
                "starts_at": wish.starts_at,
                "ends_at": ends_at,
                "status": "booked",
                "lane_from": first_lane,
                "lane_to": last_lane,
                "created_at": self._clock(),
                "booked_by": actor.id,
                "booked_by_role": actor.role.value,
                "visit_id": None,
            },
            number,
        )

    async def _take(
        self, tx: Writing, row: dict[str, Any], number: int, known: Facts, standing: Standing
    ) -> Record:
        now, taken = self._clock(), None
        begin, end = slots.to_minutes(row["starts_at"]), slots.to_minutes(row["ends_at"])
        # Whoever is seen to be too late is told so at once; all others the database decides.
        if slots.Taken(known.calendars[0]).seats_left(begin, end, known.offer.capacity):
            if known.offer.capacity > 1:
                taken = await taking.take_seat(tx, row, number, known.offer.capacity, now)
            else:
                taken = await taking.take(tx, row, now)
        if taken is not None:
            return taken
        busy = standing.sure and await store.patient_is_busy(
            tx, row["patient_id"], row["starts_at"], row["ends_at"], row["id"], now
        )
        raise BookedElsewhere if busy else TimeTaken

    async def _booked(self, tx: Writing, actor: Actor, row: Record) -> Appointment:
        await self._news.booked(tx, row)
        await self._audit.record(tx, actor, "appointments.book", "appointment", row["id"])
        return shown(row)

    async def _stored(self, tx: Writing, appointment_id: UUID) -> Record:
        row = await store.one(tx, appointment_id)
        assert row is not None
        return row

    def _replayed(self, row: Record, digest: bytes) -> Appointment:
        if row["body_digest"] != digest or row["status"] == "proposed":
            raise IdempotencyMismatch
        return shown(row)

    @staticmethod
    def _require_limits(known: Facts) -> None:
        if known.open_count >= known.rules.most_open:
            raise TooManyAppointments(most=known.rules.most_open)
        if known.late_count >= known.rules.most_late:
            raise TooManyLateCancellations(most=known.rules.most_late)

    @staticmethod
    def _require_here(actor: Actor, hospital_id: UUID) -> None:
        if actor.hospital_id != hospital_id:
            raise NoSuchDepartment


def _require_consecutive(planned: Sequence[tuple[Facts, dict[str, Any], int]]) -> None:
    zone = planned[0][0].house.zone
    rows = [row for _, row, _ in planned]
    for before, after in pairwise(rows):
        gap = after["starts_at"] - before["ends_at"]
        same_day = (
            after["starts_at"].astimezone(zone).date()
            == before["starts_at"].astimezone(zone).date()
        )
        if (
            not timedelta() <= gap <= timedelta(minutes=rules.MOST_GAP_MINUTES)
            or not same_day
            or after["hospital_id"] != before["hospital_id"]
        ):
            raise NotATime(reason="not_consecutive")
