"""Somebody lets somebody else act for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from mobile_api.access.errors import InvalidPhone, StepUpNeeded
from mobile_api.actors import Actor
from mobile_api.errors import DmedError, TooManyAttempts
from mobile_api.patients.errors import (
    NoSuchInvitation,
    NoSuchPerson,
    PersonDeceased,
    TrustEndInvalid,
    TrustsOneself,
)
from mobile_api.patients.schemas import AnswerInvitation, InviteTrusted, Scope, Trust
from mobile_api.patients.trust import INVITATIONS_A_DAY
from tests.conftest import BOTH
from tests.mobile_api.people_world import NOW, World

MOTHERS, DAUGHTERS = "+998901234567", "+998907654321"


class Family:
    """A mother with a confirmed account, and a daughter with one of her own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.mother = world.accounts.open(MOTHERS).model_copy(
            update={"proven_until": NOW + timedelta(days=400)}
        )
        self.daughter = world.accounts.open(DAUGHTERS)
        self.patient = UUID(int=0)

    async def begin(self) -> Family:
        """The mother is known and linked."""
        self.patient = await self.world.patient(
            phones=(MOTHERS,), given_name="Dilnoza", family_name="Karimova"
        )
        await self.world.link(self.mother, self.patient)
        return self

    async def invite(self, actor: Actor | None = None, **order: Any) -> Trust:
        """The mother asks the daughter, for a year."""
        said = {
            "id": uuid4(),
            "patient_id": self.patient,
            "phone": "90 765-43-21",
            "scopes": ["appointments", "queue"],
            "ends_at": NOW + timedelta(days=365),
            **order,
        }
        async with self.world.database.writing() as tx:
            return await self.world.trust.invite(
                tx, actor or self.mother, InviteTrusted.model_validate(said)
            )

    async def answer(
        self, actor: Actor, invitation: UUID, accept: bool = True, order_id: UUID | None = None
    ) -> None:
        """Yes or no."""
        order = AnswerInvitation(id=order_id or uuid4(), accept=accept)
        async with self.world.database.writing() as tx:
            await self.world.trust.answer(tx, actor, invitation, order)

    async def waiting(self, actor: Actor) -> list[str]:
        """Names of those who ask."""
        async with self.world.database.reading() as db:
            found = await self.world.trust.invitations(db, actor)
        return [one.masked_name for one in found.items]

    async def states(self) -> list[str]:
        """What the mother sees."""
        async with self.world.database.reading() as db:
            granted = await self.world.trust.granted(db, self.mother, self.patient)
        return [one.state for one in granted.items]

    async def withdraw(self, actor: Actor, invitation: UUID) -> None:
        """No more."""
        async with self.world.database.writing() as tx:
            await self.world.trust.withdraw(tx, actor, invitation)


@pytest.fixture
async def family(world: World) -> Family:
    return await Family(world).begin()


@BOTH
async def test_what_was_granted_may_be_done_until_it_is_withdrawn(family: Family) -> None:
    trust = await family.invite()
    assert (trust.masked_phone, trust.state) == ("+998 90 ••• •• 21", "waiting")
    may = family.world.may
    assert await may(family.daughter, family.patient) == "no_such_person"
    assert await family.waiting(family.daughter) == ["Dil••• K."]
    assert await family.waiting(family.mother) == []
    await family.answer(family.daughter, trust.id)
    allowed: list[Scope] = ["appointments", "queue", "records", "prescriptions"]
    assert [await may(family.daughter, family.patient, scope) for scope in allowed] == [
        "yes",
        "yes",
        "no_such_person",
        "no_such_person",
    ]
    people = (await family.world.family(family.daughter)).items
    assert [(one.relation, one.name) for one in people] == [("trusted", "Dilnoza Karimova")]
    assert await family.states() == ["accepted"]
    for _ in range(2):
        await family.withdraw(family.mother, trust.id)
    assert await may(family.daughter, family.patient) == "no_such_person"
    assert await family.states() == ["withdrawn"]


