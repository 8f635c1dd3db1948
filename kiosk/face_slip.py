"""Four digits on paper: whoever has to walk to the counter need not remember them."""

from __future__ import annotations

from datetime import datetime

from hardware.printer.layout import TicketContent
from kiosk.ticket import clock_of
from mobile_api.facilities.schemas import Hospital
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import Language, in_language


def slip_content(
    code: str,
    until: datetime | None,
    hospital: Hospital | None,
    phrases: Phrasebook,
    language: Language,
) -> TicketContent:
    """What the paper says; nothing on it names anybody, and the digits need a document.

    Args:
        code: the digits.
        until: when they end; None leaves it out.
        hospital: None leaves out its name; times are then as the server wrote them.
        phrases: the kiosk's phrases.
        language: the one language of the paper.
    """
    facts: tuple[tuple[str, str], ...] = ()
    if until is not None:
        time = clock_of(until, hospital).strftime("%H:%M")
        valid = phrases.say(language, "face-slip-until", {"time": time})
        facts = ((phrases.say(language, "face-slip-valid"), valid),)
    return TicketContent(
        hospital=in_language(hospital.names, language) if hospital else "",
        caption=phrases.say(language, "face-slip-caption"),
        number=code,
        department=phrases.say(language, "face-enrolled-title"),
        facts=facts,
        help_line=phrases.say(language, "face-slip-then"),
    )
