"""Staff accounts and their sessions. Passwords as Argon2id hashes, tokens as digests."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class StaffAccount(SQLModel, table=True):
    """Somebody who works in a hospital and may sign in."""

    __tablename__ = "staff_accounts"

    id: UUID = Field(primary_key=True)
    # No foreign key: access lies below facilities and knows hospitals by id only.
    hospital_id: UUID = Field(index=True)
    login: str = Field(max_length=64, unique=True)
    display_name: bytes
    role: str = Field(max_length=20)
    departments: list[str] = Field(default=[], sa_type=JSON)
    language: str = Field(max_length=8)
    password_hash: str = Field(max_length=200)
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class StaffSession(SQLModel, table=True):
    """One signed-in browser."""

    __tablename__ = "staff_sessions"

    token_digest: bytes = Field(primary_key=True)
    staff_id: UUID = Field(foreign_key="staff_accounts.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_used_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
