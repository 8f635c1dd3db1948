"""Face templates, encrypted, and how people were identified (without the people).

Who a template belongs to stands inside its encrypted part: what leaks from here names nobody.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class FaceTemplateRow(SQLModel, table=True):
    """One template of one person for one network.

    ``state``: waiting (nobody has seen the document yet), review (the same face stands under
    another number: a person decides), active. ``alike``: a person said that somebody else looks
    the same, so the face alone confirms nothing. ``changed``: the version of the index at which
    the row was written.
    """

    __tablename__ = "face_templates"
    __table_args__ = (UniqueConstraint("pseudonym", "model_id"),)

    id: UUID = Field(primary_key=True)
    pseudonym: bytes
    model_id: str = Field(max_length=80)
    version: int
    key_id: int
    site: UUID = Field(foreign_key="hospitals.id", index=True)
    rotation: int
    sealed: bytes
    state: str = Field(max_length=10)
    alike: bool
    changed: int = Field(index=True)
    source: str = Field(max_length=10)
    enrolled_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    code_expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    checked_by: UUID | None = None


class FaceRemovalRow(SQLModel, table=True):
    """A template that is gone, so that every process takes it out of its memory."""

    __tablename__ = "face_removals"

    template_id: UUID = Field(primary_key=True)
    changed: int = Field(index=True)
    removed_at: datetime = Field(sa_type=UtcDateTime)


class FaceIndexRow(SQLModel, table=True):
    """The one row that counts changes, none before the first.

    Whoever remembers less than ``floor`` reads all again.
    """

    __tablename__ = "face_index"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int
    floor: int


class FaceSiteRow(SQLModel, table=True):
    """Which secret rotation a hospital's templates are stored in; no row means the first."""

    __tablename__ = "face_sites"

    hospital_id: UUID = Field(primary_key=True, foreign_key="hospitals.id")
    rotation: int


class FaceReviewRow(SQLModel, table=True):
    """The same face under two records: a person decides."""

    __tablename__ = "face_reviews"

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    template_id: UUID = Field(index=True)
    patient_id: UUID = Field(foreign_key="patients.id")
    other_id: UUID = Field(foreign_key="patients.id")
    found_at: datetime = Field(sa_type=UtcDateTime)
    decision: str | None = Field(default=None, max_length=20)
    decided_by: UUID | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FaceUseRow(SQLModel, table=True):
    """How somebody was identified, or why not by the face. Nothing says who it was."""

    __tablename__ = "face_uses"

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    told_by: UUID
    at: datetime = Field(sa_type=UtcDateTime)
    way: str = Field(max_length=20)
    outcome: str = Field(max_length=20)
