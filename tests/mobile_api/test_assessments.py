"""A complaint at the API: what is kept, what is not, where it leads, and that it rings."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from mobile_api.actors import Actor, Role
from mobile_api.app import load_triage
from mobile_api.assessments.errors import ComplaintEmpty, NoSuchAssessment
from mobile_api.assessments.jobs import delete_old_complaints
from mobile_api.assessments.schemas import Assess, Assessment
from mobile_api.assessments.service import AssessmentsService
from mobile_api.errors import IdempotencyMismatch, Unavailable
from mobile_api.keys import Keyring
from mobile_api.patients.schemas import Identify
from mobile_api.queues.schemas import JoinQueue
from mobile_api.settings import Settings
from mobile_api.tables import metadata
from tests.conftest import BOTH, SettableClock
from tests.mobile_api.hall import HOSPITAL, Hall, open_hall, person, pinfl_of

ASSESSMENTS = "/v1/assessments"
DOCTOR = Actor(role=Role.DOCTOR, id=UUID(int=9), hospital_id=HOSPITAL)


async def _assess(hall: Hall, words: str, visit: str | None = None, **more: Any) -> Assessment:
    complaint = Assess.model_validate({"id": uuid4(), "text": words, "language": "uz-Latn", **more})
    return await hall.kiosk.assess(visit or await hall.visit(1), complaint)


@BOTH
async def test_a_complaint_leads_to_a_department_in_the_language_of_the_patient(hall: Hall) -> None:
    verdict = await _assess(hall, "yurak", language="ru")
    assert (verdict.department, verdict.urgency, verdict.abstain) == (
        "cardiology",
        "planned",
        False,
    )
    assert [one.code for one in verdict.departments] == ["cardiology", "therapy", "surgery"]
    assert [one.label for one in verdict.findings] == ["finding_a/ru"]
    assert (verdict.version, verdict.digest) == ("scripted", "d" * 64)


@BOTH
async def test_a_question_comes_with_its_words(hall: Hall) -> None:
    verdict = await _assess(hall, "bosh", language="kaa")
    assert verdict.question is not None
    assert verdict.question.text == "fever?/kaa"
    assert [option.label for option in verdict.question.options] == ["yes/kaa", "no/kaa"]


@BOTH
@pytest.mark.parametrize(
    ("words", "department"),
    [
        ("bosh", "therapy"),  # there is no neurology here
        ("nafas", "emergency"),
        ("spravka", "reception"),
        ("asdfgh", "reception"),
        ("bolam", "pediatrics"),  # the number is the mother's
    ],
)
async def test_it_leads_only_where_this_hospital_can_take_the_patient(
    hall: Hall, words: str, department: str
) -> None:
    assert (await _assess(hall, words)).department == department


@BOTH
async def test_age_and_sex_come_from_the_number_and_unknown_stays_unknown(hall: Hall) -> None:
    infant = pinfl_of(5, birth="240226", first=6)
    begun = await hall.kiosk.identify(Identify(id=uuid4(), for_whom="child", pinfl=infant))
    await _assess(hall, "bosh", begun.token)
    assert hall.triage.asked[-1].sex == "female"
    assert hall.triage.asked[-1].age_years == pytest.approx(8 / 365.25)
    await _assess(hall, "bosh", await hall.visit(None), pregnant=True)
    nobody = hall.triage.asked[-1]
    assert (nobody.age_years, nobody.sex, nobody.pregnant) == (None, None, True)


@BOTH
async def test_a_child_without_a_number_goes_to_the_childrens_doctor(hall: Hall) -> None:
    begun = await hall.kiosk.identify(Identify(id=uuid4(), for_whom="child"))
    assert (await _assess(hall, "bosh", begun.token)).department == "pediatrics"


@BOTH
@pytest.mark.parametrize(
    "words", ["", "   \n\t", "🤒🤕", "\x00\x07\x1b", "\u200b\u202e\ufeff", "?!… —"]
)
async def test_nothing_readable_is_said_to_be_empty_and_not_stored(hall: Hall, words: str) -> None:
    with pytest.raises(ComplaintEmpty):
        await _assess(hall, words)
    assert await hall.rows("assessments") == []
    assert hall.triage.asked == []


@BOTH
async def test_control_characters_are_taken_out_and_line_breaks_stay(hall: Hall) -> None:
    await _assess(hall, "  yu\x00rak\u202e  \t sanchiydi\r\nikki kun\x1b[31m  ")
    assert hall.triage.asked[-1].text == "yurak sanchiydi\nikki kun[31m"


@BOTH
async def test_ten_thousand_characters_are_read_and_too_many_are_refused(hall: Hall) -> None:
    long = await _assess(hall, ("yurak sanchiydi " * 700)[:10_000], keep_text=True)
    assert long.department == "cardiology"
    visit = await hall.visit(1)
    refused = await hall.post(
        ASSESSMENTS, visit, {"id": str(uuid4()), "text": "a" * 20_001, "language": "ru"}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
    assert "aaa" not in refused.text


@BOTH
async def test_findings_that_were_chosen_are_enough_without_words(hall: Hall) -> None:
    assert (await _assess(hall, "", confirmed=("yurak",))).department == "cardiology"


@BOTH
async def test_the_same_complaint_sent_again_gets_the_stored_verdict(hall: Hall) -> None:
    visit = await hall.visit(1)
    body = {"id": str(uuid4()), "text": "nafas yetmayapti", "language": "uz-Latn"}
    first = await asyncio.gather(*(hall.post(ASSESSMENTS, visit, body) for _ in range(20)))
    hall.triage.version = "of next month"
    asked = len(hall.triage.asked)
    again = await hall.post(ASSESSMENTS, visit, body)
    assert {answer.text for answer in first} == {again.text}
    assert again.json()["version"] == "scripted"
    assert len(hall.triage.asked) == asked
    assert len(await hall.rows("assessments")) == 1
    assert len(await hall.rows("alarms")) == 1


@BOTH
async def test_the_same_id_with_other_words_is_refused(hall: Hall) -> None:
    visit, one = await hall.visit(1), uuid4()
    await _assess(hall, "yurak", visit, id=one)
    with pytest.raises(IdempotencyMismatch):
        await _assess(hall, "bosh", visit, id=one)


@BOTH
async def test_only_a_danger_to_life_rings_for_the_nurse(hall: Hall) -> None:
    await _assess(hall, "isitma")
    await _assess(hall, "yurak")
    assert await hall.rows("alarms") == []
    verdict = await _assess(hall, "nafas yetmayapti")
    (alarm,) = await hall.rows("alarms")
    assert (alarm["kind"], alarm["details"]) == ("red_flag", ["no_breath"])
    assert alarm["assessment_id"] == verdict.id


@BOTH
async def test_without_leave_no_word_of_the_complaint_is_anywhere(hall: Hall) -> None:
    visit = await hall.visit(1)
    verdict = await _assess(hall, "Yurakdagi kamyob-sanchiq yurak", visit)
    order = JoinQueue(id=uuid4(), department="cardiology", assessment_id=verdict.id, language="ru")
    await hall.kiosk.join_queue(visit, order)
    for content in await _everything(hall):
        assert "sanchiq" not in content
    (row,) = await hall.rows("assessments")
    assert (row["text"], row["text_consent_at"]) == (None, None)


@BOTH
async def test_with_leave_the_words_are_encrypted_and_a_doctor_reads_them(hall: Hall) -> None:
    kept = await _assess(hall, "yurak sanchiq", keep_text=True)
    other = await _assess(hall, "yurak")
    for content in await _everything(hall):
        assert "sanchiq" not in content
    nurse = await hall.staff(Role.NURSE)
    read = await nurse.get(f"{ASSESSMENTS}/{kept.id}/complaint")
    assert read.json()["text"] == "yurak sanchiq"
    events = await hall.rows("audit_events")
    assert [e["subject_id"] for e in events if e["action"] == "assessments.read"] == [str(kept.id)]
    none = await nurse.get(f"{ASSESSMENTS}/{other.id}/complaint")
    assert (none.status_code, none.json()["code"]) == (404, "no_complaint_kept")
    missing = await nurse.get(f"{ASSESSMENTS}/{uuid4()}/complaint")
    assert missing.json()["code"] == "no_such_assessment"
    desk = await hall.staff(Role.RECEPTION)
    assert (await desk.get(f"{ASSESSMENTS}/{kept.id}/complaint")).status_code == 403
    assert (await hall.http.get(f"{ASSESSMENTS}/{kept.id}/complaint")).status_code == 401
    elsewhere = DOCTOR.model_copy(update={"hospital_id": uuid4()})
    async with hall.database.writing() as tx:
        with pytest.raises(NoSuchAssessment):
            service = hall.services.get(AssessmentsService)
            await service.read_complaint(tx, elsewhere, kept.id)


@BOTH
async def test_kept_words_are_deleted_after_their_days_and_the_verdict_stays(hall: Hall) -> None:
    old = await _assess(hall, "yurak", keep_text=True)
    hall.clock.forward(days=29)
    new = await _assess(hall, "yurak", keep_text=True)
    service = hall.services.get(AssessmentsService)
    assert await delete_old_complaints(hall.database, service) == 0
    hall.clock.now += timedelta(days=1, seconds=1)
    assert await delete_old_complaints(hall.database, service) == 1
    texts = {row["id"]: row["text"] for row in await hall.rows("assessments")}
    assert texts[old.id] is None
    assert texts[new.id] is not None
    assert await delete_old_complaints(hall.database, service) == 0


@BOTH
async def test_staff_see_the_code_where_todays_knowledge_has_no_word_for_it(hall: Hall) -> None:
    verdict = await _assess(hall, "yurak")
    async with hall.database.writing() as tx:
        replace = "replace(CAST(verdict AS TEXT), 'finding_a', 'forgotten')"
        cast = replace if hall.database.is_sqlite else f"CAST({replace} AS JSON)"
        await tx.execute(text(f"UPDATE assessments SET verdict={cast}"))
    service = hall.services.get(AssessmentsService)
    async with hall.database.reading() as db:
        found = await service.summaries(db, DOCTOR, [verdict.id, uuid4()])
    assert [one.label for one in found[verdict.id].findings] == ["forgotten"]
    assert list(found) == [verdict.id]


@BOTH
async def test_a_verdict_of_a_confirmed_visit_belongs_to_the_patient(hall: Hall) -> None:
    await _assess(hall, "yurak", await hall.visit(1, confirmed=True))
    await _assess(hall, "yurak", await hall.visit(1))
    owners = [(row["patient_id"], row["assurance"]) for row in await hall.rows("assessments")]
    assert sorted(owners, key=str) == sorted(
        [(person(1).id, "confirmed"), (None, "claimed")], key=str
    )


async def test_without_a_model_everything_but_complaints_works(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> None:
    async with open_hall(settings, keyring, clock, lambda _: None) as hall:
        visit = await hall.visit(1)
        refused = await hall.post(
            ASSESSMENTS, visit, {"id": str(uuid4()), "text": "yurak", "language": "ru"}
        )
        assert (refused.status_code, refused.json()["part"]) == (503, "triage")
        order = JoinQueue(id=uuid4(), department="therapy", language="ru")
        assert (await hall.kiosk.join_queue(visit, order)).number == "T-001"
        ready = await hall.http.get("/readyz")
        assert ready.status_code == 200
        assert ready.json()["triage"].startswith("missing")
        assert ready.json()["database"] == "ok"


async def test_a_model_that_is_not_there_does_not_stop_the_start(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> None:
    absent = settings.model_copy(update={"triage_version": "no-such-version"})
    async with open_hall(absent, keyring, clock, load_triage) as hall:
        with pytest.raises(Unavailable):
            await _assess(hall, "yurak")


async def test_the_model_that_is_shipped_sends_a_danger_to_life_to_the_emergency_room(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> None:
    async with open_hall(settings, keyring, clock, load_triage) as hall:
        ready = await hall.http.get("/readyz")
        assert ready.json()["triage"] == "ok"
        words = "koʻkragim qattiq ogʻriyapti, nafas yetmayapti, terlayapman"
        verdict = await _assess(hall, words)
        assert (verdict.urgency, verdict.department) == ("emergency", "emergency")
        assert all(flag.label for flag in verdict.red_flags)
        assert len(await hall.rows("alarms")) == 1
        nonsense = await _assess(hall, "qwzx vbnm ffgh")
        assert (nonsense.abstain, nonsense.department) == (True, "reception")
        long = await _assess(hall, ("tishim ogʻriyapti " * 700)[:10_000])
        assert long.department in {"therapy", "reception"}  # there is no dentist here
        assert (await _assess(hall, "tishim ogʻriyapti", language="uz-Cyrl")).findings


async def _everything(hall: Hall) -> list[str]:
    """Every value of every row, as text, and for SQLite the bytes of the file too."""
    content = [
        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
        for table in metadata.tables
        for row in await hall.rows(table)
        for value in row.values()
    ]
    if hall.database.is_sqlite:
        path = hall.database.url.removeprefix("sqlite+aiosqlite:///")
        with sqlite3.connect(path) as file:
            content += list(file.iterdump())
    return content
