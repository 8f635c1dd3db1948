"""Waiting for an earlier time: join, leave, accept what is offered, or let it go to the next."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments import rules
from mobile_api.appointments.errors import (
    AlreadyOnWaitlist,
    NoSuchAppointment,
    NoSuchService,
    NotATime,
    OfferOver,
)
from mobile_api.appointments.offering import OfferingService
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import (
    AboutAppointment,
    Appointment,
    JoinWaitlist,
    TimeOffer,
    Waitlist,
    WaitlistPlace,
)
from mobile_api.appointments.standing import Requests, Standings, shown
from mobile_api.appointments.store import appointments as store
from mobile_api.appointments.store import taking, waitlist
from mobile_api.appointments.telling import AppointmentNews
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.errors import IdempotencyMismatch
from mobile_api.patients.errors import NoSuchPerson
from mobile_api.permissions import allowed

_MOST_DAYS = 90
_ENDED_AT_ONCE = 100


class WaitingService:
    """The waitlists."""

    def __init__(
        self,
        clock: Clock,
        standings: Standings,
        requests: Requests,
        planning: PlanningService,
        offering: OfferingService,
        news: AppointmentNews,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._standings = standings
        self._requests = requests
        self._planning = planning
        self._offering = offering
        self._news = news
        self._audit = audit

    @allowed(Role.PATIENT)
    async def join(self, tx: Writing, actor: Actor, wish: JoinWaitlist) -> WaitlistPlace:
        """Wait for an earlier time; sent again, the same place.

        Raises:
            NoSuchPerson: the account may not book for this patient.
            NoSuchDepartment, NoSuchService: the hospital does not have it.
            NotATime: the days are over, the wrong way round, or more than 90.
            AlreadyOnWaitlist: the patient waits for this already.
            IdempotencyMismatch: the id was used with another body.
        """
        digest = self._requests.digest("waitlist", wish)
        await self._standings.of(tx, actor, wish.patient_id)
        first = await waitlist.entry(tx, wish.id)
        if first is not None:
            if first["body_digest"] != digest:
                raise IdempotencyMismatch
            return _place(first, None)
        known = await self._planning.facts_about(
            tx, wish.hospital_id, wish.department, wish.service, wish.practitioner_id
        )
        if wish.practitioner_id is not None and not known.calendars:
            raise NoSuchService
        today = self._clock().astimezone(known.house.zone).date()
        if wish.to_day < max(today, wish.from_day):
            raise NotATime(reason="past")
        if wish.to_day > today + timedelta(days=_MOST_DAYS):
            raise NotATime(reason="too_far")
        if await waitlist.same(
            tx, wish.hospital_id, wish.department, known.service_id, wish.patient_id
        ):
            raise AlreadyOnWaitlist
        await waitlist.add(
            tx,
            {
                **wish.model_dump(exclude={"service"}),
                "service_id": known.service_id,
                "body_digest": digest,
                "account_id": actor.id,
                "status": "waitlist",
                "created_at": self._clock(),
            },
        )
        await self._audit.record(tx, actor, "appointments.wait", "waitlist", wish.id)
        row = await waitlist.entry(tx, wish.id)
        assert row is not None
        return _place(row, None)

    @allowed(Role.PATIENT)
    async def own(self, db: Reader, actor: Actor) -> Waitlist:
        """Where the account has people wait, with what is offered to them now."""
        entries = await waitlist.of_account(db, actor.id)
        offers = await waitlist.open_offers(db, [row["id"] for row in entries], self._clock())
        by_entry = {row["entry_id"]: row for row in offers}
        return Waitlist(items=[_place(row, by_entry.get(row["id"])) for row in entries])

    @allowed(Role.PATIENT)
    async def leave(
        self, tx: Writing, actor: Actor, entry_id: UUID, request: AboutAppointment
    ) -> WaitlistPlace:
        """Wait no more; an open offer goes to the next.

        Raises:
            NoSuchAppointment: no such entry of this account.
            IdempotencyMismatch: the id was used for something else.
        """
        entry = await waitlist.entry(tx, entry_id)
        if entry is None or entry["account_id"] != actor.id:
            raise NoSuchAppointment
        if await self._requests.claim(tx, request.id, "leave", entry_id):
            for offer in await waitlist.open_offers(tx, [entry_id], self._clock()):
                await self._offering.end(tx, offer, "declined")
            if await waitlist.set_entry(tx, entry_id, ("waitlist", "offered"), "cancelled"):
                await self._audit.record(tx, actor, "appointments.leave", "waitlist", entry_id)
        row = await waitlist.entry(tx, entry_id)
        assert row is not None
        return _place(row, None)

    @allowed(Role.PATIENT)
    async def accept(
        self, tx: Writing, actor: Actor, offer_id: UUID, request: AboutAppointment
    ) -> Appointment:
        """Take what was offered: the hold becomes the appointment.

        Raises:
            NoSuchAppointment: no such offer of this account.
            OfferOver: it has ended, or went to the next.
            IdempotencyMismatch: the id was used for something else.
        """
        offer = await self._own_offer(tx, actor, offer_id)
        if await self._requests.claim(tx, request.id, "accept", offer_id):
            return await self.accept_row(tx, actor, offer)
        offer = await self._own_offer(tx, actor, offer_id)
        if offer["appointment_id"] is None:
            raise OfferOver
        return shown(await self._standings.row(tx, actor, offer["appointment_id"]))

    @allowed(Role.PATIENT)
    async def decline(
        self, tx: Writing, actor: Actor, offer_id: UUID, request: AboutAppointment
    ) -> WaitlistPlace:
        """Let it go to the next; the place in the list is kept.

        Raises:
            NoSuchAppointment: no such offer of this account.
            OfferOver: it has ended.
            IdempotencyMismatch: the id was used for something else.
        """
        offer = await self._own_offer(tx, actor, offer_id)
        if await self._requests.claim(tx, request.id, "decline", offer_id):
            await self.decline_row(tx, actor, offer)
        row = await waitlist.entry(tx, offer["entry_id"])
        assert row is not None
        return _place(row, None)

    async def accept_row(self, tx: Writing, actor: Actor, offer: Record) -> Appointment:
        """Accept for a caller who was found to have a right to.

        Raises:
            OfferOver: it has ended.
        """
        now = self._clock()
        hold = await store.one(tx, offer["hold_id"])
        if offer["status"] != "open" or offer["until"] <= now or hold is None:
            raise OfferOver
        # The appointment has the offer's id: accepted twice, it is one.
        row = {
            "id": offer["id"],
            "patient_id": hold["patient_id"],
            "patient_key": rules.patient_key(hold["patient_id"]),
            "practitioner_id": hold["practitioner_id"],
            "service_id": hold["service_id"],
            "starts_at": hold["starts_at"],
            "ends_at": hold["ends_at"],
            "status": "booked",
            "body_digest": self._requests.digest(f"accept|{offer['id']}", None),
            "created_at": now,
            "visit_id": None,
            "booked_by": offer["account_id"],
            "booked_by_role": Role.PATIENT.value,
        }
        if not await taking.hold_becomes(tx, offer["hold_id"], offer["account_id"], row, now):
            raise OfferOver
        await waitlist.set_offer(
            tx, offer["id"], {"status": "accepted", "appointment_id": offer["id"]}
        )
        await waitlist.set_entry(tx, offer["entry_id"], ("offered",), "booked")
        booked = await store.one(tx, offer["id"])
        assert booked is not None
        await self._news.booked(tx, booked)
        await self._audit.record(tx, actor, "appointments.accept", "appointment", offer["id"])
        return shown(booked)

    async def decline_row(self, tx: Writing, actor: Actor, offer: Record) -> None:
        """Decline for a caller who was found to have a right to.

        Raises:
            OfferOver: it has ended.
        """
        if not await self._offering.end(tx, offer, "declined"):
            raise OfferOver
        await self._audit.record(tx, actor, "appointments.decline", "offer", offer["id"])

    @allowed(Role.SYSTEM)
    async def end_offers(self, tx: Writing, actor: Actor) -> int:
        """Give times that nobody has accepted to the next; how many."""
        ended = 0
        for offer in await waitlist.ended_offers(tx, self._clock(), _ENDED_AT_ONCE):
            ended += await self._offering.end(tx, offer, "expired")
        # A day of grace, because hospitals lie in several zones.
        await waitlist.expire_entries(tx, self._clock().date() - timedelta(days=1))
        return ended

    async def _own_offer(self, db: Reader, actor: Actor, offer_id: UUID) -> Record:
        offer = await waitlist.offer(db, offer_id)
        if offer is None or offer["account_id"] != actor.id:
            raise NoSuchAppointment
        try:
            await self._standings.of(db, actor, offer["patient_id"])
        except NoSuchPerson as fault:
            raise NoSuchAppointment from fault
        return offer


def _place(row: Record, offer: Record | None) -> WaitlistPlace:
    return WaitlistPlace(**{**row, "offer": None if offer is None else TimeOffer(**offer)})
