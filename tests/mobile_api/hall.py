"""A hall to test in: a small hospital, one kiosk, synthetic people, staff, a scripted triage."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4, uuid5

import httpx
from fastapi import FastAPI

from mobile_api.access.schemas import NewAccount
from mobile_api.access.service import AccessService
from mobile_api.actors import Actor, Role
from mobile_api.app import create_app
from mobile_api.appointments.service import AppointmentsService, NewAppointment
from mobile_api.assessments.port import Assessor
from mobile_api.client.kiosk import KioskClient
from mobile_api.database import Database
from mobile_api.devices.service import DevicesService
from mobile_api.facilities.plans import DepartmentPlan, HospitalPlan, PractitionerPlan, RoomPlan
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import Services
from mobile_api.identifiers import check_digit
from mobile_api.keys import Keyring
from mobile_api.messages.service import MessagesService
from mobile_api.patients.schemas import ConfirmIdentity, Identify, NewPerson
from mobile_api.patients.service import PatientsService
from mobile_api.settings import Settings
from mobile_api.tables import metadata
from tests.conftest import SettableClock
from triage.answers import Answers, Question, Verdict

HOSPITAL = UUID("6b1c8f0e-0000-4000-8000-000000000001")
SYSTEM = Actor(role=Role.SYSTEM, id=UUID(int=7), hospital_id=HOSPITAL)
BASE = "https://hospital.example"

PLAN = HospitalPlan(
    id=HOSPITAL,
    names={"uz-Latn": "Sinov shifoxonasi", "ru": "Пробная больница", "en": "Test hospital"},
    departments=(
        DepartmentPlan(code="reception", floor=1, room="1"),
        DepartmentPlan(code="emergency", floor=1, room="3"),
        DepartmentPlan(code="therapy", floor=2, room="201"),
        DepartmentPlan(
            code="cardiology",
            floor=3,
            room="300",
            rooms=(
                RoomPlan(
                    number="301",
                    floor=4,
                    practitioners=(PractitionerPlan(key="a", name="Dr. Sinova A."),),
                ),
                RoomPlan(
                    number="302",
                    floor=3,
                    practitioners=(PractitionerPlan(key="b", name="Dr. Sinov B."),),
                ),
            ),
        ),
        DepartmentPlan(code="pediatrics", floor=1, room="110"),
    ),
)


def pinfl_of(serial: int, *, birth: str = "050690", first: int = 3) -> str:
    """A valid number of somebody who does not exist (``birth``: DDMMYY)."""
    thirteen = f"{first}{birth}017{serial:03d}"
    return f"{thirteen}{check_digit(thirteen)}"


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    id: UUID
    pinfl: str
    phone: str


def person(serial: int) -> Person:
    """The synthetic person of a serial number below 1000; a man born in 1990."""
    return Person(uuid5(HOSPITAL, f"person {serial}"), pinfl_of(serial), f"+9989000{serial:05d}")


class Words:
    """Labels that say which code and language they are for; unknown codes are refused."""

    def finding(self, code: str, language: str) -> str:
        """As the real ones."""
        if code == "forgotten":
            raise KeyError(code)
        return f"{code}/{language}"

    def red_flag(self, code: str, language: str) -> str:
        """As the real ones."""
        return f"{code}/{language}"

    def question(self, question_id: str, language: str) -> str:
        """As the real ones."""
        return f"{question_id}?/{language}"

    def option(self, question_id: str, option: str, language: str) -> str:
        """As the real ones."""
        return f"{option}/{language}"


@dataclass
class ScriptedTriage:
    """Finds a verdict by a word in the text, and remembers what it was asked."""

    asked: list[Answers] = field(default_factory=list)
    labels: Words = field(default_factory=Words)
    version: str = "scripted"

    def assess(self, answers: Answers) -> Verdict:
        """The verdict of the first word of the script that is in the text."""
        self.asked.append(answers)
        urgency, best, flags, reasons, abstain = next(
            (
                verdict
                for word, verdict in _SCRIPT.items()
                if word in answers.text or word in answers.confirmed
            ),
            ("today", "therapy", (), ("gibberish",), True),
        )
        return Verdict(
            departments=((best, 0.7), ("therapy", 0.2), ("surgery", 0.06), ("urology", 0.04)),
            urgency=urgency,
            urgency_raised_by="network",
            red_flags=flags,
            findings=() if abstain else ("finding_a",),
            reasons=reasons,
            question=Question("fever", "choice", ("yes", "no")) if best == "neurology" else None,
            abstain=abstain,
            version=self.version,
            digest="d" * 64,
        )


_Scripted = tuple[str, str, tuple[tuple[str, str], ...], tuple[str, ...], bool]
_SCRIPT: dict[str, _Scripted] = {
    "nafas": ("emergency", "cardiology", (("no_breath", "emergency"),), (), False),
    "isitma": ("today", "therapy", (("high_fever", "today"),), (), False),
    "bolam": ("today", "pediatrics", (), ("age:child",), False),
    "bosh": ("planned", "neurology", (), (), False),
    "yurak": ("planned", "cardiology", (), (), False),
    "charchoq": ("self_care", "therapy", (), (), False),
    "spravka": ("planned", "therapy", (), ("administrative",), True),
}


@dataclass
class Hall:
    """A running API and who is in the hall."""

    app: FastAPI
    http: httpx.AsyncClient
    kiosk: KioskClient
    key: str
    clock: SettableClock
    database: Database
    services: Services
    triage: ScriptedTriage

    async def visit(self, serial: int | None, *, confirmed: bool = False) -> str:
        """A visit's token: of nobody, of a typed number, or confirmed by the phone's digits."""
        who = None if serial is None else person(serial).pinfl
        begun = await self.kiosk.identify(Identify(id=uuid4(), for_whom="self", pinfl=who))
        if not confirmed:
            return begun.token
        assert serial is not None
        digits = ConfirmIdentity(phone_last4=person(serial).phone[-4:])
        return (await self.kiosk.confirm(begun.token, digits)).token

    async def know(self, *serials: int) -> None:
        """Put people into the registry."""
        people = [
            NewPerson(
                id=person(serial).id,
                pinfl=person(serial).pinfl,
                family_name="Karimov",
                given_name="Dilshod",
                phone=person(serial).phone,
                language="uz-Latn",
            )
            for serial in serials
        ]
        async with self.database.writing() as tx:
            await self.services.get(PatientsService).register(tx, SYSTEM, people, "test")

    async def book(
        self,
        serial: int,
        starts_at: datetime,
        *,
        with_whom: Literal["a", "b"] = "a",
        appointment_id: UUID | None = None,
        minutes: int = 20,
    ) -> UUID:
        """Book a time in cardiology."""
        new = NewAppointment(
            id=appointment_id or uuid4(),
            patient_id=person(serial).id,
            practitioner_id=uuid5(HOSPITAL, f"practitioner|{with_whom}"),
            department="cardiology",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
        )
        async with self.database.writing() as tx:
            await self.services.get(AppointmentsService).book_for_demo(tx, SYSTEM, [new])
        return new.id

    async def staff(
        self,
        role: Role = Role.DOCTOR,
        departments: Sequence[str] = (),
        language: Literal["uz-Latn", "ru"] = "uz-Latn",
    ) -> httpx.AsyncClient:
        """A signed-in browser."""
        login, password = f"staff-{uuid4().hex[:8]}", f"Uzun-parol {uuid4().hex}"
        access = self.services.get(AccessService)
        async with self.database.writing() as tx:
            account = NewAccount.model_validate(
                {
                    "login": login,
                    "password": password,
                    "display_name": "Sinov Xodimi",
                    "role": role,
                    "departments": departments,
                    "language": language,
                }
            )
            await access.create_account(tx, SYSTEM, account)
        async with self.database.writing() as tx:
            token, _ = await access.sign_in(tx, login, password, "test")
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False),
            base_url=BASE,
            cookies={"dmed_session": token},
            headers={"Origin": BASE},
        )

    async def post(self, path: str, visit: str, body: dict[str, Any]) -> httpx.Response:
        """What a kiosk sends, without the typed client and its retries."""
        return await self.http.post(path, json=body, headers={"Dmed-Visit": visit})

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Everything in a table; of messages, what the worker would have written out by now."""
        if table == "messages":
            async with self.database.writing() as tx:
                await self.services.get(MessagesService).write_out(tx)
        async with self.database.reading() as db:
            found = await db.execute(metadata.tables[table].select())
            return [dict(row) for row in found.mappings().all()]


@asynccontextmanager
async def open_hall(
    settings: Settings,
    keyring: Keyring,
    clock: SettableClock,
    load: Callable[[Settings], Assessor | None] | None = None,
) -> AsyncIterator[Hall]:
    """Build the hospital and open the doors."""
    triage = ScriptedTriage()
    app = create_app(settings, keys=keyring, clock=clock, triage=load or (lambda _: triage))
    services: Services = app.state.services
    database: Database = app.state.database
    async with app.router.lifespan_context(app):
        async with database.writing() as tx:
            await services.get(FacilitiesService).apply(tx, SYSTEM, PLAN)
            kiosk = await services.get(DevicesService).enrol(tx, SYSTEM, "Kiosk 1", "Hall")
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(
            transport=transport,
            base_url=BASE,
            headers={"Authorization": f"Bearer {kiosk.key}"},
            timeout=30,
        ) as http:
            client = KioskClient(BASE, kiosk.key, http)
            yield Hall(app, http, client, kiosk.key, clock, database, services, triage)
