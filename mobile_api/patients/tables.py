"""People. Everything that tells who somebody is, is encrypted; numbers are looked up by HMAC."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

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
