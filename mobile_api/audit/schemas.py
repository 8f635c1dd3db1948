"""What travels about the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import Field

from mobile_api.schemas import Reply


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events are looked for; None: whatever.

    Attributes:
        since, until: aware; the end is not part of it.
        actor_id: who did it.
        domain: the part of the action before its dot, e.g. ``queues``.
        subject_id: to what it was done.
    """

    since: datetime | None = None
    until: datetime | None = None
    actor_id: UUID | None = None
    domain: str | None = None
    subject_id: str | None = None


class AuditRecord(Reply):
    """Who did what to what, when. Codes and ids only."""

    id: UUID
    at: datetime
    actor_role: str = Field(examples=["nurse"])
    actor_id: UUID
    action: str = Field(examples=["queues.join"])
    subject_kind: str = Field(examples=["ticket"])
    subject_id: str
    facts: dict[str, str]


class AuditRecords(Reply):
    """A page of events, the newest first."""

    items: list[AuditRecord]
    next: str | None = Field(description="`cursor` of the next page; none on the last one.")


class AuditVerified(Reply):
    """Every chain was walked and fits."""

    events: int
