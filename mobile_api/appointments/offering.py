"""Offers a freed time to the first who waits for one like it, then to the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from mobile_api.appointments import rules, slots
from mobile_api.appointments.errors import NoSuchService, NotATime
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.store import taking, waitlist
from mobile_api.appointments.store.free_times import Facts
from mobile_api.appointments.telling import AppointmentNews
from mobile_api.clock import Clock
from mobile_api.database import Record, Writing
from mobile_api.facilities.errors import NoSuchDepartment


class OfferingService:
    """Gives freed times to people who wait, one after the other."""

    def __init__(self, clock: Clock, planning: PlanningService, news: AppointmentNews) -> None:
        self._clock = clock
        self._planning = planning
        self._news = news

    async def freed(self, tx: Writing, time: Record) -> UUID | None:
        """Offer a time that has just become free, in the transaction that freed it.

        The time is held for whoever is asked, so that an offer is never an empty promise.

        Args:
            tx: the transaction.
            time: hospital_id, department, service (code), practitioner_id, starts_at.

        Returns:
            The offer; None where nobody waits for this, or the time is too near.
        """
        try:
            known, calendar, ends_at = await self._planning.exact(
                tx,
                time["hospital_id"],
                time["department"],
                time["service"],
                time["practitioner_id"],
                time["starts_at"],
                patient_id=UUID(int=0),
            )
        except (NotATime, NoSuchService, NoSuchDepartment):
            return None  # too near, the doctor is away by now, or the service is gone
        zone = known.house.zone
        local = time["starts_at"].astimezone(zone)
        waiting = await waitlist.fitting(
            tx,
            hospital_id=time["hospital_id"],
            department=time["department"],
            service_id=known.service_id,
            practitioner_id=time["practitioner_id"],
            starts_at=time["starts_at"],
            day=local.date(),
            minute=local.hour * 60 + local.minute,
        )
        until = self._until(known, zone, time["starts_at"])
        if until is None:
            return None
        number = calendar.number or await taking.calendar_number(tx, time["practitioner_id"])
        for entry in waiting:
            offer = await self._offer(tx, entry, time, known, number, ends_at, until)
            if offer is not None:
                return offer
        return None

    async def end(self, tx: Writing, offer: Record, status: str) -> bool:
        """End an open offer that was not accepted; its time goes to the next, the person keeps
        the place in the list. False where it has ended already.
        """
        if not await waitlist.set_offer(tx, offer["id"], {"status": status}):
            return False
        await taking.release(tx, offer["hold_id"], offer["account_id"])
        await waitlist.set_entry(tx, offer["entry_id"], ("offered",), "waitlist")
        entry = await waitlist.entry(tx, offer["entry_id"])
        assert entry is not None
        await self.freed(tx, {**offer, "service": entry["service"]})
        return True

    async def _offer(
        self,
        tx: Writing,
        entry: Record,
        time: Record,
        known: Facts,
        number: int,
        ends_at: datetime,
        until: datetime,
    ) -> UUID | None:
        first_lane, last_lane = rules.lanes_of(number, None)
        now = self._clock()
        hold = {
            "id": uuid4(),
            "hospital_id": time["hospital_id"],
            "patient_id": entry["patient_id"],
            "patient_key": rules.patient_key(entry["patient_id"]),
            "practitioner_id": time["practitioner_id"],
            "department": time["department"],
            "service_id": known.service_id,
            "starts_at": time["starts_at"],
            "ends_at": ends_at,
            "status": "proposed",
            "lane_from": first_lane,
            "lane_to": last_lane,
            "created_at": now,
            "booked_by": entry["account_id"],
            "booked_by_role": "patient",
            "held_until": until,
            "hold_key": f"offer:{entry['id'].hex}",
        }
        if known.offer.capacity > 1:
            held = await taking.take_seat(tx, hold, number, known.offer.capacity, now)
        else:
            held = await taking.take(tx, hold, now)
        if not held:
            return None  # this person is elsewhere then: ask the next
        offer = {
            "id": uuid4(),
            "entry_id": entry["id"],
            "hold_id": hold["id"],
            "practitioner_id": time["practitioner_id"],
            "service_id": known.service_id,
            "starts_at": time["starts_at"],
            "ends_at": ends_at,
            "until": until,
            "status": "open",
        }
        await waitlist.add_offer(tx, offer)
        await waitlist.set_entry(tx, entry["id"], ("waitlist",), "offered")
        await self._news.offered(tx, time["hospital_id"], entry["patient_id"], offer)
        return UUID(str(offer["id"]))

    def _until(self, known: Facts, zone: ZoneInfo, starts_at: datetime) -> datetime | None:
        """Until when an offer is kept; through the night, nobody is asked to be awake."""
        now = self._clock()
        local = now.astimezone(zone)
        if local.hour >= rules.NIGHT_FROM:
            local = (local + timedelta(days=1)).replace(hour=0)
        if local.hour < rules.NIGHT_UNTIL:
            local = local.replace(hour=rules.NIGHT_UNTIL, minute=0, second=0, microsecond=0)
        until = local.astimezone(now.tzinfo) + timedelta(minutes=known.rules.offer_minutes)
        latest = starts_at - timedelta(minutes=known.rules.notice_minutes)
        until = min(until, latest)
        return until if slots.to_minutes(until) > slots.to_minutes(now) else None
