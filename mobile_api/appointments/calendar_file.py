"""An appointment as a calendar file (RFC 5545), for the calendar of a phone.

Calendars are shared, printed and synchronised abroad, so the entry says where and when, and
nothing about health: no department, no doctor, no service.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone

from mobile_api.schemas import Language, in_language

_STATUS = {"cancelled": "CANCELLED", "noshow": "CANCELLED", "pending": "TENTATIVE"}


def calendar_file(row: Any, language: Language, now: datetime) -> bytes:
    """The file.

    A stable UID and a SEQUENCE that grows with each move: imported again, the entry moves
    instead of standing there twice; cancelled, it goes.

    Args:
        row: an appointment as ``store.appointments.one`` gives it.
        language: of the hospital's name.
        now: when the file is made; aware.
    """
    zone = ZoneInfo(row["time_zone"])
    starts, ends = row["starts_at"].astimezone(zone), row["ends_at"].astimezone(zone)
    hospital = in_language(row["hospital_names"], language)
    status = _STATUS.get(row["status"], "CONFIRMED")
    event = Event()
    event.add("uid", f"{row['id']}@dmed-kiosk")
    event.add("summary", hospital)
    event.add("location", f"{hospital}, {row['floor']} / {row['room']}")
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("dtstamp", now)
    # Cancelling is a change of its own (RFC 5546, 2.1.4).
    event.add("sequence", row["sequence"] + (status == "CANCELLED"))
    event.add("status", status)
    event.add("class", "PRIVATE")
    if status == "CONFIRMED":
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", hospital)
        alarm.add("trigger", timedelta(hours=-2))
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Dmed Kiosk//appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if status == "CANCELLED" else "PUBLISH")
    calendar.add_component(
        Timezone.from_tzinfo(
            zone,
            first_date=starts.date() - timedelta(days=1),
            last_date=ends.date() + timedelta(days=366),
        )
    )
    calendar.add_component(event)
    return bytes(calendar.to_ical())
