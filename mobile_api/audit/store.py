"""What the audit trail is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.audit.tables import AuditEvent, AuditHead
from mobile_api.database import Reader, Writing


async def take_head(tx: Writing, shard: int, genesis: bytes) -> tuple[int, bytes]:
    """The newest sequence and digest of a chain, locked until the transaction ends."""
    upsert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(AuditHead)
    statement = (
        upsert.values(shard=shard, sequence=0, digest=genesis)
        # An update that changes nothing locks the row and returns it, in one statement.
        .on_conflict_do_update(index_elements=["shard"], set_={"shard": upsert.excluded.shard})
        .returning(col(AuditHead.sequence), col(AuditHead.digest))
    )
    row = (await tx.execute(statement)).one()
    return row.sequence, row.digest


async def append(tx: Writing, event: dict[str, Any]) -> None:
    """Add one event and move its chain's head."""
    await tx.execute(insert(AuditEvent).values(event))
    await tx.execute(
        update(AuditHead)
        .where(col(AuditHead.shard) == event["shard"])
        .values(sequence=event["sequence"], digest=event["digest"])
    )


async def chain(db: Reader, shard: int) -> Sequence[RowMapping]:
    """All events of one chain, in order."""
    rows = await db.execute(
        select(AuditEvent.__table__)  # type: ignore[attr-defined]  # SQLModel sets it
        .where(col(AuditEvent.shard) == shard)
        .order_by(col(AuditEvent.sequence))
    )
    return rows.mappings().all()


async def head(db: Reader, shard: int) -> tuple[int, bytes] | None:
    """The recorded head of one chain, None where nothing was ever written to it."""
    rows = await db.execute(
        select(col(AuditHead.sequence), col(AuditHead.digest)).where(col(AuditHead.shard) == shard)
    )
    row = rows.one_or_none()
    return (row.sequence, row.digest) if row is not None else None
