"""Sends what is due by SMS and push; Telegram's messages are claimed by the bot."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Literal
from uuid import UUID, uuid4

import structlog

from mobile_api.clock import Clock
from mobile_api.database import Database, Record
from mobile_api.messages import rules, store
from mobile_api.messages.outgoing import Outgoing, Place, Ready
from mobile_api.messages.port import (
    ChannelMisconfigured,
    RefusedForGood,
    SmsGateway,
    TryLater,
)
from mobile_api.messages.pushing import Pushing
from mobile_api.messages.service import MessagesService

BATCH = 30
RUN_SECONDS = 5.0
"""A run ends after this long, so that a worker that is told to stop does."""

log = structlog.get_logger(__name__)


class Sender:
    """Sends SMS and push messages; any number of senders may run at once.

    A message is acknowledged in a transaction of its own as soon as it was handed over, before
    the next one is begun: what a killed process sends a second time is at most what it was
    handing over in that instant.

    Args:
        clock: tells the time.
        database: where claims and acknowledgements are committed.
        messages: the outbox.
        outgoing: decides about each message.
        sms: the gateway; None: none is set up, and SMS are dead letters.
        pushing: push messages.
        at_once: messages being handed over at the same time in this process; a kill may
            double as many.
    """

    def __init__(
        self,
        clock: Clock,
        database: Database,
        messages: MessagesService,
        outgoing: Outgoing,
        sms: SmsGateway | None,
        pushing: Pushing,
        *,
        at_once: int = 1,
    ) -> None:
        self._clock = clock
        self._database = database
        self._messages = messages
        self._outgoing = outgoing
        self._sms = sms
        self._pushing = pushing
        self._handing_over = asyncio.Semaphore(at_once)
        self._at_once = at_once

    async def send_due(self, channel: Literal["sms", "push"], seconds: float = RUN_SECONDS) -> int:
        """Send what is due over a channel, until nothing is or ``seconds`` have passed.

        Returns:
            Messages that were claimed, sent or not.

        Raises:
            Unavailable: the database does not answer.
        """
        until, total = time.monotonic() + seconds, 0
        while True:
            lease = uuid4()
            async with self._database.writing() as tx:
                rows = await self._outgoing.claim(tx, channel, lease, BATCH, rules.SEND_LEASE)
            total += len(rows)
            places: dict[UUID, Place] = {}
            left = iter(rows)
            await asyncio.gather(
                *(self._send_each(left, lease, places) for _ in range(self._at_once))
            )
            if len(rows) < BATCH or time.monotonic() >= until:
                return total

    async def write_out(self) -> int:
        """Write out what was announced, until nothing is left; how many announcements."""
        total = 0
        while True:
            async with self._database.writing() as tx:
                found = await self._messages.write_out(tx)
            total += found
            if not found:
                return total

    async def pass_on_overdue(self) -> int:
        """Give messages whose channel has had its time to the next one; how many."""
        passed = 0
        async with self._database.writing() as tx:
            now = self._clock()
            for row in await store.overdue(tx, now, BATCH):
                next_one = await self._messages.pass_on(tx, row, now)
                state = "passed_on" if next_one else row["state"]
                await store.settle(tx, row["id"], state, now, "undelivered")
                passed += next_one
        return passed

    async def forget_old(self) -> int:
        """Forget what old messages held: sent and never reported, or dead; how many."""
        now = self._clock()
        async with self._database.writing() as tx:
            sent = await store.forget(tx, "sent", now - rules.KEEP_SENT, "silent")
            return sent + await store.forget(tx, "dead", now - rules.KEEP_DEAD, "closed")

    async def _send_each(
        self, left: Iterator[Record], lease: UUID, places: dict[UUID, Place]
    ) -> None:
        for row in left:  # shared: whoever is free takes the next
            await self._send(row, lease, places)

    async def _send(self, row: Record, lease: UUID, places: dict[UUID, Place]) -> None:
        async with self._handing_over:
            async with self._database.reading() as db:
                if not await store.still_held(db, row["id"], lease, self._clock()):
                    return  # withdrawn in the meantime, or we were too slow
                verdict = await self._outgoing.look(db, row, places)
            if not isinstance(verdict, Ready):
                async with self._database.writing() as tx:
                    await self._outgoing.not_sent(tx, row, lease, verdict)
                return
            await self._hand_over(verdict, lease)

    async def _hand_over(self, ready: Ready, lease: UUID) -> None:
        row = ready.row
        try:
            if row["channel"] == "push":
                await self._pushing.send(ready)
            else:
                await self._send_sms(ready)
        except TryLater as fault:
            async with self._database.writing() as tx:
                await self._outgoing.retry(tx, row, lease, fault.reason, fault.after)
        except ChannelMisconfigured as fault:
            log.error("channel_misconfigured", channel=row["channel"], reason=fault.reason)
            async with self._database.writing() as tx:
                await self._outgoing.misconfigured(tx, row, lease, fault.reason)
        except RefusedForGood as fault:
            async with self._database.writing() as tx:
                await self._outgoing.give_up(tx, row, lease, fault.reason)
        else:
            async with self._database.writing() as tx:
                await self._outgoing.handed_over(tx, row, lease)

    async def _send_sms(self, ready: Ready) -> None:
        if self._sms is None:
            raise RefusedForGood("no_gateway")
        if ready.phone is None:
            raise RefusedForGood("no_phone")
        await self._sms.send(ready.row["id"], ready.phone, rules.sms_text(ready.said.text))
