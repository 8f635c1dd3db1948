"""Which times exist: shifts, holidays, opening hours, absences, and nights when clocks change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobile_api.appointments import slots
from mobile_api.appointments.rules import lanes_of
from mobile_api.appointments.slots import Busy, Calendar, House, Offer
from mobile_api.database import Reading
from tests.conftest import BOTH
from tests.mobile_api.clinic import DOCTOR_A, DOCTOR_B, Clinic, account, thursday

TASHKENT = ZoneInfo("Asia/Tashkent")
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)


def house(
    zone: ZoneInfo = TASHKENT,
    opening: dict[int, list[slots.Span]] | None = None,
    holidays: frozenset[date] = frozenset(),
) -> House:
    """A hospital that never closes, unless it is said when."""
    return House(zone=zone, opening=opening or {}, holidays=holidays)


def doctor(*week: tuple[int, int, int, int]) -> Calendar:
    """A calendar with weekly hours."""
    return Calendar("00000000-0000-0000-0000-000000000001", "Dr.", "1", 1, 1, week=list(week))


def walls(found: list[slots.Span], zone: ZoneInfo) -> list[str]:
    """Begins as the clock on the wall shows them."""
    return [f"{slots.to_moment(begin).astimezone(zone):%H:%M}" for begin, _ in found]


def test_a_shift_is_cut_into_times_and_the_last_one_ends_with_it() -> None:
    found = slots.times_of(doctor((0, 540, 600, 25)), house(), Offer(), MONDAY)
    assert walls(found, TASHKENT) == ["09:00", "09:25"]


def test_a_longer_service_begins_at_the_same_times_and_ends_within_the_shift() -> None:
    found = slots.times_of(doctor((0, 540, 620, 20)), house(), Offer(minutes=50), MONDAY)
    assert walls(found, TASHKENT) == ["09:00", "09:20"]
    assert all(end - begin == 50 for begin, end in found)


def test_a_night_without_two_oclock_has_three_hours_less_of_nothing() -> None:
    """29 March 2026: at 02:00 clocks in Berlin show 03:00."""
    found = slots.times_of(doctor((6, 60, 300, 60)), house(BERLIN), Offer(), date(2026, 3, 29))
    assert walls(found, BERLIN) == ["01:00", "03:00", "04:00"]
    assert {end - begin for begin, end in found} == {60}


def test_a_night_with_two_oclock_twice_has_an_hour_more() -> None:
    """25 October 2026: at 03:00 clocks in Berlin show 02:00 again."""
    found = slots.times_of(doctor((6, 60, 240, 60)), house(BERLIN), Offer(), date(2026, 10, 25))
    assert walls(found, BERLIN) == ["01:00", "02:00", "02:00", "03:00"]
    assert len({begin for begin, _ in found}) == 4


@given(
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    zone=st.sampled_from(
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tashkent"]
    ),
    starts=st.integers(0, 1380),
    length=st.integers(5, 600),
    step=st.integers(5, 90),
)
def test_times_of_a_day_never_overlap_and_stay_in_their_shift(
    day: date, zone: str, starts: int, length: int, step: int
) -> None:
    ends = min(1440, starts + length)
    found = slots.times_of(
        doctor((day.weekday(), starts, ends, step)), house(ZoneInfo(zone)), Offer(), day
    )
    for (_, before), (after, _) in pairwise(found):
        assert before <= after
    if found:
        local = ZoneInfo(zone)
        assert found[0][0] >= slots.on_the_wall(day, starts, local)
        assert found[-1][1] <= slots.on_the_wall(day, ends, local)


def test_closed_days_and_hours_offer_nothing() -> None:
    week = doctor((0, 480, 720, 60))
    assert slots.times_of(week, house(holidays=frozenset({MONDAY})), Offer(), MONDAY) == []
    short = house(opening={0: [(540, 600)], 1: [(540, 1080)]})
    assert walls(slots.times_of(week, short, Offer(), MONDAY), TASHKENT) == ["09:00"]
    elsewhere = house(opening={1: [(540, 1080)]})
    assert slots.times_of(week, elsewhere, Offer(), MONDAY) == []


def test_extra_hours_count_on_their_day_but_not_on_a_holiday() -> None:
    begin = slots.on_the_wall(MONDAY, 1080, TASHKENT)
    week = doctor()
    week.extras.append((begin, begin + 60, 30))
    assert len(slots.times_of(week, house(opening={0: [(540, 600)]}), Offer(), MONDAY)) == 2
    assert slots.times_of(week, house(holidays=frozenset({MONDAY})), Offer(), MONDAY) == []
    assert slots.times_of(week, house(), Offer(), MONDAY + timedelta(days=7)) == []


def test_a_doctor_who_leaves_in_the_middle_of_a_time_does_not_have_it() -> None:
    week = doctor((0, 540, 660, 30))
    away = slots.on_the_wall(MONDAY, 590, TASHKENT)
    week.aways.append((away, away + 20))
    assert walls(slots.times_of(week, house(), Offer(), MONDAY), TASHKENT) == [
        "09:00",
        "10:30",
    ]


def test_seats_are_counted_and_somebody_alone_takes_them_all() -> None:
    week = doctor((0, 540, 660, 60))
    nine, ten = (slots.on_the_wall(MONDAY, at, TASHKENT) for at in (540, 600))
    for seat in (0, 1):
        week.busy.append(Busy(nine, nine + 60, *lanes_of(1, seat)))
    week.busy.append(Busy(ten + 20, ten + 40, *lanes_of(1, None)))
    offer = Offer(minutes=60, capacity=3)
    assert [seats for _, _, seats in slots.free_of(week, house(), offer, MONDAY, 0)] == [1]


@BOTH
async def test_a_hospital_in_another_zone_offers_its_own_hours(clinic: Clinic) -> None:
    await clinic.in_zone("Europe/Berlin")
    clinic.hall.clock.now = datetime(2026, 3, 25, 8, 0, tzinfo=UTC)
    found = await clinic.free()
    before, after = found[0], found[12]
    assert before == datetime(2026, 3, 26, 8, 0, tzinfo=UTC)  # 09:00 CET
    assert after == datetime(2026, 4, 2, 7, 0, tzinfo=UTC)  # 09:00 CEST, a week later
    assert (await clinic.book(account(1), 1, after)).starts_at == after


@BOTH
async def test_what_is_offered_can_be_booked_and_nothing_else(clinic: Clinic) -> None:
    await clinic.works(DOCTOR_B, 3, 8 * 60, 12 * 60, 15)
    await clinic.open_on(3, 9 * 60, 11 * 60)
    await clinic.exception(DOCTOR_A, "away", thursday(9, 30), thursday(10))
    await clinic.exception(DOCTOR_B, "extra", thursday(14), thursday(15), 30)
    offered = await clinic.free(practitioner_id=DOCTOR_A, days=2)
    assert offered == [thursday(9), *(thursday(10, n) for n in (0, 20, 40))]
    extra = await clinic.free(practitioner_id=DOCTOR_B, days=2)
    assert extra[-2:] == [thursday(14), thursday(14, 30)]
    assert extra[0] == thursday(9)
    assert (await clinic.book(account(1), 1, thursday(14), DOCTOR_B)).status == "booked"


@pytest.mark.parametrize("service", [None, "long"])
async def test_one_question_is_asked_for_two_weeks(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, service: str | None
) -> None:
    await clinic.service("long", 40)
    asked = []

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        async def counted(self: Reading, *arguments: object) -> object:
            asked.append(arguments)
            return await real(self, *arguments)

        return counted

    for way in ("execute", "fetch"):
        monkeypatch.setattr(Reading, way, counting(getattr(Reading, way)))
    assert len(await clinic.free(service=service)) > 10
    assert len(asked) == 1
