"""Where things are: hospitals, departments, rooms, who works there and when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from mobile_api.database import UtcDateTime


class HospitalRow(SQLModel, table=True):
    """One hospital or polyclinic."""

    __tablename__ = "hospitals"

    id: UUID = Field(primary_key=True)
    names: dict[str, str] = Field(sa_type=JSON)
    time_zone: str = Field(max_length=40)
    emergency_phone: str = Field(max_length=20)


class DepartmentRow(SQLModel, table=True):
    """A department that a hospital has."""

    __tablename__ = "departments"
    # A letter stands for one queue only, else "B-007" would be called twice in one hall.
    __table_args__ = (
        UniqueConstraint("hospital_id", "code"),
        UniqueConstraint("hospital_id", "prefix"),
    )

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    code: str = Field(max_length=40)
    names: dict[str, str] = Field(sa_type=JSON)
    prefix: str = Field(max_length=1)
    floor: int
    room: str = Field(max_length=20)
    # Never deleted: tickets and appointments refer to it.
    active: bool = Field(default=True)


class RoomRow(SQLModel, table=True):
    """A room in which a department sees patients."""

    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("department_id", "number"),)

    id: UUID = Field(primary_key=True)
    department_id: UUID = Field(foreign_key="departments.id")
    number: str = Field(max_length=20)
    floor: int
    active: bool = Field(default=True)


class PractitionerRow(SQLModel, table=True):
    """Somebody who sees patients. The name stands on the door: it is public here.

    ``key`` is the personnel number by which plans and lists name the same person again;
    ``speciality`` a code of the national directory (``specialities.json``), ``roles`` codes.
    """

    __tablename__ = "practitioners"

    id: UUID = Field(primary_key=True)
    department_id: UUID = Field(foreign_key="departments.id", index=True)
    room_id: UUID = Field(foreign_key="rooms.id", index=True)
    name: str = Field(max_length=200)
    key: str | None = Field(default=None, max_length=60, index=True)
    name_cyrillic: str = Field(default="", max_length=200)
    speciality: str | None = Field(default=None, max_length=10)
    roles: list[str] = Field(default=[], sa_type=JSON)
    active: bool = Field(default=True)


class ScheduleRow(SQLModel, table=True):
    """Weekly working hours of a practitioner, in the hospital's own time.

    ``weekday`` counts from Monday = 0; ``starts`` and ``ends`` are minutes after midnight.
    """

    __tablename__ = "schedules"
    __table_args__ = (UniqueConstraint("practitioner_id", "weekday", "starts"),)

    id: UUID = Field(primary_key=True)
    practitioner_id: UUID = Field(foreign_key="practitioners.id")
    weekday: int
    starts: int
    ends: int
    slot_minutes: int


class ServiceRow(SQLModel, table=True):
    """Something that a department offers: a first visit, a vaccination.

    ``capacity`` is how many people one slot takes (a vaccination day), ``minutes`` its length.
    """

    __tablename__ = "services"
    __table_args__ = (UniqueConstraint("department_id", "code"),)

    id: UUID = Field(primary_key=True)
    department_id: UUID = Field(foreign_key="departments.id")
    code: str = Field(max_length=60)
    names: dict[str, str] = Field(sa_type=JSON)
    minutes: int
    capacity: int = Field(default=1)
    active: bool = Field(default=True)


class OpeningHoursRow(SQLModel, table=True):
    """When a hospital is open, in its own time; no row for a weekday: closed.

    A hospital without any row is open whenever somebody works there. ``weekday`` counts from
    Monday = 0; ``opens`` and ``closes`` are minutes after midnight.
    """

    __tablename__ = "opening_hours"
    __table_args__ = (UniqueConstraint("hospital_id", "weekday", "opens"),)

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    weekday: int
    opens: int
    closes: int


class HolidayRow(SQLModel, table=True):
    """A day on which a hospital is closed."""

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("hospital_id", "day"),)

    id: UUID = Field(primary_key=True)
    hospital_id: UUID = Field(foreign_key="hospitals.id")
    day: date
    names: dict[str, str] = Field(sa_type=JSON)


class ScheduleExceptionRow(SQLModel, table=True):
    """A practitioner away, or working extra hours; the weekly schedule stays as it is.

    ``kind`` is ``away`` or ``extra``; ``slot_minutes`` belongs to extra hours.
    """

    __tablename__ = "schedule_exceptions"

    id: UUID = Field(primary_key=True)
    practitioner_id: UUID = Field(foreign_key="practitioners.id", index=True)
    kind: str = Field(max_length=10)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    slot_minutes: int | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