@BOTH
async def test_trust_ends_on_its_day(family: Family) -> None:
    trust = await family.invite(ends_at=NOW + timedelta(days=30), scopes=["records"])
    await family.answer(family.daughter, trust.id)
    assert await family.world.may(family.daughter, family.patient, "records") == "yes"
    family.world.clock.forward(days=30)
    assert await family.world.may(family.daughter, family.patient, "records") == "no_such_person"
    assert await family.states() == ["ended"]


@BOTH
async def test_an_invitation_is_for_one_phone_once_and_for_two_weeks(family: Family) -> None:
    trust = await family.invite()
    stranger = family.world.accounts.open("+998935550000")
    for actor, invitation in ((stranger, trust.id), (family.daughter, uuid4())):
        with pytest.raises(NoSuchInvitation):
            await family.answer(actor, invitation)
    order = uuid4()
    await family.answer(family.daughter, trust.id, False, order)
    await family.answer(family.daughter, trust.id, False, order)
    assert await family.states() == ["declined"]
    with pytest.raises(NoSuchInvitation):
        await family.answer(family.daughter, trust.id)
    late = await family.invite()
    family.world.clock.forward(days=14)
    assert await family.waiting(family.daughter) == []
    with pytest.raises(NoSuchInvitation):
        await family.answer(family.daughter, late.id)
    assert sorted(await family.states()) == ["declined", "expired"]


async def test_nobody_grants_or_ends_what_is_not_theirs(family: Family) -> None:
    world = family.world
    claimed, trusted = world.accounts.open(), world.accounts.open()
    await world.link(claimed, family.patient, "claimed")
    await world.link(trusted, family.patient, relation="trusted")
    trust = await family.invite()
    for actor in (claimed, trusted, world.accounts.open()):
        with pytest.raises(NoSuchPerson):
            await family.invite(actor)
        with pytest.raises(NoSuchInvitation):
            await family.withdraw(actor, trust.id)
    with pytest.raises(NoSuchInvitation):
        await family.withdraw(family.mother, uuid4())


@pytest.mark.parametrize(
    ("order", "error"),
    [
        ({"phone": "12"}, InvalidPhone),
        ({"phone": MOTHERS}, TrustsOneself),
        ({"ends_at": NOW}, TrustEndInvalid),
        ({"ends_at": NOW + timedelta(days=6 * 366)}, TrustEndInvalid),
    ],
)
async def test_what_cannot_be_granted_is_said_in_words(
    family: Family, order: dict[str, Any], error: type[DmedError]
) -> None:
    with pytest.raises(error):
        await family.invite(**order)


async def test_opening_records_needs_a_proof_of_who_asks(family: Family) -> None:
    unproven = family.mother.model_copy(update={"proven_until": NOW})
    await family.invite(unproven)
    for scope in ("records", "prescriptions"):
        with pytest.raises(StepUpNeeded):
            await family.invite(unproven, scopes=["queue", scope])


async def test_ten_invitations_a_day(family: Family) -> None:
    for _ in range(INVITATIONS_A_DAY):
        await family.invite()
    with pytest.raises(TooManyAttempts):
        await family.invite()


async def test_nobody_acts_for_the_dead(family: Family) -> None:
    await family.world.change("patients", {"deceased_on": NOW.date()}, id=family.patient)
    with pytest.raises(PersonDeceased):
        await family.invite()


async def test_a_parent_who_is_invited_stays_a_parent(family: Family) -> None:
    await family.world.link(family.daughter, family.patient, relation="child")
    trust = await family.invite(scopes=["queue"])
    await family.answer(family.daughter, trust.id)
    people = (await family.world.family(family.daughter)).items
    assert [(one.relation, len(one.scopes)) for one in people] == [("child", 4)]


async def test_the_invited_phone_is_not_readable_in_the_table(family: Family) -> None:
    await family.invite()
    assert "907654321" not in repr(await family.world.rows("trust_invitations"))
