"""What travels about a complaint and where it leads. Never a diagnosis."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from mobile_api.schemas import Language, Reply, Schema

Urgency = Literal["emergency", "today", "planned", "self_care"]

MAX_TEXT = 20_000
"""Characters that are read at all; a kiosk stops typing long before."""


class Assess(Schema):
    """A complaint in the patient's own words. Age and sex come from the visit."""

    id: UUID = Field(description="Made by the device; the same id gives the same verdict.")
    text: str = Field(max_length=MAX_TEXT, examples=["Boshim ogʻriyapti, koʻnglim ayniyapti"])
    language: Language
    pregnant: bool | None = None
    confirmed: tuple[str, ...] = Field(
        default=(), description="Findings that the patient confirmed."
    )
    struck: tuple[str, ...] = Field(default=(), description="Findings that the patient struck out.")
    answered: dict[str, str] = Field(default={}, description="Question id → chosen option.")
    keep_text: bool = Field(
        default=False,
        description="The patient lets the doctor read these words; else they are not stored.",
    )


class Labelled(Reply):
    """A code and what it is called in the patient's language."""

    code: str
    label: str


class RaisedFlag(Labelled):
    """A red flag that fired."""

    level: Urgency


class RankedDepartment(Reply):
    """A department and how likely it is the right one, calibrated, 0 to 1."""

    code: str
    probability: float


class Question(Reply):
    """At most one question; the answer goes back in `answered`."""

    id: str
    text: str
    options: list[Labelled]


class Assessment(Reply):
    """Where to go, how soon, and why."""

    id: UUID
    department: str = Field(
        description="Where this hospital takes the patient: a department it has, or `reception`."
    )
    departments: list[RankedDepartment] = Field(description="Best three, before fallbacks.")
    urgency: Urgency
    red_flags: list[RaisedFlag]
    findings: list[Labelled]
    question: Question | None
    abstain: bool
    version: str
    digest: str


class Summary(Reply):
    """What staff see of an assessment in a list, in their own language; no words of the patient."""

    id: UUID
    urgency: Urgency
    abstain: bool
    red_flags: list[RaisedFlag]
    findings: list[Labelled]
    has_complaint: bool = Field(description="The patient lets staff read the words.")


class Complaint(Reply):
    """The patient's own words, where the patient lets staff read them."""

    assessment_id: UUID
    text: str
