"""Makes every look-up again under a new index key: all of them, or none.

Rows are found by what their number hashes to, and a number must have one hash only: with two
in use at once, somebody could be stored twice. So the API stands still meanwhile, everything
changes in one transaction, and the database itself tells every process which key is its own
(``key_check``). Killed in the middle, nothing has changed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, literal, or_, select, text, update

from mobile_api import key_check
from mobile_api.database import Database, Writing
from mobile_api.keys import Vaulted
from mobile_api.patients.encrypting import NAME_COLUMNS, EncryptedRecords
from mobile_api.rekeying.columns import LOOKED_UP, LookedUp
from mobile_api.tables import metadata

BATCH = 1000


class LookUpsStay(Exception):
    """Some look-ups have nothing they could be made from: none was changed.

    Attributes:
        table, column: where.
        rows: how many.
    """

    def __init__(self, table: str, column: str, rows: int) -> None:
        super().__init__(f"{table}.{column}: {rows}")
        self.table, self.column, self.rows = table, column, rows


class OtherIndexKey(Exception):
    """The key that is to be replaced is not the one that the database was made with."""


class IndexesRekeying:
    """Moves all look-ups from one index key to another.

    Args:
        database: nobody else may write to it meanwhile.
        before: keys as they are.
        after: the same field keys, and the new index key.
        batch: rows that stand in memory at a time.
    """

    def __init__(
        self, database: Database, before: Vaulted, after: Vaulted, batch: int = BATCH
    ) -> None:
        self._database = database
        self._before = before
        self._after = after
        self._records = EncryptedRecords(after)
        self._batch = batch

    async def run(self) -> int:
        """Move everything in one transaction; how many look-ups. Done before: 0.

        Raises:
            OtherIndexKey: the database belongs to neither of the two keys.
            LookUpsStay: something is looked up whose value is not there.
            CannotOpen: a field cannot be read; nothing was changed.
            Unavailable: the database does not answer, or somebody works on it.
        """
        async with self._database.writing() as tx:
            await self._lock(tx)
            if not await key_check.fits(tx, self._before):
                if await key_check.fits(tx, self._after):
                    return 0
                raise OtherIndexKey
            moved = 0
            for look_up in LOOKED_UP:
                moved += await self._column(tx, look_up)
            moved += await self._names(tx)
            await key_check.remember(tx, self._after, instead=True)
            return moved

    async def _lock(self, tx: Writing) -> None:
        # SQLite has one writer, and this is it.
        if tx.dialect == "postgresql":
            names = sorted({one.table for one in LOOKED_UP} | {"name_grams", "key_checks"})
            await tx.execute(text("SET LOCAL lock_timeout = '5s'"))
            await tx.execute(text(f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE"))

    async def _column(self, tx: Writing, look_up: LookedUp) -> int:
        table = metadata.tables[look_up.table]
        key, column = next(iter(table.primary_key)), table.c[look_up.column]
        sources = [table.c[name] for name in look_up.sources]
        lost = await tx.execute(
            select(func.count())
            .select_from(table)
            .where(column.is_not(None), or_(*(one.is_(None) for one in sources)))
        )
        if stays := int(lost.scalar_one()):
            raise LookUpsStay(look_up.table, look_up.column, stays)
        moved = 0
        wanted = [key, *sources, *(table.c[name] for name in look_up.plain)]
        async for rows in self._batches(tx, table, wanted, column.is_not(None)):
            await tx.execute(
                update(table).where(key == bindparam("row")).values({column: bindparam("fresh")}),
                [
                    {"row": row[key.name], "fresh": self._hashed(look_up, key.name, row)}
                    for row in rows
                ],
            )
            moved += len(rows)
        return moved

    def _hashed(self, look_up: LookedUp, key: str, row: Mapping[str, Any]) -> bytes:
        opened = [
            self._before.decrypt(look_up.table, row[key], name, row[name])
            for name in look_up.sources
        ]
        plain = [row[name] for name in look_up.plain]
        return self._after.blind_index(look_up.kind, look_up.text(*opened, *plain))

    async def _names(self, tx: Writing) -> int:
        """Names are found by their pieces: all rows of the old key go, those of the new come."""
        grams, patients = metadata.tables["name_grams"], metadata.tables["patients"]
        await tx.execute(delete(grams))
        names = [patients.c[name] for name in NAME_COLUMNS]
        wanted = [patients.c.id, *names]
        made = 0
        some = or_(*(name.is_not(None) for name in names))
        async for rows in self._batches(tx, patients, wanted, some):
            fresh: list[dict[str, Any]] = []
            for row in rows:
                plain = {name: self._records.opened(row, name) for name in NAME_COLUMNS}
                fresh += self._records.gram_rows(row["id"], plain)
            if fresh:
                await tx.execute(insert(grams), fresh)
            made += len(fresh)
        return made

    async def _batches(
        self, tx: Writing, table: Table, columns: Sequence[Any], condition: Any
    ) -> AsyncIterator[Sequence[Mapping[str, Any]]]:
        key, after = next(iter(table.primary_key)), None
        while True:
            wanted = condition if after is None else condition & (key > literal(after, key.type))
            rows = await tx.execute(select(*columns).where(wanted).order_by(key).limit(self._batch))
            found = [dict(row) for row in rows.mappings()]
            if not found:
                return
            yield found
            after = found[-1][key.name]
