"""What the outbox is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    RowMapping,
    Update,
    Uuid,
    and_,
    any_,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from mobile_api.database import Prepared, Reader, Record, UtcDateTime, Writing
from mobile_api.messages.tables import MessageRow

# Everything that is final: what a message held is no longer needed, and so no longer kept.
UNHELD: dict[str, Any] = {"lease": None, "leased_until": None}
FORGOTTEN: dict[str, Any] = {"facts": None, "address": None, **UNHELD}

# Whoever claims knows the others already, and each column of each message has to be read.
_TAKEN = (
    col(MessageRow.id),
    col(MessageRow.hospital_id),
    col(MessageRow.patient_id),
    col(MessageRow.recipient),
    col(MessageRow.about_id),
    col(MessageRow.template),
    col(MessageRow.kind),
    col(MessageRow.language),
    col(MessageRow.channel),
    col(MessageRow.fallbacks),
    col(MessageRow.dedupe),
    col(MessageRow.facts),
    col(MessageRow.address),
    col(MessageRow.due_at),
    col(MessageRow.useless_after),
    col(MessageRow.disturbs),
    col(MessageRow.attempts),
)
CLAIMED = (
    *_TAKEN,
    col(MessageRow.state),
    col(MessageRow.lease),
    col(MessageRow.next_at),
    col(MessageRow.rank),
)
_IN_ORDER = itemgetter("due_at", "id")


async def add(tx: Writing, messages: Sequence[dict[str, Any]]) -> int:
    """Put messages in; how many of them are new.

    One that was withdrawn is told again (an appointment that was moved has its reminders under
    the same names); any other that is there already stays as it is.
    """
    if not messages:
        return 0
    insert = (postgresql if tx.dialect == "postgresql" else sqlite).insert(MessageRow)
    new = insert.excluded
    again = {
        name: new[name]
        for name in messages[0]
        if name not in {"id", "recipient", "channel", "dedupe", "created_at"}
    }
    rows = await tx.execute(
        insert.values(list(messages))
        .on_conflict_do_update(
            index_elements=["id"],
            set_={**again, "attempts": 0, "reason": "", "ended_at": None, **UNHELD},
            where=col(MessageRow.state) == "withdrawn",
        )
        .returning(col(MessageRow.id))
    )
    return len(rows.all())


async def withdraw(tx: Writing, about_id: UUID, templates: Collection[str], at: datetime) -> int:
    """Take back what was not sent yet; how many."""
    rows = await tx.execute(
        update(MessageRow)
        .where(
            col(MessageRow.about_id) == about_id,
            col(MessageRow.template).in_(templates),
            col(MessageRow.state) == "queued",
        )
        .values(state="withdrawn", ended_at=at, patience_ends_at=None, **FORGOTTEN)
        .returning(col(MessageRow.id))
    )
    return len(rows.all())


def _claiming(dialect: Any) -> Any:
    now = bindparam("now", type_=UtcDateTime())
    # Where a row lies: whoever has just locked it finds it there without an index.
    place: Any = literal_column("messages.ctid") if dialect is postgresql else col(MessageRow.id)
    due = (
        select(place.label("place"))
        .where(
            # No parameter: a plan that is kept could not use the index of what is queued, and
            # one made while the outbox was small would read and sort all of it for each claim.
            col(MessageRow.state) == literal_column("'queued'"),
            col(MessageRow.channel) == bindparam("of_channel"),
            col(MessageRow.rank) == bindparam("of_rank"),
            col(MessageRow.next_at) <= now,
            or_(col(MessageRow.leased_until).is_(None), col(MessageRow.leased_until) <= now),
        )
        .order_by(col(MessageRow.next_at))
        .limit(bindparam("most", type_=Integer()))
    )
    if dialect is postgresql:
        # In a CTE of its own, which is run once: as a sub-select, the planner might lock more
        # rows than the limit.
        found = due.with_for_update(skip_locked=True).cte("due")
        which: ColumnElement[bool] = place == found.c.place
    else:
        which = place.in_(due)
    return (
        update(MessageRow)
        .where(which)
        .values(
            lease=bindparam("new_lease", type_=Uuid()),
            leased_until=bindparam("until", type_=UtcDateTime()),
            attempts=col(MessageRow.attempts) + 1,
        )
        .returning(*_TAKEN)
    )


CLAIM = Prepared(_claiming)


async def claim(
    tx: Writing,
    channel: str,
    rank: int,
    now: datetime,
    until: datetime,
    lease: UUID,
    limit: int,
) -> list[Record]:
    """Messages that are due, for whoever holds ``lease``, until ``until``; longest due first.

    Several claimers at once get different ones: PostgreSQL skips what another holds, SQLite has
    one writer.
    """
    rows = await tx.fetch(
        CLAIM,
        {
            "of_channel": channel,
            "of_rank": rank,
            "now": now,
            "until": until,
            "new_lease": lease,
            "most": limit,
        },
    )
    return sorted(rows, key=_IN_ORDER)


async def held(db: Reader, lease: UUID, now: datetime) -> list[Record]:
    """What a lease still holds."""
    rows = await db.execute(
        select(*CLAIMED)
        .where(
            col(MessageRow.lease) == lease,
            col(MessageRow.state) == "queued",
            col(MessageRow.leased_until) > now,
        )
        .order_by(col(MessageRow.due_at), col(MessageRow.id))
    )
    return list(rows.mappings().all())


async def still_held(db: Reader, message_id: UUID, lease: UUID, now: datetime) -> bool:
    """True where nobody withdrew a claimed message and its lease has not ended."""
    rows = await db.execute(
        select(col(MessageRow.id)).where(
            _holds([message_id], lease), col(MessageRow.leased_until) > now
        )
    )
    return rows.one_or_none() is not None


def _holds(ids: Collection[UUID], lease: UUID) -> ColumnElement[bool]:
    return and_(
        col(MessageRow.id).in_(ids),
        col(MessageRow.lease) == lease,
        col(MessageRow.state) == "queued",
    )


async def end(
    tx: Writing,
    ids: Collection[UUID],
    lease: UUID,
    state: str,
    at: datetime,
    reason: str = "",
    *,
    forget: bool = True,
) -> int:
    """Write down what became of claimed messages; how many the lease still held."""
    rows = await tx.execute(
        update(MessageRow)
        .where(_holds(ids, lease))
        .values(
            state=state,
            reason=reason,
            ended_at=at,
            patience_ends_at=None,
            **(FORGOTTEN if forget else UNHELD),
        )
        .returning(col(MessageRow.id))
    )
    return len(rows.all())


async def accepted(
    tx: Writing, ids: Collection[UUID], lease: UUID, at: datetime, *, forget: bool
) -> int:
    """A channel took them and may tell later whether they arrived; how many counted.

    What they hold is kept where the next channel may need it, or a person who tries again.
    """
    rows = await tx.execute(
        update(MessageRow)
        .where(_holds(ids, lease))
        .values(state="sent", ended_at=at, **(FORGOTTEN if forget else UNHELD))
        .returning(col(MessageRow.id))
    )
    return len(rows.all())


def _arriving(which: ColumnElement[bool], at: Any) -> Update:
    return (
        update(MessageRow)
        .where(
            which,
            or_(
                col(MessageRow.state) == "sent",
                and_(col(MessageRow.state) == "queued", col(MessageRow.attempts) > 0),
            ),
        )
        .values(state="delivered", ended_at=at, patience_ends_at=None, **FORGOTTEN)
    )


def _arriving_together(_dialect: Any) -> Any:
    # One parameter instead of five hundred, one row instead of as many.
    ids = any_(bindparam("ids", type_=postgresql.ARRAY(Uuid())))
    done = (
        _arriving(col(MessageRow.id) == ids, bindparam("at", type_=UtcDateTime()))
        .returning(literal(1))
        .cte("done")
    )
    return select(func.count().label("number")).select_from(done)


_ARRIVED_TOGETHER = Prepared(_arriving_together)


async def arrived(tx: Writing, ids: Collection[UUID], at: datetime) -> int:
    """They are where they belong, whoever says so and however late; how many are news."""
    if tx.dialect == "postgresql":
        found = await tx.fetch(_ARRIVED_TOGETHER, {"ids": list(ids), "at": at})
        return int(found[0]["number"])
    return int((await tx.execute(_arriving(col(MessageRow.id).in_(ids), at))).rowcount)


async def put_back(
    tx: Writing,
    ids: Collection[UUID],
    lease: UUID,
    next_at: datetime,
    reason: str = "",
    *,
    attempt_counts: bool,
) -> int:
    """Let claimed messages wait until ``next_at``; how many the lease still held."""
    attempts = col(MessageRow.attempts)
    rows = await tx.execute(
        update(MessageRow)
        .where(_holds(ids, lease))
        .values(
            next_at=next_at,
            reason=reason,
            attempts=attempts if attempt_counts else attempts - 1,
            **UNHELD,
        )
        .returning(col(MessageRow.id))
    )
    return len(rows.all())


async def message(db: Reader, message_id: UUID) -> Record | None:
    """One message."""
    rows = await db.execute(select(*CLAIMED).where(col(MessageRow.id) == message_id))
    return rows.mappings().one_or_none()


async def of_recipient(db: Reader, ids: Collection[UUID], recipient: UUID) -> set[UUID]:
    """Those of the messages that are for this recipient."""
    rows = await db.execute(
        select(col(MessageRow.id)).where(
            col(MessageRow.id).in_(ids), col(MessageRow.recipient) == recipient
        )
    )
    return set(rows.scalars())


async def overdue(tx: Writing, now: datetime, limit: int) -> Sequence[RowMapping]:
    """Messages whose channel has had its time, and which nobody is sending just now."""
    asked = (
        select(*CLAIMED)
        .where(
            col(MessageRow.patience_ends_at) <= now,
            or_(
                col(MessageRow.state) == "sent",
                and_(
                    col(MessageRow.state) == "queued",
                    or_(
                        col(MessageRow.leased_until).is_(None),
                        col(MessageRow.leased_until) <= now,
                    ),
                ),
            ),
        )
        .order_by(col(MessageRow.patience_ends_at))
        .limit(limit)
    )
    if tx.dialect == "postgresql":
        asked = asked.with_for_update(skip_locked=True)
    return (await tx.execute(asked)).mappings().all()


async def settle(
    tx: Writing, message_id: UUID, state: str, at: datetime, reason: str, *, forget: bool = True
) -> None:
    """End a message that nobody holds (see ``overdue``)."""
    await tx.execute(
        update(MessageRow)
        .where(col(MessageRow.id) == message_id)
        .values(
            state=state,
            ended_at=at,
            reason=reason,
            patience_ends_at=None,
            **(FORGOTTEN if forget else UNHELD),
        )
    )


async def forget(tx: Writing, state: str, before: datetime, becomes: str) -> int:
    """Forget what messages held that are in ``state`` since before that moment; how many."""
    rows = await tx.execute(
        update(MessageRow)
        .where(col(MessageRow.state) == state, col(MessageRow.ended_at) < before)
        .values(state=becomes, patience_ends_at=None, **FORGOTTEN)
    )
    return int(rows.rowcount)
