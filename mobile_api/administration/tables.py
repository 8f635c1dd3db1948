"""Lists that were handed in to be imported."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class ImportRow(SQLModel, table=True):
    """A list that was checked, and maybe applied.

    The list itself is encrypted (it may hold people) and goes once it was applied, or an hour
    after it was checked.
    """

    __tablename__ = "imports"

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    kind: str = Field(max_length=20)
    content: bytes | None = None
    body_digest: bytes
    checked_by: UUID
    checked_at: datetime = Field(sa_type=UtcDateTime)
    applied_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    added: int
    changed: int
    unchanged: int
