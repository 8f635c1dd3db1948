"""The plan of a hospital: what an operator writes down once and applies as often as needed."""

from __future__ import annotations

from datetime import time
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from mobile_api.facilities.prefixes import PREFERRED
from mobile_api.schemas import Localised, Schema


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as fault:
        raise ValueError("not a time zone") from fault
    return name


def _known_department(code: str) -> str:
    if code not in PREFERRED:
        raise ValueError("not a department code")
    return code


class Hours(Schema):
    """Working hours on one day of the week, in the hospital's own time."""

    weekday: int = Field(ge=0, le=6, description="Monday is 0.")
    starts: time
    ends: time
    slot_minutes: int = Field(default=20, ge=5, le=240)


class PractitionerPlan(Schema):
    """Somebody who sees patients in a room; `key` never changes, the name may."""

    key: str = Field(min_length=1, max_length=60)
    name: str = Field(min_length=1, max_length=200)
    hours: tuple[Hours, ...] = ()


class RoomPlan(Schema):
    """A room of a department."""

    number: str = Field(min_length=1, max_length=20)
    floor: int
    practitioners: tuple[PractitionerPlan, ...] = ()


class DepartmentPlan(Schema):
    """A department; patients are sent to `room` on `floor`."""

    code: Annotated[str, AfterValidator(_known_department)]
    floor: int
    room: str = Field(min_length=1, max_length=20)
    rooms: tuple[RoomPlan, ...] = ()


class HospitalPlan(Schema):
    """A hospital with everything in it."""

    id: UUID
    names: Localised
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Tashkent"
    emergency_phone: str = "103"
    departments: tuple[DepartmentPlan, ...]
