"""One tap under a message: confirm, cancel, move, accept, decline, without signing in.

Looking at a link changes nothing (chats and mail programs open links by themselves); only a
tap does. Whoever holds the message sees a time and a place, nothing about health.
"""

from __future__ import annotations

from uuid import UUID

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.errors import LinkOver, NotATime
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import (
    FreeTimes,
    LinkedAppointment,
    MoveAppointment,
    Tap,
)
from mobile_api.appointments.standing import Requests
from mobile_api.appointments.store import appointments as store
from mobile_api.appointments.store import waitlist
from mobile_api.appointments.taps import LinkTokens
from mobile_api.appointments.waiting import WaitingService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing

_ALTERNATIVES = 6


class TapsService:
    """Does what a link was sent for.

    Whoever holds the link acts for whom it was sent to: the audit trail says which account
    had booked.
    """

    def __init__(
        self,
        clock: Clock,
        links: LinkTokens,
        requests: Requests,
        planning: PlanningService,
        changing: ChangingService,
        waiting: WaitingService,
    ) -> None:
        self._clock = clock
        self._links = links
        self._requests = requests
        self._planning = planning
        self._changing = changing
        self._waiting = waiting

    async def show(self, db: Reader, token: str) -> LinkedAppointment:
        """What a link leads to, as things stand now.

        Raises:
            LinkOver: not one of ours, or the appointment was moved since.
        """
        link = self._links.open(token)
        if link.kind == "offer":
            return await self._shown_offer(db, link.subject)
        return self._shown_visit(await self._visit(db, link.subject, link.sequence))

    async def alternatives(self, db: Reader, token: str) -> FreeTimes:
        """Times to move to, closest to the present one.

        Raises:
            LinkOver: not one of ours, of an offer, or the appointment was moved since.
        """
        link = self._links.open(token)
        if link.kind != "visit":
            raise LinkOver
        row = await self._visit(db, link.subject, link.sequence)
        return await self._planning.nearest(
            db,
            row["hospital_id"],
            row["department"],
            row["service"],
            row["starts_at"],
            _ALTERNATIVES,
        )

    async def tap(self, tx: Writing, token: str, tap: Tap) -> LinkedAppointment:
        """Do it; tapped twice, it is done once.

        Raises:
            LinkOver: not one of ours, for something else, or the appointment was moved since.
            AppointmentClosed: it has begun, or was cancelled.
            OfferOver: the offer has ended.
            NotATime, TimeTaken, BookedElsewhere, TooManyMoves: see ``ChangingService.move``.
            IdempotencyMismatch: the id was used for something else.
        """
        link = self._links.open(token)
        offered = tap.action in {"accept", "decline"}
        if offered != (link.kind == "offer"):
            raise LinkOver
        new = await self._requests.claim(tx, tap.id, f"tap|{token}", link.subject, tap)
        if offered:
            if new:
                await self._answer(tx, link.subject, tap)
            return await self._shown_offer(tx, link.subject)
        if new:
            row = await self._visit(tx, link.subject, link.sequence)
            await self._change(tx, row, tap)
        found = await store.one(tx, link.subject)
        if found is None:
            raise LinkOver
        return self._shown_visit(found)

    async def tapped(self, tx: Writing, token: str, tap: Tap) -> str:
        """The same for a page: the token under which the appointment is found afterwards.

        Raises:
            As ``tap``.
        """
        await self.tap(tx, token, tap)
        link = self._links.open(token)
        if link.kind == "offer":
            return token
        row = await store.one(tx, link.subject)
        assert row is not None
        return self._links.token("visit", link.subject, row["sequence"])

    async def _answer(self, tx: Writing, offer_id: UUID, tap: Tap) -> None:
        offer = await waitlist.offer(tx, offer_id)
        if offer is None:
            raise LinkOver
        actor = _holder(offer["account_id"])
        if tap.action == "decline":
            await self._waiting.decline_row(tx, actor, offer)
        elif offer["status"] != "accepted":
            await self._waiting.accept_row(tx, actor, offer)

    async def _change(self, tx: Writing, row: Record, tap: Tap) -> None:
        actor = _holder(row["booked_by"] or row["patient_id"])
        if tap.action == "confirm":
            await self._changing.confirm_row(tx, actor, row)
        elif tap.action == "cancel":
            if row["status"] != "cancelled":
                await self._changing.cancel_row(tx, actor, row)
        else:
            if tap.starts_at is None:
                raise NotATime(reason="no_slot")
            wish = MoveAppointment(
                id=tap.id, starts_at=tap.starts_at, practitioner_id=tap.practitioner_id
            )
            await self._changing.move_row(tx, actor, row, wish)

    async def _visit(self, db: Reader, appointment_id: UUID, sequence: int) -> Record:
        row = await store.one(db, appointment_id)
        if row is None or row["status"] == "proposed" or row["sequence"] % 65536 != sequence:
            raise LinkOver
        return row

    def _shown_visit(self, row: Record) -> LinkedAppointment:
        status = "over"
        if row["status"] in {"cancelled", "pending"}:
            status = row["status"]
        elif row["status"] == "booked" and row["starts_at"] > self._clock():
            status = "open" if row["confirmed_at"] is None else "confirmed"
        actions = {"open": ["confirm", "move", "cancel"], "confirmed": ["move", "cancel"]}
        actions["pending"] = ["move", "cancel"]
        return LinkedAppointment(**{**row, "status": status, "actions": actions.get(status, [])})

    async def _shown_offer(self, db: Reader, offer_id: UUID) -> LinkedAppointment:
        offer = await waitlist.offer(db, offer_id)
        if offer is None:
            raise LinkOver
        is_open = offer["status"] == "open" and offer["until"] > self._clock()
        status = "open" if is_open else "over"
        if offer["status"] == "accepted":
            status = "confirmed"
        elif offer["status"] == "declined":
            status = "cancelled"
        actions = ["accept", "decline"] if is_open else []
        return LinkedAppointment(**{**offer, "status": status, "actions": actions})


def _holder(account_id: UUID) -> Actor:
    return Actor(role=Role.PATIENT, id=account_id, hospital_id=NOWHERE, label="link")
