"""What is to be told and was not yet written out for each person: one row, one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Delete, bindparam, delete, select
from sqlmodel import col

from mobile_api.database import Prepared, Record, Writing
from mobile_api.messages.tables import AnnouncementRow

_COLUMNS = ("id", "hospital_id", "about_id", "orders", "created_at", "next_at")

_ADD = Prepared(
    lambda dialect: dialect.insert(AnnouncementRow).values(
        {name: bindparam(name) for name in _COLUMNS}
    )
)


async def add(tx: Writing, announcement: dict[str, Any]) -> None:
    """Put one in."""
    await tx.fetch(_ADD, announcement)


def _taken(which: Delete) -> Any:
    return which.returning(
        col(AnnouncementRow.id),
        col(AnnouncementRow.hospital_id),
        col(AnnouncementRow.about_id),
        col(AnnouncementRow.orders),
        col(AnnouncementRow.created_at),
    )


def _take_due(_dialect: Any) -> Any:
    # Whoever else is writing some out keeps them; nobody waits.
    due = (
        select(col(AnnouncementRow.id))
        .where(col(AnnouncementRow.next_at) <= bindparam("now"))
        .order_by(col(AnnouncementRow.next_at))
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return _taken(delete(AnnouncementRow).where(col(AnnouncementRow.id).in_(select(due.c.id))))


_TAKE_DUE = Prepared(_take_due)
_TAKE_ABOUT = Prepared(
    lambda _dialect: _taken(
        delete(AnnouncementRow).where(col(AnnouncementRow.about_id) == bindparam("about_id"))
    )
)


async def take_due(tx: Writing, now: datetime, most: int) -> Sequence[Record]:
    """Take some out, oldest first: they are written out in this transaction, or stay."""
    rows = await tx.fetch(_TAKE_DUE, {"now": now, "most": most})
    return sorted(rows, key=lambda row: (row["created_at"], row["id"]))


async def take_about(tx: Writing, about_id: UUID) -> Sequence[Record]:
    """Take out what is about one thing; waits for whoever is writing it out just now."""
    rows = await tx.fetch(_TAKE_ABOUT, {"about_id": about_id})
    return sorted(rows, key=lambda row: (row["created_at"], row["id"]))
