"""What travels about a complaint and where it leads. Never a diagnosis."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from mobile_api.patients.schemas import Sex
from mobile_api.schemas import Language, Reply, Schema

Urgency = Literal["emergency", "today", "planned", "self_care"]

MAX_TEXT = 20_000
"""Characters that are read at all; a kiosk stops typing long before."""


Code = Annotated[str, StringConstraints(min_length=1, max_length=60)]
"""A finding, a question or an option, as triage calls it."""

MAX_CODES = 60
"""Findings that one answer may confirm or strike; triage recognises far fewer in a text."""


class Complaining(Schema):
    """A complaint in the patient's own words."""

    id: UUID = Field(description="Made by the device; the same id gives the same verdict.")
    text: str = Field(max_length=MAX_TEXT, examples=["Boshim ogʻriyapti, koʻnglim ayniyapti"])
    language: Language
    pregnant: bool | None = None
    confirmed: tuple[Code, ...] = Field(
        default=(), max_length=MAX_CODES, description="Findings that the patient confirmed."
    )
    struck: tuple[Code, ...] = Field(
        default=(), max_length=MAX_CODES, description="Findings that the patient struck out."
    )
    answered: dict[Code, Code] = Field(
        default={}, max_length=10, description="Question id → chosen option."
    )
    keep_text: bool = Field(
        default=False,
        description="The patient lets the doctor read these words; else they are not stored.",
    )


class Assess(Complaining):
    """A complaint at a kiosk. Age and sex come from the visit."""


class AssessAtHome(Complaining):
    """A complaint typed on one's own phone, before going anywhere."""

    hospital_id: UUID = Field(description="Where one would go: departments differ.")
    patient_id: UUID | None = Field(
        default=None,
        description="For whom, one of `/v1/patients/people`; age and sex are then known.",
    )
    age_years: float | None = Field(
        default=None, ge=0, le=130, description="Where no patient is named; 0.5 is six months."
    )
    sex: Sex | None = Field(default=None, description="Where no patient is named.")


Advice = Literal["call_ambulance", "come_today", "book", "self_care", "ask_reception"]
"""What to do now, as a code that fronts have words for; never a diagnosis."""


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


class HomeAssessment(Assessment):
    """Where to go from home, and what to do now."""

    advice: Advice
    emergency_phone: str = Field(description="The ambulance's number here.", examples=["103"])


class SayOutcome(Schema):
    """Where a patient really belonged."""

    department: str = Field(max_length=40, description="Code of a department, of any hospital.")


class Outcome(Reply):
    """What is known about where a patient belonged; the last word counts."""

    assessment_id: UUID
    department: str
    source: Literal["staff", "seen"]
    said_at: datetime


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


class Explained(Reply):
    """An assessment as those who treat the patient see it; no words of the patient."""

    summary: Summary
    shown: str = Field(description="Where the patient was sent: a department, or `reception`.")
    assessed_at: datetime
    raised_by: Literal["rule", "network", "both", "unknown"] = Field(
        description="What made it as urgent as it is."
    )
    outcome: Outcome | None
