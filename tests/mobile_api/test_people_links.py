"""For whom an account may act, decided on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.database import Database
from mobile_api.keys import Keyring, Vaulted
from mobile_api.patients.errors import NoSuchPerson
from mobile_api.patients.people import PeopleService
from mobile_api.patients.schemas import Assurance
from mobile_api.patients.tables import PatientRow
from tests.conftest import BOTH

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SYSTEM = Actor(role=Role.SYSTEM, id=NOWHERE, hospital_id=NOWHERE)


class World:
    """One account, one patient, and the clock."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.now = NOW
        self.vaulted = Vaulted(Keyring.generate())
        self.people = PeopleService(lambda: self.now, self.vaulted)
        self.actor = Actor(role=Role.PATIENT, id=uuid4(), hospital_id=NOWHERE)
        self.patient = uuid4()

    async def add_patient(self) -> None:
        names = {"given_name": "Bemor", "family_name": "Sinov"}
        row = {
            "id": self.patient,
            "language": "uz-Latn",
            "source": "test",
            "created_at": NOW,
            **{
                column: self.vaulted.encrypt("patients", self.patient, column, name)
                for column, name in names.items()
            },
        }
        async with self.database.writing() as tx:
            await tx.execute(insert(PatientRow).values(row))

    async def link(self, assurance: Assurance, ends_at: datetime | None = None) -> None:
        async with self.database.writing() as tx:
            await self.people.link(
                tx, SYSTEM, self.actor.id, self.patient, "self", assurance, ends_at=ends_at
            )

    async def may(self, scope: str, patient: UUID | None = None) -> bool:
        async with self.database.reading() as db:
            try:
                await self.people.may_act_for(db, self.actor, patient or self.patient, scope)  # type: ignore[arg-type]  # the tests name scopes
            except NoSuchPerson:
                return False
        return True


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    database = Database(database_url)
    world = World(database)
    await world.add_patient()
    yield world
    await database.close()


@BOTH
async def test_a_typed_number_books_but_opens_no_records_and_shows_no_name(world: World) -> None:
    await world.link("claimed")
    assert await world.may("appointments")
    assert not await world.may("records")
    async with world.database.reading() as db:
        people = (await world.people.own(db, world.actor)).items
    assert [(person.id, person.name) for person in people] == [(world.patient, "")]


@BOTH
async def test_a_confirmed_link_shows_the_name_and_records(world: World) -> None:
    await world.link("claimed")
    await world.link("confirmed")
    assert await world.may("records")
    async with world.database.reading() as db:
        people = (await world.people.own(db, world.actor)).items
    assert [person.name for person in people] == ["Bemor Sinov"]


@BOTH
async def test_strangers_and_people_who_do_not_exist_look_the_same(world: World) -> None:
    assert not await world.may("appointments")
    assert not await world.may("appointments", uuid4())


@BOTH
async def test_a_trust_ends_at_its_end(world: World) -> None:
    await world.link("confirmed", ends_at=NOW + timedelta(hours=1))
    assert await world.may("queue")
    world.now += timedelta(hours=1)
    assert not await world.may("queue")
    async with world.database.reading() as db:
        assert (await world.people.own(db, world.actor)).items == []
