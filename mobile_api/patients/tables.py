"""People. Everything that tells who somebody is, is encrypted; numbers are looked up by HMAC."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class PatientRow(SQLModel, table=True):
    """One person, known to all hospitals of this installation.

    The encrypted columns are bound to this table, the row's id and their own name
    (see ``keys.Vaulted.encrypt``). A row made from a typed number alone has no name.
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
