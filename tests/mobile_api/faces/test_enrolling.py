"""From a consent to a template: who may, what a person has to look at, and how it ends."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from mobile_api.actors import Role
from mobile_api.errors import IdempotencyMismatch, TooManyAttempts
from mobile_api.faces import jobs
from mobile_api.faces.enrolling import FaceEnrolmentService
from mobile_api.faces.errors import FaceForAdultsOnly, FaceModelUnknown, FaceNotChecked
from mobile_api.faces.schemas import FaceVerified, WithdrawFace
from mobile_api.patients.errors import ConfirmationNeeded, ConsentTextOutdated
from mobile_api.patients.schemas import NewPerson
from mobile_api.patients.service import PatientsService
from tests.conftest import BOTH
from tests.mobile_api.faces.faces_world import (
    NETWORK,
    OTHER_NETWORK,
    FacesHall,
    order_of,
    shown,
)
from tests.mobile_api.hall import SYSTEM, person, pinfl_of


@BOTH
async def test_agreeing_and_looking_is_not_enough_until_somebody_sees_the_document(
    faces: FacesHall,
) -> None:
    order, enrolled = await faces.at_kiosk(1)
    assert enrolled.state == "waiting"
    assert enrolled.code is not None
    assert await faces.verify(1, shown(1)) == FaceVerified()
    async with await faces.hall.staff(Role.RECEPTION) as desk:
        waiting = (await desk.get("/v1/faces/desk")).json()["waiting"]
    assert [(one["masked_name"], one["pinfl_last4"]) for one in waiting] == [
        ("Dil••• K.", person(1).pinfl[-4:])
    ]
    assert (await faces.at_counter(order, enrolled.code))["state"] == "active"
    assert (await faces.verify(1, shown(1))).visit is not None
    consents = [(row["kind"], row["decision"]) for row in await faces.hall.rows("consents")]
    assert consents == [("face_id", "given")]
    told = {row["action"] for row in await faces.hall.rows("audit_events")}
    assert {"faces.enrol", "faces.check", "faces.verify"} <= told


async def test_the_counter_has_five_tries_at_the_code_of_the_kiosk(faces: FacesHall) -> None:
    order, enrolled = await faces.at_kiosk(1)
    wrong = "0000" if enrolled.code != "0000" else "1111"
    for _ in range(5):
        with pytest.raises(FaceNotChecked):
            await faces.checked(order, wrong)
    with pytest.raises(TooManyAttempts):
        await faces.checked(order, enrolled.code)


async def test_somebody_else_at_the_counter_ends_the_enrolment(faces: FacesHall) -> None:
    order, enrolled = await faces.at_kiosk(1)
    async with await faces.hall.staff(Role.RECEPTION) as desk:
        body = {"id": str(uuid4())}
        refused = await desk.post(f"/v1/faces/enrolments/{order.id}/refusal", json=body)
    assert refused.status_code == 204
    assert await faces.hall.rows("face_templates") == []
    with pytest.raises(FaceNotChecked):
        await faces.checked(order, enrolled.code)


async def test_an_enrolment_that_nobody_checked_ends_within_the_hour(faces: FacesHall) -> None:
    order, enrolled = await faces.at_kiosk(1)
    faces.hall.clock.forward(minutes=60)
    with pytest.raises(FaceNotChecked):
        await faces.checked(order, enrolled.code)
    enrolment = faces.hall.services.get(FaceEnrolmentService)
    await jobs.remove_old(faces.database, enrolment)
    assert await faces.hall.rows("face_templates") == []


@pytest.mark.parametrize("birth", ["050308", "050326"])
async def test_children_are_never_enrolled(faces: FacesHall, birth: str) -> None:
    child = NewPerson(
        id=uuid4(),
        pinfl=pinfl_of(7, birth=birth, first=5),
        family_name="Karimov",
        given_name="Bola",
        phone=person(7).phone,
        language="uz-Latn",
    )
    patients = faces.hall.services.get(PatientsService)
    async with faces.database.writing() as tx:
        await patients.register(tx, SYSTEM, [child], "test")
    kiosk = SYSTEM.model_copy(update={"role": Role.KIOSK})
    async with faces.database.writing() as tx:
        found = await patients.confirmed_visit_of(tx, kiosk, uuid4(), child.id)
        visit = patients.visit_of(kiosk, found.token)
        enrolment = faces.hall.services.get(FaceEnrolmentService)
        offer = await enrolment.offer(tx, kiosk, visit, NETWORK, "ru")
        with pytest.raises(FaceForAdultsOnly):
            await enrolment.enrol_at_kiosk(tx, kiosk, visit, order_of(7))
    assert (offer.may_enrol, offer.text) == (False, None)


async def test_nobody_is_enrolled_for_somebody_else_or_by_a_number_alone(
    faces: FacesHall,
) -> None:
    with pytest.raises(ConfirmationNeeded):
        await faces.hall.kiosk.enrol_face(await faces.hall.visit(1), order_of(1))
    old = order_of(1).model_copy(update={"text_version": 2})
    with pytest.raises(ConsentTextOutdated):
        await faces.hall.kiosk.enrol_face(await faces.hall.visit(1, confirmed=True), old)
    strange = order_of(1, network="unmeasured")
    with pytest.raises(FaceModelUnknown):
        await faces.hall.kiosk.enrol_face(await faces.hall.visit(1, confirmed=True), strange)
    assert await faces.hall.rows("face_templates") == []
    assert await faces.hall.rows("consents") == []


@BOTH
async def test_the_same_request_again_enrols_once_and_its_id_means_nothing_else(
    faces: FacesHall,
) -> None:
    order, first = await faces.at_kiosk(1)
    visit = await faces.hall.visit(1, confirmed=True)
    assert await faces.hall.kiosk.enrol_face(visit, order) == first
    assert len(await faces.hall.rows("face_templates")) == 1
    with pytest.raises(IdempotencyMismatch):
        await faces.hall.kiosk.enrol_face(visit, order.model_copy(update={"face": shown(9)}))


async def test_shown_again_the_new_template_replaces_the_old_one(faces: FacesHall) -> None:
    await faces.enrol(1)
    again = await faces.enrol(1)
    rows = await faces.hall.rows("face_templates")
    assert [(row["id"], row["version"]) for row in rows] == [(again.id, 2)]


async def test_another_network_asks_for_the_face_again_and_the_old_template_still_counts(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    visit = await faces.hall.visit(1, confirmed=True)
    states = [
        (await faces.hall.kiosk.face_offer(visit, network, "en")).state
        for network in (NETWORK, OTHER_NETWORK)
    ]
    assert states == ["active", "expired"]
    await faces.enrol(1, network=OTHER_NETWORK)
    assert (await faces.verify(1, shown(1, network=OTHER_NETWORK))).visit is not None
    assert (await faces.verify(1, shown(1))).visit is not None


async def test_one_person_with_two_records_keeps_one_template_and_waits_for_the_merge(
    faces: FacesHall,
) -> None:
    await faces.enrol(1)
    _, enrolled = await faces.at_kiosk(2, looks_like=1)
    assert enrolled.state == "review"
    async with await faces.hall.staff(Role.IT_NURSE) as nurse:
        review = (await nurse.get("/v1/faces/desk")).json()["reviews"][0]
        body = {"id": str(uuid4()), "decision": "same_person"}
        address = f"/v1/faces/reviews/{review['id']}/decision"
        assert (await nurse.post(address, json=body)).status_code == 204
        assert (await nurse.post(address, json=body)).json()["code"] == "face_review_over"
    assert len(await faces.hall.rows("face_templates")) == 1
    async with await faces.hall.staff(Role.RECEPTION) as desk:
        assert (await desk.get("/v1/faces/desk")).json()["reviews"] == []


async def test_who_was_told_apart_once_is_not_asked_about_again(faces: FacesHall) -> None:
    await faces.enrol(1)
    await faces.at_kiosk(2, looks_like=1)
    async with await faces.hall.staff(Role.IT_NURSE) as nurse:
        review = (await nurse.get("/v1/faces/desk")).json()["reviews"][0]
        body = {"id": str(uuid4()), "decision": "two_people"}
        await nurse.post(f"/v1/faces/reviews/{review['id']}/decision", json=body)
    _, again = await faces.at_kiosk(2, looks_like=1)
    assert again.state == "waiting"
    assert all(row["alike"] for row in await faces.hall.rows("face_templates"))


async def test_somebody_withdraws_at_the_kiosk_and_may_come_back(faces: FacesHall) -> None:
    await faces.enrol(1)
    visit = await faces.hall.visit(1, confirmed=True)
    order = WithdrawFace(id=uuid4(), language="ru")
    for _ in range(2):
        await faces.hall.kiosk.withdraw_face(visit, order)
    assert await faces.hall.rows("face_templates") == []
    offer = await faces.hall.kiosk.face_offer(visit, NETWORK, "ru")
    assert (offer.state, offer.may_enrol) == ("none", True)
    assert offer.text is not None
    assert offer.text.title == "Узнавание по лицу"
    faces.hall.clock.forward(seconds=1)
    await faces.enrol(1)


async def test_expired_templates_are_deleted(faces: FacesHall) -> None:
    await faces.enrol(1)
    faces.hall.clock.now += timedelta(days=3 * 365)
    enrolment = faces.hall.services.get(FaceEnrolmentService)
    await jobs.remove_old(faces.database, enrolment)
    assert await faces.hall.rows("face_templates") == []
