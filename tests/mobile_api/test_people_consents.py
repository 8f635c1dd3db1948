"""What somebody agreed to, and what happens when they no longer do."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mobile_api.actors import Actor, Role
from mobile_api.database import Writing
from mobile_api.errors import IdempotencyMismatch, NotAllowed
from mobile_api.patients.errors import ConsentTextOutdated, NoSuchPerson, PersonDeceased
from mobile_api.patients.rules import CONSENT_VERSIONS
from mobile_api.patients.schemas import CONSENT_KINDS, ConsentKind
from mobile_api.schemas import LANGUAGES
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL
from tests.mobile_api.people_world import NOW, World

PHONE = "+998901234567"
KIOSK = Actor(role=Role.KIOSK, id=UUID(int=3), hospital_id=HOSPITAL)


@BOTH
async def test_never_asked_is_no_and_the_newest_word_counts(world: World) -> None:
    patient, owner = await world.patient(phones=(PHONE,)), world.accounts.open(PHONE)
    await world.link(owner, patient)
    assert not await world.has(patient)
    await world.decide(owner, patient)
    assert await world.has(patient)
    assert not await world.has(patient, "face_id")
    # In the same instant: the withdrawal counts.
    await world.decide(owner, patient, decision="withdrawn")
    assert not await world.has(patient)
    world.clock.forward(minutes=1)
    await world.decide(owner, patient)
    assert await world.has(patient)
    async with world.database.reading() as db:
        told = await world.consents.of_person(db, owner, patient)
    assert sorted(one.decision for one in told.history) == ["given", "given", "withdrawn"]
    assert [one.kind for one in told.items if one.given] == ["health_data"]
    decided = told.items[0].decided
    assert decided is not None
    assert (decided.channel, decided.text_version, decided.language) == ("telegram", 1, "uz-Latn")


@BOTH
async def test_a_decision_can_neither_be_changed_nor_deleted(world: World) -> None:
    patient, owner = await world.patient(), world.accounts.open()
    await world.link(owner, patient)
    await world.decide(owner, patient)
    for statement in ("UPDATE consents SET decision = 'withdrawn'", "DELETE FROM consents"):
        with pytest.raises(DBAPIError):
            async with world.database.writing() as tx:
                await tx.execute(text(statement))
    assert await world.has(patient)


@BOTH
async def test_those_who_stand_on_a_consent_hear_of_its_end_in_the_same_transaction(
    world: World,
) -> None:
    patient, owner = await world.patient(), world.accounts.open()
    await world.link(owner, patient)
    heard: list[tuple[UUID, str]] = []

    async def listen(_tx: Writing, _actor: Actor, whose: UUID, kind: ConsentKind) -> None:
        heard.append((whose, kind))
        if len(heard) > 1:
            raise RuntimeError("cannot delete")

    world.consents.on_withdrawn(listen)
    await world.decide(owner, patient, kind="face_id")
    await world.decide(owner, patient, kind="research")
    assert heard == []
    world.clock.forward(seconds=1)
    await world.decide(owner, patient, kind="face_id", decision="withdrawn")
    assert heard == [(patient, "face_id")]
    with pytest.raises(RuntimeError):
        await world.decide(owner, patient, kind="research", decision="withdrawn")
    # What hangs on it could not be ended: the withdrawal itself did not happen either.
    assert await world.has(patient, "research")


@BOTH
async def test_a_repeated_decision_is_one_decision(world: World) -> None:
    patient, owner = await world.patient(), world.accounts.open()
    await world.link(owner, patient)
    order = uuid4()
    first = await world.decide(owner, patient, id=order)
    world.clock.forward(minutes=1)
    await world.decide(owner, patient, decision="withdrawn")
    assert await world.decide(owner, patient, id=order) == first
    assert not await world.has(patient)
    with pytest.raises(IdempotencyMismatch):
        await world.decide(owner, patient, id=order, kind="calls")


async def test_only_the_person_or_a_parent_decides(world: World) -> None:
    patient = await world.patient(phones=(PHONE,))
    trusted, stranger = world.accounts.open(), world.accounts.open()
    await world.link(trusted, patient, relation="trusted")
    await world.link(stranger, patient, "claimed")
    for actor in (trusted, stranger, world.accounts.open()):
        with pytest.raises(NoSuchPerson):
            await world.decide(actor, patient)
        async with world.database.reading() as db:
            with pytest.raises(NoSuchPerson):
                await world.consents.of_person(db, actor, patient)
    with pytest.raises(NotAllowed):
        await world.decide(KIOSK.model_copy(update={"role": Role.BOARD}), patient)
    parent = world.accounts.open()
    await world.link(parent, patient, relation="child")
    assert (await world.decide(parent, patient)).decision == "given"


async def test_somebody_new_agrees_in_the_app_before_the_hospital_knows_them(
    world: World,
) -> None:
    patient, newcomer = await world.patient(), world.accounts.open()
    await world.link(newcomer, patient, "claimed")
    await world.decide(newcomer, patient)
    assert await world.has(patient)


async def test_at_the_kiosk_and_at_the_desk_it_is_said_where(world: World) -> None:
    patient = await world.patient()
    nurse = KIOSK.model_copy(update={"role": Role.NURSE})
    said = [(await world.decide(actor, patient)).channel for actor in (KIOSK, nurse)]
    assert said == ["kiosk", "reception"]
    with pytest.raises(NoSuchPerson):
        await world.decide(KIOSK, uuid4())


async def test_nobody_agrees_to_a_text_that_they_did_not_see(world: World) -> None:
    patient, owner = await world.patient(), world.accounts.open()
    await world.link(owner, patient)
    with pytest.raises(ConsentTextOutdated) as refused:
        await world.decide(owner, patient, text_version=CONSENT_VERSIONS["health_data"] + 1)
    assert refused.value.facts == {"version": CONSENT_VERSIONS["health_data"]}


async def test_nobody_agrees_for_the_dead_and_the_family_may_withdraw(world: World) -> None:
    patient, widow = await world.patient(), world.accounts.open()
    await world.link(widow, patient)
    await world.change("patients", {"deceased_on": NOW.date()}, id=patient)
    with pytest.raises(PersonDeceased):
        await world.decide(widow, patient, kind="research")
    assert (await world.decide(widow, patient, decision="withdrawn")).decision == "withdrawn"


async def test_consents_follow_a_merged_record(world: World) -> None:
    kept, twin, owner = await world.patient(), await world.patient(), world.accounts.open()
    await world.link(owner, twin)
    await world.decide(owner, twin)
    await world.change("patients", {"merged_into": kept}, id=twin)
    assert await world.has(kept)
    world.clock.forward(seconds=1)
    await world.decide(owner, kept, decision="withdrawn")
    assert not await world.has(twin)


def test_every_text_of_today_can_be_read_in_six_languages(world: World) -> None:
    for language in LANGUAGES:
        shown = world.consents.texts(language).items
        assert [one.kind for one in shown] == list(CONSENT_KINDS)
        assert all(len(one.text) > 80 and one.title for one in shown)
