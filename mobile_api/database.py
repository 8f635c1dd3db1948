"""Two databases, one code path: SQLite (embedded) and PostgreSQL (production).

- Reads run in AUTOCOMMIT on their own connections; a write is one transaction.
- SQLite has one writer connection: writers queue here in order, instead of colliding
  inside the database (measured: p99 over a second with many writers).
- What must follow a write (telling the boards) is registered with ``after_commit`` and
  never happens for a transaction that was rolled back.
"""

from __future__ import annotations

import sqlite3 as sqlite_driver
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol

import asyncpg
from sqlalchemy import CursorResult, DateTime, Dialect, Executable, RowMapping
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator

from mobile_api.connections import (
    GONE,
    SQLITE_READERS,
    PostgresConnections,
    StatementFailed,
    postgres_engine,
    sqlite_engine,
)
from mobile_api.errors import Unavailable

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


Record = RowMapping | Mapping[str, Any]
"""One row, by the names of its columns."""


class PreparedForPostgres:
    """What the driver needs of a statement: text, order of parameters, how values are written."""

    def __init__(self, statement: Executable) -> None:
        compiled: Any = statement.compile(dialect=_POSTGRES)  # type: ignore[attr-defined]  # every statement has it
        self.sql: str = compiled.string
        if "POSTCOMPILE" in self.sql:
            raise ValueError("a list has no fixed number of parameters")
        write = compiled._bind_processors  # noqa: SLF001 - as SQLAlchemy's own execution does
        self._parameters = [
            (name, compiled.binds[name].value, write.get(name)) for name in compiled.positiontup
        ]
        read = [
            (column.keyname, column.type.dialect_impl(_POSTGRES).result_processor(_POSTGRES, None))
            for column in compiled._result_columns  # noqa: SLF001 - see above
            if not isinstance(column.type, UtcDateTime)  # the driver's moments are in UTC
        ]
        self._read = [(name, processor) for name, processor in read if processor is not None]

    def arguments(self, parameters: Mapping[str, Any]) -> list[Any]:
        """Values in the order in which the text wants them."""
        found = []
        for name, fixed, write in self._parameters:
            value = parameters.get(name, fixed)
            found.append(value if write is None else write(value))
        return found

    def rows(self, records: Sequence[Record]) -> Sequence[Record]:
        """Rows as Python's types; those that need nothing are handed on as they are."""
        if not self._read:
            return records
        found = [dict(record) for record in records]
        for row in found:
            for name, read in self._read:
                row[name] = read(row[name])
        return found


class Prepared:
    """A statement of a hot path, put together once and for all.

    Measured: SQLAlchemy takes five times as long for a small statement as the driver does, and
    putting one together takes as long again. On PostgreSQL such a statement so goes straight to
    the driver, on the connection and in the transaction that SQLAlchemy keeps; everything else
    is asked through SQLAlchemy as usual.

    Args:
        build: makes the statement, of the dialect's own ``insert`` where it needs one.
            Parameters are ``bindparam``s; ``IN`` with a list is not possible.
    """

    def __init__(self, build: Callable[[Any], Executable]) -> None:
        self._build = build

    @cached_property
    def sqlite(self) -> Executable:
        """For SQLAlchemy, which keeps what it compiled with the statement."""
        return self._build(sqlite)

    @cached_property
    def on_postgresql(self) -> PreparedForPostgres:
        """For the driver."""
        return PreparedForPostgres(self._build(postgresql))


_POSTGRES = postgresql.asyncpg.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own


class Reader(Protocol):
    """Where a store may ask: a reading connection or a transaction."""

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""

    async def execute(
        self, statement: Executable, parameters: Parameters = None
    ) -> CursorResult[Any]:
        """Run one statement."""

    async def fetch(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Record]:
        """Run a statement of a hot path; all of its rows."""


