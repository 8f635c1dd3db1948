"""Booking: free times are real, and no two people ever get one time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from mobile_api.appointments.errors import (
    BookedElsewhere,
    NotATime,
    TimeTaken,
    TooManyAppointments,
    TooManyMoves,
)
from mobile_api.appointments.schemas import HoldTime, MoveAppointment
from mobile_api.appointments.tables import AppointmentRow
from mobile_api.errors import IdempotencyMismatch
from mobile_api.patients.errors import NoSuchPerson
from tests.conftest import BOTH
from tests.mobile_api.clinic import DOCTOR_A, DOCTOR_B, Clinic, account, thursday
from tests.mobile_api.hall import HOSPITAL, person


def hold_of(serial: int, starts_at: datetime, service: str | None = None) -> HoldTime:
    """A wish to hold a time with doctor A."""
    return HoldTime(
        id=uuid4(),
        hospital_id=HOSPITAL,
        department="cardiology",
        service=service,
        practitioner_id=DOCTOR_A,
        starts_at=starts_at,
        patient_id=person(serial).id,
    )


@BOTH
async def test_a_thousand_want_one_time_and_one_gets_it(clinic: Clinic) -> None:
    serials = range(1, 41)
    await clinic.hall.know(*serials)
    for serial in serials:
        await clinic.trust(account(serial), serial)

    # As many as wait for a connection at once; more would be told to try again.
    in_flight = asyncio.Semaphore(50)

    async def attempt(n: int) -> bool:
        serial = n % len(serials) + 1
        try:
            async with in_flight:
                await clinic.book(account(serial), serial, thursday(9))
        except (TimeTaken, BookedElsewhere):
            return False
        return True

    won = await asyncio.gather(*(attempt(n) for n in range(1000)))
    assert sum(won) == 1
    assert [row["status"] for row in await clinic.hall.rows("appointments")] == ["booked"]


@BOTH
async def test_the_database_itself_refuses_what_overlaps(clinic: Clinic) -> None:
    booked = await clinic.book(account(1), 1, thursday(9))
    (row,) = await clinic.hall.rows("appointments")
    later = row | {"id": uuid4(), "patient_id": person(2).id, "patient_key": 5, "hold_key": None}
    overlapping = later | {"starts_at": booked.starts_at + timedelta(minutes=19)}
    beside = later | {
        "starts_at": booked.ends_at,
        "ends_at": booked.ends_at + timedelta(minutes=20),
    }
    added = []
    for one in (overlapping, beside):
        try:
            async with clinic.writing() as tx:
                await tx.execute(insert(AppointmentRow).values(**one))
        except IntegrityError:  # PostgreSQL says so; SQLite's trigger ignores the row
            pass
        added.append(len(await clinic.hall.rows("appointments")))
    assert added == [1, 2]
    with pytest.raises(IntegrityError):
        async with clinic.writing() as tx:
            await tx.execute(
                AppointmentRow.__table__.update()  # type: ignore[attr-defined]  # set by SQLModel
                .where(AppointmentRow.__table__.c.id == later["id"])  # type: ignore[attr-defined]
                .values(starts_at=booked.starts_at)
            )
    assert await clinic.overlaps() == 0


@BOTH
async def test_a_patient_is_not_in_two_rooms_at_once(clinic: Clinic) -> None:
    await clinic.works(DOCTOR_B, 3)
    await clinic.book(account(1), 1, thursday(9))
    with pytest.raises(BookedElsewhere):
        await clinic.book(account(1), 1, thursday(9), DOCTOR_B)
    await clinic.book(account(1), 1, thursday(9, 20), DOCTOR_B)


@BOTH
async def test_what_is_booked_or_held_is_not_offered(clinic: Clinic) -> None:
    await clinic.book(account(1), 1, thursday(9))
    async with clinic.writing() as tx:
        await clinic.booking.hold(tx, account(2), hold_of(2, thursday(9, 40)))
    assert (await clinic.free())[:3] == [thursday(9, 20), thursday(10), thursday(10, 20)]
    clinic.hall.clock.forward(minutes=6)
    assert (await clinic.free())[:3] == [thursday(9, 20), thursday(9, 40), thursday(10)]


@BOTH
async def test_a_held_time_is_mine_until_the_hold_ends_and_then_anybodys(clinic: Clinic) -> None:
    wish = hold_of(1, thursday(9))
    async with clinic.writing() as tx:
        hold = await clinic.booking.hold(tx, account(1), wish)
    assert hold.held_until == clinic.hall.clock.now + timedelta(minutes=5)
    with pytest.raises(TimeTaken):
        await clinic.book(account(2), 2, thursday(9))
    async with clinic.writing() as tx:  # the reply was lost
        assert await clinic.booking.hold(tx, account(1), wish) == hold
    booked = await clinic.book(account(1), 1, thursday(9), hold_id=wish.id)
    assert booked.status == "booked"
    assert len(await clinic.hall.rows("appointments")) == 1
    other = hold_of(3, thursday(10))
    async with clinic.writing() as tx:
        await clinic.booking.hold(tx, account(3), other)
    clinic.hall.clock.forward(minutes=5, seconds=1)
    assert (await clinic.book(account(2), 2, thursday(10))).status == "booked"
    with pytest.raises(TimeTaken):
        await clinic.book(account(3), 3, thursday(10), hold_id=other.id)


@BOTH
async def test_nobody_uses_the_hold_of_another(clinic: Clinic) -> None:
    wish = hold_of(1, thursday(9))
    async with clinic.writing() as tx:
        await clinic.booking.hold(tx, account(1), wish)
    with pytest.raises(TimeTaken):
        await clinic.book(account(2), 2, thursday(9), hold_id=wish.id)
    async with clinic.writing() as tx:
        await clinic.booking.release(tx, account(2), wish.id)
    with pytest.raises(TimeTaken):
        await clinic.book(account(2), 2, thursday(9))
    async with clinic.writing() as tx:
        await clinic.booking.release(tx, account(1), wish.id)
    await clinic.book(account(2), 2, thursday(9))


@BOTH
async def test_a_new_hold_lets_the_one_before_go(clinic: Clinic) -> None:
    for minute in (0, 20, 40):
        async with clinic.writing() as tx:
            await clinic.booking.hold(tx, account(1), hold_of(1, thursday(9, minute)))
    (row,) = await clinic.hall.rows("appointments")
    assert row["starts_at"] == thursday(9, 40)


@BOTH
async def test_sent_again_it_is_one_appointment_and_another_body_is_refused(
    clinic: Clinic,
) -> None:
    wanted = uuid4()
    first = await clinic.book(account(1), 1, thursday(9), appointment_id=wanted)
    again = await clinic.book(account(1), 1, thursday(9), appointment_id=wanted)
    assert first == again
    with pytest.raises(IdempotencyMismatch):
        await clinic.book(account(1), 1, thursday(9, 20), appointment_id=wanted)
    assert len(await clinic.hall.rows("appointments")) == 1


@BOTH
@pytest.mark.parametrize(
    ("starts_at", "reason"),
    [
        (datetime(2026, 3, 4, 4, 0, tzinfo=UTC), "past"),
        (thursday(9, 10), "no_slot"),
        (thursday(12, 50), "no_slot"),
        (thursday(9) + timedelta(seconds=1), "no_slot"),
        (thursday(9) + timedelta(days=1), "closed"),
        (thursday(9) + timedelta(days=35), "too_far"),
    ],
)
async def test_a_posted_time_must_be_one_that_was_offered(
    clinic: Clinic, starts_at: datetime, reason: str
) -> None:
    with pytest.raises(NotATime) as refused:
        await clinic.book(account(1), 1, starts_at)
    assert refused.value.facts["reason"] == reason
    assert await clinic.hall.rows("appointments") == []


@BOTH
async def test_nobody_books_for_a_stranger(clinic: Clinic) -> None:
    with pytest.raises(NoSuchPerson):
        await clinic.book(account(1), 2, thursday(9))


@BOTH
async def test_limits_on_open_bookings_hold_for_each_department(clinic: Clinic) -> None:
    await clinic.book(account(1), 1, thursday(9))
    await clinic.book(account(1), 1, thursday(9, 20))
    with pytest.raises(TooManyAppointments):
        await clinic.book(account(1), 1, thursday(9, 40))


@BOTH
async def test_a_vaccination_day_takes_exactly_as_many_as_it_has_seats(clinic: Clinic) -> None:
    await clinic.service("vaccination", 60, capacity=5)
    serials = range(1, 21)
    await clinic.hall.know(*serials)
    for serial in serials:
        await clinic.trust(account(serial), serial)

    async def attempt(serial: int) -> bool:
        try:
            await clinic.book(account(serial), serial, thursday(9), service="vaccination")
        except TimeTaken:
            return False
        return True

    won = await asyncio.gather(*(attempt(serial) for serial in serials))
    assert sum(won) == 5
    rows = await clinic.hall.rows("appointments")
    assert len({row["lane_from"] for row in rows}) == 5
    assert await clinic.overlaps() == 0
    assert (await clinic.free(service="vaccination"))[0] == thursday(10)
    with pytest.raises(TimeTaken):  # nor does anybody come alone in between
        await clinic.book(account(20), 20, thursday(9, 20))


@BOTH
async def test_moving_takes_the_new_time_and_frees_the_old_or_changes_nothing(
    clinic: Clinic,
) -> None:
    mine = await clinic.book(account(1), 1, thursday(9))
    await clinic.book(account(2), 2, thursday(9, 20))
    with pytest.raises(TimeTaken):
        async with clinic.writing() as tx:
            wish = MoveAppointment(id=uuid4(), starts_at=thursday(9, 20))
            await clinic.changing.move(tx, account(1), mine.id, wish)
    async with clinic.writing() as tx:
        wish = MoveAppointment(id=uuid4(), starts_at=thursday(9, 40))
        moved = await clinic.changing.move(tx, account(1), mine.id, wish)
    assert (moved.starts_at, moved.sequence, moved.moves) == (thursday(9, 40), 1, 1)
    assert thursday(9) in await clinic.free()
    assert await clinic.overlaps() == 0


@BOTH
async def test_moving_and_booking_at_once_never_overlap(clinic: Clinic) -> None:
    serials = range(1, 11)
    await clinic.hall.know(*serials)
    mine = []
    for serial in serials:
        await clinic.trust(account(serial), serial)
        at = thursday(9) + (serial - 1) * timedelta(minutes=20)
        mine.append(await clinic.book(account(serial), serial, at))

    refused: list[int] = []

    async def move(n: int) -> None:
        target = thursday(9) + (n * 7 % 12) * timedelta(minutes=20)
        who = n % len(mine)
        try:
            async with clinic.writing() as tx:
                wish = MoveAppointment(id=uuid4(), starts_at=target)
                await clinic.changing.move(tx, account(who + 1), mine[who].id, wish)
        except (TimeTaken, TooManyMoves, BookedElsewhere):
            refused.append(n)

    await asyncio.gather(*(move(n) for n in range(60)))
    rows = await clinic.hall.rows("appointments")
    assert len(rows) == 10
    assert sum(row["moves"] for row in rows) > 0
    assert refused
    assert await clinic.overlaps() == 0
