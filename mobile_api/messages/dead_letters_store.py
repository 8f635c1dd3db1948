"""What is asked about messages that no channel could deliver, and about late ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, func, select, update
from sqlmodel import col

from mobile_api.database import Reader, Writing
from mobile_api.messages.store import CLAIMED, FORGOTTEN, UNHELD
from mobile_api.messages.tables import MessageRow


async def dead(db: Reader, hospital_id: UUID, before: datetime, limit: int) -> Sequence[RowMapping]:
    """Dead letters of a hospital, newest first."""
    rows = await db.execute(
        select(*CLAIMED, col(MessageRow.reason), col(MessageRow.ended_at))
        .where(
            col(MessageRow.state) == "dead",
            col(MessageRow.hospital_id) == hospital_id,
            col(MessageRow.ended_at) < before,
        )
        .order_by(col(MessageRow.ended_at).desc(), col(MessageRow.id))
        .limit(limit)
    )
    return rows.mappings().all()


async def late(db: Reader, hospital_id: UUID, since: datetime) -> dict[str, int]:
    """Channel → messages of a hospital that should have been sent before ``since``."""
    rows = await db.execute(
        select(col(MessageRow.channel), func.count().label("number"))
        .where(
            col(MessageRow.state) == "queued",
            col(MessageRow.channel).in_(("push", "telegram", "sms")),
            col(MessageRow.rank).in_((0, 1)),  # bulk waits for the pace: that is as it should be
            col(MessageRow.next_at) < since,
            col(MessageRow.hospital_id) == hospital_id,
        )
        .group_by(col(MessageRow.channel))
    )
    return {row["channel"]: int(row["number"]) for row in rows.mappings()}


async def revive(tx: Writing, hospital_id: UUID, message_id: UUID, at: datetime) -> bool:
    """Put a dead letter that still holds something back into the queue; False: there is none."""
    rows = await tx.execute(
        update(MessageRow)
        .where(
            col(MessageRow.id) == message_id,
            col(MessageRow.hospital_id) == hospital_id,
            col(MessageRow.state) == "dead",
            col(MessageRow.facts).is_not(None),
        )
        .values(state="queued", attempts=0, reason="", next_at=at, ended_at=None, **UNHELD)
        .returning(col(MessageRow.id))
    )
    return rows.one_or_none() is not None


async def close(tx: Writing, hospital_id: UUID, message_id: UUID, at: datetime) -> bool:
    """Close a dead letter; False where there is none."""
    rows = await tx.execute(
        update(MessageRow)
        .where(
            col(MessageRow.id) == message_id,
            col(MessageRow.hospital_id) == hospital_id,
            col(MessageRow.state) == "dead",
        )
        .values(state="closed", ended_at=at, **FORGOTTEN)
        .returning(col(MessageRow.id))
    )
    return rows.one_or_none() is not None
