"""The hospital of the bench: what all three processes work on, each in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from uuid import UUID, uuid4, uuid5

from sqlalchemy import insert

from mobile_api.access.tables import AppAccount, AppSession
from mobile_api.access.tokens import AppTokens
from mobile_api.actors import Actor, Role
from mobile_api.appointments.tables import BookingRulesRow, CalendarRow
from mobile_api.audit.service import AuditService
from mobile_api.clock import system_clock
from mobile_api.database import Database
from mobile_api.demo import people
from mobile_api.devices.service import DevicesService
from mobile_api.facilities.plans import (
    DepartmentPlan,
    HospitalPlan,
    Hours,
    PractitionerPlan,
    RoomPlan,
)
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Keyring, Vaulted
from mobile_api.live import Live
from mobile_api.migrations.running import migrate
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.patients.tables import PatientRow, PersonLinkRow

HOSPITAL = UUID("6b1c8f0e-0000-4000-8000-0000000000b0")
DEPARTMENT = "therapy"
KIOSK_KEY = "K" * 43
PINFL = people.UNKNOWN_PINFL


@dataclass(frozen=True, slots=True)
class Slot:
    """A time with a doctor."""

    practitioner_id: UUID
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody with the app."""

    token: str
    patient_id: UUID


def doctor(number: int) -> UUID:
    """The id of one of the doctors."""
    return uuid5(HOSPITAL, f"practitioner|{number}")


def plan(doctors: int) -> HospitalPlan:
    """One department, open every day from 8 to 18, a patient every 20 minutes."""
    hours = tuple(
        Hours(weekday=day, starts=clock_time(8), ends=clock_time(18), slot_minutes=20)
        for day in range(7)
    )
    rooms = tuple(
        RoomPlan(
            number=str(n),
            floor=1,
            practitioners=(PractitionerPlan(key=str(n), name=f"Dr. {n}", hours=hours),),
        )
        for n in range(doctors)
    )
    return HospitalPlan(
        id=HOSPITAL,
        names={"en": "Bench"},
        departments=(DepartmentPlan(code=DEPARTMENT, floor=1, room="1", rooms=rooms),),
    )


def times(doctors: int) -> Iterator[Slot]:
    """Every time of the next 13 days, all doctors beside each other."""
    first = datetime.combine(date.today() + timedelta(days=1), clock_time(3), UTC)  # noqa: DTZ011
    for day in range(13):
        for at in range(30):
            for number in range(doctors):
                yield Slot(doctor(number), first + timedelta(days=day, minutes=20 * at))


async def prepare(url: str, keys: Keyring, doctors: int, accounts: int) -> list[Owner]:
    """A department with doctors, people who are signed in, and a kiosk."""
    await migrate(url)
    database, vaulted = Database(url), Vaulted(keys)
    tokens, records = AppTokens(vaulted), EncryptedRecords(vaulted)
    system = Actor(role=Role.SYSTEM, id=uuid4(), hospital_id=HOSPITAL)
    now = datetime.now(UTC)
    audit = AuditService(system_clock)
    owners, rows = [], dict[type, list[dict[str, object]]]()
    for number in range(accounts):
        patient, account, session = uuid4(), uuid4(), uuid4()
        phone = f"+99890{number:07d}"
        rows.setdefault(PatientRow, []).append(
            {"id": patient, "language": "ru", "source": "bench", "created_at": now}
        )
        rows.setdefault(AppAccount, []).append(
            {
                "id": account,
                "phone": vaulted.encrypt("app_accounts", account, "phone", phone),
                "phone_index": records.phone_index(phone),
                "language": "ru",
                "created_at": now,
            }
        )
        rows.setdefault(AppSession, []).append(
            {
                "id": session,
                "account_id": account,
                "device_id": uuid4(),
                "device_name": vaulted.encrypt("app_sessions", session, "device_name", "bench"),
                "platform": "android",
                "created_at": now,
                "generation": 1,
                "renewed_at": now,
                "renewed_by": uuid4(),
                "expires_at": now + timedelta(days=1),
            }
        )
        rows.setdefault(PersonLinkRow, []).append(
            {
                "id": uuid4(),
                "account_id": account,
                "patient_id": patient,
                "relation": "self",
                "scopes": ["appointments"],
                "assurance": "confirmed",
                "linked_at": now,
            }
        )
        owners.append(Owner(tokens.access(session, now + timedelta(days=1)), patient))
    async with database.writing() as tx:
        await FacilitiesService(audit).apply(tx, system, plan(doctors))
        rows[BookingRulesRow] = [
            {
                "hospital_id": HOSPITAL,
                "service_key": "",
                "most_open": 100_000,
                "most_late": 100_000,
            }
        ]
        rows[CalendarRow] = [{"practitioner_id": doctor(number)} for number in range(doctors)]
        for table, found in rows.items():
            await tx.execute(insert(table), found)
        await DevicesService(system_clock, vaulted, _Silent(), audit).enrol(
            tx, system, "K1", "hall", key=KIOSK_KEY
        )
    await database.close()
    return owners


class _Silent(Live):
    """Nobody listens."""

    def __init__(self) -> None:
        pass

    async def tell(self, *topics: str) -> None:
        """To nobody."""
