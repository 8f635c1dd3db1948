"""Connections to either database, and who may have one when.

PostgreSQL: a connection keeps its SQLAlchemy side for its whole life and is handed out together
with its driver. SQLAlchemy's own pool builds that side anew for every request, which costs more
than a small statement does. SQLAlchemy runs in AUTOCOMMIT here: transactions are begun and ended
through the driver, so that statements of both kinds stand in one and the same.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry, NullPool

from mobile_api.errors import Unavailable

POOL_WAIT_SECONDS = 10
SQLITE_READERS = 4
POSTGRES_CONNECTIONS = 10
BUSY_TIMEOUT_MS = 5000

GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
)
"""The connection is gone, or PostgreSQL ended one of two transactions that waited for each other:
the same request may succeed."""


class StatementFailed(Exception):
    """PostgreSQL refused a statement of a hot path, or to commit; ``args[0]`` is its SQLSTATE."""


@dataclass(frozen=True, slots=True, eq=False)
class PostgresConnection:
    """One connection, as SQLAlchemy and as its driver see it."""

    connection: AsyncConnection
    driver: asyncpg.Connection

    @property
    def is_whole(self) -> bool:
        """Whether somebody else can have it next."""
        return not (
            self.driver.is_closed()
            or self.connection.invalidated
            or self.driver.is_in_transaction()
        )

    async def let_go(self) -> None:
        """Close it at once, whatever is under way in it."""
        self.driver.terminate()
        with contextlib.suppress(SQLAlchemyError, asyncpg.PostgresError, OSError):
            await self.connection.invalidate()
            await self.connection.close()


class PostgresConnections:
    """At most so many connections, opened when they are needed and kept.

    Args:
        engine: its pool must be ``NullPool``: each connection is opened for good.
        most: how many at a time; whoever comes then waits.
        wait_seconds: how long.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        most: int = POSTGRES_CONNECTIONS,
        wait_seconds: float = POOL_WAIT_SECONDS,
    ) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._places = asyncio.Semaphore(most)
        self._wait_seconds = wait_seconds
        self._free: list[PostgresConnection] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[PostgresConnection]:
        """A connection of one's own, outside any transaction.

        Raises:
            Unavailable: all were taken for too long.
        """
        if self._places.locked():
            try:
                async with asyncio.timeout(self._wait_seconds):
                    await self._places.acquire()
            except TimeoutError as fault:
                raise Unavailable(part="database") from fault
        else:
            await self._places.acquire()
        try:
            taken = await self._taken()
            try:
                yield taken
            except asyncio.CancelledError:
                # Whatever was asked may still be on its way: nobody else may read its answer.
                taken.driver.terminate()
                raise
            finally:
                await self._give_back(taken)
        finally:
            self._places.release()

    @asynccontextmanager
    async def transaction(
        self, isolation: Literal["repeatable_read"] | None = None
    ) -> AsyncIterator[PostgresConnection]:
        """A connection inside a transaction: committed at the end, undone when the block raises.

        Args:
            isolation: ``repeatable_read`` sees one and the same moment throughout; None: each
                statement sees what is stored by then.

        Raises:
            Unavailable: all were taken for too long, or the database went away.
            StatementFailed: a rule that is checked at the end was broken; nothing is stored.
        """
        async with self.one() as taken:
            begun = taken.driver.transaction(isolation=isolation)
            try:
                await begun.start()
                yield taken
                await _commit(begun)
            except GONE as fault:
                await self._undo(taken, begun)
                raise Unavailable(part="database") from fault
            except BaseException:
                await self._undo(taken, begun)
                raise

    async def close(self) -> None:
        """Close those that nobody has."""
        while self._free:
            await self._free.pop().connection.close()
        await self._engine.dispose()

    async def _taken(self) -> PostgresConnection:
        while self._free:
            # The one that was used last: its statements are still prepared.
            taken = self._free.pop()
            if taken.is_whole:
                return taken
            await taken.let_go()
        connection = await self._engine.connect()
        raw: Any = await connection.get_raw_connection()
        return PostgresConnection(connection, raw.driver_connection)

    async def _give_back(self, taken: PostgresConnection) -> None:
        if taken.connection.in_transaction():
            # Only SQLAlchemy's own notes: in AUTOCOMMIT nothing is sent.
            with contextlib.suppress(SQLAlchemyError):
                await taken.connection.rollback()
        if taken.is_whole:
            self._free.append(taken)
        else:
            await taken.let_go()

    @staticmethod
    async def _undo(taken: PostgresConnection, begun: Any) -> None:
        """Roll back; a connection in which that is not possible is closed, which undoes as well."""
        if taken.driver.is_closed() or not taken.driver.is_in_transaction():
            return
        try:
            await begun.rollback()
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, asyncio.CancelledError):
            taken.driver.terminate()


async def _commit(begun: Any) -> None:
    try:
        await begun.commit()
    except GONE:
        raise
    except asyncpg.PostgresError as fault:
        # Without its text: PostgreSQL quotes the whole row in it.
        raise StatementFailed(fault.sqlstate) from None


def postgres_engine(url: str) -> AsyncEngine:
    """PostgreSQL, a connection for everybody who asks: ``PostgresConnections`` keeps them."""
    return create_async_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,  # parameters are personal data; errors end up in logs
    )


def sqlite_engine(url: str, *, connections: int, read_only: bool) -> AsyncEngine:
    """SQLite, with so many connections that either all read or all write."""
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        hide_parameters=True,
    )

    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver must not begin transactions of its own: BEGIN IMMEDIATE is sent below.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        else:
            cursor.execute("PRAGMA journal_mode=WAL")
            # A ticket that was printed must survive a power cut.
            cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    event.listen(engine.sync_engine, "connect", prepare)
    if not read_only:

        def begin(connection: Any) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        event.listen(engine.sync_engine, "begin", begin)
    return engine
