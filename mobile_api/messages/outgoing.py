"""The moment before a message is sent, and the moment after: shared by all who send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.errors import NotFound
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import CannotOpen
from mobile_api.messages import rules, store, templates
from mobile_api.messages.port import Rechecks, Recipient
from mobile_api.messages.schemas import Channel
from mobile_api.messages.service import MessagesService
from mobile_api.schemas import Localised

HOME_ZONE = ZoneInfo("Asia/Tashkent")
"""For messages of no hospital (codes)."""

_UNTIL_REPAIRED = 120
"""Seconds until a channel with a wrong password or without credit is tried again."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """What a hospital adds to a message."""

    zone: ZoneInfo = HOME_ZONE
    names: Localised | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """To be sent now. ``recipient`` is None for a code, whose phone is ``phone``."""

    row: Record
    said: templates.Said
    facts: Mapping[str, str | int]
    recipient: Recipient | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Waits:
    """Not at this hour."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Over:
    """Never: withdrawn or useless."""

    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Not over this channel (any more)."""

    reason: str


Verdict = Ready | Waits | Over | Elsewhere


class Outgoing:
    """Decides about claimed messages, and writes down what became of them.

    Args:
        clock: tells the time.
        messages: the outbox.
        facilities: names and time zones of hospitals.
        texts: puts facts into words.
        rechecks: who knows whether a message is still true, by template.
    """

    def __init__(
        self,
        clock: Clock,
        messages: MessagesService,
        facilities: FacilitiesService,
        texts: templates.Texts,
        rechecks: Rechecks,
    ) -> None:
        self._clock = clock
        self._messages = messages
        self._facilities = facilities
        self._texts = texts
        self._rechecks = rechecks

    async def claim(
        self, tx: Writing, channel: Channel, lease: UUID, limit: int, lasting: timedelta
    ) -> list[Record]:
        """Take up to ``limit`` due messages for ``lasting``; urgent kinds first.

        What was announced in the meantime is written out before.
        """
        await self._messages.write_out(tx)
        now, rows = self._clock(), list[Record]()
        for rank in rules.RANKS:
            if len(rows) < limit:
                rows += await store.claim(
                    tx, channel, rank, now, now + lasting, lease, limit - len(rows)
                )
        return rows

    async def look(self, db: Reader, row: Record, places: dict[UUID, Place]) -> Verdict:
        """What is to be done with a claimed message, as things are now.

        Args:
            db: where to read.
            row: as claimed.
            places: hospitals that were looked up before; filled.
        """
        now = self._clock()
        if row["useless_after"] is not None and now >= row["useless_after"]:
            return Over("useless", "too_late")
        place = await self._place(db, row["hospital_id"], places)
        recheck = self._rechecks.get(row["template"])
        if recheck is not None and not await recheck(db, row["about_id"], row["template"]):
            return Over("withdrawn", "no_longer_true")
        try:
            facts, phone = self._messages.facts_of(row), self._messages.address_of(row)
        except CannotOpen:
            log.error("message_unreadable", template=row["template"])
            return Over("dead", "key_missing")
        recipient, language, quiet = None, row["language"], self._messages.quiet
        if row["patient_id"] is not None:
            found = await self._messages.recipient_of(db, row)
            if found is None:
                return Over("withdrawn", "nobody_to_tell")
            recipient, possible = found
            if row["channel"] not in rules.chain(recipient.preferred, possible):
                return Elsewhere("channel_gone")
            phone, language = recipient.phone, recipient.language
            quiet = recipient.quiet or quiet
        if not row["disturbs"]:
            begins = rules.not_at_night(now, place.zone, quiet)
            if begins > now:
                return Waits(begins)
        said = self._texts.say(
            row["template"], row["channel"], facts, language, place.zone, place.names
        )
        return Ready(row, said, facts, recipient, phone)

    async def not_sent(
        self, tx: Writing, row: Record, lease: UUID, verdict: Waits | Over | Elsewhere
    ) -> None:
        """Write down why a claimed message is not sent."""
        now = self._clock()
        if isinstance(verdict, Waits):
            await store.put_back(tx, [row["id"]], lease, verdict.until, attempt_counts=False)
        elif isinstance(verdict, Over):
            keep = verdict.state == "dead"
            await store.end(
                tx, [row["id"]], lease, verdict.state, now, verdict.reason, forget=not keep
            )
        else:
            await self.give_up(tx, row, lease, verdict.reason)

    async def handed_over(self, tx: Writing, row: Record, lease: UUID) -> None:
        """A channel took it; whether it arrives, a receipt or a callback tells."""
        forget = row["kind"] == "code"
        await store.accepted(tx, [row["id"]], lease, self._clock(), forget=forget)

    async def misconfigured(self, tx: Writing, row: Record, lease: UUID, reason: str) -> None:
        """Nothing would go over this channel: the next one, or wait until it was repaired."""
        if row["fallbacks"]:
            await self.give_up(tx, row, lease, reason)
        else:
            await self.retry(tx, row, lease, reason, _UNTIL_REPAIRED)

    async def give_up(self, tx: Writing, row: Record, lease: UUID, reason: str) -> None:
        """This channel will not do: the next one, or a person."""
        now = self._clock()
        state = "passed_on" if row["fallbacks"] else "dead"
        held = await store.end(
            tx, [row["id"]], lease, state, now, reason, forget=state == "passed_on"
        )
        if held and state == "passed_on":
            await self._messages.pass_on(tx, row, now)
        elif held:
            log.warning("message_dead", channel=row["channel"], reason=reason)

    async def did_not_arrive(self, tx: Writing, message_id: UUID, reason: str) -> int:
        """A channel that had taken a message now says that it failed; 1 where that is news."""
        row, now = await store.message(tx, message_id), self._clock()
        if row is None or row["state"] != "sent":
            return 0
        if await self._messages.pass_on(tx, row, now):
            await store.settle(tx, message_id, "passed_on", now, reason)
        elif row["kind"] == "code":  # asked for anew by whoever still waits for it
            await store.settle(tx, message_id, "useless", now, reason)
        else:
            await store.settle(tx, message_id, "dead", now, reason, forget=False)
        return 1

    async def retry(
        self, tx: Writing, row: Record, lease: UUID, reason: str, asked: int | None
    ) -> None:
        """Try again later, as long as there is hope."""
        now = self._clock()
        pause = rules.backoff(row["kind"], row["attempts"], asked, row["id"])
        too_late = row["useless_after"] is not None and now + pause >= row["useless_after"]
        if row["attempts"] >= rules.MAX_ATTEMPTS or (too_late and row["fallbacks"]):
            await self.give_up(tx, row, lease, reason)
        elif too_late:
            await store.end(tx, [row["id"]], lease, "useless", now, reason)
        else:
            await store.put_back(tx, [row["id"]], lease, now + pause, reason, attempt_counts=True)

    async def _place(self, db: Reader, hospital_id: UUID, places: dict[UUID, Place]) -> Place:
        if hospital_id not in places:
            places[hospital_id] = await self._look_up(db, hospital_id)
        return places[hospital_id]

    async def _look_up(self, db: Reader, hospital_id: UUID) -> Place:
        if hospital_id == NOWHERE:
            return Place()
        asking = Actor(role=Role.SYSTEM, id=NOWHERE, hospital_id=hospital_id)
        try:
            hospital = await self._facilities.hospital(db, asking)
        except NotFound:
            return Place()
        return Place(ZoneInfo(hospital.time_zone), hospital.names)
