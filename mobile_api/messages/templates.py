"""What may be said: templates, the facts each allows, and their texts.

ZRU-547 art. 27-1 and Law 265-I: nothing about health leaves for a foreign push service or a
chat, so a template has no place for a department, a complaint, a result or a drug, and a fact
that a template does not declare is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from mobile_api.messages.schemas import Action, Channel
from mobile_api.pages import dates
from mobile_api.patients.schemas import Scope
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import Language, Localised, in_language

FOLDER = Path(__file__).parent / "phrases"

MAX_LINK = 200
_HOSPITAL_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Template:
    """One thing that can be said.

    Attributes:
        phrase: its key in the catalogues, without ``-title``, ``-text``, ``-sms``.
        needs: facts that must be given.
        allows: facts that may be given.
        actions: what one tap does.
        channels: over which it may go.
        scope: what it is about: a trusted person is told what they are trusted with.
    """

    phrase: str
    needs: frozenset[str] = frozenset()
    allows: frozenset[str] = frozenset()
    actions: tuple[Action, ...] = ()
    channels: tuple[Channel, ...] = ("push", "telegram", "sms")
    scope: Scope = "appointments"


_WHEN = frozenset({"starts_at"})
_WHERE = frozenset({"floor", "room", "link"})
_LINK = frozenset({"link"})
_REMINDED: tuple[Action, ...] = ("confirm", "move", "cancel")

TEMPLATES: Final[Mapping[str, Template]] = {
    "code": Template("code", frozenset({"code", "until"}), channels=("sms",)),
    "booked": Template("booked", _WHEN, _WHERE, ("move", "cancel")),
    "moved": Template("moved", _WHEN, _WHERE, ("move", "cancel")),
    "cancelled": Template("cancelled", _WHEN, _LINK),
    "reminder-3d": Template("reminder", _WHEN, _WHERE, _REMINDED),
    "reminder-24h": Template("reminder", _WHEN, _WHERE, _REMINDED),
    "reminder-2h": Template("reminder-soon", _WHEN, _WHERE, _REMINDED),
    "doctor-away": Template("doctor-away", _WHEN, _LINK, ("move",)),
    "takes-place": Template("takes-place", _WHEN, _WHERE, ("move", "cancel")),
    "waitlist-offer": Template("waitlist-offer", _WHEN | {"until"}, _WHERE, ("accept", "decline")),
    "queue-turn-near": Template("queue-turn-near", frozenset({"number"}), _WHERE, scope="queue"),
    "result-ready": Template("result-ready", allows=_LINK, scope="records"),
    "rate-visit": Template("rate-visit", allows=_LINK),
    "trust-invitation": Template("trust-invitation", allows=_LINK),
    "child-grown": Template("child-grown", allows=_LINK),
    "visit-invitation": Template("visit-invitation", allows=_LINK),
}
"""Template → what it allows. ``starts_at`` and ``until`` are moments in ISO 8601 with zone (read
out as date and time of the hospital), ``floor`` a number, ``room`` and ``number`` (of a ticket)
short, ``link`` an address of this installation. The hospital's name is filled in."""


def _moment(value: str | int) -> bool:
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


def _matches(pattern: str) -> Callable[[str | int], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(str(value)) is not None


_CHECKS: Final[Mapping[str, Callable[[str | int], bool]]] = {
    "starts_at": _moment,
    "until": _moment,
    "floor": _matches(r"-?\d{1,2}"),
    "room": _matches(r"[\w/ -]{1,20}"),
    "number": _matches(r"[A-Z0-9-]{1,10}"),
    "code": _matches(r"\d{6,10}"),
    "link": _matches(rf"https?://\S{{1,{MAX_LINK}}}"),
}


class FactNotAllowed(ValueError):
    """A caller told more, or less, or something else than the template allows; never the value."""


def require_allowed(template: str, facts: Mapping[str, str | int], public_url: str) -> Template:
    """The template, once its facts were checked.

    Args:
        template: key of ``TEMPLATES``.
        facts: as the caller gave them.
        public_url: where links must lead.

    Raises:
        FactNotAllowed: unknown template, a fact that is missing, not declared, or malformed.
    """
    known = TEMPLATES.get(template)
    if known is None:
        raise FactNotAllowed(f"no template {template!r}")
    missing, foreign = known.needs - facts.keys(), facts.keys() - known.needs - known.allows
    if missing or foreign:
        raise FactNotAllowed(f"{template}: missing {sorted(missing)}, foreign {sorted(foreign)}")
    wrong = [name for name, value in facts.items() if not _CHECKS[name](value)]
    if "link" in facts and not str(facts["link"]).startswith(f"{public_url}/"):
        wrong.append("link")
    if wrong:
        raise FactNotAllowed(f"{template}: malformed {sorted(wrong)}")
    return known


def concerns(facts: Mapping[str, str | int]) -> datetime | None:
    """When what is told takes place."""
    moment = facts.get("starts_at")
    return None if moment is None else datetime.fromisoformat(str(moment))


@dataclass(frozen=True, slots=True)
class Said:
    """A message in words."""

    title: str
    text: str


class Texts:
    """Puts facts into words."""

    def __init__(self) -> None:
        self._phrases = Phrasebook(FOLDER)

    def say(
        self,
        template: str,
        channel: Channel,
        facts: Mapping[str, str | int],
        language: Language,
        zone: ZoneInfo,
        hospital: Localised | None,
    ) -> Said:
        """The message for one channel.

        Args:
            template: key of ``TEMPLATES``.
            channel: SMS has a wording of its own, short.
            facts: checked by ``require_allowed``.
            language: of the recipient.
            zone: of the hospital.
            hospital: its names; None for messages of no hospital.
        """
        phrase = TEMPLATES[template].phrase
        values = self._values(facts, language, zone, hospital)
        form = "sms" if channel == "sms" else "text"
        parts = [self._phrases.say(language, f"{phrase}-{form}", values)]
        if "floor" in facts and "room" in facts:
            parts.append(self._phrases.say(language, "where", values))
        text = " ".join(parts)
        # A push carries its link beside the text; everywhere else it has to be read.
        if "link" in facts and channel != "push":
            text += f"{' ' if channel == 'sms' else chr(10)}{facts['link']}"
        if channel == "sms":
            return Said("", text)
        title = self._phrases.say(language, f"{phrase}-title", values)
        # A chat has no titles: without the first line nobody knows what the date is about.
        return Said(title, text) if channel == "push" else Said("", f"{title}\n{text}")

    def _values(
        self,
        facts: Mapping[str, str | int],
        language: Language,
        zone: ZoneInfo,
        hospital: Localised | None,
    ) -> dict[str, str | int]:
        values = {name: value for name, value in facts.items() if name != "link"}
        for name in ("starts_at", "until"):
            if name in facts:
                at = datetime.fromisoformat(str(facts[name]))
                values[{"starts_at": "time", "until": "until"}[name]] = dates.clock_time(at, zone)
                if name == "starts_at":
                    values["date"] = dates.day_name(at, zone, language)
        if hospital is not None:
            values["hospital"] = in_language(hospital, language)[:_HOSPITAL_LETTERS].strip()
        return values
