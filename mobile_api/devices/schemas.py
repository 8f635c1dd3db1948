"""What travels between a device in the hall and the hospital."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from mobile_api.schemas import Reply, Schema

PartState = Literal["ready", "low", "needs_person", "absent", "unknown"]
"""State of a printer, camera or scanner. No answer is `unknown`, never `ready`."""

AlarmKind = Literal["nurse_call", "red_flag", "out_of_paper", "device_fault"]


class SignOfLife(Schema):
    """What a device says about itself every half minute."""

    printer: PartState = "unknown"
    camera: PartState = "unknown"
    scanner: PartState = "unknown"
    app_version: str = Field(default="", max_length=40, examples=["0.1.0"])


class DeviceStatus(Reply):
    """What the hospital answers to a sign of life."""

    id: UUID
    name: str
    server_time: datetime


class RaiseAlarm(Schema):
    """Somebody pressed "call a nurse", or a device needs a person."""

    id: UUID = Field(description="Made by the device; the same id raises one alarm.")
    kind: AlarmKind


class Alarm(Reply):
    """An alarm as the device that raised it sees it."""

    id: UUID
    kind: AlarmKind
    raised_at: datetime
    acknowledged: bool


class EnrolledDevice(Reply):
    """A device that was enrolled, with its key: shown once, never stored."""

    id: UUID
    key: str


class DeviceOverview(Reply):
    """A device as staff see it."""

    id: UUID
    name: str
    place: str
    kind: Literal["kiosk", "board"]
    states: dict[str, str]
    last_seen_at: datetime | None
    silent: bool = Field(description="No sign of life for two minutes, or never one.")


class OpenAlarm(Alarm):
    """An alarm as staff see it: where to go, and for how long somebody has been waiting."""

    red_flags: list[str] = Field(description="Codes of red flags; empty for other kinds.")
    assessment_id: UUID | None
    device_name: str
    device_place: str
    device_silent: bool
    age_seconds: int


class EnrolByCode(Schema):
    """The code from an administrator's page, as typed at the device."""

    id: UUID = Field(description="Made by the device; sent again, it gets the same key.")
    code: str = Field(pattern=r"^[0-9]{8}$", examples=["04123456"])


class EnrolmentCodeMade(Reply):
    """A code that was made just now: shown once, stored nowhere."""

    id: UUID
    code: str = Field(examples=["04123456"])
    name: str
    place: str
    expires_at: datetime
    expires_in: int = Field(description="Seconds.")


class OpenEnrolment(Reply):
    """A code that nobody has used yet."""

    id: UUID
    name: str
    place: str
    expires_at: datetime


class MakeEnrolmentCode(Schema):
    """Make a code for a device; with `device_id` a known device gets a new key."""

    name: str = Field(min_length=1, max_length=80, examples=["K2"])
    place: str = Field(min_length=1, max_length=200, examples=["2-qavat, zina yonida"])
    kind: Literal["kiosk", "board"] = "kiosk"
    device_id: UUID | None = None


class RenameDevice(Schema):
    """What a device is called and where a nurse finds it."""

    name: str = Field(min_length=1, max_length=80, examples=["K2"])
    place: str = Field(min_length=1, max_length=200, examples=["2-qavat, zina yonida"])
