"""The outbox, the devices that get push messages, and what people do not want to hear."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, Index, SmallInteger, text
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class MessageRow(SQLModel, table=True):
    """One fact for one recipient over one channel.

    ``id`` is derived from ``dedupe``, ``recipient`` and ``channel`` (``rules.message_id``): the
    primary key is what keeps a fact from being told twice.

    While ``queued`` it is sent from ``next_at`` on (when it is due, or a retry is), unless
    somebody holds it: a lease that has ended at ``leased_until`` counts for nothing, so that a
    sender that was killed needs nobody to clean up after it. The lease is in no index, so that
    claiming a message is the cheapest of updates (PostgreSQL: heap-only).

    ``facts`` is encrypted, and gone as soon as the message is final; so is ``address``, which
    only codes have: everybody else's address is asked for in the moment of sending, when a
    phone may have changed, a consent been withdrawn, or a patient died.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index(
            "ix_messages_due",
            "channel",
            "rank",
            "next_at",
            postgresql_where=text("state = 'queued'"),
            sqlite_where=text("state = 'queued'"),
        ),
        Index(
            "ix_messages_about",
            "about_id",
            postgresql_where=text("state = 'queued'"),
            sqlite_where=text("state = 'queued'"),
        ),
        Index(
            "ix_messages_patience",
            "patience_ends_at",
            postgresql_where=text("patience_ends_at IS NOT NULL"),
            sqlite_where=text("patience_ends_at IS NOT NULL"),
        ),
        Index(
            "ix_messages_sent",
            "ended_at",
            postgresql_where=text("state = 'sent'"),
            sqlite_where=text("state = 'sent'"),
        ),
        Index(
            "ix_messages_dead",
            "hospital_id",
            "ended_at",
            postgresql_where=text("state = 'dead'"),
            sqlite_where=text("state = 'dead'"),
        ),
    )

    id: UUID = Field(primary_key=True)
    # No foreign keys to hospitals and patients: a code belongs to neither.
    hospital_id: UUID
    patient_id: UUID | None = None
    recipient: UUID
    about_id: UUID
    template: str = Field(max_length=40)
    kind: str = Field(max_length=15)
    rank: int = Field(sa_type=SmallInteger)
    language: str = Field(max_length=8)
    channel: str = Field(max_length=10)
    fallbacks: str = Field(max_length=40)
    dedupe: str = Field(max_length=120)
    facts: bytes | None = None
    address: bytes | None = None
    state: str = Field(max_length=10)
    due_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime)
    useless_after: datetime | None = Field(default=None, sa_type=UtcDateTime)
    patience_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disturbs: bool = Field(default=False)
    lease: UUID | None = None
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = Field(default=0, sa_type=SmallInteger)
    reason: str = Field(default="", max_length=40)
    created_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AnnouncementRow(SQLModel, table=True):
    """Something to tell, stored with what it tells, and not yet written out for each person.

    Who may know and how they are reached is looked up when a worker writes it out: a moment
    later, and not while somebody waits for an answer. ``orders`` is an encrypted list of
    ``schemas.Tell``; the row is gone once they stand in ``messages``.
    """

    __tablename__ = "announcements"

    id: UUID = Field(primary_key=True)
    hospital_id: UUID
    about_id: UUID = Field(index=True)
    orders: bytes
    created_at: datetime = Field(sa_type=UtcDateTime)
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)


class PushDeviceRow(SQLModel, table=True):
    """Where an account gets push messages. Token and keys encrypted, found by blind index."""

    __tablename__ = "push_devices"

    id: UUID = Field(primary_key=True)
    account_id: UUID = Field(index=True)
    session_id: UUID | None = None
    platform: str = Field(max_length=5)
    address: bytes
    address_index: bytes = Field(unique=True)
    registered_at: datetime = Field(sa_type=UtcDateTime)


class MessageChoicesRow(SQLModel, table=True):
    """What an account does not want to hear, and that its chat has blocked the bot."""

    __tablename__ = "message_choices"

    account_id: UUID = Field(primary_key=True)
    muted: list[str] = Field(default=[], sa_type=JSON)
    telegram_blocked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
