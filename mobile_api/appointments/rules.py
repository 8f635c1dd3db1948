"""When an appointment is of today, and when one may still arrive for it. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

ARRIVABLE = ("booked", "arrived")
"""States in which a patient may check in; `arrived` because a check-in can be repeated."""


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
