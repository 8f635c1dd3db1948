"""Calling: the right person first, nobody twice, and the hall sees the same number."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import text

from mobile_api.actors import Role
from mobile_api.assessments.schemas import Assess
from mobile_api.queues.schemas import CheckIn, JoinQueue, Ticket
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL, Hall

BOARD = f"/v1/queues/board/{HOSPITAL}"


async def _join(
    hall: Hall, serial: int, words: str | None = None, department: str = "therapy"
) -> Ticket:
    visit = await hall.visit(serial)
    verdict = None
    if words is not None:
        complaint = Assess(id=uuid4(), text=words, language="uz-Latn")
        verdict = (await hall.kiosk.assess(visit, complaint)).id
    order = JoinQueue(id=uuid4(), department=department, assessment_id=verdict, language="uz-Latn")
    return await hall.kiosk.join_queue(visit, order)


async def _call(
    staff: httpx.AsyncClient, room: str = "201", department: str = "therapy", **more: Any
) -> httpx.Response:
    body = {"id": str(uuid4()), "room": room, **more}
    return await staff.post(f"/v1/queues/{department}/calls", json=body)


async def _say(staff: httpx.AsyncClient, ticket: UUID | str, what: str) -> httpx.Response:
    return await staff.post(f"/v1/queues/tickets/{ticket}/{what}", json={"id": str(uuid4())})


@BOTH
async def test_people_are_called_by_urgency_then_by_arrival(hall: Hall) -> None:
    expected: dict[str, str] = {}
    for serial, (name, words) in enumerate(
        [
            ("planned", "yurak"),
            ("later", "charchoq"),
            ("today", "isitma"),
            ("unknown", None),
            ("emergency", "nafas"),
        ],
        start=10,
    ):
        expected[name] = (await _join(hall, serial, words, "cardiology")).number
        hall.clock.forward(seconds=20)
    appointment = await hall.book(1, hall.clock.now)
    booked = await hall.kiosk.check_in(
        await hall.visit(1, confirmed=True),
        CheckIn(id=uuid4(), appointment_id=appointment, language="ru"),
    )
    assert booked.ahead == 3
    doctor = await hall.staff()
    called = [(await _call(doctor, department="cardiology")).json()["number"] for _ in range(6)]
    assert called == [
        expected["emergency"],
        expected["unknown"],
        expected["today"],
        booked.number,
        expected["planned"],
        expected["later"],
    ]


@BOTH
async def test_the_thousandth_number_waits_its_turn_like_any_other(hall: Hall) -> None:
    first = await _join(hall, 10)
    async with hall.database.writing() as tx:
        await tx.execute(text("UPDATE queue_counters SET last=999"))
    hall.clock.forward(seconds=1)
    await _join(hall, 11)
    doctor = await hall.staff()
    called = [(await _call(doctor)).json()["number"] for _ in range(2)]
    assert called == [first.number, "T-1000"]


@BOTH
async def test_ten_rooms_calling_at_once_get_ten_people(hall: Hall) -> None:
    numbers = {(await _join(hall, serial)).number for serial in range(10, 20)}
    doctor = await hall.staff()
    answers = await asyncio.gather(*(_call(doctor, str(room)) for room in range(201, 213)))
    called = [a.json()["number"] for a in answers if a.status_code == 200]
    assert sorted(called) == sorted(numbers)
    refused = [a.json()["code"] for a in answers if a.status_code != 200]
    assert refused == ["nobody_waiting"] * 2


@BOTH
async def test_a_double_click_calls_one_person(hall: Hall) -> None:
    for serial in range(10, 14):
        await _join(hall, serial)
    doctor = await hall.staff()
    click = {"id": str(uuid4())}
    answers = await asyncio.gather(*(_call(doctor, **click) for _ in range(8)))
    assert {answer.json()["number"] for answer in answers} == {"T-001"}
    statuses = [row["status"] for row in await hall.rows("tickets")]
    assert sorted(statuses) == ["called", "waiting", "waiting", "waiting"]
    other = await _call(doctor, "999", **click)
    assert other.json()["code"] == "idempotency_mismatch"


@BOTH
async def test_a_call_into_an_empty_queue_can_be_sent_again_later(hall: Hall) -> None:
    doctor = await hall.staff()
    click = {"id": str(uuid4())}
    assert (await _call(doctor, **click)).json()["code"] == "nobody_waiting"
    await _join(hall, 10)
    assert (await _call(doctor, **click)).json()["number"] == "T-001"


@BOTH
async def test_board_and_phone_show_the_number_and_room_that_was_called(hall: Hall) -> None:
    ticket = await _join(hall, 10, department="cardiology")
    doctor = await hall.staff()
    await _call(doctor, "302", "cardiology")
    (row,) = (await hall.http.get(BOARD)).json()["rows"]
    place = await hall.kiosk.place(ticket.qr.rsplit("/", 1)[1])
    assert (row["number"], row["room"], row["floor"]) == (ticket.number, "302", 3)
    assert (place.number, place.room, place.floor) == (ticket.number, "302", 3)
    assert place.status == "called"


@BOTH
async def test_the_board_shows_the_last_ten_minutes_newest_first_and_at_most_eight(
    hall: Hall,
) -> None:
    doctor = await hall.staff()
    for serial in range(10, 22):
        await _join(hall, serial)
    for _ in range(11):
        await _call(doctor)
        hall.clock.forward(minutes=1)
    rows = (await hall.http.get(BOARD)).json()["rows"]
    assert [row["number"] for row in rows] == [f"T-{n:03d}" for n in range(11, 3, -1)]
    hall.clock.forward(minutes=6)
    rows = (await hall.http.get(BOARD)).json()["rows"]
    assert [row["number"] for row in rows] == ["T-011", "T-010", "T-009", "T-008"]


@BOTH
async def test_the_board_of_a_hospital_that_does_not_exist_is_not_found(hall: Hall) -> None:
    assert (await hall.http.get(f"/v1/queues/board/{uuid4()}")).status_code == 404


@BOTH
async def test_who_does_not_answer_leaves_the_board_and_can_be_called_again(hall: Hall) -> None:
    ticket = await _join(hall, 10)
    doctor = await hall.staff()
    await _call(doctor)
    assert (await _say(doctor, ticket.id, "no-answer")).json()["status"] == "no_answer"
    assert (await hall.http.get(BOARD)).json()["rows"] == []
    hall.clock.forward(minutes=20)
    again = (await _say(doctor, ticket.id, "recall")).json()
    assert (again["status"], again["called_room"]) == ("called", "201")
    (row,) = (await hall.http.get(BOARD)).json()["rows"]
    assert row["number"] == ticket.number
    assert (await _say(doctor, ticket.id, "done")).json()["status"] == "done"
    history = [row["what"] for row in await hall.rows("ticket_events")]
    assert sorted(history) == ["call", "done", "join", "no_answer", "recall"]


@BOTH
async def test_only_who_was_called_can_be_recalled_missed_or_finished(hall: Hall) -> None:
    ticket = await _join(hall, 10)
    doctor = await hall.staff()
    for what in ("recall", "no-answer", "done"):
        assert (await _say(doctor, ticket.id, what)).json()["code"] == "ticket_not_called"
    await _call(doctor)
    await _say(doctor, ticket.id, "done")
    for what in ("recall", "no-answer", "done"):
        assert (await _say(doctor, ticket.id, what)).json()["code"] == "ticket_not_called"
    assert (await _say(doctor, uuid4(), "done")).json()["code"] == "no_such_ticket"


@BOTH
async def test_the_same_done_sent_twice_counts_once(hall: Hall) -> None:
    ticket = await _join(hall, 10)
    doctor = await hall.staff()
    await _call(doctor)
    body = {"id": str(uuid4())}
    path = f"/v1/queues/tickets/{ticket.id}"
    answers = [await doctor.post(f"{path}/done", json=body) for _ in range(2)]
    assert [answer.json()["status"] for answer in answers] == ["done", "done"]
    mixed = await doctor.post(f"{path}/recall", json=body)
    assert mixed.json()["code"] == "idempotency_mismatch"


@BOTH
async def test_a_doctor_can_call_somebody_out_of_turn(hall: Hall) -> None:
    await _join(hall, 10)
    second = await _join(hall, 11)
    doctor = await hall.staff()
    path = f"/v1/queues/tickets/{second.id}/call"
    body = {"id": str(uuid4()), "room": "205"}
    called = [await doctor.post(path, json=body) for _ in range(2)]
    assert [answer.json()["called_room"] for answer in called] == ["205", "205"]
    late = await doctor.post(path, json={"id": str(uuid4()), "room": "206"})
    assert late.json()["code"] == "ticket_not_waiting"
    assert (await _call(doctor)).json()["number"] == "T-001"


@BOTH
async def test_done_closes_the_appointment_too(hall: Hall) -> None:
    appointment = await hall.book(1, hall.clock.now)
    visit = await hall.visit(1, confirmed=True)
    arrival = CheckIn(id=uuid4(), appointment_id=appointment, language="ru")
    ticket = await hall.kiosk.check_in(visit, arrival)
    doctor = await hall.staff()
    await _call(doctor, "301", "cardiology")
    await _say(doctor, ticket.id, "done")
    assert [row["status"] for row in await hall.rows("appointments")] == ["fulfilled"]
    shown = await hall.kiosk.check_in(
        visit, CheckIn(id=uuid4(), appointment_id=appointment, language="ru")
    )
    assert (shown.id, shown.status) == (ticket.id, "done")


@BOTH
async def test_staff_call_only_in_their_own_departments(hall: Hall) -> None:
    ticket = await _join(hall, 10)
    heart = await hall.staff(Role.DOCTOR, ["cardiology"])
    assert (await _call(heart)).json()["code"] == "not_allowed"
    assert (await heart.get("/v1/queues/therapy")).json()["code"] == "not_allowed"
    desk = await hall.staff(Role.RECEPTION, ["reception"])
    assert (await _call(desk)).json()["number"] == ticket.number
    assert (await _say(heart, ticket.id, "done")).json()["code"] == "not_allowed"
    kiosk = await hall.http.post("/v1/queues/therapy/calls", json={"id": str(uuid4()), "room": "1"})
    assert kiosk.status_code == 401
    lost = await _call(desk, department="neurology")
    assert lost.json()["code"] == "no_such_department"


@BOTH
async def test_staff_see_the_order_a_masked_name_and_the_wait_but_no_number_of_a_person(
    hall: Hall,
) -> None:
    await _join(hall, 1, "yurak sanchiyapti", "cardiology")
    hall.clock.forward(minutes=12)
    await _join(hall, 11, "nafas yetmayapti", "cardiology")
    doctor = await hall.staff(language="ru")
    answer = await doctor.get("/v1/queues/cardiology")
    rows = answer.json()["rows"]
    assert [row["number"] for row in rows] == ["K-002", "K-001"]
    assert [row["masked_name"] for row in rows] == ["", "Dil••• K."]
    assert [row["waited_minutes"] for row in rows] == [0, 12]
    flags = rows[0]["assessment"]["red_flags"]
    assert [flag["label"] for flag in flags] == ["no_breath/ru"]
    assert "Karimov" not in answer.text
    assert "sanchiyapti" not in answer.text
    await _call(doctor, "301", "cardiology")
    rows = (await doctor.get("/v1/queues/cardiology")).json()["rows"]
    assert [(row["number"], row["status"]) for row in rows] == [
        ("K-001", "waiting"),
        ("K-002", "called"),
    ]
    desk = await hall.staff(Role.RECEPTION)
    rows = (await desk.get("/v1/queues/cardiology")).json()["rows"]
    assert {row["assessment"] for row in rows} == {None}


@BOTH
async def test_the_promised_wait_follows_how_fast_the_queue_moves_today(hall: Hall) -> None:
    doctor = await hall.staff()
    for serial in range(10, 16):
        ticket = await _join(hall, serial)
        await _call(doctor)
        hall.clock.forward(minutes=30)
        await _say(doctor, ticket.id, "done")
    await _join(hall, 20)
    slow = await _join(hall, 21)
    assert slow.ahead == 1
    assert (slow.wait_minutes_from, slow.wait_minutes_to) == (20, 75)


@BOTH
async def test_yesterdays_people_are_not_called_today(hall: Hall) -> None:
    await _join(hall, 10)
    hall.clock.now += timedelta(days=1)
    doctor = await hall.staff()
    assert (await _call(doctor)).json()["code"] == "nobody_waiting"
    assert (await doctor.get("/v1/queues/therapy")).json()["rows"] == []
