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
from typing import Any, Protocol, cast

import asyncpg
import orjson
from sqlalchemy import CursorResult, DateTime, Dialect, Executable, RowMapping, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry, PoolProxiedConnection
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


Record = RowMapping | Mapping[str, Any]
"""One row, by the names of its columns."""


class StatementFailed(Exception):
    """PostgreSQL refused a statement of a hot path; ``args[0]`` is its SQLSTATE."""


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

    async def fetch(self, prepared: Prepared, parameters: Mapping[str, Any]) -> Sequence[Record]:
        """Run a statement of a hot path; all of its rows.

        Raises:
            Unavailable: the connection is gone, or PostgreSQL ended one of two transactions that
                waited for each other: to be tried again.
        """
        if self.dialect == "postgresql":
            return await self._fetch_directly(prepared.on_postgresql, parameters)
        found = await self._connection.execute(prepared.sqlite, parameters)
        return found.mappings().all() if found.returns_rows else ()

    async def _fetch_directly(
        self, prepared: PreparedForPostgres, parameters: Mapping[str, Any]
    ) -> Sequence[Record]:
        proxied = self._connection.sync_connection
        assert proxied is not None
        adapted: Any = proxied.connection.dbapi_connection
        if adapted._transaction is None:  # noqa: SLF001 - SQLAlchemy begins at its own first statement
            await adapted._start_transaction()  # noqa: SLF001 - nothing in AUTOCOMMIT
        driver: asyncpg.Connection = adapted.driver_connection
        try:
            records = await driver.fetch(prepared.sql, *prepared.arguments(parameters))
        except (
            asyncpg.PostgresConnectionError,
            asyncpg.InterfaceError,
            asyncpg.DeadlockDetectedError,
            asyncpg.SerializationError,
            asyncpg.CannotConnectNowError,
            asyncpg.AdminShutdownError,
        ) as fault:
            raise Unavailable(part="database") from fault
        except asyncpg.PostgresError as fault:
            # Without its text: PostgreSQL quotes the whole row in it.
            raise StatementFailed(fault.sqlstate) from None
        return prepared.rows(records)


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
        if self.is_sqlite:
            self._writer = _sqlite_engine(url, connections=1, read_only=False)
            reader = _sqlite_engine(url, connections=SQLITE_READERS, read_only=True)
        else:
            self._writer = _postgres_engine(url)
            reader = self._writer
        self._engines = {self._writer, reader}
        self._reader = reader.execution_options(isolation_level="AUTOCOMMIT")
        self._snapshots = reader.execution_options(
            isolation_level="AUTOCOMMIT" if self.is_sqlite else "REPEATABLE READ"
        )

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

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """A connection that sees one moment, whatever is written meanwhile; it holds up nobody.

        Raises:
            Unavailable: the database does not answer.
        """
        async with _translated(), self._snapshots.connect() as connection:
            if self.is_sqlite:
                await connection.exec_driver_sql("BEGIN")
            try:
                yield Snapshot(connection)
            finally:
                if self.is_sqlite:
                    await connection.exec_driver_sql("ROLLBACK")

    async def close(self) -> None:
        """Close all connections."""
        for engine in self._engines:
            await engine.dispose()


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """The database's own complaints become ours; constraint violations pass as they are."""
    try:
        yield
    except (PoolTimeout, OperationalError, ConnectionError) as fault:
        raise Unavailable(part="database") from fault
    except DBAPIError as fault:
        if fault.connection_invalidated:
            raise Unavailable(part="database") from fault
        raise


def _postgres_engine(url: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=POSTGRES_CONNECTIONS,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS,
        hide_parameters=True,  # parameters are personal data; errors end up in logs
        json_deserializer=orjson.loads,  # every JSON that is read, hot paths' included
    )

    # Not ``pool_pre_ping``, which costs three round trips each time: the driver itself notices
    # when PostgreSQL goes away, and such a connection is replaced before it is used.
    def check_out(
        connection: DBAPIConnection, _entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection
    ) -> None:
        driver: asyncpg.Connection = cast(Any, connection).driver_connection
        if driver.is_closed():
            raise DisconnectionError

    event.listen(engine.sync_engine, "checkout", check_out)
    return engine


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
    return sqlite_driver.sqlite_version_info
