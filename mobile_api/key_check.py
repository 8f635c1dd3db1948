"""Notices keys that do not belong to the database, before they do harm.

With another index key nobody would be found any more: everybody would silently be stored a
second time. So the database keeps a keyed hash of a fixed word, and a process whose key makes
another hash of it does not start.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel, col

from mobile_api.database import Reader, Writing
from mobile_api.keys import Vaulted

_INDEX = "index"


class KeyCheckRow(SQLModel, table=True):
    """What a key of this installation makes of a fixed word; tells nothing about the key."""

    __tablename__ = "key_checks"

    name: str = Field(primary_key=True, max_length=20)
    digest: bytes


def _digest(vaulted: Vaulted) -> bytes:
    return vaulted.blind_index("keys.check", _INDEX)


async def fits(db: Reader, vaulted: Vaulted) -> bool:
    """True where the index key is the database's, or the database knows none yet."""
    rows = await db.execute(select(col(KeyCheckRow.digest)).where(col(KeyCheckRow.name) == _INDEX))
    known: bytes | None = rows.scalar_one_or_none()
    return known is None or known == _digest(vaulted)


async def remember(tx: Writing, vaulted: Vaulted, *, instead: bool = False) -> None:
    """Tie the database to this index key.

    Args:
        tx: the transaction in which all look-ups are the key's.
        vaulted: holds the key.
        instead: in place of the key that the database knows; else that one stays.
    """
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(KeyCheckRow)
    statement = insert.values(name=_INDEX, digest=_digest(vaulted))
    if instead:
        statement = statement.on_conflict_do_update(
            index_elements=["name"], set_={"digest": insert.excluded.digest}
        )
    else:
        statement = statement.on_conflict_do_nothing()
    await tx.execute(statement)
