"""The console of a room, as somebody with ten seconds between two patients uses it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from mobile_api.actors import Role
from mobile_api.pages.rendering import FOLDER
from mobile_api.phrasebook import Phrasebook
from mobile_api.queues.schemas import CheckIn
from tests.conftest import BOTH
from tests.mobile_api.hall import Hall
from tests.mobile_api.pages.reading import CONSOLE, HTML, Page, look, send, take_number

PHRASES = Phrasebook(FOLDER / "phrases")


async def states(hall: Hall) -> dict[str, tuple[str, str | None]]:
    """Every number: its state, and where it was called."""
    return {row["label"]: (row["status"], row["called_room"]) for row in await hall.rows("tickets")}


@BOTH
async def test_pressing_next_calls_the_first_and_shows_the_number_large(hall: Hall) -> None:
    first = await take_number(hall, 1)
    await take_number(hall, 2)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    before = await look(doctor, CONSOLE)
    assert first.number in before.text
    after = Page((await send(doctor, before.form("/calls"))).text)
    current = after.texts[after.texts.index(PHRASES.say("uz-Latn", "console-in-room")) + 1]
    assert current == first.number
    assert await states(hall) == {first.number: ("called", "301"), "K-002": ("waiting", None)}
    await doctor.aclose()


@BOTH
async def test_two_rooms_that_press_at_once_get_two_people(hall: Hall) -> None:
    for serial in range(1, 4):
        await take_number(hall, serial)
    doctors = [await hall.staff(Role.DOCTOR, ["cardiology"]) for _ in range(2)]
    pages = [
        await look(doctor, f"/staff/rooms/cardiology?room={room}")
        for doctor, room in zip(doctors, ("301", "302"), strict=True)
    ]
    await asyncio.gather(
        *(send(doctor, page.form("/calls")) for doctor, page in zip(doctors, pages, strict=True))
    )
    called = {number: room for number, (status, room) in (await states(hall)).items() if room}
    assert sorted(called) == ["K-001", "K-002"]
    assert sorted(called.values()) == ["301", "302"]
    for doctor in doctors:
        await doctor.aclose()


@BOTH
async def test_a_form_that_is_sent_twice_calls_one_person(hall: Hall) -> None:
    for serial in range(1, 4):
        await take_number(hall, serial)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    form = (await look(doctor, CONSOLE)).form("/calls")
    await asyncio.gather(*(send(doctor, form) for _ in range(5)))
    assert [state for state, _ in (await states(hall)).values()].count("called") == 1
    await doctor.aclose()


@BOTH
async def test_next_closes_who_was_in_the_room(hall: Hall) -> None:
    for serial in (1, 2):
        await take_number(hall, serial)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    page = Page((await send(doctor, (await look(doctor, CONSOLE)).form("/calls"))).text)
    assert PHRASES.say("uz-Latn", "console-closes", {"number": "K-001"}) in page.texts
    hall.clock.forward(minutes=7)
    await send(doctor, page.form("/calls"))
    assert await states(hall) == {"K-001": ("done", "301"), "K-002": ("called", "301")}
    await doctor.aclose()


@BOTH
async def test_nobody_is_called_unseen_when_a_colleague_was_quicker(hall: Hall) -> None:
    for serial in (1, 2, 3):
        await take_number(hall, serial)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    old = Page((await send(doctor, (await look(doctor, CONSOLE)).form("/calls"))).text)
    await send(doctor, old.form("/calls"))  # the colleague at the same console
    said = Page((await send(doctor, old.form("/calls"), request_id=str(uuid4()))).text)
    assert PHRASES.say("uz-Latn", "notice-ticket_not_called") in said.texts
    assert (await states(hall))["K-003"] == ("waiting", None)
    await doctor.aclose()


@BOTH
async def test_an_empty_queue_is_said_in_words_and_closes_nobody(hall: Hall) -> None:
    await take_number(hall, 1)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    alone = Page((await send(doctor, (await look(doctor, CONSOLE)).form("/calls"))).text)
    assert alone.form("/calls").disabled
    said = Page((await send(doctor, alone.form("/calls"))).text)
    assert PHRASES.say("uz-Latn", "notice-nobody_waiting") in said.texts
    assert await states(hall) == {"K-001": ("called", "301")}
    await doctor.aclose()


@BOTH
async def test_who_did_not_come_can_be_called_again_and_finished(hall: Hall) -> None:
    await take_number(hall, 1)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    page = Page((await send(doctor, (await look(doctor, CONSOLE)).form("/calls"))).text)
    page = Page((await send(doctor, page.form("/no-answer"))).text)
    assert PHRASES.say("uz-Latn", "console-missed") in page.texts
    assert (await states(hall))["K-001"][0] == "no_answer"
    page = Page((await send(doctor, page.form("/recall"))).text)
    assert (await states(hall))["K-001"][0] == "called"
    await send(doctor, page.form("/done"))
    assert (await states(hall))["K-001"][0] == "done"
    await doctor.aclose()


@BOTH
async def test_a_doctor_can_call_one_person_out_of_turn(hall: Hall) -> None:
    for serial in (1, 2):
        await take_number(hall, serial)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    page = await look(doctor, CONSOLE)
    await send(doctor, page.form("/call"))  # the first in the list has the large button instead
    assert await states(hall) == {"K-001": ("waiting", None), "K-002": ("called", "301")}
    await doctor.aclose()


@BOTH
async def test_the_list_says_why_somebody_goes_first(hall: Hall) -> None:
    await take_number(hall, 1)
    hall.clock.forward(minutes=12)
    await take_number(hall, 2, complaint="")
    await hall.know(3)
    booked = await hall.book(3, hall.clock.now + timedelta(minutes=20))
    visit = await hall.visit(3, confirmed=True)
    await hall.kiosk.check_in(visit, CheckIn(id=uuid4(), appointment_id=booked, language="uz-Latn"))
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    texts = (await look(doctor, CONSOLE)).texts
    order = [one for one in texts if one in {"K-001", "K-002", "K-003"}]
    assert order == ["K-002", "K-003", "K-001"]
    assert PHRASES.say("uz-Latn", "why-unknown") in texts
    assert PHRASES.say("uz-Latn", "why-booked") in texts
    assert PHRASES.say("uz-Latn", "why-planned") not in texts
    assert PHRASES.say("uz-Latn", "waited", {"minutes": 12}) in texts
    await doctor.aclose()


@BOTH
@pytest.mark.parametrize(
    ("role", "seen"), [(Role.NURSE, True), (Role.DOCTOR, True), (Role.RECEPTION, False)]
)
async def test_findings_are_for_nurses_and_doctors_and_nobody_reads_a_full_name(
    hall: Hall, role: Role, seen: bool
) -> None:
    await take_number(hall, 1)
    somebody = await hall.staff(role)
    reply = await somebody.get(CONSOLE, headers=HTML)
    assert ("finding_a/uz-Latn" in reply.text) is seen
    assert "Karimov" not in reply.text
    assert "Dilshod" not in reply.text
    await somebody.aclose()


@BOTH
async def test_another_department_is_closed_with_a_page_in_words(hall: Hall) -> None:
    doctor = await hall.staff(Role.DOCTOR, ["therapy"], "ru")
    reply = await doctor.get(CONSOLE, headers=HTML)
    assert reply.status_code == 403
    assert PHRASES.say("ru", "error-forbidden-title") in Page(reply.text).texts
    rooms = await look(doctor, "/staff")
    assert rooms.has_form("/staff/rooms/therapy")
    assert not rooms.has_form("/staff/rooms/cardiology")
    await doctor.aclose()


@BOTH
async def test_a_form_without_its_token_calls_nobody(hall: Hall) -> None:
    await take_number(hall, 1)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    form = (await look(doctor, CONSOLE)).form("/calls")
    refused = await send(doctor, form, csrf="")
    assert refused.status_code == 403
    assert (await states(hall))["K-001"] == ("waiting", None)
    stranger = await hall.staff(Role.DOCTOR, ["cardiology"])
    refused = await send(stranger, form)
    assert refused.status_code == 403
    assert (await states(hall))["K-001"] == ("waiting", None)
    await doctor.aclose()
    await stranger.aclose()


async def test_the_script_gets_the_list_alone_and_never_a_page_in_a_page(hall: Hall) -> None:
    await take_number(hall, 1)
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    form = (await look(doctor, CONSOLE)).form("/calls")
    reply = await doctor.post(form.action, data=form.fields, headers={"HX-Request": "true"})
    assert reply.status_code == 200
    assert "<html" not in reply.text
    assert "K-001" in reply.text
    await doctor.aclose()
