"""What of a complaint can be read, and where a verdict leads in this hospital. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet

from mobile_api.assessments.schemas import Advice, Assessment
from triage.answers import Verdict
from triage.departments import ADULT_AGE_YEARS, nearest

RECEPTION = "reception"
EMERGENCY = "emergency"

_CHILD_REASONS = frozenset({"age:child", "age:infant"})
_SOME_CHILD_YEARS = 6.0

_SPACES = re.compile(r" +")
_AROUND_BREAKS = re.compile(r" ?\n ?")
# Control, format (zero-width, direction overrides), surrogate, private and unassigned.
_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def normalised(text: str) -> str:
    """The complaint as it is read and kept: NFC, no control characters, single spaces.

    Line breaks stay: they separate thoughts.
    """
    kept = "".join(
        character
        if character == "\n"
        else " "
        if character.isspace()
        else ""
        if unicodedata.category(character) in _UNREADABLE
        else character
        for character in unicodedata.normalize("NFC", text)
    )
    return _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", kept)).strip()


def is_readable(text: str) -> bool:
    """True where at least one letter or digit is in it; emoji and signs alone are not read."""
    return any(character.isalnum() for character in text)


def destination(verdict: Verdict, available: AbstractSet[str], age_years: float | None) -> str:
    """Where this hospital takes the patient: a department it has, or reception.

    An emergency goes to the emergency department, and where there is none to a person at
    reception, never to a waiting room of another department. What was not understood goes to
    a person. Everything else goes to the best ranked department, or to what takes its place
    in this hospital (``triage.departments.nearest``).

    Args:
        verdict: departments are ranked, best first.
        available: codes of the departments that the hospital has.
        age_years: of the patient, decimal; None counts as an adult.
    """
    if verdict.urgency == EMERGENCY:
        return EMERGENCY if EMERGENCY in available else RECEPTION
    if verdict.abstain or not verdict.departments:
        return RECEPTION
    best, _ = verdict.departments[0]
    return nearest(best, available, age_years) or RECEPTION


def age_of_patient(verdict: Verdict, age_years: float | None, *, for_child: bool) -> float | None:
    """The age by which a department is chosen: the patient's, who may not be who typed.

    A mother who types her own number and writes about her baby must not be sent to the
    adults' doctor. Only the side of 18 years matters, so any age of a child will do.

    Args:
        verdict: its reasons say whether the words were about a child.
        age_years: from the number of the visit.
        for_child: the visit was begun for a child.
    """
    about_child = not _CHILD_REASONS.isdisjoint(verdict.reasons)
    adult = age_years is not None and age_years >= ADULT_AGE_YEARS
    if (about_child and (adult or age_years is None)) or (for_child and age_years is None):
        return _SOME_CHILD_YEARS
    return age_years


def advice(answer: Assessment) -> Advice:
    """What somebody at home does now. What was not understood is asked of a person."""
    if answer.urgency == EMERGENCY:
        return "call_ambulance"
    if answer.abstain or answer.department == RECEPTION:
        return "ask_reception"
    by_urgency: dict[str, Advice] = {
        "today": "come_today",
        "planned": "book",
        "self_care": "self_care",
    }
    # An urgency that is not known here is the highest.
    return by_urgency.get(answer.urgency, "call_ambulance")
