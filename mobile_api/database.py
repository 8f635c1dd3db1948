"""Two databases, one code path: SQLite (embedded) and PostgreSQL (production).

- Reads run in AUTOCOMMIT on their own connections; a write is one transaction.
- SQLite has one writer connection: writers queue here in order, instead of colliding
  inside the database (measured: p99 over a second with many writers).
- What must follow a write (telling the boards) is registered with ``after_commit`` and
  never happens for a transaction that was rolled back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import CursorResult, DateTime, Dialect, Executable, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from mobile_api.errors import Unavailable

POOL_WAIT_SECONDS = 10
SQLITE_READERS = 4
POSTGRES_CONNECTIONS = 10
BUSY_TIMEOUT_MS = 5000

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]] | None


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC on both databases (SQLite itself knows no time zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: nobody knows what they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite's moments their zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Reader(Protocol):
    """Where a store may ask: a reading connection or a transaction."""

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""

    async def execute(
        self, statement: Executable, parameters: Parameters = None
    ) -> CursorResult[Any]:
        """Run one statement."""


class Reading:
    """A connection that only reads."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._connection.dialect.name

    async def execute(
        self, statement: Executable, parameters: Parameters = None
    ) -> CursorResult[Any]:
        """Run one statement."""
        return await self._connection.execute(statement, parameters)


class Writing(Reading):
    """One transaction: all of it is stored, or nothing."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection)
        self._before: list[Callable[[], Awaitable[None]]] = []
        self._afterwards: list[Callable[[], Awaitable[None]]] = []
        self.kept: dict[object, list[Any]] = {}
        """What somebody collects until the transaction ends, by who collects it."""

    def before_commit(self, action: Callable[[], Awaitable[None]]) -> None:
        """Run ``action`` as the last thing in the transaction; what it writes is part of it."""
        self._before.append(action)

    def after_commit(self, action: Callable[[], Awaitable[None]]) -> None:
        """Run ``action`` once the transaction is stored; never if it is rolled back."""
        self._afterwards.append(action)

    @asynccontextmanager
    async def trial(self) -> AsyncIterator[Writing]:
        """A transaction inside this one that is always undone: to see what would happen.

        What is registered in it (audit events, news) never runs.
        """
        savepoint = await self._connection.begin_nested()
        try:
            yield Writing(self._connection)
        finally:
            await savepoint.rollback()

    async def run_before_commit(self) -> None:
        """Run what was registered, in order."""
        for action in self._before:
            await action()

    async def run_afterwards(self) -> None:
        """Run what was registered, in order."""
        for action in self._afterwards:
            await action()


class Database:
    """Connections to one database.

    Args:
        url: ``sqlite+aiosqlite:///path`` or ``postgresql+asyncpg://…``.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            self._writer = _sqlite_engine(url, connections=1, read_only=False)
            reader = _sqlite_engine(url, connections=SQLITE_READERS, read_only=True)
        else:
            self._writer = _postgres_engine(url)
            reader = self._writer
        self._engines = {self._writer, reader}
        self._reader = reader.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        """A connection for reads.

        Raises:
            Unavailable: the database does not answer.
        """
        async with _translated(), self._reader.connect() as connection:
            yield Reading(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises:
            Unavailable: the database does not answer, or is locked for too long.
        """
        async with _translated():
            async with self._writer.begin() as connection:
                transaction = Writing(connection)
                yield transaction
                await transaction.run_before_commit()
            await transaction.run_afterwards()

    async def close(self) -> None:
        """Close all connections."""
        for engine in self._engines:
            await engine.dispose()


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """The database's own complaints become ours; constraint violations pass as they are."""
    try:
        yield
    except PoolTimeout as fault:
        raise Unavailable(part="database") from fault
    except (OperationalError, ConnectionError) as fault:
        raise Unavailable(part="database") from fault
    except DBAPIError as fault:
        if fault.connection_invalidated:
            raise Unavailable(part="database") from fault
        raise


def _postgres_engine(url: str) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=POSTGRES_CONNECTIONS,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,  # parameters are personal data; errors end up in logs
    )


def _sqlite_engine(url: str, *, connections: int, read_only: bool) -> AsyncEngine:
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


def sqlite_version() -> tuple[int, ...]:
    """Version of the SQLite library; RETURNING needs 3.35."""
    return sqlite3.sqlite_version_info
