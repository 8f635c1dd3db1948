"""What people in the hall see: the board, and the page behind the QR of their ticket."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from mobile_api.actors import Role
from mobile_api.keys import Keyring, Vaulted
from mobile_api.pages.rendering import FOLDER
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES, Language
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL, Hall, person
from tests.mobile_api.pages.reading import CONSOLE, HTML, Page, look, send, take_number

PHRASES = Phrasebook(FOLDER / "phrases")
BOARD = f"/board/{HOSPITAL}"


async def call(hall: Hall, room: str = "301") -> None:
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    page = await look(doctor, f"/staff/rooms/cardiology?room={room}")
    reply = await send(doctor, page.form("/calls"))
    assert reply.status_code == 200
    await doctor.aclose()


@BOTH
async def test_the_board_shows_numbers_rooms_and_floors_and_nobodys_name(hall: Hall) -> None:
    for serial in (1, 2):
        await take_number(hall, serial)
    await call(hall, "302")
    hall.clock.forward(minutes=1)
    await call(hall, "301")
    reply = await hall.http.get(BOARD, headers=HTML)
    page = Page(reply.text)
    numbers = [text for text in page.texts if text.startswith("K-")]
    assert numbers == ["K-002", "K-001"]  # the newest call is the large one
    assert page.texts.index("K-002") < page.texts.index("301") < page.texts.index("302")
    assert PHRASES.say("ru", "floor", {"floor": 4}) in page.texts
    for secret in ("Dil", "Karimov", person(1).pinfl, person(1).phone):
        assert secret not in reply.text


@BOTH
async def test_the_board_forgets_calls_after_ten_minutes_and_over_midnight(hall: Hall) -> None:
    await take_number(hall, 1)
    await call(hall)
    hall.clock.forward(minutes=11)
    assert "K-001" not in (await look(hall.http, BOARD)).texts
    hall.clock.now = datetime(2026, 3, 4, 18, 55, tzinfo=UTC)  # 23:55 in Tashkent
    await take_number(hall, 2)
    await call(hall)
    assert "K-002" in (await look(hall.http, BOARD)).texts
    hall.clock.forward(minutes=8)
    after = await look(hall.http, BOARD)
    assert PHRASES.say("uz-Latn", "board-nobody") in after.texts
    assert "00:03" in after.texts


async def test_a_board_of_no_hospital_says_so_kindly(hall: Hall) -> None:
    reply = await hall.http.get(f"/board/{uuid4()}", headers=HTML)
    assert reply.status_code == 404
    assert PHRASES.say("uz-Latn", "error-not-found-title") in Page(reply.text).texts


@BOTH
async def test_the_page_behind_the_qr_follows_the_ticket(hall: Hall) -> None:
    tickets = [await take_number(hall, serial) for serial in (1, 2)]
    place = tickets[1].qr.removeprefix("https://hospital.example")
    waiting = await look(hall.http, place)
    assert "K-002" in waiting.texts
    assert PHRASES.say("uz-Latn", "ticket-ahead", {"count": 1}) in waiting.texts
    await call(hall)
    assert PHRASES.say("uz-Latn", "ticket-next") in (await look(hall.http, place)).texts
    await call(hall, "302")
    called = await look(hall.http, place)
    assert PHRASES.say("uz-Latn", "ticket-called") in called.texts
    assert "302" in called.texts
    doctor = await hall.staff(Role.DOCTOR, ["cardiology"])
    console = await look(doctor, "/staff/rooms/cardiology?room=302")
    missed = Page((await send(doctor, console.form("/no-answer"))).text)
    gone = await look(hall.http, place)
    assert PHRASES.say("uz-Latn", "ticket-no-answer-hint") in gone.texts
    recalled = Page((await send(doctor, missed.form("/recall"))).text)
    await send(doctor, recalled.form("/done"))
    assert PHRASES.say("uz-Latn", "ticket-done") in (await look(hall.http, place)).texts
    await doctor.aclose()


@BOTH
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_ticket_page_speaks_every_language_and_knows_nobody(
    hall: Hall, language: Language
) -> None:
    ticket = await take_number(hall, 1)
    place = ticket.qr.removeprefix("https://hospital.example")
    reply = await hall.http.get(f"{place}?lang={language}", headers=HTML)
    assert PHRASES.say(language, "ticket-next") in Page(reply.text).texts
    # The page's own address is signed: three letters stand in a signature by chance.
    assert place in reply.text
    shown = reply.text.replace(place, "")
    for secret in ("Dil", "Karimov", person(1).pinfl, person(1).phone, "yurak", "finding"):
        assert secret not in shown
    # A phone is lent: the choice is not remembered for the next ticket.
    assert PHRASES.say("uz-Latn", "ticket-next") in (await look(hall.http, place)).texts


@BOTH
async def test_a_forged_qr_gets_a_kind_page_and_nothing_else(hall: Hall) -> None:
    ticket = await take_number(hall, 1)
    ours = ticket.qr.rsplit("/", 1)[1]
    theirs = Vaulted(Keyring.generate()).sign_id("ticket", ticket.id)
    for forged in (theirs, ours[:-4] + "AAAA", "K-001", "%00", "a" * 4000):
        for ending in ("", "/state", "/stream"):
            reply = await hall.http.get(f"/t/{forged}{ending}", headers=HTML)
            assert reply.status_code == 404
            assert PHRASES.say("uz-Latn", "error-ticket-title") in Page(reply.text).texts
            assert "K-001" not in reply.text


@BOTH
async def test_a_ticket_of_yesterday_asks_for_a_new_one(hall: Hall) -> None:
    ticket = await take_number(hall, 1)
    hall.clock.forward(hours=24)
    page = await look(hall.http, ticket.qr.removeprefix("https://hospital.example"))
    assert PHRASES.say("uz-Latn", "ticket-void-hint") in page.texts


async def test_errors_of_the_api_stay_documents_whatever_a_browser_says(hall: Hall) -> None:
    reply = await hall.http.get("/v1/queues/places/forged", headers=HTML)
    assert reply.headers["content-type"] == "application/problem+json"
    reply = await hall.http.get("/t/forged", headers={"Accept": "application/json"})
    assert reply.headers["content-type"] == "application/problem+json"
    reply = await hall.http.get(CONSOLE, headers={"HX-Request": "true"})
    assert reply.headers["hx-redirect"].startswith("/staff/login?next=")
