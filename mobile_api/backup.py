"""Copies of the whole database in one file, and back into an empty one, of either kind.

A backup is a ZIP: ``tables/<name>.jsonl``, one row a line, and ``manifest.json`` with the
schema's version, rows and digest of every table, and the SHA-256 of every file in it. It is
written from one moment of the database, while everybody works on. What is encrypted stays
encrypted: keys are never in a backup, and without them it tells no name and no number. It does
tell who was where and when, by id: keep it like the database itself.

A table's digest is the sum of the SHA-256 of its rows modulo 2²⁵⁶: it does not depend on the
order in which a database hands them out, so that it can be compared across both.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID

from sqlalchemy import JSON, Table, bindparam, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from mobile_api.database import Database, Reader, Snapshot, UtcDateTime, Writing
from mobile_api.migrations.current import newest_revision
from mobile_api.tables import metadata

FORMAT = 1
_BATCH = 1000
_MODULUS = 2**256
_MANIFEST = "manifest.json"


class BackupDamaged(Exception):
    """Not a backup, cut off, or changed since it was made. Nothing was restored."""


class OtherSchema(Exception):
    """The backup is of another version of this program; ``args[0]`` says of which schema."""


class NotEmpty(Exception):
    """The database that is to be filled holds something; ``args[0]`` is a table with rows."""


class NotTheSame(Exception):
    """What was restored is not what was saved; ``args[0]`` is the table. Nothing was kept."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows of a table and their digest (hexadecimal)."""

    rows: int
    digest: str


class _Summing:
    """Counts rows and sums their hashes."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        """One row in its one written form."""
        self._rows += 1
        self._sum += int.from_bytes(hashlib.sha256(line).digest(), "big")

    def contents(self) -> Contents:
        """What was added so far."""
        return Contents(self._rows, f"{self._sum % _MODULUS:064x}")


async def back_up(database: Database, path: Path) -> dict[str, Contents]:
    """Write a backup; readable by its owner only, and complete or not there at all.

    Args:
        database: with the newest schema.
        path: of the file; an existing one is never replaced.

    Raises:
        FileExistsError: there is one already.
        OSError: it cannot be written.
        Unavailable: the database does not answer.
    """
    with (
        _appearing(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive,
    ):
        async with database.snapshot() as db:
            return await _write(db, archive)


@contextmanager
def _appearing(path: Path) -> Iterator[BinaryIO]:
    """A file that bears its name only once it is written to the disk."""
    if path.exists():
        raise FileExistsError(path)
    unfinished = path.with_name(path.name + ".unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


async def _write(db: Snapshot, archive: zipfile.ZipFile) -> dict[str, Contents]:
    found: dict[str, Contents] = {}
    files: dict[str, str] = {}
    for table in metadata.sorted_tables:
        summing, sha256 = _Summing(), hashlib.sha256()
        with archive.open(_file_of(table), "w", force_zip64=True) as out:
            async for row in db.stream(select(table)):
                line = _written(table, row)
                summing.add(line)
                sha256.update(line + b"\n")
                out.write(line + b"\n")
        found[table.name] = summing.contents()
        files[table.name] = sha256.hexdigest()
    manifest = {
        "format": FORMAT,
        "schema": newest_revision(),
        "made_at": datetime.now(UTC).isoformat(),
        "tables": {
            name: {"rows": one.rows, "digest": one.digest, "sha256": files[name]}
            for name, one in found.items()
        },
    }
    archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
    return found


def check(path: Path) -> dict[str, Contents]:
    """Read a whole backup and compare it with what it says of itself.

    Raises:
        BackupDamaged: it is not whole.
        OtherSchema: this program cannot restore it.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            if manifest["format"] != FORMAT or manifest["schema"] != newest_revision():
                raise OtherSchema(str(manifest["schema"]))
            told = manifest["tables"]
            if set(told) != {table.name for table in metadata.sorted_tables}:
                raise BackupDamaged("tables")
            for table in metadata.sorted_tables:
                summing, sha256 = _Summing(), hashlib.sha256()
                for line in _lines(archive, table):
                    summing.add(line)
                    sha256.update(line + b"\n")
                one = told[table.name]
                if summing.contents() != Contents(one["rows"], one["digest"]):
                    raise BackupDamaged(table.name)
                if sha256.hexdigest() != one["sha256"]:
                    raise BackupDamaged(table.name)
            return {name: Contents(one["rows"], one["digest"]) for name, one in told.items()}
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, RuntimeError) as fault:
        # RuntimeError: ``zipfile`` finds the file encrypted; NotImplementedError is one of it.
        raise BackupDamaged(type(fault).__name__) from fault
    except OSError as fault:
        if fault.errno is None:  # zlib and zipfile, not the file system
            raise BackupDamaged(type(fault).__name__) from fault
        raise


