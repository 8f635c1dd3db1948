"""A ticket in words: what is printed, in the patient's one language."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hardware.printer.layout import TicketContent
from mobile_api.facilities.schemas import Hospital
from mobile_api.phrasebook import Phrasebook
from mobile_api.queues.schemas import Ticket
from mobile_api.schemas import Language, in_language
from triage.scripts import uz_to_cyrillic, uz_to_latin

_CYRILLIC: frozenset[Language] = frozenset({"uz-Cyrl", "ru", "kk"})

_NOTICES = {"emergency": "ticket-notice-emergency", "unknown": "ticket-notice-unknown"}
"""Priority classes that are called out of order, and the phrase that says why."""


def ticket_content(
    ticket: Ticket, hospital: Hospital | None, phrases: Phrasebook, language: Language
) -> TicketContent:
    """What the paper says.

    Args:
        ticket: as the server gave it.
        hospital: None leaves out its name; times are then as the server wrote them.
        phrases: the kiosk's phrases.
        language: the one language of the paper.
    """

    def say(key: str, **values: str | int) -> str:
        return phrases.say(language, key, values)

    facts = [
        (say("ticket-place"), place_in_words(ticket.floor, ticket.room, phrases, language)),
        (say("ticket-wait"), wait_in_words(ticket, phrases, language)),
        (say("ticket-ahead"), ahead_in_words(ticket, phrases, language)),
    ]
    if ticket.practitioner:
        name = name_in_script(ticket.practitioner, language)
        facts.append((say("ticket-doctor"), name))
    facts.append((say("ticket-issued"), issued_in_words(ticket, hospital)))
    notice = notice_in_words(ticket, phrases, language)
    return TicketContent(
        hospital=in_language(hospital.names, language) if hospital else "",
        caption=say("ticket-caption"),
        number=ticket.number,
        department=in_language(ticket.department_names, language),
        facts=tuple(facts),
        notice=notice,
        qr=ticket.qr,
        help_line=say("ticket-help", phone=hospital.emergency_phone) if hospital else "",
        footer=say("ticket-qr"),
    )


def name_in_script(name: str, language: Language) -> str:
    """A doctor's name in the script of everything else on the screen.

    Transliterated by the rules of Uzbek: who cannot read the other script needs the sounds,
    and a door plate in the other script is told apart by the room's number.
    """
    return uz_to_cyrillic(name) if language in _CYRILLIC else uz_to_latin(name)


def place_in_words(floor: int, room: str, phrases: Phrasebook, language: Language) -> str:
    """Floor and room, or the floor alone where there is no room number."""
    if room.strip():
        return phrases.say(language, "result-place", {"floor": str(floor), "room": room})
    return phrases.say(language, "result-floor", {"floor": str(floor)})


def wait_in_words(ticket: Ticket, phrases: Phrasebook, language: Language) -> str:
    """The expected wait as a range: a single number of minutes would be a promise."""
    shortest, longest = ticket.wait_minutes_from, ticket.wait_minutes_to
    if longest <= 0:
        return phrases.say(language, "ticket-wait-now")
    if shortest <= 0 or shortest >= longest:
        return phrases.say(language, "ticket-wait-minutes", {"minutes": max(shortest, longest)})
    return phrases.say(language, "ticket-wait-range", {"from": shortest, "to": longest})


def ahead_in_words(ticket: Ticket, phrases: Phrasebook, language: Language) -> str:
    """How many are called before."""
    if ticket.ahead <= 0:
        return phrases.say(language, "ticket-ahead-nobody")
    return phrases.say(language, "ticket-ahead-count", {"count": ticket.ahead})


def notice_in_words(ticket: Ticket, phrases: Phrasebook, language: Language) -> str | None:
    """Why this number is called before others, or None."""
    key = _NOTICES.get(ticket.priority)
    return phrases.say(language, key) if key else None


def issued_in_words(ticket: Ticket, hospital: Hospital | None) -> str:
    """Day and time of issue in the hospital's time zone, ``22.11.2026, 09:07``."""
    return clock_of(ticket.issued_at, hospital).strftime("%d.%m.%Y, %H:%M")


def clock_of(moment: datetime, hospital: Hospital | None) -> datetime:
    """``moment`` as the clocks in the hospital show it; unchanged where its zone is unknown."""
    if hospital is None:
        return moment
    try:
        return moment.astimezone(ZoneInfo(hospital.time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return moment
