"""For whom an account may act, decided on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError

from mobile_api.errors import DmedError, IdempotencyMismatch, TooManyAttempts
from mobile_api.patients.errors import (
    AlreadyLinked,
    BirthDateInFuture,
    ChildNeedsParent,
    InvalidDocument,
    InvalidName,
    NoSuchPerson,
    NotAChild,
)
from mobile_api.patients.linking import LINKS_PER_ACCOUNT, LINKS_PER_NUMBER
from mobile_api.patients.rules import name_pieces
from mobile_api.patients.schemas import LinkChild, LinkPinfl, Person
from tests.conftest import BOTH
from tests.mobile_api.hall import pinfl_of
from tests.mobile_api.people_world import NOW, World

PHONE = "+998901234567"
OTHER_PHONE = "+998907654321"
ADULT = pinfl_of(7)
CHILD = pinfl_of(8, birth="241114", first=5)  # 24.11.2014: twelve
CERTIFICATE = "I-TN 0123456"


def shape(person: Person) -> dict[str, object]:
    """All that somebody who tries numbers could compare, but the id itself."""
    return person.model_dump(exclude={"id"})


@BOTH
async def test_a_typed_number_books_but_opens_no_records_and_shows_no_name(world: World) -> None:
    patient = await world.patient(pinfl=ADULT, phones=(PHONE,))
    stranger = world.accounts.open(OTHER_PHONE)
    linked = await world.link_pinfl(stranger, ADULT)
    assert (linked.id, linked.assurance, linked.name) == (patient, "claimed", "")
    assert await world.may(stranger, patient) == "yes"
    assert await world.may(stranger, patient, "records") == "no_such_person"
    assert [shape(one) for one in (await world.family(stranger)).items] == [shape(linked)]


@BOTH
async def test_a_phone_on_file_confirms_and_shows_name_and_records(world: World) -> None:
    patient = await world.patient(pinfl=ADULT, phones=(OTHER_PHONE, PHONE))
    owner = world.accounts.open(PHONE)
    linked = await world.link_pinfl(owner, ADULT)
    assert (linked.id, linked.assurance, linked.name) == (patient, "confirmed", "Bemor Sinov")
    assert await world.may(owner, patient, "records") == "yes"


@BOTH
async def test_a_number_that_an_identity_service_proved_is_proven(world: World) -> None:
    await world.patient(pinfl=ADULT)
    owner = world.accounts.open(OTHER_PHONE, proven_pinfl=ADULT)
    assert (await world.link_pinfl(owner, ADULT)).assurance == "proven"
    other = world.accounts.open(OTHER_PHONE, proven_pinfl=pinfl_of(9))
    assert (await world.link_pinfl(other, ADULT)).assurance == "claimed"


@BOTH
async def test_known_and_unknown_numbers_get_the_same_answer(world: World) -> None:
    await world.patient(pinfl=ADULT, phones=(PHONE,))
    known = await world.link_pinfl(world.accounts.open(OTHER_PHONE), ADULT)
    unknown = await world.link_pinfl(world.accounts.open(OTHER_PHONE), pinfl_of(11))
    assert shape(known) == shape(unknown)
    assert known.id.version == unknown.id.version


async def test_trying_numbers_out_ends_soon(world: World) -> None:
    actor = world.accounts.open(PHONE)
    for serial in range(LINKS_PER_ACCOUNT):
        person = await world.link_pinfl(actor, pinfl_of(100 + serial))
        async with world.database.writing() as tx:
            await world.people.unlink(tx, actor, person.id)
    with pytest.raises(TooManyAttempts):
        await world.link_pinfl(actor, pinfl_of(200))


async def test_many_accounts_cannot_claim_one_number_but_its_owner_still_links(
    world: World,
) -> None:
    await world.patient(pinfl=ADULT, phones=(PHONE,))
    for _ in range(LINKS_PER_NUMBER):
        await world.link_pinfl(world.accounts.open(OTHER_PHONE), ADULT)
    with pytest.raises(TooManyAttempts):
        await world.link_pinfl(world.accounts.open(OTHER_PHONE), ADULT)
    owner = await world.link_pinfl(world.accounts.open(PHONE), ADULT)
    assert owner.assurance == "confirmed"


@BOTH
async def test_a_repeated_order_changes_nothing_and_costs_nothing(world: World) -> None:
    actor, order = world.accounts.open(PHONE), uuid4()
    first = await world.link_pinfl(actor, ADULT, order)
    for _ in range(LINKS_PER_ACCOUNT + 1):
        assert await world.link_pinfl(actor, ADULT, order) == first
    with pytest.raises(IdempotencyMismatch):
        await world.link_pinfl(actor, pinfl_of(12), order)
    with pytest.raises(IdempotencyMismatch):
        await world.link_pinfl(world.accounts.open(OTHER_PHONE), ADULT, order)
    assert len(await world.rows("person_links")) == 1


@BOTH
async def test_linking_again_only_makes_it_surer(world: World) -> None:
    await world.patient(pinfl=ADULT)
    owner = world.accounts.open(PHONE)
    assert (await world.link_pinfl(owner, ADULT)).assurance == "claimed"
    world.accounts.prove(owner, ADULT)
    assert (await world.link_pinfl(owner, ADULT)).assurance == "proven"
    world.accounts.prove(owner, pinfl_of(13))
    assert (await world.link_pinfl(owner, ADULT)).assurance == "proven"


@BOTH
async def test_an_account_has_one_owner(world: World) -> None:
    owner = world.accounts.open(PHONE)
    first = await world.link_pinfl(owner, ADULT)
    with pytest.raises(AlreadyLinked):
        await world.link_pinfl(owner, pinfl_of(14))
    async with world.database.writing() as tx:
        await world.people.unlink(tx, owner, first.id)
    assert (await world.family(owner)).items == []
    await world.link_pinfl(owner, pinfl_of(14))


@BOTH
async def test_strangers_and_people_who_do_not_exist_look_the_same(world: World) -> None:
    patient, stranger = await world.patient(), world.accounts.open(PHONE)
    for somebody in (patient, uuid4()):
        assert await world.may(stranger, somebody) == "no_such_person"
        async with world.database.writing() as tx:
            with pytest.raises(NoSuchPerson):
                await world.people.unlink(tx, stranger, somebody)


@BOTH
async def test_a_trust_ends_at_its_end_and_the_app_says_so(world: World) -> None:
    patient, friend = await world.patient(), world.accounts.open(PHONE)
    await world.link(friend, patient, relation="trusted", ends_at=NOW + timedelta(hours=1))
    assert await world.may(friend, patient, "queue") == "yes"
    world.clock.forward(hours=1)
    assert await world.may(friend, patient, "queue") == "no_such_person"
    people = await world.family(friend)
    assert people.items == []
    assert [(one.reason, one.name) for one in people.ended] == [("trust_ended", "Bemor Sinov")]
    world.clock.forward(days=31)
    assert (await world.family(friend)).ended == []


@BOTH
async def test_nothing_is_booked_for_the_dead_and_their_history_stays(world: World) -> None:
    patient = await world.patient(pinfl=ADULT, phones=(PHONE,))
    widow, stranger = world.accounts.open(PHONE), world.accounts.open(OTHER_PHONE)
    await world.link(widow, patient)
    await world.link(stranger, patient, "claimed")
    await world.change("patients", {"deceased_on": date(2026, 11, 20)}, id=patient)
    assert await world.may(widow, patient) == "person_deceased"
    assert await world.may(widow, patient, "records") == "yes"
    assert await world.may(stranger, patient) == "no_such_person"
    assert [one.deceased for one in (await world.family(widow)).items] == [True]
    assert [one.deceased for one in (await world.family(stranger)).items] == [False]


@BOTH
async def test_both_parents_link_a_child_until_it_is_sixteen(world: World) -> None:
    child = await world.patient(pinfl=CHILD, phones=(PHONE,))
    mother, father = world.accounts.open(PHONE), world.accounts.open(OTHER_PHONE)
    levels = [(await world.link_child(one, pinfl=CHILD)).assurance for one in (mother, father)]
    assert levels == ["confirmed", "claimed"]
    # Midnight in Tashkent of 24 November 2030 is 19:00 of the day before in London.
    world.clock.now = NOW.replace(year=2030, day=23, hour=18, minute=59)
    assert await world.may(mother, child) == "yes"
    world.clock.forward(minutes=1)
    assert await world.may(mother, child) == "no_such_person"
    assert [one.reason for one in (await world.family(mother)).ended] == ["sixteen"]


@BOTH
async def test_number_and_birth_certificate_together_confirm_a_child(world: World) -> None:
    child = await world.patient(pinfl=CHILD, certificate="ITN0123456")
    parent = world.accounts.open(OTHER_PHONE)
    linked = await world.link_child(parent, pinfl=CHILD, birth_certificate=" i-tn № 0123456")
    assert (linked.id, linked.assurance, linked.relation) == (child, "confirmed", "child")


@BOTH
async def test_a_certificate_that_somebody_typed_confirms_nobody_later(world: World) -> None:
    await world.patient(pinfl=CHILD)
    papers = {"pinfl": CHILD, "birth_certificate": CERTIFICATE}
    for _ in range(2):
        parent = world.accounts.open(OTHER_PHONE)
        assert (await world.link_child(parent, **papers)).assurance == "claimed"


@BOTH
async def test_a_birth_certificate_alone_finds_the_child_or_makes_a_record(world: World) -> None:
    child = await world.patient(certificate="ITN0123456", birth_date=date(2014, 11, 24))
    found = [
        await world.link_child(
            world.accounts.open(PHONE), birth_certificate=written, birth_date=born, **named
        )
        for written, born, named in (
            (CERTIFICATE, "2014-11-24", {"given_name": "Malika", "family_name": "Sinova"}),
            (CERTIFICATE, "2015-01-01", {}),
            ("II-SA 7654321", "2020-02-29", {"given_name": "Малика"}),
        )
    ]
    assert [one.id == child for one in found] == [True, False, False]
    assert len({str(shape(one) | {"ends_at": 0}) for one in found}) == 1
    assert found[2].ends_at is not None
    assert found[2].ends_at.isoformat() in {
        "2036-02-28T19:00:00+00:00",
        "2036-02-29T00:00:00+05:00",
    }


async def test_grown_ups_are_no_children_and_children_do_not_link_themselves(
    world: World,
) -> None:
    actor = world.accounts.open(PHONE)
    with pytest.raises(NotAChild):
        await world.link_child(actor, pinfl=ADULT)
    with pytest.raises(ChildNeedsParent):
        await world.link_pinfl(actor, CHILD)
    sixteen_today = pinfl_of(15, birth="231110", first=5)
    assert (await world.link_pinfl(actor, sixteen_today)).relation == "self"
    with pytest.raises(NotAChild):
        await world.link_child(actor, pinfl=sixteen_today)


async def test_nobody_is_born_tomorrow(world: World) -> None:
    tomorrow = pinfl_of(16, birth="241126", first=5)
    with pytest.raises(BirthDateInFuture):
        await world.link_pinfl(world.accounts.open(PHONE), tomorrow)
    with pytest.raises(BirthDateInFuture):
        await world.link_child(
            world.accounts.open(PHONE), birth_certificate=CERTIFICATE, birth_date="2026-11-24"
        )


@pytest.mark.parametrize(
    ("order", "error"),
    [
        ({"birth_certificate": "AD1234567", "birth_date": "2020-01-01"}, InvalidDocument),
        ({"pinfl": CHILD, "given_name": "M4lika"}, InvalidName),
        ({"pinfl": CHILD, "family_name": "<b>"}, InvalidName),
    ],
)
async def test_papers_that_cannot_be_are_refused_in_words(
    world: World, order: dict[str, str], error: type[DmedError]
) -> None:
    with pytest.raises(error):
        await world.link_child(world.accounts.open(PHONE), **order)


@pytest.mark.parametrize(
    "order",
    [
        {},
        {"birth_certificate": CERTIFICATE},
        {"birth_date": "2020-01-01"},
        {"pinfl": "40803851720421"},
        {"pinfl": CHILD, "unknown": 1},
    ],
)
def test_orders_that_name_nobody_are_refused(order: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        LinkChild.model_validate({"id": uuid4(), **order})
    with pytest.raises(ValidationError):
        LinkPinfl.model_validate({"id": uuid4(), **order})


@BOTH
async def test_a_merged_record_means_the_person_all_the_same(world: World) -> None:
    kept = await world.patient(pinfl=ADULT, phones=(PHONE,))
    twin, older = await world.patient(), await world.patient()
    await world.change("patients", {"merged_into": kept}, id=twin)
    await world.change("patients", {"merged_into": twin}, id=older)
    owner = world.accounts.open(PHONE)
    await world.link(owner, older)
    await world.link(owner, kept, "claimed")
    for record in (kept, twin, older):
        assert await world.may(owner, record, "records") == "yes"
    people = (await world.family(owner)).items
    assert [(one.id, one.assurance, one.name) for one in people] == [
        (kept, "confirmed", "Bemor Sinov")
    ]


@BOTH
async def test_nothing_personal_stands_in_the_tables(world: World) -> None:
    await world.patient(pinfl=ADULT, phones=(PHONE,), certificate="ITN0123456")
    await world.link_pinfl(world.accounts.open(PHONE), ADULT)
    tables = ("patients", "patient_phones", "patient_documents", "name_grams", "person_orders")
    stored = repr([await world.rows(table) for table in (*tables, "audit_events")])
    for secret in (ADULT, PHONE, "901234567", "Bemor", "Sinov", "Синов", "0123456"):
        assert secret not in stored
    # Three letters of a name stand by chance among sealed bytes: a piece itself is looked for.
    pieces = {bytes(row["gram"]) for row in await world.rows("name_grams")}
    assert len(pieces) > 5
    assert pieces.isdisjoint(piece.encode() for piece in name_pieces("Bemor", "Sinov"))