async def restore(database: Database, path: Path) -> dict[str, Contents]:
    """Fill an empty database of the newest schema, and compare every table with the backup.

    All of it happens in one transaction: whatever goes wrong, the database stays empty.

    Raises:
        BackupDamaged, OtherSchema, OSError: see ``check``, which comes first.
        NotEmpty: the database holds something.
        NotTheSame: rows or digest of a table differ after all.
        Unavailable: the database does not answer.
    """
    told = check(path)
    async with database.writing() as tx:
        for table in metadata.sorted_tables:
            if (await tx.execute(select(func.count()).select_from(table))).scalar_one():
                raise NotEmpty(table.name)
        with zipfile.ZipFile(path) as archive:
            for table in metadata.sorted_tables:
                await _fill(tx, archive, table)
        await _set_counters(tx)
        for table in metadata.sorted_tables:
            if await _contents(tx, table) != told[table.name]:
                raise NotTheSame(table.name)
    return told


async def _fill(tx: Writing, archive: zipfile.ZipFile, table: Table) -> None:
    # An empty JSON column is NULL, as the tables' defaults have it, not the word "null".
    adding = insert(table).values(
        {
            column.name: bindparam(column.name, type_=JSON(none_as_null=True))
            for column in table.columns
            if isinstance(column.type, JSON)
        }
    )
    rows: list[dict[str, Any]] = []
    try:
        for line in _lines(archive, table):
            rows.append(_read(table, line))
            if len(rows) == _BATCH:
                await tx.execute(adding, rows)
                rows = []
        if rows:
            await tx.execute(adding, rows)
    except DBAPIError as fault:
        raise NotTheSame(table.name) from fault


async def _contents(db: Reader, table: Table) -> Contents:
    summing = _Summing()
    async for row in _all(db, table):
        summing.add(_written(table, row))
    return summing.contents()


async def _all(db: Reader, table: Table) -> AsyncIterator[Mapping[str, Any]]:
    """Every row, a few at a time, by primary key."""
    keys = list(table.primary_key)
    position = 0
    # By offset: a restored table stands still, and keys of several columns page badly otherwise.
    while True:
        rows = await db.execute(select(table).order_by(*keys).limit(20 * _BATCH).offset(position))
        found = rows.mappings().all()
        for row in found:
            yield cast(Mapping[str, Any], row)
        position += len(found)
        if len(found) < 20 * _BATCH:
            return


async def _set_counters(tx: Writing) -> None:
    """PostgreSQL counts on after the rows that are there; SQLite does so by itself."""
    if tx.dialect != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        if (name := (await tx.execute(select(sequence))).scalar_one()) is not None:
            next_one = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
            await tx.execute(select(func.setval(name, next_one, False)))


def _file_of(table: Table) -> str:
    return f"tables/{table.name}.jsonl"


def _lines(archive: zipfile.ZipFile, table: Table) -> Iterator[bytes]:
    with archive.open(_file_of(table)) as file:
        for line in file:
            if not line.endswith(b"\n"):
                raise BackupDamaged(table.name)
            yield line[:-1]


def _written(table: Table, row: Mapping[Any, Any]) -> bytes:
    """A row in its one form: the same on both databases."""
    values = {column.name: _plain(row[column.name]) for column in table.columns}
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case UUID() | date() | time():
            return str(value)
        case _:
            return value


def _read(table: Table, line: bytes) -> dict[str, Any]:
    try:
        stored = json.loads(line)
        return {column.name: _value(column.type, stored[column.name]) for column in table.columns}
    except (ValueError, KeyError, TypeError) as fault:
        raise BackupDamaged(table.name) from fault


def _value(kind: TypeEngine[Any], stored: Any) -> object:
    if stored is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(stored)
    read = _READ.get(kind.python_type)
    return stored if read is None else read(stored)


_READ: Mapping[type, Callable[[str], object]] = {
    UUID: UUID,
    bytes: partial(base64.b64decode, validate=True),
    date: date.fromisoformat,
    time: time.fromisoformat,
}
"""How what JSON has no word for is read again."""
