"""What the audit page says of a deed: what it was done to, and its facts, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from mobile_api.audit.schemas import AuditRecord
from mobile_api.facilities.prefixes import names_of
from mobile_api.pages.dates import day_name
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import Language, in_language
from triage.departments import CODES

Names = Mapping[UUID, str]
"""What staff, devices, doctors and places are called; never a patient."""

LABELS: Mapping[str, str] = {
    "added": "fact-added",
    "people": "fact-added",
    "changed": "fact-changed",
    "fields": "fact-changed",
    "unchanged": "fact-unchanged",
    "completed": "fact-completed",
    "shown": "fact-shown",
    "templates": "fact-templates",
    "other": "fact-other",
    "merged": "fact-other",
    "code": "fact-code",
    "version": "fact-version",
    "text_version": "fact-version",
    "network": "fact-version",
    "rotation": "fact-version",
    "how": "fact-how",
    "by": "fact-how",
    "scopes": "fact-scopes",
    "muted": "fact-muted",
}
"""What stands before a fact's value, by its name; the others need nothing before them."""

CODED: Mapping[str, tuple[str, ...]] = {
    "how": ("fact-how-",),
    "by": ("fact-how-",),
    "role": ("staff-role-",),
    "kind": ("exception-", "device-kind-", "list-", "alarm-"),
    "decision": ("fact-decision-",),
    "state": ("fact-state-",),
    "consent": ("fact-consent-",),
    "relation": ("fact-relation-",),
    "assurance": ("fact-assurance-",),
    "late": ("fact-late-",),
    "scopes": ("fact-scope-",),
    "muted": ("fact-muted-",),
    "fields": ("fact-field-",),
}
"""With what the phrases of a fact's values begin."""

NAMED = frozenset({"department", "day", "service"})
"""Facts whose value names a thing that has a name or a date of its own."""

_SEVERAL = frozenset({"scopes", "muted", "fields"})
_WITHOUT_NUMBER = frozenset({"hospital", "registry", "face_templates", "holiday"})


def about(pages: Pages, language: Language, zone: ZoneInfo, names: Names, one: AuditRecord) -> str:
    """What a deed was done to, and its facts.

    What has a name is called by it; a patient, a ticket or a message by the first signs of its
    id, so that two of them can be told apart and nobody is named.
    """
    key = f"subject-{one.subject_kind.replace('_', '-')}"
    kind = pages.say(language, key) if pages.knows(key) else one.subject_kind
    known = names.get(_id(one.subject_id) or UUID(int=0))
    if one.subject_kind in _WITHOUT_NUMBER:
        subject = kind
    elif known is not None:
        subject = f"{kind} {known}"
    else:
        subject = f"{kind} № {one.subject_id[:8]}"
    told = [
        fact(pages, language, zone, names, name, value)
        for name, value in sorted(one.facts.items())
        # Of what was in time there is nothing to tell.
        if (name, value) != ("late", "false")
    ]
    return f"{subject} ({'; '.join(told)})" if told else subject


def fact(
    pages: Pages, language: Language, zone: ZoneInfo, names: Names, name: str, value: str
) -> str:
    """One fact in words; what nobody has words for yet, as it is."""
    values = value.split(",") if name in _SEVERAL else [value]
    words = ", ".join(_value(pages, language, zone, names, name, one) for one in values)
    if name in LABELS:
        return pages.say(language, LABELS[name], value=words)
    return words if name in CODED or name in NAMED else f"{name}: {words}"


def _value(
    pages: Pages, language: Language, zone: ZoneInfo, names: Names, name: str, value: str
) -> str:
    for family in CODED.get(name, ()):
        key = family + (value.replace("_", "-") or "none")
        if pages.knows(key):
            return pages.say(language, key)
    if value in CODES:
        return in_language(names_of(value), language)
    if name == "day":
        day = date.fromisoformat(value)
        return day_name(datetime.combine(day, time(), tzinfo=zone), zone, language)
    id_ = _id(value)
    if id_ is not None:
        return names.get(id_) or f"№ {value[:8]}"
    return value


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
