"""Keeps when the hospital is open, and its holidays."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid5

from mobile_api.actors import Actor
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import NotFound
from mobile_api.facilities import editing_store as store
from mobile_api.facilities import rules
from mobile_api.facilities.errors import AlreadyPast, HolidayTaken, NameMissing
from mobile_api.facilities.orders import PutHoliday, PutOpeningHours
from mobile_api.facilities.schemas import Calendar, HolidayRecord, OpeningRecord
from mobile_api.facilities.service import KEEPERS, FacilitiesService
from mobile_api.facilities.tables import HolidayRow
from mobile_api.facilities.terminology import complete_names
from mobile_api.permissions import allowed

SUGGESTED_DAYS = 366


class OpeningService:
    """The hospital's own calendar. Nothing here is personal."""

    def __init__(self, clock: Clock, facilities: FacilitiesService, audit: AuditService) -> None:
        self._clock = clock
        self._facilities = facilities
        self._audit = audit

    @allowed(*KEEPERS)
    async def calendar(self, db: Reader, actor: Actor) -> Calendar:
        """Opening hours, and holidays from today on."""
        today = await self._today(db, actor)
        return Calendar(
            opening_hours=[
                OpeningRecord(**row) for row in await store.opening_hours(db, actor.hospital_id)
            ],
            holidays=[
                HolidayRecord(**row) for row in await store.holidays(db, actor.hospital_id, today)
            ],
        )

    @allowed(*KEEPERS)
    async def suggested_holidays(self, db: Reader, actor: Actor) -> list[HolidayRecord]:
        """Fixed holidays of Uzbekistan within a year that are not in the list yet."""
        today = await self._today(db, actor)
        known = {row["day"] for row in await store.holidays(db, actor.hospital_id, today)}
        return [
            HolidayRecord(id=uuid5(actor.hospital_id, f"holiday|{day}"), day=day, names=names)
            for day, names in rules.fixed_holidays(today, today + timedelta(days=SUGGESTED_DAYS))
            if day not in known
        ]

    @allowed(*KEEPERS)
    async def put_opening_hours(
        self, tx: Writing, actor: Actor, order: PutOpeningHours
    ) -> Calendar:
        """Replace all opening hours; none means never closed.

        Raises:
            HoursReversed, HoursOverlap: the fact ``field`` is ``hours.<place>``.
        """
        await self._lock(tx, actor)
        week = [
            rules.Span(
                one.weekday,
                one.opens.hour * 60 + one.opens.minute,
                one.closes.hour * 60 + one.closes.minute,
            )
            for one in order.hours
        ]
        rules.check_week(week, None, "hours")
        await store.replace_opening_hours(
            tx,
            actor.hospital_id,
            [
                {
                    "id": uuid5(actor.hospital_id, f"open|{span.weekday}|{span.starts}"),
                    "hospital_id": actor.hospital_id,
                    "weekday": span.weekday,
                    "opens": span.starts,
                    "closes": span.ends,
                }
                for span in week
            ],
        )
        await self._audit.record(
            tx, actor, "facilities.put_opening_hours", "hospital", actor.hospital_id
        )
        return await self.calendar(tx, actor)

    @allowed(*KEEPERS)
    async def put_holiday(
        self, tx: Writing, actor: Actor, holiday_id: UUID, order: PutHoliday
    ) -> HolidayRecord:
        """Close the hospital on a day.

        Raises:
            NameMissing: no name in Uzbek.
            AlreadyPast: the day has been.
            HolidayTaken: it is in the list already.
            NotFound: the id is another hospital's.
        """
        await self._lock(tx, actor)
        owner = await store.hospital_of(tx, HolidayRow, holiday_id)
        if owner not in {None, actor.hospital_id}:
            raise NotFound
        names = complete_names(order.names)
        if "uz-Latn" not in names:
            raise NameMissing(field="names.uz-Latn")
        today = await self._today(tx, actor)
        if order.day < today:
            raise AlreadyPast(field="day")
        for row in await store.holidays(tx, actor.hospital_id, today):
            if row["day"] == order.day and row["id"] != holiday_id:
                raise HolidayTaken(field="day")
        holiday = {
            "id": holiday_id,
            "hospital_id": actor.hospital_id,
            "day": order.day,
            "names": names,
        }
        await store.put(tx, HolidayRow, holiday)
        await self._audit.record(
            tx, actor, "facilities.put_holiday", "holiday", holiday_id, day=order.day.isoformat()
        )
        return HolidayRecord(id=holiday_id, day=order.day, names=names)

    @allowed(*KEEPERS)
    async def remove_holiday(self, tx: Writing, actor: Actor, holiday_id: UUID) -> None:
        """Open the hospital on that day again.

        Raises:
            NotFound: this hospital has no such holiday.
        """
        if not await store.remove_holiday(tx, actor.hospital_id, holiday_id):
            raise NotFound
        await self._audit.record(tx, actor, "facilities.remove_holiday", "holiday", holiday_id)

    async def _today(self, db: Reader, actor: Actor) -> date:
        return await self._facilities.local_day(db, actor.hospital_id, self._clock())

    async def _lock(self, tx: Writing, actor: Actor) -> None:
        if not await store.lock_hospital(tx, actor.hospital_id):
            raise NotFound
