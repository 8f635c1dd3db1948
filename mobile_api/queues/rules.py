"""Who is called first, and how long that takes. Pure; our own conventions unless a source is named.

Order: emergencies, then those of whom nothing is known, then what must be seen today, then
people with an appointment, then everything that can wait; within a class by arrival. Of whom
nothing is known may be an emergency, so nothing but a known one goes before (compare
OpenMRS' queue module, which sorts the unknown last). The two are not one class: whoever has
a red flag must not stand behind ten people who only skipped the complaint.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from statistics import median

from mobile_api.queues.schemas import Priority

RANK: Mapping[Priority, int] = {
    "emergency": 0,
    "unknown": 1,
    "today": 2,
    "booked": 3,
    "planned": 4,
}
"""Lower is called earlier."""

_OF_URGENCY: Mapping[str, Priority] = {
    "emergency": "emergency",
    "today": "today",
    "planned": "planned",
    "self_care": "planned",
}

DEFAULT_SERVICE_MINUTES = 10.0
"""Minutes per patient until a queue has a measure of its own today. An assumption, not measured."""

MEASURED_FROM = 5
"""Finished patients from which on today's median is trusted over the default."""

CALLING_MINUTES = 60
"""A room counts as calling when its last call is at most this old."""

BOARD_MINUTES = 10
BOARD_ROWS = 8

_EARLIER, _LATER = 0.75, 1.25
_STEP = 5


def priority_of(urgency: str | None) -> Priority:
    """Class of a walk-in by the urgency of its assessment (None: there is none).

    No assessment, and any word that is not known here, is ``unknown``: never the end
    of the queue.
    """
    return _OF_URGENCY.get(urgency or "", "unknown")


def label_of(prefix: str, number: int) -> str:
    """What is printed and called: ``B-007``; numbers beyond 999 just grow."""
    return f"{prefix}-{number:03d}"


def service_minutes(durations: Sequence[timedelta]) -> float:
    """Minutes from call to done of a typical patient today: the median, or the default."""
    if len(durations) < MEASURED_FROM:
        return DEFAULT_SERVICE_MINUTES
    return max(1.0, median(one.total_seconds() for one in durations) / 60)


def wait_minutes(ahead: int, per_patient: float, rooms: int) -> tuple[int, int]:
    """Range of the expected wait, whole minutes, multiples of five.

    The lower end is a quarter below ``ahead`` patients; the upper end a quarter above
    ``ahead + 1``, because somebody may have just gone in. Example: 3 people ahead,
    10 minutes each, one room: 20 to 50. The quarters are a convention: what was promised is
    stored with the ticket, so that it can be scored.

    Args:
        ahead: people who are called before.
        per_patient: minutes that one patient takes.
        rooms: rooms that call from this queue at the same time, at least 1.
    """
    per_call = per_patient / max(1, rooms)
    earliest = ahead * per_call * _EARLIER
    latest = (ahead + 1) * per_call * _LATER
    return (
        math.floor(earliest / _STEP) * _STEP,
        max(_STEP, math.ceil(latest / _STEP) * _STEP),
    )
