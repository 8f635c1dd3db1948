"""Appointments of today: one's own, and only after confirming."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mobile_api.patients.errors import ConfirmationNeeded
from tests.conftest import BOTH
from tests.mobile_api.hall import SYSTEM, Hall, person


@BOTH
async def test_i_see_my_own_appointments_of_today_with_doctor_floor_and_room(hall: Hall) -> None:
    later = await hall.book(1, hall.clock.now + timedelta(hours=2), with_whom="b")
    sooner = await hall.book(1, hall.clock.now + timedelta(minutes=10))
    await hall.book(2, hall.clock.now + timedelta(hours=1))
    mine = await hall.kiosk.todays_appointments(await hall.visit(1, confirmed=True))
    assert [item.id for item in mine.items] == [sooner, later]
    first = mine.items[0]
    assert (first.practitioner, first.floor, first.room) == ("Dr. Sinova A.", 4, "301")
    assert (first.status, first.department) == ("booked", "cardiology")
    assert first.department_names["ru"] == "Кардиология"
    assert first.starts_at == hall.clock.now + timedelta(minutes=10)


@BOTH
async def test_today_is_the_day_on_the_wall_of_the_hospital_not_in_london(hall: Hall) -> None:
    # 01:00 in Tashkent on 5 March is still 4 March in UTC.
    hall.clock.now = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
    yesterday = datetime(2026, 3, 4, 18, 59, tzinfo=UTC)
    first_minute = datetime(2026, 3, 4, 19, 0, tzinfo=UTC)
    last_minute = datetime(2026, 3, 5, 18, 59, tzinfo=UTC)
    tomorrow = datetime(2026, 3, 5, 19, 0, tzinfo=UTC)
    times = (yesterday, first_minute, last_minute, tomorrow)
    ids = [await hall.book(1, at, minutes=1) for at in times]
    mine = await hall.kiosk.todays_appointments(await hall.visit(1, confirmed=True))
    assert [item.id for item in mine.items] == ids[1:3]


@BOTH
async def test_a_typed_number_alone_shows_nothing(hall: Hall) -> None:
    await hall.book(1, hall.clock.now)
    with pytest.raises(ConfirmationNeeded):
        await hall.kiosk.todays_appointments(await hall.visit(1))
    with pytest.raises(ConfirmationNeeded):
        await hall.kiosk.todays_appointments(await hall.visit(None))


@BOTH
async def test_booking_the_demonstration_again_changes_nothing(hall: Hall) -> None:
    booked = await hall.book(1, hall.clock.now)
    again = await hall.book(2, hall.clock.now, appointment_id=booked)
    (row,) = await hall.rows("appointments")
    assert again == booked
    assert row["patient_id"] == person(1).id
    assert row["hospital_id"] == SYSTEM.hospital_id
