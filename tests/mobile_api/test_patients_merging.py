"""Two records of one person: found, merged, parted again; nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from mobile_api.actors import Actor, Role
from mobile_api.errors import DmedError, IdempotencyMismatch, InvalidRequest, NotAllowed
from mobile_api.patients.errors import AlreadyMerged, MergeOtherWay, NoSuchPerson, TwoNumbers
from mobile_api.patients.registry_schemas import (
    ChangePatient,
    Merge,
    MergePatients,
    NotTheSame,
    PatientRecord,
    UndoMerge,
)
from tests.conftest import BOTH
from tests.mobile_api.hall import pinfl_of
from tests.mobile_api.people_world import World

ADULT = pinfl_of(7)
PHONE, OTHER = "+998901234567", "+998907654321"
BORN = date(1990, 6, 5)


class Nurse:
    """The IT nurse, who decides."""

    def __init__(self, world: World, actor: Actor) -> None:
        self.world = world
        self.actor = actor

    async def suspects(self) -> list[tuple[set[UUID], list[str]]]:
        """What waits for a decision, after all were compared."""
        compared = 1
        while compared:
            async with self.world.database.writing() as tx:
                compared = await self.world.merging.compare_some(tx)
        async with self.world.database.reading() as db:
            found = await self.world.merging.duplicates(db, self.actor)
        return [({one.first.id, one.second.id}, list(one.reasons)) for one in found.items]

    async def merge(self, away: UUID, kept: UUID, order_id: UUID | None = None) -> Merge:
        """One person."""
        order = MergePatients(id=order_id or uuid4(), from_id=away, into_id=kept)
        async with self.world.database.writing() as tx:
            return await self.world.merging.merge(tx, self.actor, order)

    async def undo(self, merge: Merge, order_id: UUID | None = None) -> Merge:
        """Two people after all."""
        order = UndoMerge(id=order_id or uuid4())
        async with self.world.database.writing() as tx:
            return await self.world.merging.undo(tx, self.actor, merge.id, order)

    async def read(self, patient: UUID) -> PatientRecord:
        """A record in plain."""
        async with self.world.database.reading() as db:
            return await self.world.registry.read(db, patient)

    async def current(self, patient: UUID) -> UUID:
        """What other domains ask."""
        async with self.world.database.reading() as db:
            return await self.world.people.current_id(db, patient)


@pytest.fixture
async def nurse(world: World) -> Nurse:
    return Nurse(world, await world.open_hospital())


@BOTH
async def test_records_that_may_be_one_person_are_put_up(nurse: Nurse) -> None:
    world = nurse.world
    known = await world.patient(pinfl=ADULT, phones=(PHONE,), given_name="Dilshod")
    misspelt = await world.patient(phones=(PHONE,), given_name="Dilshot", birth_date=BORN)
    passing = await world.patient(certificate="ITN0123456", given_name="Ota", birth_date=BORN)
    twice = await world.patient(certificate="ITN0123456", given_name="Otabek", family_name="Usmon")
    married = await world.patient(
        phones=(OTHER,), given_name="Malika", family_name="Karimova", birth_date=BORN
    )
    maiden = await world.patient(
        phones=(OTHER,), given_name="Malika", family_name="Usmonova", birth_date=BORN
    )
    found = await nurse.suspects()
    pairs = [pair for pair, _ in found]
    assert {known, misspelt} in pairs
    assert {passing, twice} in pairs
    assert {married, maiden} in pairs
    assert all({known, other} not in pairs for other in (passing, twice, married, maiden))
    reasons = {frozenset(pair): said for pair, said in found}
    assert reasons[frozenset({known, misspelt})] == ["birth_date", "name", "phone"]
    assert reasons[frozenset({passing, twice})] == ["document"]


@BOTH
async def test_families_and_namesakes_are_not_put_up(nurse: Nurse) -> None:
    world = nurse.world
    # A family at one phone, a namesake of another age, and two people with two numbers.
    await world.patient(phones=(PHONE,), given_name="Olim", birth_date=date(1960, 1, 1))
    await world.patient(phones=(PHONE,), given_name="Zulfiya", birth_date=date(1962, 2, 2))
    await world.patient(given_name="Jasur", birth_date=date(1970, 3, 3))
    await world.patient(given_name="Jasur", birth_date=date(1971, 3, 3))
    await world.patient(pinfl=pinfl_of(1), phones=(OTHER,), given_name="Hasan")
    await world.patient(pinfl=pinfl_of(2), phones=(OTHER,), given_name="Hasan")
    assert await nurse.suspects() == []


@BOTH
async def test_a_correction_brings_a_record_up_again_and_a_decision_ends_it(nurse: Nurse) -> None:
    world = nurse.world
    one = await world.patient(pinfl=ADULT, given_name="Dilshod")
    other = await world.patient(given_name="Bekzod", family_name="Rahimov", birth_date=BORN)
    assert await nurse.suspects() == []
    order = ChangePatient.model_validate(
        {"id": uuid4(), "names": {"given_name": "Dilshod", "family_name": "Sinov"}}
    )
    async with world.database.writing() as tx:
        await world.registry.change(tx, nurse.actor, other, order)
    assert [pair for pair, _ in await nurse.suspects()] == [{one, other}]
    async with world.database.writing() as tx:
        await world.merging.not_the_same(
            tx, nurse.actor, NotTheSame(id=uuid4(), first_id=one, second_id=other)
        )
    await world.change("patients", {"compared_at": None})
    assert await nurse.suspects() == []


@BOTH
async def test_after_a_merge_every_old_id_means_the_kept_person(nurse: Nurse) -> None:
    world = nurse.world
    kept = await world.patient(pinfl=ADULT)
    away = await world.patient(phones=(PHONE,), certificate="ITN0123456")
    oldest = await world.patient()
    await nurse.merge(oldest, away)
    await nurse.merge(away, kept)
    assert {await nurse.current(one) for one in (kept, away, oldest)} == {kept}
    async with world.database.reading() as db:
        assert await world.people.all_ids(db, oldest) == sorted([kept, away, oldest])
    record = await nurse.read(oldest)
    assert (record.id, record.pinfl) == (kept, ADULT)
    assert [(one.number, one.primary) for one in record.phones] == [(PHONE, True)]
    assert [one.number for one in record.documents] == ["ITN0123456"]
    assert record.merged_ids == sorted([away, oldest])
    assert [one.phone for one in await world.reach(away)] == [PHONE]
    assert len(await world.rows("patients")) == 3
    with pytest.raises(NoSuchPerson):
        await nurse.current(uuid4())


@BOTH
async def test_a_merge_is_undone_without_a_trace_in_the_records(nurse: Nurse) -> None:
    world = nurse.world
    kept = await world.patient(pinfl=ADULT, given_name="", family_name="")
    away = await world.patient(phones=(PHONE,), birth_date=BORN, given_name="Bemor")
    await world.change("patients", {"deceased_on": date(2026, 1, 1)}, id=away)
    before = [await nurse.read(one) for one in (kept, away)]
    owner = world.accounts.open(PHONE)
    await world.link(owner, away)
    merge = await nurse.merge(away, kept)
    taken_over = await nurse.read(kept)
    assert (taken_over.names.given_name, taken_over.deceased_on) == ("Bemor", date(2026, 1, 1))
    assert [one.id for one in (await world.family(owner)).items] == [kept]
    undone = await nurse.undo(merge)
    assert undone.undone_at is not None
    assert [await nurse.read(one) for one in (kept, away)] == before
    assert [one.id for one in (await world.family(owner)).items] == [away]
    with pytest.raises(AlreadyMerged):
        await nurse.undo(merge)
    assert await nurse.suspects() == []


async def test_what_was_changed_since_a_merge_stays(nurse: Nurse) -> None:
    world = nurse.world
    kept = await world.patient(pinfl=ADULT, given_name="", family_name="")
    away = await world.patient(given_name="Dilshot")
    merge = await nurse.merge(away, kept)
    order = ChangePatient.model_validate({"id": uuid4(), "names": {"given_name": "Dilshod"}})
    async with world.database.writing() as tx:
        await world.registry.change(tx, nurse.actor, kept, order)
    await nurse.undo(merge)
    assert (await nurse.read(kept)).names.given_name == "Dilshod"


@BOTH
async def test_the_number_decides_which_record_is_kept(nurse: Nurse) -> None:
    world = nurse.world
    numbered = await world.patient(pinfl=ADULT)
    other_number = await world.patient(pinfl=pinfl_of(9))
    plain = await world.patient()
    refusals: list[tuple[UUID, UUID, type[DmedError]]] = [
        (numbered, plain, MergeOtherWay),
        (numbered, other_number, TwoNumbers),
        (plain, plain, AlreadyMerged),
        (plain, uuid4(), NoSuchPerson),
    ]
    for away, kept, error in refusals:
        with pytest.raises(error):
            await nurse.merge(away, kept)
    await nurse.merge(plain, numbered)
    with pytest.raises(AlreadyMerged):
        await nurse.merge(plain, numbered)
    with pytest.raises(AlreadyMerged):
        await nurse.merge(await world.patient(), plain)


@BOTH
async def test_a_repeated_merge_is_one_merge(nurse: Nurse) -> None:
    world = nurse.world
    kept, away, order = await world.patient(pinfl=ADULT), await world.patient(), uuid4()
    first = await nurse.merge(away, kept, order)
    assert await nurse.merge(away, kept, order) == first
    with pytest.raises(IdempotencyMismatch):
        await nurse.merge(kept, away, order)
    again = uuid4()
    undone = await nurse.undo(first, again)
    assert await nurse.undo(first, again) == undone
    async with world.database.reading() as db:
        listed = await world.merging.merges(db, nurse.actor)
    assert listed.items == [undone]


@BOTH
async def test_long_lists_come_in_pages(nurse: Nurse) -> None:
    world = nurse.world
    kept = await world.patient(pinfl=ADULT)
    for serial in range(25):
        away = await world.patient(certificate="ITN0123456", given_name="Ali", phones=())
        if serial < 22:
            world.clock.forward(seconds=1)
            await nurse.merge(away, kept)
    async with world.database.reading() as db:
        first = await world.merging.merges(db, nurse.actor)
        assert first.next is not None
        second = await world.merging.merges(db, nurse.actor, first.next)
    assert (len(first.items), len(second.items), second.next) == (20, 2, None)
    assert len({one.id for one in (*first.items, *second.items)}) == 22


@BOTH
async def test_suspicions_come_in_pages_without_gaps(nurse: Nurse) -> None:
    world = nurse.world
    for _ in range(8):
        await world.patient(certificate="ITN0123456", given_name="Ali")
    await nurse.suspects()
    seen: set[tuple[UUID, UUID]] = set()
    cursor: str | None = None
    async with world.database.reading() as db:
        for _ in range(2):
            page = await world.merging.duplicates(db, nurse.actor, cursor)
            seen |= {(one.first.id, one.second.id) for one in page.items}
            cursor = page.next
    assert (len(seen), cursor) == (28, None)


@pytest.mark.parametrize("cursor", ["", "x", "fHx8", "MXwyfDM", "é", "A" * 500])
async def test_a_made_up_cursor_is_refused(nurse: Nurse, cursor: str) -> None:
    async with nurse.world.database.reading() as db:
        for ask in (nurse.world.merging.duplicates, nurse.world.merging.merges):
            with pytest.raises(InvalidRequest):
                await ask(db, nurse.actor, cursor)


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.DOCTOR, Role.PATIENT])
async def test_only_the_it_nurse_decides(nurse: Nurse, role: Role) -> None:
    one, other = await nurse.world.patient(), await nurse.world.patient()
    nurse.actor = nurse.actor.model_copy(update={"role": role})
    with pytest.raises(NotAllowed):
        await nurse.merge(one, other)


async def test_both_looks_at_two_records_are_in_the_audit(nurse: Nurse) -> None:
    one, other = await nurse.world.patient(), await nurse.world.patient()
    async with nurse.world.database.writing() as tx:
        await nurse.world.merging.side_by_side(tx, nurse.actor, one, other)
    looked: list[Any] = [
        event["subject_id"]
        for event in await nurse.world.rows("audit_events")
        if event["action"] == "patients.look"
    ]
    assert sorted(looked) == sorted([str(one), str(other)])
