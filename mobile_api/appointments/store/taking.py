"""Takes time in calendars, so that the database itself refuses what overlaps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, delete, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import col

from mobile_api.appointments.rules import lanes_of
from mobile_api.appointments.store.appointments import TABLE, one, visible
from mobile_api.appointments.tables import TAKES_TIME, AppointmentRow, CalendarRow
from mobile_api.database import Prepared, Record, Writing

_TRIES = 3
_TRY_AGAIN = frozenset({"40001", "40P01"})
"""PostgreSQL: serialisation failure, deadlock."""


async def calendar_number(tx: Writing, practitioner_id: UUID) -> int:
    """The number of a practitioner's calendar; made on demand."""
    into = (postgresql if tx.dialect == "postgresql" else sqlite).insert(CalendarRow)
    made = await tx.execute(
        into.values(practitioner_id=practitioner_id)
        .on_conflict_do_nothing()
        .returning(col(CalendarRow.number))
    )
    number: int | None = made.scalar_one_or_none()
    if number is None:
        rows = await tx.execute(
            select(col(CalendarRow.number)).where(
                col(CalendarRow.practitioner_id) == practitioner_id
            )
        )
        number = rows.scalar_one()
    return number


async def lock_calendars(tx: Writing, numbers: Sequence[int]) -> None:
    """Keep others from moving things in these calendars; always in the same order."""
    await tx.execute(
        select(col(CalendarRow.number))
        .where(col(CalendarRow.number).in_(numbers))
        .order_by(col(CalendarRow.number))
        .with_for_update()
    )


async def take(tx: Writing, row: dict[str, Any], now: datetime) -> Record | None:
    """Put an appointment or a hold in; None where its time, patient or id is taken.

    A hold that has ended stands in nobody's way, whether the job that clears it away has come
    by or not.
    """
    taken = await _insert(tx, row)
    if taken is None and await _clear_ended(tx, row, now):
        taken = await _insert(tx, row)
    return taken


async def take_seat(
    tx: Writing, row: dict[str, Any], number: int, capacity: int, now: datetime
) -> Record | None:
    """The same in a slot for several: the lowest free seat; None where all are taken.

    The calendar is locked first, so that two people never try for one seat; without the lock
    the database would still refuse the second, and somebody would be told that a slot with
    free seats is full.
    """
    await lock_calendars(tx, [number])
    await _clear_ended(tx, {**row, **_lanes(lanes_of(number, None))}, now)
    rows = await tx.execute(
        select(col(AppointmentRow.lane_from)).where(
            *_in_the_way({**row, **_lanes(lanes_of(number, None))}, of_patient=False)
        )
    )
    taken = set(rows.scalars())
    for seat in range(capacity):
        lanes = lanes_of(number, seat)
        if lanes[0] not in taken:
            return await _insert(tx, {**row, **_lanes(lanes)})
    return None


async def hold_becomes(
    tx: Writing, hold_id: UUID, held_by: UUID, row: dict[str, Any], now: datetime
) -> bool:
    """Turn a hold on exactly this time into the appointment; False where there is none (now)."""
    changed = {
        name: row[name]
        for name in (
            "id",
            "patient_id",
            "patient_key",
            "status",
            "body_digest",
            "created_at",
            "visit_id",
            "booked_by",
            "booked_by_role",
        )
    }

    async def become() -> bool:
        rows = await tx.execute(
            update(AppointmentRow)
            .where(
                col(AppointmentRow.id) == hold_id,
                col(AppointmentRow.status) == "proposed",
                col(AppointmentRow.booked_by) == held_by,
                col(AppointmentRow.held_until) > now,
                col(AppointmentRow.practitioner_id) == row["practitioner_id"],
                col(AppointmentRow.starts_at) == row["starts_at"],
                col(AppointmentRow.ends_at) == row["ends_at"],
                col(AppointmentRow.service_id).is_not_distinct_from(row["service_id"]),
            )
            .values(**changed, hold_id=hold_id, held_until=None, hold_key=None)
            .returning(col(AppointmentRow.id))
        )
        return rows.one_or_none() is not None

    return bool(await _at_last(tx, become))


async def move_to(
    tx: Writing, appointment_id: UUID, numbers: Sequence[int], values: dict[str, Any]
) -> bool:
    """Move a booked appointment; False where the new time is taken or it is not booked (now).

    Calendars are locked first and in order, so that two moves cannot wait for each other;
    should the database end one of two all the same, it is tried again.
    """

    async def act() -> bool:
        await lock_calendars(tx, numbers)
        rows = await tx.execute(
            update(AppointmentRow)
            .where(
                col(AppointmentRow.id) == appointment_id,
                col(AppointmentRow.status).in_(("booked", "pending")),
            )
            .values(**values)
            .returning(col(AppointmentRow.id))
        )
        return rows.one_or_none() is not None

    return bool(await _at_last(tx, act))


async def book_again(tx: Writing, appointment_id: UUID) -> bool:
    """What was put into question stands as before; False where it was not, or its time or its
    patient's is taken by now. Its sequence grows: links of before are over.
    """

    async def act() -> bool:
        rows = await tx.execute(
            update(AppointmentRow)
            .where(
                col(AppointmentRow.id) == appointment_id, col(AppointmentRow.status) == "pending"
            )
            .values(status="booked", sequence=col(AppointmentRow.sequence) + 1)
            .returning(col(AppointmentRow.id))
        )
        return rows.one_or_none() is not None

    return bool(await _at_last(tx, act))


