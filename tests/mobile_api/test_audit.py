"""The audit trail: only ever added to, and a change shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mobile_api.actors import Actor, Role
from mobile_api.audit.errors import AuditBroken
from mobile_api.audit.service import AuditService
from mobile_api.database import Database
from tests.conftest import BOTH, SettableClock

NURSE = Actor(role=Role.NURSE, id=UUID(int=1), hospital_id=UUID(int=2))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@BOTH
async def test_every_deed_can_be_verified_later(database: Database, clock: SettableClock) -> None:
    audit = AuditService(clock)
    for number in range(5):
        async with database.writing() as tx:
            await audit.record(tx, NURSE, "queues.call", "ticket", "B-007", turn=str(number))
            clock.forward(seconds=1)
    async with database.reading() as db:
        assert await audit.verify(db) == 5


@BOTH
async def test_deeds_in_the_same_instant_all_get_their_place(
    database: Database, clock: SettableClock
) -> None:
    audit = AuditService(clock)

    async def act(number: int) -> None:
        async with database.writing() as tx:
            await audit.record(tx, NURSE, "queues.call", "ticket", "B-007", turn=str(number))

    await asyncio.gather(*(act(number) for number in range(30)))
    async with database.reading() as db:
        assert await audit.verify(db) == 30


@BOTH
async def test_transactions_that_tell_of_many_things_never_wait_for_each_other(
    database: Database, clock: SettableClock
) -> None:
    audit = AuditService(clock)

    async def act(turn: int) -> None:
        subjects = [f"S-{number}" for number in range(12)]
        async with database.writing() as tx:
            for subject in subjects if turn % 2 else reversed(subjects):
                await audit.record(tx, NURSE, "queues.call", "ticket", subject)

    await asyncio.gather(*(act(turn) for turn in range(20)))
    async with database.reading() as db:
        assert await audit.verify(db) == 240


@BOTH
@pytest.mark.parametrize("deed", ["UPDATE audit_events SET action='x'", "DELETE FROM audit_events"])
async def test_what_is_written_cannot_be_changed(
    database: Database, clock: SettableClock, deed: str
) -> None:
    audit = AuditService(clock)
    async with database.writing() as tx:
        await audit.record(tx, NURSE, "queues.call", "ticket", "B-007")
    with pytest.raises(DBAPIError, match="append-only"):
        async with database.writing() as tx:
            await tx.execute(text(deed))


async def test_a_row_that_was_changed_behind_the_back_of_the_triggers_shows(
    database: Database, clock: SettableClock
) -> None:
    audit = AuditService(clock)
    async with database.writing() as tx:
        await audit.record(tx, NURSE, "queues.call", "ticket", "B-007")
    async with database.writing() as tx:
        await tx.execute(text("DROP TRIGGER audit_events_keep_update"))
        await tx.execute(text("UPDATE audit_events SET action='queues.void'"))
    async with database.reading() as db:
        with pytest.raises(AuditBroken):
            await audit.verify(db)


async def test_a_deed_that_was_rolled_back_leaves_no_trace(
    database: Database, clock: SettableClock
) -> None:
    audit = AuditService(clock)
    with pytest.raises(RuntimeError):
        async with database.writing() as tx:
            await audit.record(tx, NURSE, "queues.call", "ticket", "B-007")
            raise RuntimeError
    async with database.reading() as db:
        assert await audit.verify(db) == 0
