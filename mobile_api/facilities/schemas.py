"""What travels about hospitals, departments and rooms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from mobile_api.schemas import Localised, Reply


class Department(Reply):
    """A department of one hospital, and where it is."""

    code: str = Field(description="Of the catalogue: the 29 of triage, `reception`, or a unit.")
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


class HospitalOverview(Reply):
    """A hospital as somebody with the app finds it in a list."""

    id: UUID
    names: Localised
    time_zone: str = Field(examples=["Asia/Tashkent"])
    emergency_phone: str = Field(examples=["103"])


class Hospitals(Reply):
    """All hospitals of this installation."""

    items: list[HospitalOverview]


class Departments(Reply):
    """The open departments of a hospital, by floor."""

    items: list[Department]


class PublicPractitioner(Reply):
    """A doctor as patients see them: what stands on the door."""

    id: UUID
    name: str
    name_cyrillic: str = Field(description="Empty where nobody has written it.")
    speciality_names: Localised | None
    floor: int
    room: str


class PublicPractitioners(Reply):
    """The doctors of a department, by name."""

    items: list[PublicPractitioner]


class PublicService(Reply):
    """What a department offers."""

    id: UUID
    code: str
    names: Localised
    minutes: int
    capacity: int


class PublicServices(Reply):
    """All services of a department, by code."""

    items: list[PublicService]


class DepartmentRecord(Department):
    """A department as administrators see it."""

    id: UUID
    national_code: str | None = Field(description="UZ Core; none where there is no clean match.")
    active: bool


class RoomRecord(Reply):
    """A room as administrators see it."""

    id: UUID
    department: str
    number: str
    floor: int
    active: bool
    practitioners: int = Field(description="How many active people see patients there.")


class PractitionerRecord(Reply):
    """A practitioner as administrators see them."""

    id: UUID
    name: str
    name_cyrillic: str
    department: str
    room: str
    floor: int
    speciality: str | None
    roles: list[str]
    key: str | None
    active: bool


class WeeklyHours(Reply):
    """Working hours on one day of the week; minutes after midnight, hospital time."""

    weekday: int
    starts: int
    ends: int
    slot_minutes: int


class ExceptionRecord(Reply):
    """Somebody away, or working extra hours."""

    id: UUID
    kind: Literal["away", "extra"]
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int | None


class Timetable(Reply):
    """Everything about when somebody works, from today on."""

    hours: list[WeeklyHours]
    exceptions: list[ExceptionRecord]


class ServiceRecord(PublicService):
    """A service as administrators see it."""

    department: str
    active: bool


class OpeningRecord(Reply):
    """Open hours on one day of the week; minutes after midnight, hospital time."""

    weekday: int
    opens: int
    closes: int


class HolidayRecord(Reply):
    """A day on which the hospital is closed."""

    id: UUID
    day: date
    names: Localised


class Calendar(Reply):
    """When the hospital is open, and its holidays from today on."""

    opening_hours: list[OpeningRecord]
    holidays: list[HolidayRecord]


class Configuration(Reply):
    """Everything of a hospital that administrators keep."""

    departments: list[DepartmentRecord]
    rooms: list[RoomRecord]
    practitioners: list[PractitionerRecord]
    services: list[ServiceRecord]
