"""Where somebody can be told something, and where they must not be."""

from __future__ import annotations

from uuid import uuid4

from mobile_api.patients.schemas import MessagePreferences
from tests.conftest import BOTH
from tests.mobile_api.people_world import NOW, World

PHONE = "+998901234567"
OTHER = "+998907654321"


@BOTH
async def test_without_an_app_the_phone_on_file_is_told(world: World) -> None:
    patient = await world.patient(phones=(PHONE, OTHER), language="ru")
    (found,) = await world.reach(patient)
    assert (found.key, found.account_id, found.phone) == (patient, None, PHONE)
    assert (found.language, found.telegram) == ("ru", False)
    assert PHONE not in repr(found)
    assert await world.reach(uuid4()) == []


@BOTH
async def test_an_account_is_told_as_its_owner_wishes_instead_of_the_phone(world: World) -> None:
    patient = await world.patient(phones=(PHONE,))
    owner = world.accounts.open(PHONE, language="kaa", telegram=True)
    await world.link(owner, patient)
    wish = MessagePreferences(channels=["telegram", "sms"], quiet_from=1320, quiet_until=420)
    async with world.database.writing() as tx:
        await world.people.prefer(tx, owner, MessagePreferences(channels=["push"]))
    async with world.database.writing() as tx:
        await world.people.prefer(tx, owner, wish)
    (found,) = await world.reach(patient)
    assert (found.key, found.phone, found.language) == (owner.id, PHONE, "kaa")
    assert (found.preferences, found.telegram) == (wish, True)
    async with world.database.reading() as db:
        assert await world.people.preferences(db, owner) == wish


@BOTH
async def test_whoever_withdrew_telegram_is_not_told_there(world: World) -> None:
    patient, owner = await world.patient(), world.accounts.open(PHONE, telegram=True)
    await world.link(owner, patient)
    await world.decide(owner, patient, kind="telegram", decision="withdrawn")
    assert [one.telegram for one in await world.reach(patient)] == [False]


@BOTH
async def test_whoever_only_typed_a_number_is_told_nothing_about_its_owner(world: World) -> None:
    known, unknown = await world.patient(phones=(PHONE,)), await world.patient()
    stranger = world.accounts.open(OTHER)
    await world.link(stranger, known, "claimed")
    await world.link(stranger, unknown, "claimed")
    assert [one.phone for one in await world.reach(known)] == [PHONE]
    # Nobody else has said anything about this one: the account made it.
    assert [one.phone for one in await world.reach(unknown)] == [OTHER]


@BOTH
async def test_whoever_booked_a_visit_hears_of_it_beside_the_phone_on_file(world: World) -> None:
    patient = await world.patient(phones=(PHONE,))
    booker, other = world.accounts.open(OTHER), world.accounts.open("+998901112233")
    for one in (booker, other):
        await world.link(one, patient, "claimed")
    async with world.database.reading() as db:
        told = await world.people.reachable(db, patient, booked_by=booker.id)
        nobodys = await world.people.reachable(db, patient, booked_by=uuid4())
    assert {one.phone for one in told} == {OTHER, PHONE}
    assert {one.phone for one in nobodys} == {PHONE}


@BOTH
async def test_trusted_people_hear_what_they_are_trusted_with(world: World) -> None:
    patient = await world.patient(phones=(PHONE,))
    daughter = world.accounts.open(OTHER)
    async with world.database.writing() as tx:
        await world.people.put(
            tx, daughter, patient, "trusted", "confirmed", ends_at=None, scopes=("appointments",)
        )
    assert {one.phone for one in await world.reach(patient)} == {PHONE, OTHER}
    assert {one.phone for one in await world.reach(patient, "records")} == {PHONE}


@BOTH
async def test_both_parents_hear_of_a_child(world: World) -> None:
    child = await world.patient(phones=(PHONE,))
    for phone in (PHONE, OTHER):
        await world.link(world.accounts.open(phone), child, relation="child")
    assert {one.phone for one in await world.reach(child)} == {PHONE, OTHER}


@BOTH
async def test_nobody_is_told_anything_about_the_dead(world: World) -> None:
    patient, owner = await world.patient(phones=(PHONE,)), world.accounts.open(PHONE)
    await world.link(owner, patient)
    await world.change("patients", {"deceased_on": NOW.date()}, id=patient)
    assert await world.reach(patient) == []


async def test_a_closed_account_is_not_told_and_the_phone_is(world: World) -> None:
    patient, owner = await world.patient(phones=(PHONE,)), world.accounts.open(OTHER)
    await world.link(owner, patient)
    del world.accounts.known[owner.id]
    assert [(one.account_id, one.phone) for one in await world.reach(patient)] == [(None, PHONE)]