async def free_seat(
    tx: Writing, number: int, begin: datetime, end: datetime, capacity: int, now: datetime
) -> int | None:
    """The lowest seat that nobody has in this stretch; None where there is none."""
    probe: dict[str, Any] = {
        "id": UUID(int=0),
        "starts_at": begin,
        "ends_at": end,
        **_lanes(lanes_of(number, None)),
    }
    await lock_calendars(tx, [number])
    rows = await tx.execute(
        select(col(AppointmentRow.lane_from)).where(
            *_in_the_way(probe, of_patient=False),
            or_(col(AppointmentRow.held_until).is_(None), col(AppointmentRow.held_until) > now),
        )
    )
    taken = set(rows.scalars())
    return next((s for s in range(capacity) if lanes_of(number, s)[0] not in taken), None)


async def release(tx: Writing, hold_id: UUID, held_by: UUID) -> bool:
    """Let a hold go; False where there is none."""
    rows = await tx.execute(
        delete(AppointmentRow)
        .where(
            col(AppointmentRow.id) == hold_id,
            col(AppointmentRow.status) == "proposed",
            col(AppointmentRow.booked_by) == held_by,
        )
        .returning(col(AppointmentRow.id))
    )
    return rows.one_or_none() is not None


async def release_other_hold(tx: Writing, hold_key: str, but: UUID) -> None:
    """Let the hold go that this key has, unless it is this very one."""
    await tx.execute(
        delete(AppointmentRow).where(
            col(AppointmentRow.hold_key) == hold_key, col(AppointmentRow.id) != but
        )
    )


async def clear_ended_holds(tx: Writing, now: datetime) -> int:
    """Delete all holds that have ended; how many."""
    rows = await tx.execute(
        delete(AppointmentRow)
        .where(col(AppointmentRow.status) == "proposed", col(AppointmentRow.held_until) <= now)
        .returning(col(AppointmentRow.id))
    )
    return len(rows.all())


async def clear_ended_holds_in(tx: Writing, row: dict[str, Any], now: datetime) -> None:
    """Delete holds that have ended and stand where a row is to move to."""
    await _clear_ended(tx, row, now)


_COLUMNS = tuple(TABLE.columns.keys())
_DEFAULTS: dict[str, Any] = {
    name: column.default.arg if column.default is not None else None  # type: ignore[attr-defined]  # all are plain values
    for name, column in TABLE.columns.items()
}


def _adding(dialect: Any) -> Any:
    return (
        dialect.insert(AppointmentRow)
        .values({name: bindparam(name, type_=TABLE.c[name].type) for name in _COLUMNS})
        .on_conflict_do_nothing()
    )


_ADD = Prepared(lambda dialect: _adding(dialect).returning(TABLE.c.id))
# What was put in is read in the same statement, together with the place that it leads to.
_ADD_AND_READ = Prepared(lambda dialect: visible(_adding(dialect).returning(TABLE).cte("added")))


async def _insert(tx: Writing, row: dict[str, Any]) -> Record | None:
    values = {**_DEFAULTS, **row}
    if tx.dialect == "postgresql":
        rows = await tx.fetch(_ADD_AND_READ, values)
        return rows[0] if rows else None
    added = await tx.fetch(_ADD, values)
    return await one(tx, row["id"]) if added else None


async def _clear_ended(tx: Writing, row: dict[str, Any], now: datetime) -> bool:
    """Delete holds that have ended and stand in the way of a row; True where there were any."""
    rows = await tx.execute(
        delete(AppointmentRow)
        .where(
            *_in_the_way(row, of_patient=True),
            col(AppointmentRow.status) == "proposed",
            col(AppointmentRow.held_until) <= now,
        )
        .returning(col(AppointmentRow.id))
    )
    return bool(rows.all())


def _in_the_way(row: dict[str, Any], *, of_patient: bool) -> tuple[ColumnElement[bool], ...]:
    place: ColumnElement[bool] = and_(
        col(AppointmentRow.lane_from) <= row["lane_to"],
        col(AppointmentRow.lane_to) >= row["lane_from"],
    )
    if of_patient and "patient_id" in row:
        place = or_(place, col(AppointmentRow.patient_id) == row["patient_id"])
    return (
        place,
        col(AppointmentRow.status).in_(TAKES_TIME),
        col(AppointmentRow.starts_at) < row["ends_at"],
        col(AppointmentRow.ends_at) > row["starts_at"],
        col(AppointmentRow.id) != row["id"],
    )


def _lanes(lanes: tuple[int, int]) -> dict[str, int]:
    return {"lane_from": lanes[0], "lane_to": lanes[1]}


async def _at_last(tx: Writing, act: Callable[[], Awaitable[bool]]) -> bool | None:
    """Run ``act``; None where the database refuses what it wants.

    A savepoint around each try: a refusal or a deadlock ends the try, not the transaction.
    """
    for attempt in range(1, _TRIES + 1):
        await tx.execute(text("SAVEPOINT attempt"))
        try:
            done = await act()
        except IntegrityError:
            await tx.execute(text("ROLLBACK TO SAVEPOINT attempt"))
            return None
        except DBAPIError as fault:
            if getattr(fault.orig, "sqlstate", None) not in _TRY_AGAIN or attempt == _TRIES:
                raise
            await tx.execute(text("ROLLBACK TO SAVEPOINT attempt"))
        else:
            await tx.execute(text("RELEASE SAVEPOINT attempt"))
            return done
    return None
