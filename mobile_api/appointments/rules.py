"""When an appointment is of today, who may still arrive, and what bookings must keep to. Pure.

The limits are our own conventions (peers have the same kinds of limits with other numbers);
a hospital sets its own, for itself or for one service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

ARRIVABLE = ("booked", "arrived")
"""States in which a patient may check in; `arrived` because a check-in can be repeated."""

HOLD_MINUTES = 5
"""How long a time is kept for somebody who is still deciding."""

PASS_MINUTES = 5
"""How long the QR of an app is valid at the kiosk."""

LATE_DAYS = 90
"""Days within which late cancellations count."""

NIGHT_FROM, NIGHT_UNTIL = 21, 8
"""Hours between which nobody is asked to answer an offer, on the hospital's clock."""

MOST_GAP_MINUTES = 60
"""Longest wait between two services of one visit."""

SEATS = 1000
"""Lanes of one calendar: more people than any slot takes."""

Reminder = Literal["72h", "24h", "2h"]
REMINDERS: Mapping[Reminder, timedelta] = {
    "72h": timedelta(hours=72),
    "24h": timedelta(hours=24),
    "2h": timedelta(hours=2),
}
"""How long before the start somebody is reminded (SMS reminders: RR of not coming 0.77)."""


@dataclass(frozen=True, slots=True)
class BookingRules:
    """What a hospital wants of bookings.

    Attributes:
        notice_minutes: how long before its start a time can be booked at the latest.
        horizon_days: how many days ahead can be booked.
        late_cancel_minutes: cancelled less than this before the start is late.
        most_late: late cancellations in ``LATE_DAYS`` after which reception must be asked.
        most_moves: how often one appointment can be moved by its patient.
        most_open: appointments to come that one patient may have in one department.
        offer_minutes: how long somebody who waits has to accept a freed time.
        noshow_minutes: after the start; who has not come by then is marked as not come.
    """

    notice_minutes: int = 30
    horizon_days: int = 30
    late_cancel_minutes: int = 240
    most_late: int = 3
    most_moves: int = 3
    most_open: int = 2
    offer_minutes: int = 20
    noshow_minutes: int = 60

    @classmethod
    def of(cls, *rows: Mapping[str, int | None] | None) -> BookingRules:
        """The rules where later rows (the hospital's, then the service's) go before."""
        told = {
            field.name: row[field.name]
            for row in rows
            if row is not None
            for field in fields(cls)
            if row[field.name] is not None
        }
        return cls(**told)  # type: ignore[arg-type]  # None was left out just above


RULE_NAMES = tuple(field.name for field in fields(BookingRules))


def bounds_of_day(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The hospital's day around ``moment``: its first instant and that of the next day, in UTC.

    Args:
        moment: aware.
        zone: the hospital's; at 01:00 in Tashkent it is still yesterday in UTC.
    """
    day = moment.astimezone(zone).date()
    begin = datetime.combine(day, time(), zone)
    end = datetime.combine(day + timedelta(days=1), time(), zone)
    return begin.astimezone(UTC), end.astimezone(UTC)


def lanes_of(calendar: int, seat: int | None) -> tuple[int, int]:
    """First and last lane of a calendar that a booking takes.

    A booking for one takes all lanes, so that nothing else fits beside it; a seat in a slot
    for several takes one: two people never get the same seat, and no seat beside a booking
    for one.

    Args:
        calendar: the calendar's number.
        seat: from 0; None: the whole calendar.
    """
    first = calendar * SEATS
    if seat is None:
        return first, first + SEATS - 1
    if not 0 <= seat < SEATS:
        raise ValueError("no such seat")
    return first + seat, first + seat


def patient_key(patient_id: UUID) -> int:
    """63 bits of a patient's id, for a range that the database can keep apart."""
    return patient_id.int >> 65
