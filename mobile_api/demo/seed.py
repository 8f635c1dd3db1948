"""Puts the demonstration in, and tops it up; safe to run at every start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from pydantic import SecretStr

from mobile_api.access.schemas import NewAccount
from mobile_api.access.service import AccessService
from mobile_api.actors import Actor, Role
from mobile_api.appointments.service import AppointmentsService
from mobile_api.clock import Clock
from mobile_api.database import Database, Writing
from mobile_api.demo import hospital, people
from mobile_api.demo.bookings import bookings
from mobile_api.demo.secrets_file import DemoSecrets
from mobile_api.devices.service import DevicesService
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.patients.service import PatientsService

SEED = Actor(role=Role.SYSTEM, id=UUID(int=0), hospital_id=hospital.HOSPITAL_ID, label="seed")

_STAFF: dict[str, tuple[str, Role, tuple[str, ...]]] = {
    "administrator": ("Saodat Yusupova", Role.ADMINISTRATOR, ()),
    "hamshira": ("Barno Toshmatova", Role.NURSE, ()),
    "qabulxona": ("Lola Qodirova", Role.RECEPTION, ()),
    "shifokor": ("Gulnora Saidova", Role.DOCTOR, ("therapy",)),
}


@dataclass(frozen=True, slots=True)
class TryOut:
    """A number to type at the kiosk."""

    pinfl: str
    phone_last4: str
    what: str


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What somebody needs to try the demonstration. Nobody in it exists.

    Attributes:
        numbers: PINFLs to type, with the digits that confirm them.
        passwords: login → password.
        kiosk_key_file: where the kiosk finds its key.
        booked_today: appointments that were added now.
    """

    numbers: tuple[TryOut, ...]
    passwords: dict[str, str]
    kiosk_key_file: Path
    booked_today: int


async def seed(
    database: Database, services: Services, secrets: DemoSecrets, clock: Clock
) -> DemoSummary:
    """Make sure that everything of the demonstration is there; nothing is set back.

    Args:
        database: with the newest schema.
        services: wired.
        secrets: the kiosk's key and the passwords.
        clock: "today" and "now" of the bookings.

    Raises:
        Unavailable: the database does not answer.
    """
    facilities = services.get(FacilitiesService)
    async with database.writing() as tx:
        is_new = hospital.HOSPITAL_ID not in await facilities.hospital_ids(tx)
        if is_new:  # later, what was changed on the pages counts
            await facilities.apply(tx, SEED, hospital.plan())
        await services.get(PatientsService).register(tx, SEED, people.everybody(), "demo")
        zone = await facilities.zone(tx, hospital.HOSPITAL_ID)
        booked = await services.get(AppointmentsService).book_for_demo(
            tx, SEED, bookings(clock(), zone)
        )
        if is_new or secrets.kiosk_key_is_new:
            await _enrol_kiosk(tx, services.get(DevicesService), secrets.kiosk_key)
        await _hire(tx, services.get(AccessService), secrets)
    return DemoSummary(
        numbers=(
            _try(people.BOOKED.pinfl, people.BOOKED.phone, "booked today"),
            _try(people.WALK_IN.pinfl, people.WALK_IN.phone, "known, not booked"),
            _try(people.UNKNOWN_PINFL, "", "valid, known to nobody"),
            _try(people.CHILD.pinfl, people.CHILD.phone, "a child, booked today"),
        ),
        passwords=secrets.passwords,
        kiosk_key_file=secrets.kiosk_key_file,
        booked_today=booked,
    )


def _try(pinfl: str, phone: str, what: str) -> TryOut:
    return TryOut(pinfl, phone[-4:], what)


async def _enrol_kiosk(tx: Writing, devices: DevicesService, key: str) -> None:
    await devices.enrol(
        tx,
        SEED,
        hospital.KIOSK_NAME,
        hospital.KIOSK_PLACE,
        device_id=hospital.KIOSK_ID,
        key=key,
    )


async def _hire(tx: Writing, access: AccessService, secrets: DemoSecrets) -> None:
    there = await access.taken(tx, SEED, list(_STAFF))
    for login, (name, role, departments) in _STAFF.items():
        if login in there and secrets.are_new:
            # The file was lost: what is printed must open the door.
            await access.reset_password(tx, SEED, login, secrets.passwords[login])
        if login not in there:
            await access.create_account(
                tx,
                SEED,
                NewAccount(
                    login=login,
                    password=SecretStr(secrets.passwords[login]),
                    display_name=name,
                    role=role,
                    departments=departments,
                ),
            )
