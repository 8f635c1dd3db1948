"""A clinic to book in: weekly hours, services, a holiday, and accounts that may act for people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import insert

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import Appointment, BookAppointment
from mobile_api.database import Writing
from mobile_api.facilities.tables import (
    HospitalRow,
    OpeningHoursRow,
    ScheduleExceptionRow,
    ScheduleRow,
    ServiceRow,
)
from mobile_api.keys import Keyring
from mobile_api.patients.people import PeopleService
from mobile_api.patients.schemas import Assurance, Relation
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.mobile_api.hall import HOSPITAL, SYSTEM, Hall, open_hall, person

CARDIOLOGY = uuid5(HOSPITAL, "cardiology")
DOCTOR_A = uuid5(HOSPITAL, "practitioner|a")
DOCTOR_B = uuid5(HOSPITAL, "practitioner|b")


def account(number: int = 1) -> Actor:
    """Somebody with an app."""
    return Actor(role=Role.PATIENT, id=uuid5(HOSPITAL, f"account {number}"), hospital_id=NOWHERE)


@dataclass
class Clinic:
    """The hall, with calendars."""

    hall: Hall

    @property
    def booking(self) -> BookingService:
        """Books."""
        return self.hall.services.get(BookingService)

    @property
    def changing(self) -> ChangingService:
        """Moves and cancels."""
        return self.hall.services.get(ChangingService)

    @property
    def planning(self) -> PlanningService:
        """Knows what is free."""
        return self.hall.services.get(PlanningService)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Writing]:
        """One transaction."""
        async with self.hall.database.writing() as tx:
            yield tx

    async def put(self, table: Any, **values: Any) -> UUID:
        """Put one row of the clinic's plan in."""
        row_id = uuid4()
        async with self.writing() as tx:
            await tx.execute(insert(table).values(id=row_id, **values))
        return row_id

    async def works(
        self,
        doctor: UUID,
        weekday: int,
        starts: int = 9 * 60,
        ends: int = 13 * 60,
        slot_minutes: int = 20,
    ) -> None:
        """Weekly hours."""
        await self.put(
            ScheduleRow,
            practitioner_id=doctor,
            weekday=weekday,
            starts=starts,
            ends=ends,
            slot_minutes=slot_minutes,
        )

    async def service(self, code: str, minutes: int, capacity: int = 1) -> UUID:
        """Something that cardiology offers."""
        return await self.put(
            ServiceRow,
            department_id=CARDIOLOGY,
            code=code,
            names={"uz-Latn": code, "en": code},
            minutes=minutes,
            capacity=capacity,
            active=True,
        )

    async def open_on(self, weekday: int, opens: int, closes: int) -> None:
        """Opening hours."""
        await self.put(
            OpeningHoursRow, hospital_id=HOSPITAL, weekday=weekday, opens=opens, closes=closes
        )

    async def exception(
        self, doctor: UUID, kind: str, begin: datetime, end: datetime, slot: int | None = None
    ) -> None:
        """Away, or extra hours."""
        await self.put(
            ScheduleExceptionRow,
            practitioner_id=doctor,
            kind=kind,
            starts_at=begin,
            ends_at=end,
            slot_minutes=slot,
            created_at=self.hall.clock.now,
        )

    async def in_zone(self, name: str) -> None:
        """Move the hospital to another time zone."""
        async with self.writing() as tx:
            await tx.execute(HospitalRow.__table__.update().values(time_zone=name))  # type: ignore[attr-defined]  # set by SQLModel

    async def trust(
        self,
        who: Actor,
        serial: int,
        *,
        relation: Relation = "self",
        assurance: Assurance = "confirmed",
    ) -> UUID:
        """Let an account act for a person; the person's id."""
        async with self.writing() as tx:
            await self.hall.services.get(PeopleService).link(
                tx, SYSTEM, who.id, person(serial).id, relation, assurance
            )
        return person(serial).id

    async def free(self, **asked: Any) -> list[datetime]:
        """When cardiology has free times."""
        async with self.hall.database.reading() as db:
            found = await self.planning.free(db, account(), HOSPITAL, "cardiology", **asked)
        items: Any = found["items"]
        return [datetime.fromisoformat(item["starts_at"]) for item in items]

    async def book(
        self,
        who: Actor,
        serial: int,
        starts_at: datetime,
        doctor: UUID = DOCTOR_A,
        service: str | None = None,
        hold_id: UUID | None = None,
        appointment_id: UUID | None = None,
    ) -> Appointment:
        """Book; raises what the service raises."""
        wish = BookAppointment(
            id=appointment_id or uuid4(),
            hospital_id=HOSPITAL,
            department="cardiology",
            service=service,
            practitioner_id=doctor,
            starts_at=starts_at,
            patient_id=person(serial).id,
            hold_id=hold_id,
        )
        async with self.writing() as tx:
            return await self.booking.book(tx, who, wish)

    async def overlaps(self) -> int:
        """Pairs of rows that share time in one lane, or one patient: as counted by hand."""
        rows = [
            row
            for row in await self.hall.rows("appointments")
            if row["status"] in {"proposed", "booked", "arrived"}
        ]
        return sum(
            1
            for n, one in enumerate(rows)
            for other in rows[n + 1 :]
            if one["starts_at"] < other["ends_at"]
            and other["starts_at"] < one["ends_at"]
            and (
                one["patient_id"] == other["patient_id"]
                or (one["lane_from"] <= other["lane_to"] and other["lane_from"] <= one["lane_to"])
            )
        )


def thursday(hour: int, minute: int = 0) -> datetime:
    """Thursday 5 March 2026 in Tashkent, the day after the hall's clock."""
    return datetime.fromisoformat("2026-03-05T00:00:00+05:00") + timedelta(
        hours=hour, minutes=minute
    )


@asynccontextmanager
async def open_clinic(
    settings: Settings, keyring: Keyring, clock: SettableClock, people: int = 3
) -> AsyncIterator[Clinic]:
    """Doctor A works on Thursdays from 9 to 13; accounts 1 to 3 belong to persons 1 to 3."""
    async with open_hall(settings, keyring, clock) as hall:
        clinic = Clinic(hall)
        await hall.know(*range(1, people + 1))
        await clinic.works(DOCTOR_A, 3)
        for number in range(1, people + 1):
            await clinic.trust(account(number), number)
        yield clinic
