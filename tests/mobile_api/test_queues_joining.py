"""Taking a number: one id is one ticket, no number is ever skipped, nobody is told of others."""

from __future__ import annotations

import asyncio
import base64
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mobile_api.assessments.errors import NoSuchAssessment
from mobile_api.assessments.schemas import Assess
from mobile_api.errors import IdempotencyMismatch, NotAllowed
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.keys import Keyring, Vaulted
from mobile_api.live import Live
from mobile_api.queues import numbering_store
from mobile_api.queues.errors import AlreadyWaiting
from mobile_api.queues.schemas import JoinQueue, Ticket
from tests.conftest import BOTH, SettableClock
from tests.mobile_api.hall import HOSPITAL, Hall, person

TICKETS = "/v1/queues/tickets"


def _order(department: str = "therapy", **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "department": department, "language": "uz-Latn", **more}


async def _join(hall: Hall, visit: str, department: str = "therapy", **more: Any) -> Ticket:
    order = JoinQueue.model_validate(_order(department, **more))
    return await hall.kiosk.join_queue(visit, order)


async def _assessed(hall: Hall, visit: str, words: str) -> str:
    verdict = await hall.kiosk.assess(visit, Assess(id=uuid4(), text=words, language="uz-Latn"))
    return str(verdict.id)


@BOTH
async def test_a_ticket_says_where_to_go_and_leads_to_its_place(hall: Hall) -> None:
    ticket = await _join(hall, await hall.visit(1))
    assert (ticket.number, ticket.floor, ticket.room) == ("T-001", 2, "201")
    assert (ticket.status, ticket.ahead, ticket.practitioner) == ("waiting", 0, None)
    assert ticket.qr.startswith("https://hospital.example/t/")
    place = await hall.kiosk.place(ticket.qr.rsplit("/", 1)[1])
    assert (place.number, place.room, place.ahead) == ("T-001", "201", 0)
    second = await _join(hall, await hall.visit(2))
    assert (second.number, second.ahead) == ("T-002", 1)
    assert second.wait_minutes_from < second.wait_minutes_to


@BOTH
async def test_nobody_waits_behind_themselves(hall: Hall) -> None:
    hall.clock.ticking = timedelta(milliseconds=1)
    assert (await _join(hall, await hall.visit(1))).ahead == 0
    assert (await _join(hall, await hall.visit(2))).ahead == 1


