"""Somebody is recognised by the face, and nobody else is."""

from __future__ import annotations

import asyncio
from typing import get_args
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import insert, update
from sqlmodel import col

from mobile_api.actors import Role
from mobile_api.errors import IdempotencyMismatch, TooManyAttempts
from mobile_api.faces import rules
from mobile_api.faces.errors import FaceProposalOver
from mobile_api.faces.schemas import Embedding, FaceVerified, Gallery, VerifyFace
from mobile_api.patients.errors import NotConfirmed
from mobile_api.patients.schemas import Identify
from mobile_api.patients.tables import PatientAttachmentRow, PatientRow
from tests.conftest import BOTH
from tests.mobile_api.faces.faces_world import (
    NETWORK,
    OTHER_NETWORK,
    FacesHall,
    last4,
    shown,
)
from tests.mobile_api.hall import HOSPITAL, person


@BOTH
async def test_the_holder_of_a_number_is_confirmed_by_the_face_and_no_score_comes_back(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    answer = await faces.verify(1, shown(1))
    assert answer.visit is not None
    assert answer.visit.level == "confirmed"
    assert answer.visit.masked_name == "Dil••• K."
    assert set(answer.visit.model_fields_set) == {"token", "level", "expires_at", "masked_name"}
    appointments = await faces.hall.kiosk.todays_appointments(answer.visit.token)
    assert appointments.items == []


async def test_another_face_nobody_and_another_network_get_the_same_answer(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    assert await faces.verify(1, shown(2)) == FaceVerified()
    assert await faces.verify(2, shown(2)) == FaceVerified()
    assert await faces.verify(900, shown(1)) == FaceVerified()
    assert await faces.verify(1, shown(1, network=OTHER_NETWORK)) == FaceVerified()
    assert await faces.verify(1, shown(1, network="unmeasured")) == FaceVerified()
    short = Embedding.of(NETWORK, np.ones(64, np.float32))
    assert await faces.verify(1, short) == FaceVerified()


async def test_the_face_of_a_mother_says_nothing_about_a_childs_number(faces: FacesHall) -> None:
    await faces.enrol(1)
    begun = await faces.hall.kiosk.identify(
        Identify(id=uuid4(), for_whom="child", pinfl=person(1).pinfl)
    )
    order = VerifyFace(id=uuid4(), face=shown(1))
    assert await faces.hall.kiosk.verify_face(begun.token, order) == FaceVerified()


@BOTH
async def test_among_those_booked_today_a_face_is_found_and_the_digits_confirm_it(
    faces: FacesHall,
) -> None:
    for serial in (1, 2):
        await faces.enrol(serial)
    await faces.book_today(1, 2)
    found = await faces.search(shown(2))
    assert found.proposal is not None
    assert str(person(2).id) not in found.proposal
    assert (await faces.confirm(found, last4(2))).level == "confirmed"
    with pytest.raises(NotConfirmed) as refused:
        await faces.confirm(found, last4(1))
    assert refused.value.facts == {"attempts_left": 4}


async def test_who_is_not_booked_today_is_not_looked_for(faces: FacesHall) -> None:
    await faces.enrol(1)
    await faces.enrol(2)
    await faces.book_today(2)
    assert (await faces.search(shown(1))).proposal is None
    assert (await faces.search(shown(3))).proposal is None


@BOTH
async def test_on_request_those_attached_to_the_clinic_are_looked_for_as_well(
    faces: FacesHall,
) -> None:
    for serial in (1, 2, 3):
        await faces.enrol(serial)
    await faces.book_today(3)
    day = faces.hall.clock.now.date()
    await faces.hall.know(4)
    # Person 2 was attached under another record, which has been merged into this one.
    merged = {"merged_into": person(2).id, "pinfl": None, "pinfl_index": None}
    async with faces.database.writing() as tx:
        await tx.execute(
            update(PatientRow).where(col(PatientRow.id) == person(4).id).values(**merged)
        )
        here = {"hospital_id": HOSPITAL, "since": day}
        rows = [
            {"id": uuid4(), "patient_id": person(4).id, "until": None} | here,
            {"id": uuid4(), "patient_id": person(1).id, "until": day} | here,
        ]
        await tx.execute(insert(PatientAttachmentRow), rows)
    found = {
        among: [
            (await faces.search(shown(serial), among)).proposal is not None for serial in (1, 2, 3)
        ]
        for among in get_args(Gallery)
    }
    assert found == {"booked": [False, False, True], "attached": [False, True, True]}
    confirmed = await faces.confirm(await faces.search(shown(2), "attached"), last4(2))
    assert confirmed.level == "confirmed"


async def test_of_two_who_look_alike_the_digits_choose(faces: FacesHall) -> None:
    await faces.enrol(1)
    twin, enrolled = await faces.at_kiosk(2, looks_like=1)
    assert enrolled.state == "review"
    assert await faces.checked(twin, enrolled.code) == "review"
    await faces.book_today(1, 2)
    found = await faces.search(shown(1))
    with pytest.raises(NotConfirmed):
        await faces.confirm(found, last4(2))  # who is under review is not recognised
    async with await faces.hall.staff(Role.IT_NURSE) as nurse:
        waiting = (await nurse.get("/v1/faces/desk")).json()["reviews"]
        assert [(one["patient_id"], one["other_id"]) for one in waiting] == [
            (str(person(2).id), str(person(1).id))
        ]
        decided = await nurse.post(
            f"/v1/faces/reviews/{waiting[0]['id']}/decision",
            json={"id": str(uuid4()), "decision": "two_people"},
        )
    assert decided.status_code == 204
    found = await faces.search(shown(1))
    assert (await faces.confirm(found, last4(2))).level == "confirmed"
    assert (await faces.confirm(found, last4(1))).level == "confirmed"
    # Somebody looks the same: a number and the face are not enough any more.
    assert await faces.verify(1, shown(1)) == FaceVerified()


@BOTH
async def test_who_withdraws_is_gone_from_every_memory_with_the_next_question(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    await faces.enrol(2)
    await faces.book_today(1, 2)
    found = await faces.search(shown(1))
    gallery = await faces.hall.kiosk.day_gallery(NETWORK)
    assert faces.index.size(NETWORK) == 2
    await faces.withdraw(1)
    assert len(await faces.hall.rows("face_templates")) == 1
    assert (await faces.search(shown(1))).proposal is None
    assert faces.index.size(NETWORK) == 1
    assert await faces.verify(1, shown(1)) == FaceVerified()
    with pytest.raises(FaceProposalOver):
        await faces.confirm(found, last4(1))
    later = await faces.hall.kiosk.day_gallery(NETWORK, gallery.version)
    assert (len(gallery.entries), len(later.entries)) == (2, 1)
    assert (await faces.search(shown(2))).proposal is not None


async def test_a_kiosk_that_waits_hears_of_a_withdrawal_at_once(faces: FacesHall) -> None:
    await faces.enrol(1)
    await faces.book_today(1)
    held = await faces.hall.kiosk.day_gallery(NETWORK)
    assert (await faces.hall.kiosk.day_gallery(NETWORK, held.version)).unchanged
    asking = asyncio.create_task(faces.hall.kiosk.day_gallery(NETWORK, held.version, 4))
    await asyncio.sleep(0.1)  # it has been asked, and is not answered
    assert not asking.done()
    await faces.withdraw(1)
    told = await asking
    assert (len(held.entries), told.unchanged, told.entries) == (1, False, [])


async def test_five_tries_and_the_face_rests_while_other_ways_stay(faces: FacesHall) -> None:
    await faces.enrol(1)
    for look in range(5):
        assert await faces.verify(1, shown(2, look)) == FaceVerified()
    with pytest.raises(TooManyAttempts) as refused:
        await faces.verify(1, shown(1))
    assert 30 <= int(str(refused.value.facts["retry_after"])) <= 15 * 60
    await faces.hall.visit(1, confirmed=True)
    faces.hall.clock.forward(minutes=1)


async def test_the_right_face_gives_the_tries_back(faces: FacesHall) -> None:
    await faces.enrol(1)
    for _ in range(2):
        for look in range(4):
            await faces.verify(1, shown(2, look))
        assert (await faces.verify(1, shown(1))).visit is not None


async def test_a_stolen_key_of_a_kiosk_learns_forty_answers_in_ten_minutes(
    faces: FacesHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (rules.TRIES_PER_DEVICE, rules.DEVICE_SECONDS) == (40, 600)
    monkeypatch.setattr(rules, "TRIES_PER_DEVICE", 2)
    for look in range(2):
        await faces.search(shown(50, look))
    with pytest.raises(TooManyAttempts):
        await faces.search(shown(51))


async def test_a_repeated_try_costs_nothing_and_another_face_under_its_id_is_refused(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    visit = await faces.hall.visit(1)
    order = VerifyFace(id=uuid4(), face=shown(2))
    for _ in range(8):
        assert await faces.hall.kiosk.verify_face(visit, order) == FaceVerified()
    with pytest.raises(IdempotencyMismatch):
        await faces.hall.kiosk.verify_face(visit, order.model_copy(update={"face": shown(1)}))
    used = [row["outcome"] for row in await faces.hall.rows("face_uses")]
    assert used == ["not_recognised"]


async def test_a_proposal_of_another_kiosk_or_of_yesterday_is_over(faces: FacesHall) -> None:
    await faces.enrol(1)
    await faces.book_today(1)
    found = await faces.search(shown(1))
    faces.hall.clock.forward(minutes=6)
    with pytest.raises(FaceProposalOver):
        await faces.confirm(found, last4(1))


async def test_after_three_years_the_face_has_to_be_shown_again(faces: FacesHall) -> None:
    await faces.enrol(1)
    faces.hall.clock.forward(days=3 * 365)
    assert await faces.verify(1, shown(1)) == FaceVerified()
