"""Devices in the halls, and the alarms that they raised."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class DeviceRow(SQLModel, table=True):
    """A kiosk or a board. Only the digest of its key is kept."""

    __tablename__ = "devices"

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    name: str = Field(max_length=80)
    place: str = Field(max_length=200)
    kind: str = Field(max_length=10)
    key_digest: bytes = Field(unique=True)
    enrolled_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_seen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    states: dict[str, str] = Field(default={}, sa_type=JSON)


class AlarmRow(SQLModel, table=True):
    """Somebody is needed. Never deleted; acknowledged by a member of staff.

    ``details`` are codes of red flags, never words of the patient.
    """

    __tablename__ = "alarms"

    id: UUID = Field(primary_key=True)
    device_id: UUID = Field(foreign_key="devices.id", index=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    kind: str = Field(max_length=20)
    details: list[str] = Field(default=[], sa_type=JSON)
    assessment_id: UUID | None = None
    raised_at: datetime = Field(sa_type=UtcDateTime)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    acknowledged_by: UUID | None = None
    body_digest: bytes


class EnrolmentCode(SQLModel, table=True):
    """A one-time code that a kiosk exchanges for its key; only a keyed hash of it.

    ``device_id`` is made with the code: a device that is known already gets another key.
    """

    __tablename__ = "enrolment_codes"

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id", index=True)
    device_id: UUID
    name: str = Field(max_length=80)
    place: str = Field(max_length=200)
    kind: str = Field(max_length=10)
    code_digest: bytes = Field(unique=True)
    made_by: UUID
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # The device's own request: it alone may ask again, where the first answer was lost.
    used_by: UUID | None = None
