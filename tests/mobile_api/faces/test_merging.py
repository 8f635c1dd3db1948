"""One person had two records and a template under each: what lives on when they are merged."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlmodel import col

from mobile_api.actors import Role
from mobile_api.faces import rules
from mobile_api.faces.schemas import FaceVerified
from mobile_api.patients.merging import MergingService
from mobile_api.patients.registry_schemas import Merge, MergePatients, UndoMerge
from mobile_api.patients.tables import PatientRow
from tests.conftest import BOTH
from tests.mobile_api.faces.faces_world import NETWORK, FacesHall, last4, shown
from tests.mobile_api.faces.shared_hall import MORNING
from tests.mobile_api.hall import SYSTEM, person

NURSE = SYSTEM.model_copy(update={"role": Role.IT_NURSE})


async def merge(faces: FacesHall, away: int, kept: int) -> Merge:
    """The IT nurse says that two records are one person; the first has no number of its own."""
    without = {"pinfl": None, "pinfl_index": None}
    merging = faces.hall.services.get(MergingService)
    order = MergePatients(id=uuid4(), from_id=person(away).id, into_id=person(kept).id)
    async with faces.database.writing() as tx:
        await tx.execute(
            update(PatientRow).where(col(PatientRow.id) == person(away).id).values(**without)
        )
        return await merging.merge(tx, NURSE, order)


async def enrolled_twice(faces: FacesHall) -> UUID:
    """Person 1, and a minute later the same face under record 2; the newer template."""
    await faces.enrol(1)
    faces.hall.clock.forward(minutes=1)
    order, enrolled = await faces.at_kiosk(2, looks_like=1)
    assert await faces.checked(order, enrolled.code) == "review"
    return order.id


@BOTH
async def test_of_two_templates_the_newer_one_lives_on_and_both_consents_are_kept(
    faces: FacesHall,
) -> None:
    newer = await enrolled_twice(faces)
    await faces.book_today(1)
    assert (await faces.search(shown(1))).proposal is not None
    assert faces.index.size(NETWORK) == 2
    await merge(faces, 2, 1)
    rows = await faces.hall.rows("face_templates")
    assert [(row["id"], row["state"]) for row in rows] == [(newer, "active")]
    assert (await faces.verify(1, shown(1))).visit is not None
    found = await faces.search(shown(1))
    assert (await faces.confirm(found, last4(1))).level == "confirmed"
    assert faces.index.size(NETWORK) == 1
    consents = await faces.hall.rows("consents")
    assert {row["patient_id"] for row in consents} == {person(1).id, person(2).id}
    reviews = [row["decision"] for row in await faces.hall.rows("face_reviews")]
    assert reviews == ["merged"]


async def test_two_people_after_all_each_have_what_was_made_under_their_own_record(
    faces: FacesHall,
) -> None:
    newer = await enrolled_twice(faces)
    merged = await merge(faces, 2, 1)
    async with faces.database.writing() as tx:
        merging = faces.hall.services.get(MergingService)
        await merging.undo(tx, NURSE, merged.id, UndoMerge(id=uuid4()))
    assert [row["id"] for row in await faces.hall.rows("face_templates")] == [newer]
    assert await faces.verify(1, shown(1)) == FaceVerified()
    _, again = await faces.at_kiosk(1)
    assert again.state == "review"


async def test_whoever_withdrew_last_under_either_record_is_gone_after_the_merge(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    faces.hall.clock.forward(minutes=1)
    await faces.enrol(2)
    faces.hall.clock.forward(minutes=1)
    await faces.withdraw(2)
    await faces.book_today(1)
    await merge(faces, 2, 1)
    assert await faces.hall.rows("face_templates") == []
    assert await faces.verify(1, shown(1)) == FaceVerified()
    assert (await faces.search(shown(1))).proposal is None


async def test_whoever_was_told_apart_from_themselves_is_confirmed_by_the_face_again(
    faces: FacesHall,
) -> None:
    await enrolled_twice(faces)
    async with await faces.hall.staff(Role.IT_NURSE) as nurse:
        review = (await nurse.get("/v1/faces/desk")).json()["reviews"][0]
        body = {"id": str(uuid4()), "decision": "two_people"}
        await nurse.post(f"/v1/faces/reviews/{review['id']}/decision", json=body)
    assert await faces.verify(1, shown(1)) == FaceVerified()
    await merge(faces, 2, 1)
    assert (await faces.verify(1, shown(1))).visit is not None


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ([("net", 0, True), ("net", 1, True)], [1]),
        ([("net", 0, True), ("net", 1, False)], [0]),
        ([("net", 0, False), ("net", 1, False)], [1]),
        ([("net", 1, True), ("other", 0, True)], [0, 1]),
        ([("net", 0, True), ("net", -3 * 366, True)], [0]),
        ([("net", -3 * 366, True)], []),
    ],
)
def test_the_newest_that_counts_is_kept_for_each_network(
    facts: list[tuple[str, int, bool]], kept: list[int]
) -> None:
    rows: list[dict[str, Any]] = [
        {
            "id": number,
            "model_id": network,
            "enrolled_at": MORNING + timedelta(days=day),
            "expires_at": rules.expires_at(MORNING + timedelta(days=day)),
            "checked_at": MORNING if seen else None,
        }
        for number, (network, day, seen) in enumerate(facts)
    ]
    assert sorted(row["id"] for row in rules.living_on(rows, MORNING)) == kept
