"""What the audit trail is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, RowMapping, bindparam, select, update
from sqlmodel import col

from mobile_api.audit.schemas import AuditFilter
from mobile_api.audit.tables import AuditEvent, AuditHead
from mobile_api.database import Prepared, Reader, Writing


def _take_head(dialect: Any) -> Executable:
    upsert = dialect.insert(AuditHead)
    statement: Executable = (
        upsert.values(
            shard=bindparam("shard"), sequence=bindparam("none"), digest=bindparam("genesis")
        )
        # An update that changes nothing locks the row and returns it, in one statement.
        .on_conflict_do_update(index_elements=["shard"], set_={"shard": upsert.excluded.shard})
        .returning(col(AuditHead.sequence), col(AuditHead.digest))
    )
    return statement


_COLUMNS = tuple(AuditEvent.__table__.columns.keys())  # type: ignore[attr-defined]  # SQLModel sets it


def _add(dialect: Any) -> Any:
    return dialect.insert(AuditEvent).values({name: bindparam(name) for name in _COLUMNS})


def _move_head(_dialect: Any) -> Any:
    return (
        update(AuditHead)
        .where(col(AuditHead.shard) == bindparam("of_shard"))
        .values(sequence=bindparam("newest"), digest=bindparam("newest_digest"))
    )


_TAKE_HEAD = Prepared(_take_head)
_ADD, _MOVE_HEAD = Prepared(_add), Prepared(_move_head)
# PostgreSQL does both in one statement.
_ADD_AND_MOVE = Prepared(
    lambda dialect: _add(dialect).add_cte(
        _move_head(dialect).returning(col(AuditHead.shard)).cte("moved")
    )
)


async def take_head(tx: Writing, shard: int, genesis: bytes) -> tuple[int, bytes]:
    """The newest sequence and digest of a chain, locked until the transaction ends."""
    found = await tx.fetch(_TAKE_HEAD, {"shard": shard, "none": 0, "genesis": genesis})
    return found[0]["sequence"], found[0]["digest"]


async def append(tx: Writing, event: dict[str, Any]) -> None:
    """Add one event and move its chain's head."""
    head = {
        "of_shard": event["shard"],
        "newest": event["sequence"],
        "newest_digest": event["digest"],
    }
    if tx.dialect == "postgresql":
        await tx.fetch(_ADD_AND_MOVE, {**event, **head})
    else:
        await tx.fetch(_ADD, event)
        await tx.fetch(_MOVE_HEAD, head)


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


async def events(
    db: Reader,
    hospital_id: UUID,
    wanted: AuditFilter,
    before: tuple[datetime, UUID] | None,
    most: int,
) -> Sequence[RowMapping]:
    """Events of a hospital, the newest first.

    Args:
        db: where to ask.
        hospital_id: whose.
        wanted: only these.
        before: moment and id of the last event of the page before; None: the first page.
        most: how many at most.
    """
    event = AuditEvent
    statement = select(
        col(event.id),
        col(event.at),
        col(event.actor_role),
        col(event.actor_id),
        col(event.action),
        col(event.subject_kind),
        col(event.subject_id),
        col(event.facts),
    ).where(col(event.hospital_id) == hospital_id)
    if wanted.since is not None:
        statement = statement.where(col(event.at) >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(col(event.at) < wanted.until)
    if wanted.actor_id is not None:
        statement = statement.where(col(event.actor_id) == wanted.actor_id)
    if wanted.domain is not None:
        statement = statement.where(col(event.action).startswith(wanted.domain + "."))
    if wanted.subject_id is not None:
        statement = statement.where(col(event.subject_id) == wanted.subject_id)
    if before is not None:
        at, event_id = before
        statement = statement.where(
            (col(event.at) < at) | ((col(event.at) == at) & (col(event.id) < event_id))
        )
    statement = statement.order_by(col(event.at).desc(), col(event.id).desc()).limit(most)
    return (await db.execute(statement)).mappings().all()
