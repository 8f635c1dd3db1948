"""The audit trail: rows are only ever added; triggers refuse anything else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class AuditHead(SQLModel, table=True):
    """The newest link of each chain; locking it orders the writers of that chain."""

    __tablename__ = "audit_heads"

    shard: int = Field(primary_key=True)
    sequence: int
    digest: bytes


class AuditEvent(SQLModel, table=True):
    """Who did what to what, when. No personal data: ids and codes only."""

    __tablename__ = "audit_events"
    __table_args__ = (
        UniqueConstraint("shard", "sequence"),
        # What an administrator looks through: the newest events of the hospital first.
        Index("ix_audit_events_hospital_at", "hospital_id", "at"),
    )

    id: UUID = Field(primary_key=True)
    shard: int
    sequence: int
    at: datetime = Field(sa_type=UtcDateTime)
    hospital_id: UUID
    actor_role: str = Field(max_length=30)
    actor_id: UUID
    action: str = Field(max_length=60, index=True)
    subject_kind: str = Field(max_length=40)
    subject_id: str = Field(max_length=64, index=True)
    facts: dict[str, str] = Field(sa_type=JSON)
    previous: bytes
    digest: bytes
