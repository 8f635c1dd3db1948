"""Enrolled from a phone: only who is proven, as it was asked for, and not without networks."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from mobile_api.access.errors import StepUpNeeded
from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.errors import InvalidRequest, NotFound, TooManyAttempts
from mobile_api.faces.enrolling import FaceEnrolmentService
from mobile_api.faces.errors import (
    FaceSelfiesUnavailable,
    FaceSelfiesUnclear,
    FaceSelfieTaskOver,
)
from mobile_api.faces.schemas import EnrolSelfies, SelfieTask
from mobile_api.faces.selfies import SelfiesService
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.patients.people import PeopleService
from models.face.challenge import Side
from models.face.selfies import FEWEST
from models.face.templates import Failed, FailedReason, Template
from tests.mobile_api.faces.faces_world import NETWORK, FacesHall, face_of, shown
from tests.mobile_api.hall import HOSPITAL, SYSTEM, person


class Eyes:
    """Networks to which pictures that begin with ``1`` show person 1."""

    model_id = NETWORK

    def __init__(self) -> None:
        self.asked: list[Side] = []

    def look(self, pictures: Sequence[bytes], first: Side, /) -> Template | Failed:
        """As the real ones; a picture of nothing is none."""
        self.asked.append(first)
        if any(one.startswith(b"?") for one in pictures):
            raise ValueError("no picture")
        if not all(one.startswith(b"1") for one in pictures):
            return Failed(FailedReason.OTHER_PERSON)
        return Template(face_of(1, look=3), NETWORK, 0.9, 5, 90.0, turned=True)


def service_of(faces: FacesHall, eyes: Eyes | None) -> SelfiesService:
    """As the composition root makes it."""
    services = faces.hall.services
    return SelfiesService(
        faces.hall.clock,
        services.get(Vaulted),
        services.get(Limits),
        services.get(FacilitiesService),
        services.get(FaceEnrolmentService),
        eyes,
        "" if eyes else "no_weights",
    )


async def owner(faces: FacesHall, serial: int = 1, *, minutes: int = 10) -> Actor:
    """An account that an identity service has proven to be somebody's, and stepped up."""
    account = UUID(int=serial)
    async with faces.database.writing() as tx:
        people = faces.hall.services.get(PeopleService)
        await people.link(tx, SYSTEM, account, person(serial).id, "self", "proven")
    until = faces.hall.clock.now + timedelta(minutes=minutes)
    return Actor(role=Role.PATIENT, id=account, hospital_id=NOWHERE, proven_until=until)


async def asked(faces: FacesHall, selfies: SelfiesService, actor: Actor) -> SelfieTask:
    async with faces.database.reading() as db:
        return await selfies.task(db, actor)


def order_of(task: SelfieTask, who: str = "1") -> EnrolSelfies:
    pictures = [base64.b64encode(f"{who}{n}".encode()) for n in range(FEWEST)]
    return EnrolSelfies.model_validate(
        {
            "id": uuid4(),
            "consent_id": uuid4(),
            "text_version": 1,
            "language": "ru",
            "hospital_id": HOSPITAL,
            "task": task.task or "x",
            "pictures": pictures,
        }
    )


async def test_who_is_proven_agrees_on_the_phone_and_is_recognised_at_the_kiosk(
    faces: FacesHall,
) -> None:
    actor, eyes = await owner(faces), Eyes()
    selfies = service_of(faces, eyes)
    task = await asked(faces, selfies, actor)
    assert task.may_enrol
    assert task.text is not None
    order = order_of(task)
    for _ in range(2):  # sent again, it is one enrolment
        assert (await selfies.enrol(faces.database, actor, order)).state == "active"
    assert [side.value for side in eyes.asked] == [task.first_turn] * 2
    assert len(await faces.hall.rows("face_templates")) == 1
    assert (await faces.verify(1, shown(1))).visit is not None
    again = await asked(faces, selfies, actor)
    assert (again.state, again.may_enrol, again.task) == ("active", False, None)
    consents = [(row["kind"], row["decision"]) for row in await faces.hall.rows("consents")]
    assert consents == [("face_id", "given")]


async def test_a_task_is_for_one_account_and_a_few_minutes(faces: FacesHall) -> None:
    actor, stranger = await owner(faces), await owner(faces, 2)
    selfies = service_of(faces, Eyes())
    order = order_of(await asked(faces, selfies, actor))
    for made_up in (order, order.model_copy(update={"task": "x"})):
        with pytest.raises(FaceSelfieTaskOver):
            await selfies.enrol(faces.database, stranger, made_up)
    faces.hall.clock.forward(minutes=5)
    with pytest.raises(FaceSelfieTaskOver):
        await selfies.enrol(faces.database, actor, order)
    faces.hall.clock.forward(minutes=5)
    with pytest.raises(StepUpNeeded):
        await selfies.enrol(faces.database, actor, order)
    assert await faces.hall.rows("consents") == []


async def test_pictures_that_are_not_enough_leave_no_consent_and_may_be_taken_five_times(
    faces: FacesHall,
) -> None:
    actor = await owner(faces)
    selfies = service_of(faces, Eyes())
    task = await asked(faces, selfies, actor)
    with pytest.raises(FaceSelfiesUnclear) as unclear:
        await selfies.enrol(faces.database, actor, order_of(task, "2"))
    assert unclear.value.facts == {"reason": "other_person"}
    with pytest.raises(InvalidRequest):
        await selfies.enrol(faces.database, actor, order_of(task, "?"))
    twice = order_of(task)
    same = twice.model_copy(update={"pictures": [twice.pictures[0]] * FEWEST})
    with pytest.raises(InvalidRequest):
        await selfies.enrol(faces.database, actor, same)
    elsewhere = twice.model_copy(update={"hospital_id": uuid4()})
    with pytest.raises(NotFound):
        await selfies.enrol(faces.database, actor, elsewhere)
    for _ in range(3):
        with pytest.raises(FaceSelfiesUnclear):
            await selfies.enrol(faces.database, actor, order_of(task, "2"))
    with pytest.raises(TooManyAttempts):
        await selfies.enrol(faces.database, actor, order_of(task))
    assert await faces.hall.rows("consents") == []


async def test_without_networks_the_reason_is_told_and_nothing_is_looked_at(
    faces: FacesHall,
) -> None:
    actor = await owner(faces)
    selfies = service_of(faces, None)
    task = await asked(faces, selfies, actor)
    assert (task.available, task.reason, task.task) == (False, "no_weights", None)
    with pytest.raises(FaceSelfiesUnavailable) as refused:
        await selfies.enrol(faces.database, actor, order_of(task))
    assert refused.value.facts == {"reason": "no_weights"}
    this_hall = await asked(faces, faces.hall.services.get(SelfiesService), actor)
    assert this_hall.reason == "not_set_up"
