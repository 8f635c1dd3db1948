"""Alarms reach whoever works in the hospital, and stay until somebody goes there."""

from __future__ import annotations

from uuid import uuid4

from mobile_api.actors import Role
from mobile_api.devices.schemas import RaiseAlarm, SignOfLife
from mobile_api.pages.rendering import FOLDER, Pages
from mobile_api.phrasebook import Phrasebook
from tests.conftest import BOTH
from tests.mobile_api.hall import Hall
from tests.mobile_api.pages.reading import CONSOLE, HTML, Page, look, send, take_number

PHRASES = Phrasebook(FOLDER / "phrases")


@BOTH
async def test_a_danger_sign_is_named_in_the_language_of_staff_with_its_place(hall: Hall) -> None:
    await hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="out_of_paper"))
    hall.clock.forward(minutes=3)
    await take_number(hall, 1, "emergency", "nafas")
    hall.clock.forward(minutes=2)
    nurse = await hall.staff(Role.NURSE, language="ru")
    for address in ("/staff", "/staff/devices", CONSOLE):
        page = await look(nurse, address)
        flag = f"{PHRASES.say('ru', 'alarm-red-flag')}: no_breath/ru"
        assert flag in page.texts
        assert "Hall · Kiosk 1" in page.texts
        assert f"09:33 · {PHRASES.say('ru', 'minutes-ago', {'minutes': 2})}" in page.texts
        # The longer wait is for paper: danger is shown above it all the same.
        assert page.texts.index(flag) < page.texts.index(PHRASES.say("ru", "alarm-out-of-paper"))
    await nurse.aclose()


@BOTH
async def test_whoever_goes_there_takes_the_alarm_off_every_screen(hall: Hall) -> None:
    await hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="nurse_call"))
    nurse, doctor = await hall.staff(Role.NURSE), await hall.staff(Role.DOCTOR)
    ringing = PHRASES.say("uz-Latn", "alarm-nurse-call")
    assert ringing in (await look(doctor, CONSOLE)).texts
    page = await look(nurse, CONSOLE)
    assert ringing in page.texts
    back = await send(nurse, page.form("/acknowledge"))
    assert back.url.path == "/staff/rooms/cardiology"
    for who in (nurse, doctor):
        assert ringing not in (await look(who, CONSOLE)).texts
        await who.aclose()


@BOTH
async def test_an_alarm_is_not_taken_by_a_form_without_its_token(hall: Hall) -> None:
    await hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="nurse_call"))
    nurse = await hall.staff(Role.NURSE)
    form = (await look(nurse, "/staff")).form("/acknowledge")
    assert (await send(nurse, form, csrf="0" * 64)).status_code == 403
    assert PHRASES.say("uz-Latn", "alarm-nurse-call") in (await look(nurse, "/staff")).texts
    await nurse.aclose()


async def test_the_acknowledge_button_leads_nowhere_else(hall: Hall) -> None:
    await hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="nurse_call"))
    nurse = await hall.staff(Role.NURSE)
    form = (await look(nurse, "/staff")).form("/acknowledge")
    form.fields["back"] = "https://evil.example/"
    reply = await nurse.post(form.action, data=form.fields, headers=HTML)
    assert reply.headers["location"] == "/staff"
    await nurse.aclose()


def test_an_alarm_whose_words_are_missing_is_shown_all_the_same() -> None:
    def no_words(_code: str, _language: str) -> str:
        raise KeyError(_code)

    said = Pages(no_words).red_flag("ru", "never_heard_of")
    assert said == PHRASES.say("ru", "alarm-red-flag-unknown")


@BOTH
async def test_a_silent_kiosk_is_seen_and_its_last_words_are_not_believed(hall: Hall) -> None:
    await hall.kiosk.sign_of_life(
        SignOfLife(printer="needs_person", camera="ready", scanner="absent")
    )
    nurse = await hall.staff(Role.NURSE)
    alive = await look(nurse, "/staff/devices")
    assert PHRASES.say("uz-Latn", "device-seen-at", {"time": "09:30"}) in alive.texts
    assert PHRASES.say("uz-Latn", "printer-needs-person") in alive.texts
    assert PHRASES.say("uz-Latn", "state-ready") in alive.texts
    hall.clock.forward(minutes=5)
    silent = await look(nurse, "/staff/devices")
    time = "Chorshanba, 4-mart, 09:30"
    assert PHRASES.say("uz-Latn", "device-silent-since", {"time": time}) in silent.texts
    assert PHRASES.say("uz-Latn", "state-ready") not in silent.texts
    await nurse.aclose()


async def test_the_strip_alone_is_told_to_pages_that_are_open(hall: Hall) -> None:
    nurse = await hall.staff(Role.NURSE)
    quiet = await nurse.get("/staff/alarms/state")
    assert PHRASES.say("uz-Latn", "alarm-nurse-call") not in quiet.text
    await hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="nurse_call"))
    ringing = Page((await nurse.get("/staff/alarms/state")).text)
    assert PHRASES.say("uz-Latn", "alarm-nurse-call") in ringing.texts
    await nurse.aclose()
