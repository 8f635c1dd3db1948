"""Encrypts every field under the active key, while the API goes on working."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, literal, or_, select, update

from mobile_api.database import Database, Reader, Writing
from mobile_api.errors import Unavailable
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.rekeying.columns import ENCRYPTED
from mobile_api.tables import metadata

BATCH = 200
_PASSES = 5
_TRIES = 6


@dataclass(slots=True)
class Rekeyed:
    """What a run did.

    Attributes:
        changed: fields that are under the active key now, by table.
        unreadable: fields that no key here opens, by table; they were left as they are.
        left: fields that somebody keeps writing under an older key.
    """

    changed: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)
    left: int = 0


class FieldsRekeying:
    """Moves fields from older keys to the active one, in batches.

    Each batch is a transaction of its own, and what is under the active key is never looked at
    again: a run that was killed is simply started again. A field that the API changes in the
    same instant keeps what the API wrote. Names, numbers and texts stand in memory for the
    length of a batch, and nowhere else.

    Args:
        database: where the fields are; the API may work on it meanwhile.
        vaulted: holds the active key and all older ones.
        active: number of the active key.
        batch: rows in a transaction.
    """

    def __init__(
        self, database: Database, vaulted: Vaulted, active: int, batch: int = BATCH
    ) -> None:
        self._database = database
        self._vaulted = vaulted
        self._active = bytes([active])
        self._batch = batch

    async def left(self) -> dict[str, int]:
        """Rows of each table that hold something under another key than the active one."""
        found = {}
        async with self._database.reading() as db:
            for name, columns in ENCRYPTED.items():
                table = metadata.tables[name]
                rows = await db.execute(
                    select(func.count()).select_from(table).where(self._older(table, columns))
                )
                found[name] = int(rows.scalar_one())
        return found

    async def run(self) -> Rekeyed:
        """Move everything; what was written meanwhile under an older key as well.

        Raises:
            Unavailable: the database stays away for longer than a minute.
        """
        done = Rekeyed()
        for _ in range(_PASSES):
            done.unreadable.clear()
            changed = 0
            for name, columns in ENCRYPTED.items():
                moved = await self._table(metadata.tables[name], columns, done)
                done.changed[name] = done.changed.get(name, 0) + moved
                changed += moved
            done.left = sum((await self.left()).values()) - sum(done.unreadable.values())
            if not done.left or not changed:
                break
        return done

    async def _table(self, table: Table, columns: Sequence[str], done: Rekeyed) -> int:
        key = next(iter(table.primary_key))
        after: Any = None
        total = 0
        while True:
            for again in range(_TRIES):
                try:
                    async with self._database.writing() as tx:
                        rows = await self._due(tx, table, columns, key, after)
                        moved, unreadable = await self._move(tx, table, columns, rows)
                    break
                except Unavailable:
                    if again == _TRIES - 1:
                        raise
                    await asyncio.sleep(2**again)
            if not rows:
                return total
            after = rows[-1][key.name]
            total += moved
            if unreadable:
                done.unreadable[table.name] = done.unreadable.get(table.name, 0) + unreadable

    async def _due(
        self,
        db: Reader,
        table: Table,
        columns: Sequence[str],
        key: ColumnElement[Any],
        after: Any,
    ) -> Sequence[Mapping[str, Any]]:
        wanted = self._older(table, columns)
        if after is not None:
            wanted = and_(wanted, key > literal(after, key.type))
        rows = await db.execute(
            select(key, *(table.c[name] for name in columns))
            .where(wanted)
            .order_by(key)
            .limit(self._batch)
            # Never waits for the API, so that the two cannot wait for each other for ever; what
            # is skipped here the next pass finds.
            .with_for_update(skip_locked=True)
        )
        return [dict(row) for row in rows.mappings()]

    async def _move(
        self, tx: Writing, table: Table, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
    ) -> tuple[int, int]:
        """Fields that were encrypted anew, and rows with something that no key opens."""
        key = next(iter(table.primary_key))
        moved, unreadable = 0, 0
        by_column: dict[str, list[dict[str, Any]]] = {name: [] for name in columns}
        for row in rows:
            row_id, closed = row[key.name], False
            for name in columns:
                stored = row[name]
                if stored is None or stored[:1] == self._active:
                    continue
                try:
                    plain = self._vaulted.decrypt(table.name, row_id, name, stored)
                except CannotOpen:
                    closed = True
                    continue
                fresh = self._vaulted.encrypt(table.name, row_id, name, plain)
                by_column[name].append({"row": row_id, "was": stored, "fresh": fresh})
            unreadable += closed
        for name, changes in by_column.items():
            if changes:
                # Only where it still is what was read: the API's own word counts.
                await tx.execute(
                    update(table)
                    .where(key == bindparam("row"), table.c[name] == bindparam("was"))
                    .values({name: bindparam("fresh")}),
                    changes,
                )
                moved += len(changes)
        return moved, unreadable

    def _older(self, table: Table, columns: Sequence[str]) -> ColumnElement[bool]:
        # NULL is neither: an empty field is under no key.
        return or_(*(func.substr(table.c[name], 1, 1) != self._active for name in columns))
