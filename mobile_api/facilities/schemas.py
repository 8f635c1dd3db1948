"""What travels about hospitals, departments and rooms."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from mobile_api.schemas import Localised, Reply


class Department(Reply):
    """A department of one hospital, and where it is."""

    code: str = Field(description="One of the 29 department codes, or `reception`.")
    names: Localised
    prefix: str = Field(pattern="^[A-Z]$", description="Letter before its ticket numbers.")
    floor: int
    room: str


class Hospital(Reply):
    """The hospital in which a device stands."""

    id: UUID
    names: Localised
    time_zone: str = Field(examples=["Asia/Tashkent"])
    emergency_phone: str = Field(examples=["103"])
    departments: list[Department]
