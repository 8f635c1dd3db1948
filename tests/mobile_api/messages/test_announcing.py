"""What is to be told is stored with what it tells, and written out for each person later."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from mobile_api.keys import Keyring, Vaulted
from mobile_api.messages.service import MessagesService
from mobile_api.messages.tables import AnnouncementRow
from tests.conftest import BOTH, SettableClock
from tests.mobile_api.hall import HOSPITAL
from tests.mobile_api.messages.outbox import Outbox, open_outbox


class GoneError(Exception):
    """The transaction does not come to its end."""


@pytest.fixture
async def outbox(
    database_url: str, keyring: Keyring, clock: SettableClock
) -> AsyncIterator[Outbox]:
    """The domain of messages, with somebody who can be told."""
    outbox = await open_outbox(database_url, keyring, clock)
    outbox.known()
    yield outbox
    await outbox.database.close()


async def waiting(outbox: Outbox) -> int:
    """Announcements that nobody has written out."""
    async with outbox.database.reading() as db:
        found = await db.execute(select(func.count()).select_from(AnnouncementRow))
        return int(found.scalar_one())


async def announce(outbox: Outbox, number: int = 1) -> None:
    """So many reminders, each of another visit."""
    for _ in range(number):
        async with outbox.database.writing() as tx:
            await outbox.messages.announce(tx, HOSPITAL, [outbox.order()])


@BOTH
async def test_it_is_stored_with_what_it_tells_and_becomes_messages_once(outbox: Outbox) -> None:
    with pytest.raises(GoneError):
        async with outbox.database.writing() as tx:
            await outbox.messages.announce(tx, HOSPITAL, [outbox.order()])
            raise GoneError
    assert await waiting(outbox) == 0

    await announce(outbox, 7)
    assert await outbox.rows() == []
    # A worker that is killed while it writes out leaves everything to the next one.
    with pytest.raises(GoneError):
        async with outbox.database.writing() as tx:
            assert await outbox.messages.write_out(tx, most=5) == 5
            raise GoneError
    assert (await waiting(outbox), await outbox.rows()) == (7, [])
    # Two at once share the work.
    assert sum(await asyncio.gather(outbox.sender.write_out(), outbox.sender.write_out())) == 7
    assert await waiting(outbox) == 0
    assert await outbox.states() == [("sms", "queued")] * 7


@BOTH
async def test_what_is_withdrawn_before_it_was_written_out_is_never_sent(outbox: Outbox) -> None:
    about = uuid4()
    both = [
        outbox.order(about_id=about, dedupe="one"),
        outbox.order(about_id=about, dedupe="two", template="reminder-2h"),
    ]
    async with outbox.database.writing() as tx:
        await outbox.messages.announce(tx, HOSPITAL, both)
    async with outbox.database.writing() as tx:
        assert await outbox.messages.withdraw(tx, about, ["reminder-24h"]) == 1
    assert await waiting(outbox) == 0
    states = {row["template"]: row["state"] for row in await outbox.rows()}
    assert states == {"reminder-2h": "queued"}


async def test_whoever_claims_finds_what_was_just_announced(outbox: Outbox) -> None:
    await announce(outbox)
    assert await outbox.sender.send_due("sms") == 1
    assert len(outbox.sms.sent) == 1


async def test_without_its_key_an_announcement_waits_and_holds_up_nobody(outbox: Outbox) -> None:
    elsewhere = MessagesService(
        outbox.clock,
        Vaulted(Keyring.generate()),
        outbox.messages._facilities,
        outbox.audience,
        "https://hospital.example",
    )
    async with outbox.database.writing() as tx:
        await elsewhere.announce(tx, HOSPITAL, [outbox.order()])
    await announce(outbox)
    assert await outbox.sender.write_out() == 2
    assert (await waiting(outbox), len(await outbox.rows())) == (1, 1)
    outbox.clock.forward(minutes=11)
    async with outbox.database.writing() as tx:
        assert await elsewhere.write_out(tx) == 1
    assert (await waiting(outbox), len(await outbox.rows())) == (0, 2)
