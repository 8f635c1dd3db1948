"""People. Everything that tells who somebody is, is encrypted; numbers are looked up by HMAC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class PatientRow(SQLModel, table=True):
    """One person, known to all hospitals of this installation.

    The encrypted columns are bound to this table, the row's id and their own name
    (see ``keys.Vaulted.encrypt``). A row made from a typed number alone has no name.
    Names stand in both scripts; which one is shown, the reader's language decides.
    ``phone`` is the primary one of ``patient_phones``. A merged record is never deleted:
    ``merged_into`` leads to the one that is kept (history in ``patient_merges``, whose
    columns have the foreign keys).
    """

    __tablename__ = "patients"

    id: UUID = Field(primary_key=True)
    pinfl: bytes | None = None
    pinfl_index: bytes | None = Field(default=None, unique=True)
    family_name: bytes | None = None
    given_name: bytes | None = None
    patronymic: bytes | None = None
    birth_date: bytes | None = None
    phone: bytes | None = None
    phone_index: bytes | None = Field(default=None, index=True)
    sex: str | None = Field(default=None, max_length=10)
    language: str = Field(max_length=8)
    source: str = Field(max_length=20)
    created_at: datetime = Field(sa_type=UtcDateTime)
    family_name_cyrillic: bytes | None = None
    given_name_cyrillic: bytes | None = None
    patronymic_cyrillic: bytes | None = None
    birth_index: bytes | None = Field(default=None, index=True)
    insured: bool | None = None
    insured_until: date | None = None
    deceased_on: date | None = None
    merged_into: UUID | None = Field(default=None, index=True)
    compared_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class PersonLinkRow(SQLModel, table=True):
    """An account may act for a patient: for itself, for a child, or as a trusted person.

    ``account_id`` has no foreign key: accounts belong to the domain below. A link is never
    deleted: ``ended_at`` closes it, linking again opens it anew.
    """

    __tablename__ = "person_links"
    __table_args__ = (UniqueConstraint("account_id", "patient_id"),)

    id: UUID = Field(primary_key=True)
    account_id: UUID = Field(index=True)
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    relation: str = Field(max_length=10)
    scopes: list[str] = Field(sa_type=JSON)
    assurance: str = Field(max_length=12)
    linked_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PatientPhoneRow(SQLModel, table=True):
    """A phone of a patient; ``patients.phone_index`` says which one is the primary.

    ``verified_at``: a one-time code that was sent there came back. An ended phone stays, so
    that it is known whose it was.
    """

    __tablename__ = "patient_phones"
    __table_args__ = (UniqueConstraint("patient_id", "number_index"),)

    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    number: bytes
    number_index: bytes = Field(index=True)
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    added_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PatientDocumentRow(SQLModel, table=True):
    """A document of a patient. ``source`` app: typed by somebody, so it proves nothing."""

    __tablename__ = "patient_documents"
    __table_args__ = (UniqueConstraint("patient_id", "kind", "number_index"),)

    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    kind: str = Field(max_length=20)
    number: bytes
    number_index: bytes = Field(index=True)
    expires_on: date | None = None
    source: str = Field(max_length=20)
    added_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PatientAttachmentRow(SQLModel, table=True):
    """To which clinic a patient is attached, since when; the open one is the present one."""

    __tablename__ = "patient_attachments"

    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    since: date
    until: date | None = None


class NameGramRow(SQLModel, table=True):
    """Keyed hashes of folded pieces of names: names are found without being readable."""

    __tablename__ = "name_grams"

    gram: bytes = Field(primary_key=True)
    patient_id: UUID = Field(primary_key=True, foreign_key="patients.id", index=True)


class PersonOrderRow(SQLModel, table=True):
    """What a caller's id was used for, so that a repeated order does nothing twice.

    ``answer`` is kept where the first answer cannot be read from other rows again.
    """

    __tablename__ = "person_orders"

    id: UUID = Field(primary_key=True)
    body_digest: bytes
    made_by: UUID
    made_at: datetime = Field(sa_type=UtcDateTime)
    answer: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class TrustInvitationRow(SQLModel, table=True):
    """Somebody is asked to act for a patient; ``answer`` is None while it is open."""

    __tablename__ = "trust_invitations"

    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    granted_by: UUID
    phone: bytes
    phone_index: bytes = Field(index=True)
    scopes: list[str] = Field(sa_type=JSON)
    trust_ends_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    answer: str | None = Field(default=None, max_length=10)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    accepted_by: UUID | None = None


class ConsentRow(SQLModel, table=True):
    """One decision about one kind of consent; only ever added, the newest counts."""

    __tablename__ = "consents"

    id: UUID = Field(primary_key=True)
    patient_id: UUID = Field(foreign_key="patients.id", index=True)
    kind: str = Field(max_length=20)
    decision: str = Field(max_length=10)
    text_version: int
    language: str = Field(max_length=8)
    channel: str = Field(max_length=10)
    actor_role: str = Field(max_length=30)
    actor_id: UUID
    at: datetime = Field(sa_type=UtcDateTime)


class MessagePreferencesRow(SQLModel, table=True):
    """How an account wants to be told things; minutes after midnight of the hospital's day."""

    __tablename__ = "message_preferences"

    account_id: UUID = Field(primary_key=True)
    channels: list[str] = Field(sa_type=JSON)
    quiet_from: int | None = None
    quiet_until: int | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)


class DuplicateRow(SQLModel, table=True):
    """Two records that may be one person, as found by ``MergingService``; ``low`` < ``high``."""

    __tablename__ = "patient_duplicates"

    low: UUID = Field(primary_key=True, foreign_key="patients.id")
    high: UUID = Field(primary_key=True, foreign_key="patients.id", index=True)
    reasons: list[str] = Field(sa_type=JSON)
    likeness: int
    found_at: datetime = Field(sa_type=UtcDateTime)
    decision: str | None = Field(default=None, max_length=10)
    decided_by: UUID | None = None
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PatientMergeRow(SQLModel, table=True):
    """A record was merged into another; ``filled`` is what the other took over from it."""

    __tablename__ = "patient_merges"

    id: UUID = Field(primary_key=True)
    from_id: UUID = Field(foreign_key="patients.id", index=True)
    into_id: UUID = Field(foreign_key="patients.id", index=True)
    filled: list[str] = Field(sa_type=JSON)
    merged_by: UUID
    merged_at: datetime = Field(sa_type=UtcDateTime)
    undone_by: UUID | None = None
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
