"""The demonstration: everything can be tried, at any hour, and nothing can be stolen."""

from __future__ import annotations

import contextlib
import hashlib
import stat
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import httpx
import pytest
from fastapi import FastAPI

from mobile_api.access.service import AccessService
from mobile_api.app import create_app
from mobile_api.appointments.rules import BookingRules
from mobile_api.appointments.service import NewAppointment
from mobile_api.client.kiosk import KioskClient
from mobile_api.database import Database
from mobile_api.demo import people, secrets_file
from mobile_api.demo.bookings import bookings
from mobile_api.demo.seed import DemoSummary, seed
from mobile_api.devices.service import DevicesService
from mobile_api.identifiers import find_fault
from mobile_api.keys import Keyring
from mobile_api.patients.errors import NotConfirmed
from mobile_api.patients.schemas import ConfirmIdentity, Identify
from mobile_api.patients.service import PatientsService
from mobile_api.settings import Settings
from mobile_api.tables import metadata
from tests.conftest import BOTH, SettableClock

TASHKENT = ZoneInfo("Asia/Tashkent")


@pytest.fixture
async def app(settings: Settings, keyring: Keyring, clock: SettableClock) -> AsyncIterator[FastAPI]:
    app = create_app(settings, keys=keyring, clock=clock, triage=lambda _: None)
    async with app.router.lifespan_context(app):
        yield app


async def put_in(app: FastAPI, clock: SettableClock) -> DemoSummary:
    secrets = secrets_file.load_or_make(app.state.settings.data_dir)
    return await seed(app.state.database, app.state.services, secrets, clock)


def kiosk(app: FastAPI, summary: DemoSummary) -> KioskClient:
    http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://x")
    return KioskClient("https://x", summary.kiosk_key_file.read_text().strip(), http)


async def values(database: Database, *leaving_out: str) -> list[Any]:
    """Every value of every table, table by table."""
    found: list[Any] = []
    async with database.reading() as db:
        for name, table in metadata.tables.items():
            if name not in leaving_out:
                rows = (await db.execute(table.select())).all()
                for row in sorted(rows, key=str):
                    found += row
    return found


def readable(found: list[Any]) -> str:
    """What is text, or bytes that are text; never an id: nine digits stand in ids by chance."""
    texts = []
    for value in found:
        if isinstance(value, bytes):
            with contextlib.suppress(UnicodeDecodeError):  # sealed, or a digest
                texts.append(value.decode())
        elif not isinstance(value, UUID):
            texts.append(str(value))
    return "\n".join(texts)


def test_two_hundred_people_who_are_the_same_every_time_and_whose_numbers_are_valid() -> None:
    everybody = people.everybody()
    assert everybody == people.everybody()
    assert len({person.pinfl for person in everybody}) == 200
    today = datetime.now(UTC).date()
    assert {find_fault(person.pinfl, today) for person in everybody} == {None}
    assert find_fault(people.UNKNOWN_PINFL, today) is None
    assert people.UNKNOWN_PINFL not in {person.pinfl for person in everybody}


@BOTH
async def test_the_printed_numbers_do_what_is_printed(app: FastAPI, clock: SettableClock) -> None:
    summary = await put_in(app, clock)
    at_kiosk = kiosk(app, summary)
    seen: dict[str, int | None] = {}
    for number in summary.numbers:
        who = Identify(id=uuid4(), for_whom="self", pinfl=number.pinfl)
        visit = (await at_kiosk.identify(who)).token
        digits = ConfirmIdentity(phone_last4=number.phone_last4 or "0000")
        try:
            confirmed = await at_kiosk.confirm(visit, digits)
        except NotConfirmed:
            seen[number.what] = None
            continue
        seen[number.what] = len((await at_kiosk.todays_appointments(confirmed.token)).items)
    assert seen == {
        "booked today": 1,
        "known, not booked": 0,
        "valid, known to nobody": None,
        "a child, booked today": 1,
    }


@BOTH
async def test_the_printed_logins_open_the_door_again_after_their_file_was_lost(
    app: FastAPI, clock: SettableClock
) -> None:
    first = await put_in(app, clock)
    (first.kiosk_key_file.parent / "demo_staff.json").unlink()
    second = await put_in(app, clock)
    assert first.passwords != second.passwords
    access: AccessService = app.state.services.get(AccessService)
    for login, password in second.passwords.items():
        async with app.state.database.writing() as tx:
            await access.sign_in(tx, login, password, "here")


@BOTH
async def test_a_second_start_adds_nothing_and_a_new_day_adds_bookings(
    app: FastAPI, clock: SettableClock
) -> None:
    first = await put_in(app, clock)
    before = await values(app.state.database, "audit_events", "audit_heads")
    clock.forward(minutes=5)
    second = await put_in(app, clock)
    assert first.booked_today >= 15
    assert second.booked_today == 0
    assert await values(app.state.database, "audit_events", "audit_heads") == before
    assert (first.passwords, first.numbers) == (second.passwords, second.numbers)
    clock.forward(days=1)
    assert (await put_in(app, clock)).booked_today >= 15


