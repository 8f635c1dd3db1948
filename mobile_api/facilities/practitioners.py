"""Keeps who sees patients, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping

from mobile_api.actors import Actor
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import NotFound
from mobile_api.facilities import editing_store as store
from mobile_api.facilities import rules
from mobile_api.facilities.errors import (
    AlreadyPast,
    ClosedOnHoliday,
    HoursOverlap,
    HoursReversed,
    NoSuchDepartment,
    NoSuchPractitioner,
    NoSuchRoom,
    PersonnelNumberTaken,
    SlotTooLong,
    UnknownSpeciality,
)
from mobile_api.facilities.orders import PutException, PutPractitioner, PutWeek
from mobile_api.facilities.schemas import (
    ExceptionRecord,
    PractitionerRecord,
    Timetable,
    WeeklyHours,
)
from mobile_api.facilities.service import KEEPERS, FacilitiesService
from mobile_api.facilities.tables import PractitionerRow, ScheduleExceptionRow
from mobile_api.facilities.terminology import SPECIALITIES
from mobile_api.permissions import allowed

LONGEST_EXCEPTION = timedelta(days=400)
"""A year of leave; longer is a typing mistake, or somebody who has left."""

_DEFAULT_SLOT = 20


class PractitionersService:
    """Doctors and others who see patients; their weeks, absences and extra hours."""

    def __init__(self, clock: Clock, facilities: FacilitiesService, audit: AuditService) -> None:
        self._clock = clock
        self._facilities = facilities
        self._audit = audit

    @allowed(*KEEPERS)
    async def practitioner(
        self, db: Reader, actor: Actor, practitioner_id: UUID
    ) -> PractitionerRecord:
        """One of them.

        Raises:
            NoSuchPractitioner: not in this hospital.
        """
        return PractitionerRecord(**await self._known(db, actor, practitioner_id))

    @allowed(*KEEPERS)
    async def by_key(self, db: Reader, actor: Actor, key: str) -> PractitionerRecord | None:
        """Who has this personnel number; None where nobody has."""
        found = await store.practitioners(db, actor.hospital_id, store.of_key(key))
        return PractitionerRecord(**found[0]) if found else None

    @allowed(*KEEPERS)
    async def timetable(self, db: Reader, actor: Actor, practitioner_id: UUID) -> Timetable:
        """When somebody works, from now on.

        Raises:
            NoSuchPractitioner: not in this hospital.
        """
        await self._known(db, actor, practitioner_id)
        exceptions = await store.exceptions(db, practitioner_id, self._clock())
        return Timetable(
            hours=[WeeklyHours(**row) for row in await store.week(db, practitioner_id)],
            exceptions=[ExceptionRecord(**row) for row in exceptions],
        )

    @allowed(*KEEPERS)
    async def put(
        self, tx: Writing, actor: Actor, practitioner_id: UUID, order: PutPractitioner
    ) -> PractitionerRecord:
        """Add somebody, or change one.

        Raises:
            UnknownSpeciality: not in the national directory.
            NoSuchDepartment, NoSuchRoom: the hospital does not have it.
            PersonnelNumberTaken: somebody else has it.
            NotFound: the practitioner is another hospital's.
        """
        if order.speciality is not None and order.speciality not in SPECIALITIES:
            raise UnknownSpeciality(field="speciality")
        await self._lock(tx, actor)
        departments = {r["code"]: r for r in await store.departments(tx, actor.hospital_id)}
        if order.department not in departments:
            raise NoSuchDepartment(field="department")
        room = next(
            (
                row
                for row in await store.rooms(tx, actor.hospital_id)
                if row["department"] == order.department
                and row["number"].casefold() == order.room.casefold()
            ),
            None,
        )
        if room is None or (order.active and not room["active"]):
            raise NoSuchRoom(field="room")
        owner = await store.hospital_of(tx, PractitionerRow, practitioner_id)
        if owner not in {None, actor.hospital_id}:
            raise NotFound
        if order.key is not None:
            for other in await store.practitioners(tx, actor.hospital_id, store.of_key(order.key)):
                if other["id"] != practitioner_id:
                    raise PersonnelNumberTaken(field="key")
        before = await store.practitioners(tx, actor.hospital_id, store.of_id(practitioner_id))
        await store.put(
            tx,
            PractitionerRow,
            {
                "id": practitioner_id,
                "department_id": departments[order.department]["id"],
                "room_id": room["id"],
                "name": order.name,
                "key": order.key,
                "name_cyrillic": order.name_cyrillic,
                "speciality": order.speciality,
                "roles": list(dict.fromkeys(order.roles)),
                "active": order.active,
            },
        )
        verb = "add" if not before else "change"
        if before and before[0]["active"] != order.active:
            verb = "open" if order.active else "close"
        await self._audit.record(
            tx, actor, f"facilities.{verb}_practitioner", "practitioner", practitioner_id
        )
        return PractitionerRecord(**await self._known(tx, actor, practitioner_id))

    @allowed(*KEEPERS)
    async def put_week(
        self, tx: Writing, actor: Actor, practitioner_id: UUID, order: PutWeek
    ) -> Timetable:
        """Replace somebody's weekly hours.

        Raises:
            NoSuchPractitioner: not in this hospital.
            HoursReversed, SlotTooLong, HoursOverlap, OutsideOpeningHours: the fact ``field`` is
                ``hours.<place>``.
        """
        await self._lock(tx, actor)
        await self._known(tx, actor, practitioner_id)
        week = [
            rules.Span(
                hours.weekday,
                hours.starts.hour * 60 + hours.starts.minute,
                hours.ends.hour * 60 + hours.ends.minute,
                hours.slot_minutes,
            )
            for hours in order.hours
        ]
        rules.check_week(week, await self._opening(tx, actor), "hours")
        await store.replace_week(
            tx,
            practitioner_id,
            [
                {
                    # As a plan derives them, so that applying one finds its rows.
                    "id": uuid5(practitioner_id, f"{hours.weekday}|{hours.starts}"),
                    "practitioner_id": practitioner_id,
                    "weekday": span.weekday,
                    "starts": span.starts,
                    "ends": span.ends,
                    "slot_minutes": span.slot,
                }
                for hours, span in zip(order.hours, week, strict=True)
            ],
        )
        await self._audit.record(tx, actor, "facilities.put_week", "practitioner", practitioner_id)
        return await self.timetable(tx, actor, practitioner_id)

    @allowed(*KEEPERS)
    async def put_exception(
        self,
        tx: Writing,
        actor: Actor,
        practitioner_id: UUID,
        exception_id: UUID,
        order: PutException,
    ) -> Timetable:
        """Note that somebody is away, or works extra hours.

        Raises:
            NoSuchPractitioner: not in this hospital.
            HoursReversed, SlotTooLong, AlreadyPast, ClosedOnHoliday, HoursOverlap: see the
                field.
            NotFound: the id is another practitioner's exception.
        """
        await self._lock(tx, actor)
        await self._known(tx, actor, practitioner_id)
        if await store.owner_of_exception(tx, exception_id) not in {None, practitioner_id}:
            raise NotFound
        zone = await self._facilities.zone(tx, actor.hospital_id)
        starts, ends = (moment.replace(tzinfo=zone) for moment in (order.starts, order.ends))
        if ends <= starts or ends - starts > LONGEST_EXCEPTION:
            raise HoursReversed(field="ends")
        if ends <= self._clock():
            raise AlreadyPast(field="ends")
        if order.kind == "extra":
            await self._check_extra(tx, actor, practitioner_id, exception_id, order, zone)
        await store.put(
            tx,
            ScheduleExceptionRow,
            {
                "id": exception_id,
                "practitioner_id": practitioner_id,
                "kind": order.kind,
                "starts_at": starts,
                "ends_at": ends,
                "slot_minutes": _slot(order) if order.kind == "extra" else None,
                "created_at": self._clock(),
            },
        )
        await self._audit.record(
            tx,
            actor,
            "facilities.put_exception",
            "practitioner",
            practitioner_id,
            kind=order.kind,
        )
        return await self.timetable(tx, actor, practitioner_id)

    @allowed(*KEEPERS)
    async def remove_exception(
        self, tx: Writing, actor: Actor, practitioner_id: UUID, exception_id: UUID
    ) -> None:
        """Take an absence or extra hours back.

        Raises:
            NoSuchPractitioner: not in this hospital.
            NotFound: there is no such exception.
        """
        await self._known(tx, actor, practitioner_id)
        if not await store.remove_exception(tx, practitioner_id, exception_id):
            raise NotFound
        await self._audit.record(
            tx, actor, "facilities.remove_exception", "practitioner", practitioner_id
        )

    async def _check_extra(
        self,
        tx: Writing,
        actor: Actor,
        practitioner_id: UUID,
        exception_id: UUID,
        order: PutException,
        zone: ZoneInfo,
    ) -> None:
        day = order.starts.date()
        if order.ends.date() != day:
            # Extra hours are those of one day; a second day is a second entry.
            raise HoursReversed(field="ends")
        if _slot(order) > (order.ends - order.starts) / timedelta(minutes=1):
            raise SlotTooLong(field="slot_minutes")
        if any(row["day"] == day for row in await store.holidays(tx, actor.hospital_id, day)):
            raise ClosedOnHoliday(field="starts")
        own = (_minutes(order.starts), _minutes(order.ends))
        for row in await store.week(tx, practitioner_id):
            if row["weekday"] == day.weekday() and rules.overlap(own, (row["starts"], row["ends"])):
                raise HoursOverlap(field="starts")
        starts, ends = (moment.replace(tzinfo=zone) for moment in (order.starts, order.ends))
        for row in await store.exceptions(tx, practitioner_id, starts):
            other = row["id"] != exception_id and row["kind"] == "extra"
            if other and row["starts_at"] < ends:
                raise HoursOverlap(field="starts")

    async def _opening(
        self, tx: Writing, actor: Actor
    ) -> Mapping[int, Sequence[rules.Window]] | None:
        rows = await store.opening_hours(tx, actor.hospital_id)
        found: dict[int, list[rules.Window]] = {}
        for row in rows:
            found.setdefault(row["weekday"], []).append((row["opens"], row["closes"]))
        return found or None

    async def _lock(self, tx: Writing, actor: Actor) -> None:
        if not await store.lock_hospital(tx, actor.hospital_id):
            raise NotFound

    async def _known(self, db: Reader, actor: Actor, practitioner_id: UUID) -> RowMapping:
        found = await store.practitioners(db, actor.hospital_id, store.of_id(practitioner_id))
        if not found:
            raise NoSuchPractitioner
        return found[0]


def _slot(order: PutException) -> int:
    return order.slot_minutes or _DEFAULT_SLOT


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