class Reading:
    """A connection that only reads.

    Args:
        connection: as SQLAlchemy sees it.
        driver: PostgreSQL's, on the same connection; None on SQLite.
    """

    def __init__(
        self, connection: AsyncConnection, driver: asyncpg.Connection | None = None
    ) -> None:
        self._connection = connection
        self._driver = driver

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return "sqlite" if self._driver is None else "postgresql"

    async def execute(
        self, statement: Executable, parameters: Parameters = None
    ) -> CursorResult[Any]:
        """Run one statement."""
        return await self._connection.execute(statement, parameters)

    async def fetch(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Record]:
        """Run a statement of a hot path; all of its rows.

        Raises:
            Unavailable: the connection is gone, or PostgreSQL ended one of two transactions that
                waited for each other: to be tried again.
        """
        if self._driver is not None:
            return await _asked(self._driver, prepared.on_postgresql, parameters)
        found = await self._connection.execute(prepared.sqlite, parameters)
        return found.mappings().all() if found.returns_rows else ()


async def _asked(
    driver: asyncpg.Connection, prepared: PreparedForPostgres, parameters: Mapping[str, Any]
) -> Sequence[Record]:
    try:
        records = await driver.fetch(prepared.sql, *prepared.arguments(parameters))
    except GONE as fault:
        raise Unavailable(part="database") from fault
    except asyncpg.PostgresError as fault:
        # Without its text: PostgreSQL quotes the whole row in it.
        raise StatementFailed(fault.sqlstate) from None
    return prepared.rows(records)


class Writing(Reading):
    """One transaction: all of it is stored, or nothing."""

    def __init__(
        self, connection: AsyncConnection, driver: asyncpg.Connection | None = None
    ) -> None:
        super().__init__(connection, driver)
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
            yield Writing(self._connection, self._driver)
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


class Snapshot(Reading):
    """A connection that sees one and the same moment for as long as it lives."""

    async def stream(self, statement: Executable) -> AsyncIterator[RowMapping]:
        """Rows one after the other, however many: they never stand in memory together."""
        async with self._connection.stream(statement) as found:
            async for row in found.mappings():
                yield row


class Database:
    """Connections to one database.

    Args:
        url: ``sqlite+aiosqlite:///path`` or ``postgresql+asyncpg://…``.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        self._postgres: PostgresConnections | None = None
        if self.is_sqlite:
            self._writer = sqlite_engine(url, connections=1, read_only=False)
            reader = sqlite_engine(url, connections=SQLITE_READERS, read_only=True)
        else:
            self._writer = reader = postgres_engine(url)
            self._postgres = PostgresConnections(self._writer)
        self._engines = {self._writer, reader}
        self._reader = reader.execution_options(isolation_level="AUTOCOMMIT")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Reading]:
        """A connection for reads.

        Raises:
            Unavailable: the database does not answer.
        """
        async with _translated():
            if self._postgres is not None:
                async with self._postgres.one() as taken:
                    yield Reading(taken.connection, taken.driver)
            else:
                async with self._reader.connect() as connection:
                    yield Reading(connection)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Raises:
            Unavailable: the database does not answer, or is locked for too long.
        """
        async with _translated():
            if self._postgres is not None:
                async with self._postgres.transaction() as taken:
                    transaction = Writing(taken.connection, taken.driver)
                    yield transaction
                    await transaction.run_before_commit()
            else:
                async with self._writer.begin() as connection:
                    transaction = Writing(connection)
                    yield transaction
                    await transaction.run_before_commit()
            await transaction.run_afterwards()

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """A connection that sees one moment, whatever is written meanwhile; it holds up nobody.

        Raises:
            Unavailable: the database does not answer.
        """
        async with _translated():
            if self._postgres is not None:
                async with self._postgres.transaction("repeatable_read") as taken:
                    yield Snapshot(taken.connection, taken.driver)
                return
            async with self._reader.connect() as connection:
                await connection.exec_driver_sql("BEGIN")
                try:
                    yield Snapshot(connection)
                finally:
                    await connection.exec_driver_sql("ROLLBACK")

    async def close(self) -> None:
        """Close all connections."""
        if self._postgres is not None:
            await self._postgres.close()
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


def sqlite_version() -> tuple[int, ...]:
    """Version of the SQLite library; RETURNING needs 3.35."""
    return sqlite_driver.sqlite_version_info
