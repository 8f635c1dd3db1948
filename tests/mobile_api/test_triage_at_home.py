"""Complaints from home: the same verdicts, other advice; nothing in chats, nothing of strangers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from mobile_api.assessments import rules
from mobile_api.assessments.errors import ComplaintEmpty, NotInChats
from mobile_api.assessments.schemas import AssessAtHome, Assessment
from mobile_api.errors import IdempotencyMismatch, NotFound, TooManyAttempts
from mobile_api.patients.errors import NoSuchPerson
from tests.conftest import BOTH
from tests.mobile_api.access.phone import bot_of
from tests.mobile_api.clinic import Clinic
from tests.mobile_api.hall import BASE, HOSPITAL, person
from tests.mobile_api.test_booking_app import Owner, owner


@pytest.fixture
async def me(clinic: Clinic) -> AsyncIterator[Owner]:
    """Person 1 with the app."""
    one = await owner(clinic, 1)
    yield one
    await one.app.close()


def complaint(words: str, **more: Any) -> AssessAtHome:
    """Typed on a phone."""
    asked = {"id": uuid4(), "hospital_id": HOSPITAL, "text": words, "language": "uz-Latn"}
    return AssessAtHome.model_validate({**asked, **more})


@BOTH
async def test_it_leads_to_a_department_and_says_what_to_do(clinic: Clinic, me: Owner) -> None:
    heart = await me.app.assess(complaint("yurak"))
    assert (heart.department, heart.urgency, heart.advice) == ("cardiology", "planned", "book")
    assert heart.emergency_phone == "103"
    lost = await me.app.assess(complaint("spravka"))
    assert (lost.department, lost.advice) == ("reception", "ask_reception")


@BOTH
async def test_danger_at_home_means_the_ambulance_and_rings_for_no_nurse(
    clinic: Clinic, me: Owner
) -> None:
    danger = await me.app.assess(complaint("nafas"))
    assert (danger.urgency, danger.advice) == ("emergency", "call_ambulance")
    assert await clinic.hall.rows("alarms") == []


@BOTH
async def test_age_and_sex_of_the_patient_come_from_the_record(clinic: Clinic, me: Owner) -> None:
    await me.app.assess(complaint("yurak", patient_id=me.patient, age_years=3, sex="female"))
    asked = clinic.hall.triage.asked[-1]
    assert asked.age_years is not None
    assert asked.age_years > 18
    assert asked.sex == "male"
    await me.app.assess(complaint("yurak", age_years=3.5, sex="female"))
    nobody = clinic.hall.triage.asked[-1]
    assert (nobody.age_years, nobody.sex) == (3.5, "female")


@BOTH
async def test_nobody_asks_for_a_stranger_or_a_hospital_that_is_not_there(
    clinic: Clinic, me: Owner
) -> None:
    await clinic.hall.know(2)
    for stranger in (person(2).id, uuid4()):
        with pytest.raises(NoSuchPerson):
            await me.app.assess(complaint("yurak", patient_id=stranger))
    with pytest.raises(NotFound):
        await me.app.assess(complaint("yurak", hospital_id=uuid4()))
    assert await clinic.hall.rows("assessments") == []


@BOTH
async def test_a_chat_is_refused_before_a_word_is_read(clinic: Clinic, me: Owner) -> None:
    bot, key = await bot_of(clinic.hall)
    await me.phone.link(bot, 4242)
    answer = await me.phone.http.post(
        f"{BASE}/v1/triage",
        json=complaint("yurak").model_dump(mode="json"),
        headers={"Authorization": f"Bearer {key}", "Dmed-Telegram-User": "4242"},
    )
    await bot.close()
    assert (answer.status_code, answer.json()["code"]) == (403, NotInChats.code)
    assert clinic.hall.triage.asked == []


@BOTH
async def test_words_are_kept_only_where_that_was_allowed_and_never_in_plain(
    clinic: Clinic, me: Owner
) -> None:
    await me.app.assess(complaint("yurak sanchadi"))
    await me.app.assess(complaint("yurak sanchadi", keep_text=True))
    kept = [row["text"] for row in await clinic.hall.rows("assessments")]
    assert sorted(text is None for text in kept) == [False, True]
    assert not [text for text in kept if text is not None and b"sanchadi" in text]


@BOTH
async def test_sent_twice_it_is_one_and_nobody_else_gets_the_answer(
    clinic: Clinic, me: Owner
) -> None:
    wish = complaint("yurak")
    assert await me.app.assess(wish) == await me.app.assess(wish)
    assert len(await clinic.hall.rows("assessments")) == 1
    other = await owner(clinic, 2)
    with pytest.raises(IdempotencyMismatch):
        await other.app.assess(wish)
    await other.app.close()


@BOTH
async def test_empty_words_and_endless_lists_are_refused(clinic: Clinic, me: Owner) -> None:
    with pytest.raises(ComplaintEmpty):
        await me.app.assess(complaint(" … "))
    body = complaint("yurak").model_dump(mode="json")
    body["struck"] = ["headache"] * 61
    answer = await me.phone.http.post(f"{BASE}/v1/triage", json=body, headers=me.phone.headers())
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@BOTH
async def test_a_program_that_copies_us_is_stopped(clinic: Clinic, me: Owner) -> None:
    for _ in range(40):
        await me.app.assess(complaint("yurak"))
    with pytest.raises(TooManyAttempts):
        await me.app.assess(complaint("yurak"))


def test_an_urgency_that_nobody_knows_is_the_highest() -> None:
    told: dict[str, Any] = {"urgency": "soonish", "department": "therapy", "abstain": False}
    build: Any = Assessment.model_construct
    assert rules.advice(build(**told)) == "call_ambulance"