async def test_what_was_changed_on_the_pages_stays_after_the_next_start(
    app: FastAPI, clock: SettableClock
) -> None:
    await put_in(app, clock)
    departments = metadata.tables["departments"]
    practitioners = metadata.tables["practitioners"]
    devices = metadata.tables["devices"]
    async with app.state.database.writing() as tx:
        therapy = departments.c.code == "therapy"
        await tx.execute(departments.update().where(therapy).values(room="999", floor=7))
        await tx.execute(practitioners.update().values(name="Boshqa Ism"))
        await tx.execute(metadata.tables["schedules"].delete())
        await tx.execute(devices.update().values(name="K9", withdrawn_at=clock()))
    before = await values(app.state.database, "audit_events", "audit_heads")
    await put_in(app, clock)
    assert await values(app.state.database, "audit_events", "audit_heads") == before


@pytest.mark.parametrize("hour", [*range(0, 24, 2), 23])
@pytest.mark.parametrize("minute", [0, 59])
def test_at_any_hour_people_are_booked_today(hour: int, minute: int) -> None:
    now = datetime(2026, 3, 8, hour, minute, tzinfo=TASHKENT)  # a Sunday
    booked = bookings(now, TASHKENT)
    assert len(booked) >= 15
    assert {appointment.starts_at.date() for appointment in booked} == {now.date()}
    assert {appointment.ends_at.date() for appointment in booked} == {now.date()}
    assert people.person_id(0) in {appointment.patient_id for appointment in booked}
    assert people.person_id(1) not in {appointment.patient_id for appointment in booked}
    begins = min(appointment.starts_at for appointment in booked)
    assert now - begins < timedelta(minutes=BookingRules().noshow_minutes), "nobody has not come"
    if hour < 23:
        assert begins - now <= timedelta(minutes=20)


@pytest.mark.parametrize("late", [0, 1])
def test_no_doctor_is_booked_twice_at_once_however_often_it_is_started(late: int) -> None:
    booked: dict[UUID, NewAppointment] = {}
    for block in range(8):
        # Started at the end of one three-hour block, and again as the next one begins.
        minutes = 180 * block + (170 if block % 2 == late else 0)
        for again in (0, 5):
            now = datetime(2026, 3, 4, tzinfo=TASHKENT) + timedelta(minutes=minutes + again)
            for appointment in bookings(now, TASHKENT):
                booked.setdefault(appointment.id, appointment)
    assert len(booked) == 8 * 22
    by_doctor: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for appointment in booked.values():
        spans = by_doctor.setdefault(appointment.practitioner_id, [])
        spans.append((appointment.starts_at, appointment.ends_at))
    for spans in by_doctor.values():
        assert all(left[1] <= right[0] for left, right in pairwise(sorted(spans)))


@BOTH
async def test_a_stolen_database_is_worth_nothing(app: FastAPI, clock: SettableClock) -> None:
    summary = await put_in(app, clock)
    # A visit of somebody who was not known leaves a row as well.
    at_kiosk = kiosk(app, summary)
    who = Identify(id=uuid4(), for_whom="self", pinfl=people.UNKNOWN_PINFL)
    token = (await at_kiosk.identify(who)).token
    services = app.state.services
    patients: PatientsService = services.get(PatientsService)
    key = summary.kiosk_key_file.read_text().strip()
    async with app.state.database.writing() as tx:
        actor = await services.get(DevicesService).actor_of(tx, key)
        assert await patients.ensure_patient(tx, actor, patients.visit_of(actor, token))
    stolen = await values(app.state.database, "practitioners")
    text, raw = readable(stolen), b"|".join(one for one in stolen if isinstance(one, bytes))
    assert "demo" in text
    assert len(raw) > 50_000
    secrets = {*summary.passwords.values(), key, people.UNKNOWN_PINFL}
    names, hashes = set[str](), set[bytes]()
    for person in people.everybody():
        secrets |= {person.pinfl, person.phone, person.phone[1:], person.phone[4:]}
        names |= {person.family_name, person.given_name, person.patronymic}
        # A plain hash of fourteen digits is undone within minutes.
        for plain in (person.pinfl, person.phone):
            for algorithm in ("md5", "sha1", "sha256"):
                hashes.add(hashlib.new(algorithm, plain.encode()).digest())
    # Names are short: among so many sealed bytes four stand in a row by chance.
    assert [secret for secret in {*secrets, *names} if secret in text] == []
    assert [secret for secret in secrets if secret.encode() in raw] == []
    assert [one for one in hashes if one in raw or one.hex() in text] == []


def test_secrets_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    made = secrets_file.load_or_make(tmp_path)
    assert made.are_new
    assert not secrets_file.load_or_make(tmp_path).are_new
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 2
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
