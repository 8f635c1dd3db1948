"""Connections to PostgreSQL: replaced when they break, never handed on half used."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import literal, select, text

from mobile_api.connections import PostgresConnections, postgres_engine
from mobile_api.database import Database, Prepared, Reader
from mobile_api.errors import Unavailable

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),
]
DIRECT = Prepared(lambda _dialect: select(literal(1).label("one")))
PID = text("SELECT pg_backend_pid()")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with one small table."""
    database = Database(database_url)
    async with database.writing() as tx:
        await tx.execute(text("CREATE TABLE things (n INTEGER)"))
    yield database
    await database.close()


async def pid(db: Reader) -> int:
    return int((await db.execute(PID)).scalar_one())


async def things(database: Database) -> int:
    async with database.reading() as db:
        await db.fetch(DIRECT, {})
        return int((await db.execute(text("SELECT count(*) FROM things"))).scalar_one())


async def test_both_kinds_of_statements_stand_in_one_transaction(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.writing() as tx:
            await tx.fetch(DIRECT, {})
            await tx.execute(text("INSERT INTO things VALUES (1)"))
            raise ZeroDivisionError
    assert await things(database) == 0
    async with database.writing() as tx:
        await tx.execute(text("INSERT INTO things VALUES (1)"))
        await tx.fetch(DIRECT, {})
        async with tx.trial() as trial:
            await trial.execute(text("INSERT INTO things VALUES (2)"))
    assert await things(database) == 1


async def test_a_connection_is_kept_and_replaced_when_it_breaks(database: Database) -> None:
    async with database.reading() as db:
        first = await pid(db)
    async with database.reading() as db:
        assert await pid(db) == first
        async with database.reading() as other:
            await other.execute(text(f"SELECT pg_terminate_backend({first})"))
        with pytest.raises(Unavailable):
            await db.fetch(DIRECT, {})
    assert await things(database) == 0
    with pytest.raises(Unavailable):
        async with database.writing() as tx:
            async with database.reading() as other:
                await other.execute(text(f"SELECT pg_terminate_backend({await pid(tx)})"))
            await tx.fetch(DIRECT, {})
    assert await things(database) == 0


async def test_what_was_cut_off_in_the_middle_is_undone_and_its_answer_read_by_nobody(
    database: Database,
) -> None:
    begun = asyncio.Event()

    async def slow() -> None:
        async with database.writing() as tx:
            await tx.execute(text("INSERT INTO things VALUES (1)"))
            begun.set()
            await tx.execute(text("SELECT pg_sleep(60)"))

    task = asyncio.create_task(slow())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await things(database) == 0


async def test_whoever_waits_too_long_for_a_connection_may_try_again(database_url: str) -> None:
    connections = PostgresConnections(postgres_engine(database_url), most=1, wait_seconds=0.02)
    async with connections.one():
        with pytest.raises(Unavailable):
            async with connections.one():
                """Never reached."""
    got: list[Any] = []
    async with connections.one() as one:  # the place is free again
        got.append(one)
    assert got
    await connections.close()
