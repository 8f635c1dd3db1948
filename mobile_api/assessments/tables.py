"""Assessments: what was understood and where it led. Never recomputed, never a diagnosis."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class AssessmentRow(SQLModel, table=True):
    """One verdict of one version of network and knowledge.

    ``verdict`` is all that triage said; ``answer`` is what the patient was told, with the
    words of that day, so that a replay says the same after the knowledge has changed.
    ``text`` is encrypted, only there with consent, and deleted by jobs.py.
    """

    __tablename__ = "assessments"

    id: UUID = Field(primary_key=True)
    body_digest: bytes
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    device_id: UUID
    visit_id: UUID = Field(index=True)
    assurance: str = Field(max_length=12)
    patient_id: UUID | None = Field(default=None, foreign_key="patients.id", index=True)
    language: str = Field(max_length=8)
    urgency: str = Field(max_length=10)
    abstain: bool
    verdict: dict[str, Any] = Field(sa_type=JSON)
    answer: dict[str, Any] = Field(sa_type=JSON)
    version: str = Field(max_length=40)
    digest: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    text: bytes | None = None
    text_consent_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class OutcomeRow(SQLModel, table=True):
    """The department where the patient really belonged: what triage is measured by.

    ``source`` is ``staff`` where somebody said so, ``seen`` where it follows from the queue
    in which the patient was seen. No words and no person: an assessment's id and a code.
    """

    __tablename__ = "assessment_outcomes"

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessments.id")
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    actual: str = Field(max_length=40)
    source: str = Field(max_length=10)
    said_by: UUID
    said_at: datetime = Field(sa_type=UtcDateTime)
