"""Tells people about their appointments: in the transaction of what is told, or not at all.

Messages hold a date, a time, the hospital, a room and a link; never a department, a doctor or
a reason (ZRU-547 art. 27-1).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from mobile_api.appointments.rules import REMINDERS
from mobile_api.appointments.store import appointments as store
from mobile_api.appointments.store import waitlist
from mobile_api.appointments.taps import LinkTokens
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.messages.port import Recheck
from mobile_api.messages.schemas import Tell
from mobile_api.messages.service import MessagesService

_REMINDER_TEMPLATES = {"72h": "reminder-3d", "24h": "reminder-24h", "2h": "reminder-2h"}
BEFORE_THE_VISIT = (
    *("booked", "moved", "doctor-away", "takes-place"),
    *_REMINDER_TEMPLATES.values(),
)
"""Templates that are no longer true once an appointment is moved or cancelled."""

_ASKED_AFTER = timedelta(hours=2)
_ASKED_UNTIL = timedelta(days=3)

Row = Record


class AppointmentNews:
    """Puts messages into the outbox, and takes back those that are no longer true."""

    def __init__(self, clock: Clock, messages: MessagesService, links: LinkTokens) -> None:
        self._clock = clock
        self._messages = messages
        self._links = links

    async def booked(self, tx: Writing, row: Row) -> None:
        """Somebody was booked: now, and 3 days, 24 and 2 hours before."""
        orders = [self._order(row, "booked", "booked", self._clock(), useless=row["starts_at"])]
        await self._messages.announce(tx, row["hospital_id"], orders + self._reminders(row))

    async def moved(self, tx: Writing, row: Row) -> None:
        """An appointment has a new time: reminders of the old one are taken back."""
        await self._messages.withdraw(tx, row["id"], BEFORE_THE_VISIT)
        orders = [self._order(row, "moved", "moved", self._clock(), useless=row["starts_at"])]
        await self._messages.announce(tx, row["hospital_id"], orders + self._reminders(row))

    async def cancelled(self, tx: Writing, row: Row) -> None:
        """An appointment was cancelled: nobody is reminded of it."""
        await self._messages.withdraw(tx, row["id"], BEFORE_THE_VISIT)
        order = self._order(
            row, "cancelled", "cancelled", self._clock(), useless=row["ends_at"], place=False
        )
        await self._messages.tell(tx, row["hospital_id"], order)

    async def doctor_away(self, tx: Writing, row: Row) -> int:
        """The doctor will not be there: the link leads to other times; messages written."""
        await self._messages.withdraw(tx, row["id"], BEFORE_THE_VISIT)
        order = self._order(
            row, "doctor-away", "away", self._clock(), useless=row["ends_at"], place=False
        )
        return await self._messages.tell(tx, row["hospital_id"], order)

    async def takes_place(self, tx: Writing, row: Row) -> None:
        """The doctor will be there after all: the visit stands, with its reminders."""
        await self._messages.withdraw(tx, row["id"], BEFORE_THE_VISIT)
        order = self._order(
            row, "takes-place", "takes-place", self._clock(), useless=row["starts_at"]
        )
        await self._messages.announce(tx, row["hospital_id"], [order, *self._reminders(row)])

    async def offered(self, tx: Writing, hospital_id: UUID, patient_id: UUID, offer: Row) -> None:
        """A freed time is kept for somebody who waits."""
        await self._messages.tell(
            tx,
            hospital_id,
            Tell(
                patient_id=patient_id,
                template="waitlist-offer",
                facts={
                    "starts_at": offer["starts_at"].isoformat(),
                    "until": offer["until"].isoformat(),
                    "link": self._links.address("offer", offer["id"]),
                },
                about_id=offer["id"],
                dedupe=f"offer:{offer['id']}",
                due_at=self._clock(),
                useless_after=offer["until"],
                kind="offer",
            ),
        )

    async def seen(self, tx: Writing, row: Row) -> None:
        """A visit took place: how was it?"""
        now = self._clock()
        await self._messages.withdraw(tx, row["id"], BEFORE_THE_VISIT)
        await self._messages.tell(
            tx,
            row["hospital_id"],
            Tell(
                patient_id=row["patient_id"],
                template="rate-visit",
                facts={"link": self._links.address("visit", row["id"], row["sequence"])},
                about_id=row["id"],
                dedupe=f"appointment:{row['id']}:rate",
                due_at=now + _ASKED_AFTER,
                useless_after=now + _ASKED_UNTIL,
                kind="bulk",
            ),
        )

    def _reminders(self, row: Row) -> list[Tell]:
        now, starts_at = self._clock(), row["starts_at"]
        # Just booked, somebody needs no reminder that would have been due by now.
        return [
            self._order(row, _REMINDER_TEMPLATES[name], name, starts_at - before, useless=starts_at)
            for name, before in REMINDERS.items()
            if starts_at - before > now
        ]

    def _order(
        self,
        row: Row,
        template: str,
        fact: str,
        due_at: datetime,
        *,
        useless: datetime,
        place: bool = True,
    ) -> Tell:
        # After a move it is another fact: the reminder of the new time is no repetition.
        moved = f":{row['sequence']}" if row["sequence"] else ""
        facts: dict[str, str | int] = {
            "starts_at": row["starts_at"].isoformat(),
            "link": self._links.address("visit", row["id"], row["sequence"]),
        }
        if place:
            facts |= {"floor": row["floor"], "room": row["room"]}
        return Tell(
            patient_id=row["patient_id"],
            template=template,
            facts=facts,
            about_id=row["id"],
            dedupe=f"appointment:{row['id']}:{fact}{moved}",
            due_at=due_at,
            useless_after=useless,
            kind="reminder" if template in _REMINDER_TEMPLATES.values() else "transactional",
        )


async def booker_of(db: Reader, about_id: UUID) -> UUID | None:
    """The account that booked what a message is about, or waits for it; None: the desk."""
    return await store.booker(db, about_id) or await waitlist.whose_offer(db, about_id)


def rechecks(clock: Clock) -> dict[str, Recheck]:
    """Template → whether it is still true in the moment of sending."""

    async def is_still(db: Reader, about_id: UUID, template: str) -> bool:
        row = await store.one(db, about_id)
        if row is None:
            return False
        wanted = {"cancelled": "cancelled", "doctor-away": "pending", "rate-visit": "fulfilled"}
        if row["status"] != wanted.get(template, "booked"):
            return False
        return template != "rate-visit" or row["stars"] is None

    async def is_offered(db: Reader, about_id: UUID, template: str) -> bool:
        offer = await waitlist.offer(db, about_id)
        return offer is not None and offer["status"] == "open" and offer["until"] > clock()

    told = (*BEFORE_THE_VISIT, "cancelled", "rate-visit")
    return {**dict.fromkeys(told, is_still), "waitlist-offer": is_offered}
