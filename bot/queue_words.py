"""A place in the queue in words: number, turn, floor and room; never the department."""

from __future__ import annotations

from mobile_api.phrasebook import Phrasebook
from mobile_api.queues.schemas import PlaceInQueue
from mobile_api.schemas import Language


def number_in_words(phrases: Phrasebook, language: Language, place: PlaceInQueue) -> str:
    """What is left of a message once the call stands below it."""
    return phrases.say(language, "queue-number", {"number": place.number})


def place_in_words(phrases: Phrasebook, language: Language, place: PlaceInQueue) -> str:
    """What stands in the chat about one number."""
    where = phrases.say(
        language,
        "queue-where" if place.room else "queue-floor",
        {"floor": place.floor, "room": place.room},
    )
    number = {"number": place.number}
    if place.status == "called":
        return f"{phrases.say(language, 'queue-called', number)}\n{where}"
    if place.status != "waiting":
        return phrases.say(language, f"queue-{place.status.replace('_', '-')}", number)
    lines = [phrases.say(language, "queue-number", number)]
    if place.ahead:
        lines.append(phrases.say(language, "queue-ahead", {"count": place.ahead}))
    else:
        lines.append(phrases.say(language, "queue-next"))
    if place.wait_minutes_to:
        values = {"earliest": place.wait_minutes_from, "latest": place.wait_minutes_to}
        key = "queue-wait" if place.wait_minutes_from else "queue-wait-up-to"
        lines.append(phrases.say(language, key, values))
    return "\n".join([*lines, where, "", phrases.say(language, "queue-live")])
