"""Accounts of staff and of people with the app, their sessions, codes and links.

Passwords as Argon2id hashes; of tokens and codes only digests, or nothing at all.
"""

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
    role: str = Field(max_length=30)
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


class AppAccount(SQLModel, table=True):
    """Somebody with the app: a phone that was verified, or an identity that was proven.

    Whose patients an account may act for, the domain of patients knows.
    """

    __tablename__ = "app_accounts"

    id: UUID = Field(primary_key=True)
    # Both None for who came by OneID or MyID and has not verified a phone yet.
    phone: bytes | None = None
    phone_index: bytes | None = Field(default=None, unique=True)
    language: str = Field(max_length=8)
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AppSession(SQLModel, table=True):
    """One signed-in phone: the family of its refresh tokens.

    No token is stored, nor its digest: a token names the session and its generation under
    a keyed hash, and only the generation that is in this row may be exchanged.
    """

    __tablename__ = "app_sessions"

    id: UUID = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="app_accounts.id", index=True)
    device_id: UUID
    device_name: bytes
    platform: str = Field(max_length=10)
    created_at: datetime = Field(sa_type=UtcDateTime)
    generation: int
    renewed_at: datetime = Field(sa_type=UtcDateTime)
    # The request that made this generation: it alone may be repeated within the grace.
    renewed_by: UUID
    expires_at: datetime = Field(sa_type=UtcDateTime)
    proven_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    end_reason: str | None = Field(default=None, max_length=20)


class OneTimeCode(SQLModel, table=True):
    """A code on its way to a phone; only a keyed hash of it, bound to the request's id."""

    __tablename__ = "one_time_codes"

    id: UUID = Field(primary_key=True)
    purpose: str = Field(max_length=10)
    session_id: UUID | None = None
    phone: bytes
    phone_index: bytes = Field(index=True)
    code_digest: bytes
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by: UUID | None = None


class IdentityRequest(SQLModel, table=True):
    """Somebody is on the way to OneID or MyID and back."""

    __tablename__ = "identity_requests"

    id: UUID = Field(primary_key=True)
    provider: str = Field(max_length=10)
    # None: to sign in. Else the signed-in phone whose account is to be proven.
    session_id: UUID | None = None
    challenge: bytes
    # OneID: keyed hash of the state. MyID: None.
    state_digest: bytes | None = Field(default=None, unique=True)
    # OneID: the code that came back. MyID: the number for which the session was opened.
    secret: bytes | None = None
    # OneID: digest of the ticket that opened the app. MyID: the id of its session.
    reference: str | None = Field(default=None, max_length=100)
    body_digest: bytes
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by: UUID | None = None


class SentFormRow(SQLModel, table=True):
    """A form of a page that was carried out; a keyed hash of who sent it and all that it held."""

    __tablename__ = "sent_forms"

    digest: bytes = Field(primary_key=True)
    sent_at: datetime = Field(sa_type=UtcDateTime, index=True)


class ProvenIdentity(SQLModel, table=True):
    """Who the owner of an account is, as OneID or MyID said. One account, one person."""

    __tablename__ = "proven_identities"

    account_id: UUID = Field(primary_key=True, foreign_key="app_accounts.id")
    pinfl: bytes
    pinfl_index: bytes = Field(index=True)
    family_name: bytes
    given_name: bytes
    patronymic: bytes
    proven_by: str = Field(max_length=10)
    proven_at: datetime = Field(sa_type=UtcDateTime)


class BotKey(SQLModel, table=True):
    """A key with which the Telegram bot speaks to the back end; its digest only."""

    __tablename__ = "bot_keys"

    id: UUID = Field(primary_key=True)
    key_digest: bytes = Field(unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TelegramLink(SQLModel, table=True):
    """A Telegram chat that acts for an account: one chat, one account, both ways."""

    __tablename__ = "telegram_links"

    id: UUID = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="app_accounts.id", unique=True)
    chat: bytes
    chat_index: bytes = Field(unique=True)
    linked_by: str = Field(max_length=10)
    linked_at: datetime = Field(sa_type=UtcDateTime)


class TelegramLinkCode(SQLModel, table=True):
    """A one-time code that a signed-in phone made for its owner's chat."""

    __tablename__ = "telegram_link_codes"

    id: UUID = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="app_accounts.id", index=True)
    code_digest: bytes = Field(unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    used_by: bytes | None = None
