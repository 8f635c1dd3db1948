"""Answers which times are free, and whether a posted time is one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from mobile_api.actors import Actor, Role
from mobile_api.appointments import rules, slots
from mobile_api.appointments.errors import NoSuchService, NotATime
from mobile_api.appointments.schemas import (
    FreeDay,
    FreeDays,
    FreeTimes,
    OfferedService,
    OfferedServices,
    Practitioner,
    Practitioners,
)
from mobile_api.appointments.store import free_times
from mobile_api.appointments.store.free_times import Facts, Question
from mobile_api.clock import Clock
from mobile_api.database import Reader
from mobile_api.errors import InvalidRequest
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.permissions import STAFF, allowed

MOST_DAYS = 14
MOST_TIMES = 200
_A_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=400)
"""Beyond every hospital's horizon, and well before calendars end."""
_ASKING = (Role.PATIENT, Role.BOT, Role.SYSTEM, Role.CALL_CENTRE_AGENT, *STAFF)


class PlanningService:
    """Free times. Nothing here is personal."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    @allowed(*_ASKING)
    async def services(
        self, db: Reader, actor: Actor, hospital_id: UUID, department: str
    ) -> OfferedServices:
        """What a department offers, by code.

        Raises:
            NoSuchDepartment: the hospital does not have it.
        """
        found = await free_times.services(db, hospital_id, department)
        if found is None:
            raise NoSuchDepartment
        return OfferedServices(items=[OfferedService(**row) for row in found])

    @allowed(*_ASKING)
    async def practitioners(
        self,
        db: Reader,
        actor: Actor,
        hospital_id: UUID,
        department: str,
        service: str | None = None,
    ) -> Practitioners:
        """The doctors of a department; who is free first comes first.

        Raises:
            NoSuchDepartment, NoSuchService: the hospital does not have it.
        """
        known, first, last = await self._known(db, hospital_id, department, service, None, None)
        after = self._earliest(known)
        found = []
        for calendar in known.calendars:
            next_free = next(
                (
                    begin
                    for day in slots.days(first, last)
                    for begin, _, _ in slots.free_of(calendar, known.house, known.offer, day, after)
                ),
                None,
            )
            found.append(
                Practitioner(
                    id=UUID(calendar.practitioner_id),
                    name=calendar.name,
                    floor=calendar.floor,
                    room=calendar.room,
                    next_free=None if next_free is None else slots.to_moment(next_free),
                )
            )
        latest = datetime.max.replace(tzinfo=UTC)
        found.sort(key=lambda one: (one.next_free or latest, one.name))
        return Practitioners(items=found, time_zone=known.house.zone.key)

    @allowed(*_ASKING)
    async def free(
        self,
        db: Reader,
        actor: Actor,
        hospital_id: UUID,
        department: str,
        *,
        service: str | None = None,
        practitioner_id: UUID | None = None,
        from_day: date | None = None,
        days: int = MOST_DAYS,
        cursor: str | None = None,
        limit: int = 100,
    ) -> dict[str, object]:
        """Free times of a department over at most 14 days, by begin, then by doctor.

        Days are computed one after the other until the page is full: what nobody looks at
        costs nothing.

        Args:
            db, actor: where to ask (once), and whoever asks.
            hospital_id, department: where.
            service: its length and places count; None: the doctors' own slots.
            practitioner_id: only this doctor.
            from_day: first day in the hospital's calendar; None or past: today.
            cursor: where the last page ended.
            days, limit: how many days (1 to 14), and times on a page (1 to 200).

        Returns:
            What ``schemas.FreeTimes`` says, as plain values: a list of a hundred models costs
            more than the query.

        Raises:
            NoSuchDepartment, NoSuchService: the hospital does not have it.
            InvalidRequest: the cursor is not ours.
        """
        begin, last_seen = _read_cursor(cursor)
        known, first, last = await self._known(
            db, hospital_id, department, service, practitioner_id, from_day, days
        )
        after = max(self._earliest(known), begin)
        items: list[dict[str, object]] = []
        names: dict[str, str] = {}
        following = None
        for day in slots.days(max(first, slots.day_of(begin, known.house.zone)), last):
            found = sorted(
                (begins, calendar.practitioner_id, ends, seats, calendar.name)
                for calendar in known.calendars
                for begins, ends, seats in slots.free_of(
                    calendar, known.house, known.offer, day, after
                )
                if (begins, calendar.practitioner_id) > (begin, last_seen)
            )
            for begins, practitioner, ends, seats, name in found[: limit - len(items)]:
                names[practitioner] = name
                items.append(
                    {
                        "starts_at": _iso(begins),
                        "ends_at": _iso(ends),
                        "practitioner_id": practitioner,
                        "seats": seats,
                    }
                )
                following = f"{begins}.{practitioner}"
            if len(items) >= limit:
                break
        else:
            following = None
        return {
            "items": items,
            "practitioners": names,
            "time_zone": known.house.zone.key,
            "next": following,
        }

    @allowed(*_ASKING)
    async def free_days(
        self,
        db: Reader,
        actor: Actor,
        hospital_id: UUID,
        department: str,
        *,
        service: str | None = None,
        practitioner_id: UUID | None = None,
        from_day: date | None = None,
        days: int = MOST_DAYS,
    ) -> FreeDays:
        """How many times are free on each day: what a calendar to choose from shows.

        Raises:
            NoSuchDepartment, NoSuchService: the hospital does not have it.
        """
        known, first, last = await self._known(
            db, hospital_id, department, service, practitioner_id, from_day, days
        )
        after = self._earliest(known)
        counted = [
            FreeDay(
                day=day,
                free=sum(
                    1
                    for calendar in known.calendars
                    for _ in slots.free_of(calendar, known.house, known.offer, day, after)
                ),
            )
            for day in slots.days(first, last)
        ]
        return FreeDays(items=counted, time_zone=known.house.zone.key)

    async def nearest(
        self,
        db: Reader,
        hospital_id: UUID,
        department: str,
        service: str | None,
        around: datetime,
        most: int,
    ) -> FreeTimes:
        """Free times of a department closest to a moment: what is offered instead.

        Raises:
            NoSuchDepartment, NoSuchService: the hospital does not have it (any more).
        """
        known, first, last = await self._known(db, hospital_id, department, service, None, None)
        after, wish = self._earliest(known), slots.to_minutes(around)
        found = [
            (abs(begins - wish), begins, ends, seats, calendar)
            for calendar in known.calendars
            for day in slots.days(first, last)
            for begins, ends, seats in slots.free_of(calendar, known.house, known.offer, day, after)
        ]
        found.sort(key=lambda one: (one[0], one[4].practitioner_id))
        chosen = sorted(found[:most], key=lambda one: (one[1], one[4].practitioner_id))
        return FreeTimes.model_validate(
            {
                "items": [
                    {
                        "starts_at": slots.to_moment(begins),
                        "ends_at": slots.to_moment(ends),
                        "practitioner_id": calendar.practitioner_id,
                        "seats": seats,
                    }
                    for _, begins, ends, seats, calendar in chosen
                ],
                "practitioners": {one[4].practitioner_id: one[4].name for one in chosen},
                "time_zone": known.house.zone.key,
                "next": None,
            }
        )

    async def exact(
        self,
        db: Reader,
        hospital_id: UUID,
        department: str,
        service: str | None,
        practitioner_id: UUID,
        starts_at: datetime,
        *,
        patient_id: UUID,
        booker: UUID | None = None,
        at_the_desk: bool = False,
    ) -> tuple[Facts, slots.Calendar, datetime]:
        """What is known about one posted time, and when it ends. Whether it is free, the
        database decides when it is taken.

        Args:
            db: where to ask.
            hospital_id, department, service, practitioner_id, starts_at: the posted time.
            patient_id: whose standing is read along with it.
            booker: see ``Question.booker``.
            at_the_desk: reception may book without notice and beyond the horizon.

        Raises:
            NoSuchDepartment, NoSuchService: the hospital does not have it, or not this doctor.
            NotATime: past, too soon, too far, closed, or between two times.
        """
        now = self._clock()
        if starts_at <= now:
            raise NotATime(reason="past")
        if starts_at > now + _FARTHEST:
            raise NotATime(reason="too_far")
        known = await self._facts(
            db,
            Question(
                hospital_id=hospital_id,
                department=department,
                service=service,
                practitioner_id=practitioner_id,
                patient_id=patient_id,
                booker=booker,
                since=starts_at - _A_DAY,
                until=starts_at + _A_DAY,
                now=now,
                late_since=now - timedelta(days=rules.LATE_DAYS),
            ),
        )
        if not known.calendars:
            raise NoSuchService
        if not at_the_desk:
            if starts_at < now + timedelta(minutes=known.rules.notice_minutes):
                raise NotATime(reason="too_soon")
            zone = known.house.zone
            last = now.astimezone(zone).date() + timedelta(days=known.rules.horizon_days)
            if starts_at.astimezone(zone).date() > last:
                raise NotATime(reason="too_far")
        calendar = known.calendars[0]
        begin = slots.to_minutes(starts_at)
        times = slots.times_of(
            calendar, known.house, known.offer, slots.day_of(begin, known.house.zone)
        )
        if not times:
            raise NotATime(reason="closed")
        if slots.to_moment(begin) != starts_at:
            raise NotATime(reason="no_slot")
        for one, end in times:
            if one == begin:
                return known, calendar, slots.to_moment(end)
        raise NotATime(reason="no_slot")

    async def facts_about(
        self,
        db: Reader,
        hospital_id: UUID,
        department: str,
        service: str | None,
        practitioner_id: UUID | None,
    ) -> Facts:
        """What is known of a department, of one service, or of one doctor in it.

        Raises:
            NoSuchDepartment, NoSuchService: the hospital does not have it.
        """
        known, _, _ = await self._known(
            db, hospital_id, department, service, practitioner_id, None, 1
        )
        return known

    async def rules_of(
        self, db: Reader, hospital_id: UUID, service_id: UUID | None
    ) -> rules.BookingRules:
        """What a hospital wants of bookings of one of its services."""
        return await free_times.rules_of(db, hospital_id, service_id)

    async def _known(
        self,
        db: Reader,
        hospital_id: UUID,
        department: str,
        service: str | None,
        practitioner_id: UUID | None,
        from_day: date | None,
        days: int = MOST_DAYS,
    ) -> tuple[Facts, date, date]:
        """Facts, and the first and last day that were meant."""
        now = self._clock()
        # The zone is not known before the one question is asked: a day more on either side.
        roughly = now
        if from_day is not None:
            wished = datetime.combine(min(from_day, (now + _FARTHEST).date()), now.timetz())
            roughly = max(now, wished)
        known = await self._facts(
            db,
            Question(
                hospital_id=hospital_id,
                department=department,
                service=service,
                practitioner_id=practitioner_id,
                since=roughly - 2 * _A_DAY,
                until=roughly + (days + 2) * _A_DAY,
                now=now,
                late_since=now,
            ),
        )
        today = now.astimezone(known.house.zone).date()
        first = min(max(today, from_day or today), (now + _FARTHEST).date())
        last = min(first + (days - 1) * _A_DAY, today + known.rules.horizon_days * _A_DAY)
        return known, first, last

    async def _facts(self, db: Reader, question: Question) -> Facts:
        known = await free_times.facts(db, question)
        if known is None:
            raise NoSuchDepartment if question.service is None else NoSuchService
        return known

    def _earliest(self, known: Facts) -> int:
        return slots.to_minutes(self._clock()) + known.rules.notice_minutes + 1


def _iso(minutes: int) -> str:
    return slots.to_moment(minutes).isoformat()[:19] + "Z"


def _read_cursor(cursor: str | None) -> tuple[int, str]:
    if cursor is None:
        return 0, ""
    minutes, _, practitioner = cursor.partition(".")
    try:
        slots.to_moment(int(minutes)).astimezone(ZoneInfo("Etc/GMT+12"))  # a moment that exists
        return int(minutes), str(UUID(practitioner))
    except (ValueError, OverflowError) as fault:
        raise InvalidRequest(fields=[{"field": "query.cursor", "rule": "not_a_cursor"}]) from fault
