"""What administrators put: the whole of a thing, so that saying it twice is as saying it once.

The names of fields are also those of the columns of an import and of the pages' forms.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from mobile_api.facilities.plans import Hours
from mobile_api.schemas import Language, Schema

PractitionerRole = Literal["doctor", "head", "nurse", "feldsher", "technician"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
RoomNumber = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20),
    Field(examples=["201"]),
]
Floor = Annotated[int, Field(ge=-5, le=60, examples=[2], description="0 is the ground floor.")]
DepartmentCode = Annotated[
    str, StringConstraints(pattern="^[a-z_]{3,40}$"), Field(examples=["therapy"])
]
Names = Annotated[
    dict[Language, Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]],
    Field(
        examples=[{"uz-Latn": "Birinchi koʻrik", "ru": "Первичный приём"}],
        description="Uzbek in Latin script is needed; Cyrillic is made from it where missing.",
    ),
]
Slot = Annotated[int, Field(ge=5, le=240, examples=[20], description="Minutes of one visit.")]


def _naive(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        raise ValueError("hospital time has no offset")
    return moment


WallTime = Annotated[
    datetime,
    AfterValidator(_naive),
    Field(
        description="On the hospital's own clock, without an offset.",
        json_schema_extra={"format": "local-date-time", "examples": ["2026-03-05T14:00:00"]},
    ),
]


class PutHospital(Schema):
    """What a hospital is called, and which number saves a life there."""

    names: Names
    emergency_phone: str = Field(pattern=r"^\+?[0-9 ()-]{2,20}$", examples=["103"])


class PutDepartment(Schema):
    """A department; patients are sent to `room` on `floor`."""

    floor: Floor
    room: RoomNumber
    prefix: Annotated[
        str | None,
        Field(pattern="^[A-HJ-NPR-Z]$", description="Default: the next free letter."),
    ] = None
    names: Annotated[Names | None, Field(description="Default: the official ones.")] = None
    active: bool = True


class PutRoom(Schema):
    """A room in which a department sees patients."""

    department: DepartmentCode
    number: RoomNumber
    floor: Floor
    active: bool = True


class PutPractitioner(Schema):
    """Somebody who sees patients."""

    name: Annotated[Text, Field(examples=["Gulnora Saidova"], description="As on the door.")]
    name_cyrillic: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=200),
        Field(examples=["Гулнора Саидова"]),
    ] = ""
    department: DepartmentCode
    room: RoomNumber
    speciality: Annotated[
        str | None, Field(examples=["192"], description="Code of the national directory.")
    ] = None
    roles: tuple[PractitionerRole, ...] = ("doctor",)
    key: Annotated[
        str | None,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
        Field(examples=["T-0147"], description="Personnel number; lists name people by it."),
    ] = None
    active: bool = True


class PutWeek(Schema):
    """All weekly hours of a practitioner, in the hospital's own time."""

    hours: Annotated[tuple[Hours, ...], Field(max_length=42)]


class PutException(Schema):
    """Somebody is away, or works extra hours."""

    kind: Literal["away", "extra"]
    starts: WallTime
    ends: WallTime
    slot_minutes: Slot | None = None


class PutService(Schema):
    """Something that a department offers."""

    department: DepartmentCode
    code: Annotated[
        str, StringConstraints(pattern="^[a-z0-9_-]{2,60}$"), Field(examples=["first_visit"])
    ]
    names: Names
    minutes: Slot
    capacity: Annotated[
        int, Field(ge=1, le=200, examples=[1], description="People whom one slot takes.")
    ] = 1
    active: bool = True


class Opening(Schema):
    """Open from and to on one day of the week, in the hospital's own time."""

    weekday: int = Field(ge=0, le=6, description="Monday is 0.")
    opens: time
    closes: time


class PutOpeningHours(Schema):
    """All opening hours; none at all means that the hospital is never closed."""

    hours: Annotated[tuple[Opening, ...], Field(max_length=28)]


class PutHoliday(Schema):
    """A day on which the hospital is closed."""

    day: date
    names: Names