@BOTH
async def test_one_order_sent_two_hundred_times_at_once_is_one_ticket(hall: Hall) -> None:
    visit, order = await hall.visit(1), _order()
    answers = await asyncio.gather(*(hall.post(TICKETS, visit, order) for _ in range(200)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    (ticket,) = await hall.rows("tickets")
    assert (str(ticket["id"]), ticket["number"]) == (order["id"], 1)
    (counter,) = await hall.rows("queue_counters")
    assert counter["last"] == 1
    assert len(await hall.rows("ticket_events")) == 1


@BOTH
async def test_a_replay_gets_its_ticket_even_when_its_visit_is_over_and_others_have_come(
    hall: Hall,
) -> None:
    order = _order()
    first = await hall.post(TICKETS, await hall.visit(1), order)
    hall.clock.forward(minutes=25)
    await _join(hall, await hall.visit(2))
    again = await hall.post(TICKETS, await hall.visit(1), order)
    assert again.json() == first.json()


@BOTH
async def test_the_same_id_with_another_body_is_refused(hall: Hall) -> None:
    visit = await hall.visit(1)
    ticket = await _join(hall, visit)
    with pytest.raises(IdempotencyMismatch):
        await _join(hall, visit, "cardiology", id=str(ticket.id))
    refused = await hall.http.post(
        TICKETS,
        json=_order(),
        headers={"Dmed-Visit": visit, "Idempotency-Key": str(uuid4())},
    )
    assert refused.json()["code"] == "idempotency_mismatch"
    assert len(await hall.rows("tickets")) == 1


@BOTH
async def test_fifty_people_at_once_get_one_to_fifty(hall: Hall) -> None:
    visits = [await hall.visit(serial) for serial in range(100, 150)]
    answers = await asyncio.gather(*(hall.post(TICKETS, visit, _order()) for visit in visits))
    numbers = sorted(answer.json()["number"] for answer in answers)
    assert numbers == [f"T-{number:03d}" for number in range(1, 51)]
    assert sorted(answer.json()["ahead"] for answer in answers) == list(range(50))


@BOTH
async def test_orders_that_fail_midway_leave_no_gap(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete, turn = numbering_store.complete_ticket, iter(range(1000))

    async def sometimes(*arguments: Any) -> None:
        await complete(*arguments)
        if next(turn) % 3 == 0:
            raise RuntimeError("the power is out")

    monkeypatch.setattr(numbering_store, "complete_ticket", sometimes)
    visits = [await hall.visit(serial) for serial in range(100, 130)]
    answers = await asyncio.gather(*(hall.post(TICKETS, visit, _order()) for visit in visits))
    given = sorted(a.json()["number"] for a in answers if a.status_code == 200)
    assert [a.status_code for a in answers].count(500) == 10
    assert given == [f"T-{number:03d}" for number in range(1, 21)]
    assert sorted(row["number"] for row in await hall.rows("tickets")) == list(range(1, 21))


@BOTH
async def test_a_commit_that_fails_is_never_answered_with_a_ticket(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    async def tell(_live: Live, *topics: str) -> None:
        told.extend(topics)

    monkeypatch.setattr(Live, "tell", tell)
    # A foreign key that is checked at COMMIT only, and is then violated.
    async with hall.database.writing() as tx:
        await tx.execute(text("CREATE TABLE there (id INTEGER PRIMARY KEY)"))
        await tx.execute(
            text("CREATE TABLE doomed (id INTEGER REFERENCES there DEFERRABLE INITIALLY DEFERRED)")
        )
        doom = "INSERT INTO doomed VALUES (1);"
        if hall.database.is_sqlite:
            trigger = f"CREATE TRIGGER doom AFTER INSERT ON tickets BEGIN {doom} END"
        else:
            await tx.execute(
                text(
                    "CREATE FUNCTION doom() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN {doom} RETURN NEW; END $$"
                )
            )
            trigger = (
                "CREATE TRIGGER doom AFTER INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION doom()"
            )
        await tx.execute(text(trigger))
    order = _order()
    failed = await hall.post(TICKETS, await hall.visit(1), order)
    assert failed.status_code >= 500
    assert "number" not in failed.json()
    assert await hall.rows("tickets") == []
    assert told == []
    async with hall.database.writing() as tx:
        on = "" if hall.database.is_sqlite else " ON tickets"
        await tx.execute(text(f"DROP TRIGGER doom{on}"))
    assert (await hall.post(TICKETS, await hall.visit(1), order)).json()["number"] == "T-001"
    assert set(told) == {
        f"ticket:{order['id']}",
        f"queue:{HOSPITAL}:therapy",
        f"board:{HOSPITAL}",
    }


@BOTH
async def test_a_typed_number_is_never_told_that_somebody_waits(hall: Hall) -> None:
    confirmed = await _join(hall, await hall.visit(1, confirmed=True))
    stranger = [await _join(hall, await hall.visit(1)) for _ in range(2)]
    assert len({confirmed.number, *(ticket.number for ticket in stranger)}) == 3


@BOTH
async def test_a_confirmed_person_waits_once_and_is_shown_the_ticket_they_have(hall: Hall) -> None:
    first = await _join(hall, await hall.visit(1, confirmed=True))
    with pytest.raises(AlreadyWaiting) as refused:
        await _join(hall, await hall.visit(1, confirmed=True))
    assert refused.value.facts["ticket_id"] == str(first.id)
    assert refused.value.facts["number"] == first.number
    place = await hall.kiosk.place(str(refused.value.facts["signed"]))
    assert place.number == first.number
    elsewhere = await _join(hall, await hall.visit(1, confirmed=True), "cardiology")
    assert elsewhere.number == "K-001"


@BOTH
async def test_a_confirmed_person_who_taps_everywhere_at_once_waits_once(hall: Hall) -> None:
    visit = await hall.visit(1, confirmed=True)
    answers = await asyncio.gather(*(hall.post(TICKETS, visit, _order()) for _ in range(12)))
    codes = [answer.json().get("code", "ticket") for answer in answers]
    assert codes.count("ticket") == 1
    assert codes.count("already_waiting") == 11
    assert [row["number"] for row in await hall.rows("tickets")] == [1]


@BOTH
async def test_a_stranger_who_typed_my_number_does_not_keep_me_from_waiting(hall: Hall) -> None:
    await _join(hall, await hall.visit(1))
    mine = await _join(hall, await hall.visit(1, confirmed=True))
    assert mine.number == "T-002"


@BOTH
async def test_a_number_that_nobody_has_becomes_one_patient(hall: Hall) -> None:
    for _ in range(2):
        await _join(hall, await hall.visit(77))
    owners = {row["patient_id"] for row in await hall.rows("tickets")}
    assert len(owners) == 1
    assert None not in owners
    known = await _join(hall, await hall.visit(1))
    (row,) = [row for row in await hall.rows("tickets") if row["id"] == known.id]
    assert row["patient_id"] == person(1).id


@BOTH
async def test_somebody_unknown_is_led_to_a_person(hall: Hall) -> None:
    visit = await hall.visit(None)
    reception = await _join(hall, visit, "reception")
    assert (reception.number, reception.priority) == ("R-001", "unknown")
    for department in ("therapy", "emergency"):
        with pytest.raises(NotAllowed):
            await _join(hall, visit, department)
    headache = await _assessed(hall, visit, "bosh")
    with pytest.raises(NotAllowed):
        await _join(hall, visit, "emergency", assessment_id=headache)
    no_breath = await _assessed(hall, visit, "nafas yetmayapti")
    saved = await _join(hall, visit, "emergency", assessment_id=no_breath)
    assert (saved.number, saved.priority) == ("E-001", "emergency")
    assert all(row["patient_id"] is None for row in await hall.rows("tickets"))


@BOTH
async def test_a_department_or_a_verdict_that_is_not_there_is_refused(hall: Hall) -> None:
    visit = await hall.visit(1)
    with pytest.raises(NoSuchDepartment):
        await _join(hall, visit, "neurology")
    with pytest.raises(NoSuchAssessment):
        await _join(hall, visit, assessment_id=str(uuid4()))
    of_another = await _assessed(hall, await hall.visit(2), "nafas")
    with pytest.raises(NoSuchAssessment):
        await _join(hall, visit, assessment_id=of_another)
    assert await hall.rows("tickets") == []
    assert await hall.rows("queue_counters") == []


@BOTH
async def test_numbers_begin_anew_with_the_day_of_the_hospital(hall: Hall) -> None:
    hall.clock.now = datetime(2026, 3, 4, 18, 58, tzinfo=UTC)
    late = await _join(hall, await hall.visit(1))
    hall.clock.forward(minutes=3)
    early = await _join(hall, await hall.visit(2))
    assert (late.number, early.number, early.ahead) == ("T-001", "T-001", 0)
    place = await hall.kiosk.place(late.qr.rsplit("/", 1)[1])
    assert (place.status, place.ahead) == ("void", 0)


@BOTH
async def test_the_promise_is_kept_so_that_it_can_be_scored(hall: Hall) -> None:
    for serial in (1, 2):
        ticket = await _join(hall, await hall.visit(serial))
    row = next(row for row in await hall.rows("tickets") if row["id"] == ticket.id)
    promised = (row["promised_ahead"], row["promised_from"], row["promised_to"])
    assert promised == (ticket.ahead, ticket.wait_minutes_from, ticket.wait_minutes_to)
    assert ticket.ahead == 1


@BOTH
@pytest.mark.parametrize("deed", ["UPDATE ticket_events SET what='x'", "DELETE FROM ticket_events"])
async def test_the_history_of_a_ticket_cannot_be_changed(hall: Hall, deed: str) -> None:
    await _join(hall, await hall.visit(1))
    with pytest.raises(DBAPIError, match="append-only"):
        async with hall.database.writing() as tx:
            await tx.execute(text(deed))


@BOTH
@pytest.mark.parametrize("forged", ["AAAA", "A" * 107, "é" * 20, "%00"])
async def test_a_forged_qr_shows_nothing(hall: Hall, forged: str) -> None:
    answer = await hall.http.get(f"/v1/queues/places/{forged}")
    assert answer.status_code == 404


@BOTH
async def test_a_qr_that_this_hospital_did_not_sign_shows_nothing(hall: Hall) -> None:
    ticket = await _join(hall, await hall.visit(1))
    ours = ticket.qr.rsplit("/", 1)[1]
    unsigned = base64.urlsafe_b64encode(ticket.id.bytes + bytes(64)).decode().rstrip("=")
    other_keys = Vaulted(Keyring.generate()).sign_id("ticket", ticket.id)
    other_purpose = hall.services.get(Vaulted).sign_id("badge", ticket.id)
    changed = ours[:-9] + ("A" if ours[-9] != "A" else "B") + ours[-8:]
    for forged in (unsigned, other_keys, other_purpose, changed):
        answer = await hall.http.get(f"/v1/queues/places/{forged}")
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_ticket")
    assert (await hall.kiosk.place(ours)).number == ticket.number


@BOTH
async def test_a_place_moves_up_as_others_are_called_before(hall: Hall) -> None:
    await _join(hall, await hall.visit(1))
    hall.clock.forward(seconds=30)
    mine = (await _join(hall, await hall.visit(2))).qr.rsplit("/", 1)[1]
    assert (await hall.kiosk.place(mine)).ahead == 1
    doctor = await hall.staff()
    await doctor.post("/v1/queues/therapy/calls", json={"id": str(uuid4()), "room": "201"})
    assert (await hall.kiosk.place(mine)).ahead == 0
    hall.clock.forward(seconds=30)
    visit = await hall.visit(3)
    urgent = await _assessed(hall, visit, "nafas")
    await _join(hall, visit, assessment_id=urgent)
    moved = await hall.kiosk.place(mine)
    assert moved.ahead == 1
    assert moved.wait_minutes_to >= moved.wait_minutes_from
    hall.clock.forward(days=1)
    assert (await hall.kiosk.place(mine)).status == "void"


@BOTH
async def test_on_a_clock_that_runs_nobody_stands_behind_themselves(hall: Hall) -> None:
    class Running(SettableClock):
        def __call__(self) -> datetime:
            self.forward(microseconds=1)
            return self.now

    hall.clock.__class__ = Running
    tickets = [await _join(hall, await hall.visit(serial)) for serial in (1, 2, 3)]
    assert [ticket.ahead for ticket in tickets] == [0, 1, 2]
