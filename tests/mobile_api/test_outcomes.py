"""Where patients really belonged: said by staff, seen from the queue, exported without people."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import jsonschema_rs

from mobile_api.actors import Role
from mobile_api.assessments.outcomes import OutcomesService
from mobile_api.assessments.schemas import Assess
from mobile_api.queues.schemas import JoinQueue, Ticket
from tests.conftest import BOTH
from tests.mobile_api.hall import Hall
from tests.mobile_api.pages.reading import CONSOLE, Page, look, send

SCHEMA = Path(__file__).parents[2] / "triage" / "schema" / "feedback.schema.json"


async def ill(hall: Hall, words: str = "yurak", **more: object) -> tuple[UUID, Ticket]:
    """Somebody who complained and took a number."""
    visit = await hall.visit(1)
    complaint = Assess.model_validate(
        {"id": uuid4(), "text": words, "language": "uz-Latn", "keep_text": True, **more}
    )
    verdict = await hall.kiosk.assess(visit, complaint)
    ticket = await hall.kiosk.join_queue(
        visit,
        JoinQueue(
            id=uuid4(),
            department=verdict.department,
            assessment_id=complaint.id,
            language="uz-Latn",
        ),
    )
    return complaint.id, ticket


async def say(doctor: httpx.AsyncClient, assessment: UUID, department: str) -> httpx.Response:
    """Over the API."""
    return await doctor.put(
        f"/v1/assessments/{assessment}/outcome", json={"department": department}
    )


async def lines(hall: Hall) -> list[dict[str, object]]:
    """What is exported."""
    async with hall.database.reading() as db:
        return [json.loads(line) async for line in hall.services.get(OutcomesService).lines(db)]


@BOTH
async def test_who_was_seen_belonged_there_until_staff_say_otherwise(hall: Hall) -> None:
    assessment, _ = await ill(hall)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    called = Page((await send(doctor, (await look(doctor, CONSOLE)).form("/calls"))).text)
    await send(doctor, called.form("/done"))
    (seen,) = await lines(hall)
    assert (seen["shown"], seen["actual"]) == ("cardiology", "cardiology")
    answer = await say(doctor, assessment, "gastroenterology")
    assert (answer.status_code, answer.json()["source"]) == (200, "staff")
    (said,) = await lines(hall)
    assert said["actual"] == "gastroenterology"
    jsonschema_rs.validator_for(json.loads(SCHEMA.read_text())).validate(said)
    await doctor.aclose()


@BOTH
async def test_the_queue_never_overrules_what_staff_said(hall: Hall) -> None:
    assessment, _ = await ill(hall)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    await say(doctor, assessment, "neurology")
    called = Page((await send(doctor, (await look(doctor, CONSOLE)).form("/calls"))).text)
    await send(doctor, called.form("/done"))
    assert [line["actual"] for line in await lines(hall)] == ["neurology"]
    await doctor.aclose()


@BOTH
async def test_who_may_say_it_and_of_what(hall: Hall) -> None:
    assessment, _ = await ill(hall)
    nurse = await hall.staff(Role.NURSE)
    assert (await say(nurse, uuid4(), "surgery")).json()["code"] == "no_such_assessment"
    assert (await say(nurse, assessment, "wizardry")).json()["code"] == "not_a_department"
    reception = await hall.staff(Role.RECEPTION)
    assert (await say(reception, assessment, "surgery")).status_code == 403
    assert await lines(hall) == []
    for one in (nurse, reception):
        await one.aclose()


@BOTH
async def test_words_are_shown_when_asked_for_and_each_look_is_written_down(hall: Hall) -> None:
    assessment, _ = await ill(hall, "yurak sanchadi")
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    queue = await doctor.get(CONSOLE, headers={"Accept": "text/html"})
    assert f"/staff/assessments/{assessment}" in queue.text
    page = await look(doctor, f"/staff/assessments/{assessment}")
    assert "sanchadi" not in page.text
    shown = await send(doctor, page.form("/words"))
    assert "yurak sanchadi" in Page(shown.text).text
    assert shown.headers["cache-control"] == "no-store"
    actions = [row["action"] for row in await hall.rows("audit_events")]
    assert actions.count("assessments.read") == 1
    await doctor.aclose()


@BOTH
async def test_a_page_leads_back_to_our_own_pages_only(hall: Hall) -> None:
    assessment, _ = await ill(hall)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    for foreign in ("https://evil.example/staff", "//evil.example/staff", "/\\evil.example"):
        page = Page(
            (
                await doctor.get(
                    f"/staff/assessments/{assessment}",
                    params={"back": foreign},
                    headers={"Accept": "text/html"},
                )
            ).text
        )
        assert page.form("/outcome").fields["back"] == "/staff"
        leads = [facts.get("href") or "" for tag, facts in page.tags if tag == "a"]
        assert "/staff" in leads
        # A choice of language repeats the address of this page, as a parameter.
        assert not [lead for lead in leads if "evil.example" in lead and lead[0] != "?"]
    await doctor.aclose()
