"""Which times exist and which are free. Pure; minutes since 1970 in UTC, so that days add up.

A day's times are counted in real minutes from the wall-clock begin of each shift: on the
night when clocks change, a shift from 00:00 to 06:00 has an hour less or more, and no time is
offered that no clock shows.

A holiday closes the hospital for everything. Weekly shifts keep to the opening hours; extra
hours, which somebody entered for that very day, may lie outside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Span = tuple[int, int]
"""Begin and end, minutes since 1970 in UTC; the end is not part of it."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Hours in which somebody sees patients, and how long one patient takes."""

    begin: int
    end: int
    step: int
    extra: bool


@dataclass(frozen=True, slots=True)
class Busy:
    """Time that is taken in a calendar: in one lane, or in all of them."""

    begin: int
    end: int
    lane_from: int
    lane_to: int


@dataclass(slots=True)
class Calendar:
    """What is known of one practitioner.

    Attributes:
        week: weekly hours: weekday (Monday 0), begin and end in minutes after midnight, step.
        extras: extra hours: begin, end, step.
        aways: when the practitioner is away.
        busy: what is taken, by begin.
    """

    practitioner_id: str
    name: str
    room: str
    floor: int
    number: int | None
    week: list[tuple[int, int, int, int]] = field(default_factory=list)
    extras: list[tuple[int, int, int]] = field(default_factory=list)
    aways: list[Span] = field(default_factory=list)
    busy: list[Busy] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class House:
    """What is known of the hospital.

    Attributes:
        zone: its time zone.
        opening: weekday → open from, to (minutes after midnight); empty: never closed.
        holidays: days on which it is closed.
    """

    zone: ZoneInfo
    opening: Mapping[int, Sequence[Span]]
    holidays: frozenset[date]


@dataclass(frozen=True, slots=True)
class Offer:
    """What is being booked: minutes (None: as long as the shift's step) and people per slot."""

    minutes: int | None = None
    capacity: int = 1


def to_minutes(moment: datetime) -> int:
    """Whole minutes since 1970 of an aware moment (seconds are cut off)."""
    return (moment - _EPOCH) // timedelta(minutes=1)


def to_moment(minutes: int) -> datetime:
    """The moment again, in UTC."""
    return _EPOCH + timedelta(minutes=minutes)


def on_the_wall(day: date, minutes: int, zone: ZoneInfo) -> int:
    """The instant at which the hospital's clock shows so many minutes after midnight.

    A time that the clock jumps over counts as with the offset of before; of a time that it
    shows twice, the first is meant (PEP 495, fold 0).
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return to_minutes(wall.replace(tzinfo=zone).astimezone(UTC))


def day_of(minutes: int, zone: ZoneInfo) -> date:
    """The hospital's date at an instant."""
    return to_moment(minutes).astimezone(zone).date()


def days(first: date, last: date) -> list[date]:
    """All days from the first to the last; none where they are the wrong way round."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def times_of(calendar: Calendar, house: House, offer: Offer, day: date) -> list[Span]:
    """Every time that exists on this day, taken or not, by begin."""
    if day in house.holidays:
        return []
    windows: list[Span] | None = None
    if house.opening:
        windows = [
            (on_the_wall(day, opens, house.zone), on_the_wall(day, closes, house.zone))
            for opens, closes in house.opening.get(day.weekday(), ())
        ]
    found: set[Span] = set()
    for shift in _shifts(calendar, house.zone, day):
        allowed = None if shift.extra else windows
        for span in _steps(shift, offer):
            if allowed is not None and not any(a <= span[0] and span[1] <= b for a, b in allowed):
                continue
            if any(a < span[1] and span[0] < b for a, b in calendar.aways):
                continue
            found.add(span)
    return sorted(found)


def free_of(
    calendar: Calendar, house: House, offer: Offer, day: date, after: int
) -> Iterator[tuple[int, int, int]]:
    """Free times of this day that begin at ``after`` or later: begin, end, seats that are left."""
    taken = Taken(calendar)
    for begin, end in times_of(calendar, house, offer, day):
        if begin >= after:
            seats = taken.seats_left(begin, end, offer.capacity)
            if seats:
                yield begin, end, seats


class Taken:
    """Looks up what is taken in one calendar."""

    __slots__ = ("_busy", "_longest", "_starts")

    def __init__(self, calendar: Calendar) -> None:
        self._busy = calendar.busy
        self._starts = [busy.begin for busy in calendar.busy]
        self._longest = max((busy.end - busy.begin for busy in calendar.busy), default=0)

    def seats_left(self, begin: int, end: int, capacity: int) -> int:
        """How many of a slot's seats nobody has; 0 where somebody has the whole calendar."""
        starts = self._starts
        if not starts:
            return capacity
        seats = set()
        for at in range(bisect_left(starts, begin - self._longest), bisect_left(starts, end)):
            busy = self._busy[at]
            if busy.end > begin:
                if capacity == 1 or busy.lane_from != busy.lane_to:
                    return 0
                seats.add(busy.lane_from)
        return max(0, capacity - len(seats))


def _shifts(calendar: Calendar, zone: ZoneInfo, day: date) -> Iterator[Shift]:
    weekday = day.weekday()
    for of_weekday, starts, ends, step in calendar.week:
        if of_weekday == weekday:
            yield Shift(on_the_wall(day, starts, zone), on_the_wall(day, ends, zone), step, False)
    for begin, end, step in calendar.extras:
        if day_of(begin, zone) == day:
            yield Shift(begin, end, step, True)


def _steps(shift: Shift, offer: Offer) -> Iterator[Span]:
    length = offer.minutes or shift.step
    # Everybody of a slot for several comes at the same time, so such slots never overlap.
    step = length if offer.capacity > 1 else shift.step
    if length <= 0 or step <= 0:
        return
    for begin in range(shift.begin, shift.end - length + 1, step):
        yield begin, begin + length
