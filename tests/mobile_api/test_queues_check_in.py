"""Checking in: arrival and number together, once, and only for one's own appointment."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from mobile_api.appointments.errors import AppointmentClosed, NoSuchAppointment
from mobile_api.errors import IdempotencyMismatch
from mobile_api.patients.errors import ConfirmationNeeded
from mobile_api.queues import numbering_store
from mobile_api.queues.errors import AlreadyWaiting
from mobile_api.queues.schemas import CheckIn, JoinQueue, Ticket
from tests.conftest import BOTH
from tests.mobile_api.hall import Hall

CHECK_INS = "/v1/queues/check-ins"


async def _check_in(
    hall: Hall, visit: str, appointment: UUID, arrival_id: UUID | None = None
) -> Ticket:
    arrival = CheckIn(id=arrival_id or uuid4(), appointment_id=appointment, language="ru")
    return await hall.kiosk.check_in(visit, arrival)


async def _soon(hall: Hall, serial: int = 1, **more: Any) -> UUID:
    return await hall.book(serial, hall.clock.now + timedelta(minutes=10), **more)


@BOTH
async def test_i_check_in_and_get_a_number_my_doctor_and_the_right_door(hall: Hall) -> None:
    appointment = await _soon(hall)
    visit = await hall.visit(1, confirmed=True)
    ticket = await _check_in(hall, visit, appointment)
    assert (ticket.number, ticket.priority, ticket.language) == ("K-001", "booked", "ru")
    assert (ticket.practitioner, ticket.floor, ticket.room) == ("Dr. Sinova A.", 4, "301")
    (item,) = (await hall.kiosk.todays_appointments(visit)).items
    assert item.status == "arrived"
    (row,) = await hall.rows("appointments")
    assert row["arrived_at"] == hall.clock.now


@BOTH
async def test_an_appointment_has_one_ticket_however_often_i_check_in(hall: Hall) -> None:
    appointment = await _soon(hall)
    visit = await hall.visit(1, confirmed=True)
    first = await _check_in(hall, visit, appointment)
    arrived = hall.clock.now
    hall.clock.forward(minutes=5)
    again = await _check_in(hall, visit, appointment)
    assert (again.id, again.number) == (first.id, first.number)
    assert again.issued_at == first.issued_at
    assert (await hall.rows("appointments"))[0]["arrived_at"] == arrived


@BOTH
async def test_checking_in_thirty_times_at_once_is_one_ticket(hall: Hall) -> None:
    appointment = await _soon(hall)
    visit = await hall.visit(1, confirmed=True)
    bodies = [
        {"id": str(uuid4()), "appointment_id": str(appointment), "language": "ru"}
        for _ in range(10)
    ] * 3
    answers = await asyncio.gather(*(hall.post(CHECK_INS, visit, body) for body in bodies))
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["number"] for answer in answers} == {"K-001"}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await hall.rows("tickets")) == 1


@BOTH
async def test_nobody_checks_in_for_another_or_for_tomorrow(hall: Hall) -> None:
    of_another = await _soon(hall, 2)
    tomorrow = await hall.book(1, hall.clock.now + timedelta(days=1))
    visit = await hall.visit(1, confirmed=True)
    for appointment in (of_another, tomorrow, uuid4()):
        with pytest.raises(NoSuchAppointment):
            await _check_in(hall, visit, appointment)
    assert {row["status"] for row in await hall.rows("appointments")} == {"booked"}
    assert await hall.rows("tickets") == []


@BOTH
async def test_a_typed_number_alone_cannot_check_in(hall: Hall) -> None:
    appointment = await _soon(hall)
    with pytest.raises(ConfirmationNeeded):
        await _check_in(hall, await hall.visit(1), appointment)


@BOTH
@pytest.mark.parametrize("status", ["cancelled", "noshow", "fulfilled"])
async def test_a_closed_appointment_says_why_and_gives_no_number(hall: Hall, status: str) -> None:
    appointment = await _soon(hall)
    async with hall.database.writing() as tx:
        await tx.execute(text("UPDATE appointments SET status=:status"), {"status": status})
    with pytest.raises(AppointmentClosed) as refused:
        await _check_in(hall, await hall.visit(1, confirmed=True), appointment)
    assert refused.value.facts["appointment_status"] == status
    assert await hall.rows("tickets") == []
    assert await hall.rows("queue_counters") == []


@BOTH
async def test_arrival_and_number_are_stored_together_or_not_at_all(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    appointment = await _soon(hall)

    async def fail(*_: Any) -> None:
        raise RuntimeError("the power is out")

    with monkeypatch.context() as broken:
        broken.setattr(numbering_store, "complete_ticket", fail)
        body = {"id": str(uuid4()), "appointment_id": str(appointment), "language": "ru"}
        visit = await hall.visit(1, confirmed=True)
        assert (await hall.post(CHECK_INS, visit, body)).status_code == 500
    assert [row["status"] for row in await hall.rows("appointments")] == ["booked"]
    assert await hall.rows("tickets") == []
    assert (await hall.post(CHECK_INS, visit, body)).json()["number"] == "K-001"


@BOTH
async def test_the_id_of_a_check_in_is_not_used_for_another_appointment(hall: Hall) -> None:
    first = await _soon(hall)
    second = await hall.book(1, hall.clock.now + timedelta(minutes=40), with_whom="b")
    visit = await hall.visit(1, confirmed=True)
    ticket = await _check_in(hall, visit, first)
    with pytest.raises(IdempotencyMismatch):
        await _check_in(hall, visit, second, ticket.id)


@BOTH
async def test_two_doctors_on_one_day_are_two_tickets(hall: Hall) -> None:
    first = await _soon(hall)
    second = await hall.book(1, hall.clock.now + timedelta(minutes=40), with_whom="b")
    visit = await hall.visit(1, confirmed=True)
    tickets = [await _check_in(hall, visit, appointment) for appointment in (first, second)]
    assert [ticket.number for ticket in tickets] == ["K-001", "K-002"]
    assert [ticket.room for ticket in tickets] == ["301", "302"]


@BOTH
async def test_who_has_checked_in_is_not_given_a_second_number_as_a_walk_in(hall: Hall) -> None:
    appointment = await _soon(hall)
    visit = await hall.visit(1, confirmed=True)
    ticket = await _check_in(hall, visit, appointment)
    with pytest.raises(AlreadyWaiting) as refused:
        await hall.kiosk.join_queue(
            visit, JoinQueue(id=uuid4(), department="cardiology", language="ru")
        )
    assert refused.value.facts["ticket_id"] == str(ticket.id)
    assert len(await hall.rows("tickets")) == 1
    assert [row["last"] for row in await hall.rows("queue_counters")] == [1]


@BOTH
async def test_who_took_a_number_first_can_still_check_in(hall: Hall) -> None:
    appointment = await _soon(hall)
    visit = await hall.visit(1, confirmed=True)
    await hall.kiosk.join_queue(
        visit, JoinQueue(id=uuid4(), department="cardiology", language="ru")
    )
    assert (await _check_in(hall, visit, appointment)).number == "K-002"
