"""What no channel could deliver is seen by the IT nurse, masked, and tried again or closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from mobile_api.actors import Actor, Role
from mobile_api.errors import NotAllowed
from mobile_api.messages.errors import MessageNotDead
from mobile_api.messages.port import RefusedForGood
from mobile_api.messages.schemas import Tell
from mobile_api.messages.sending import Sender
from mobile_api.messages.service import MessagesService
from mobile_api.schemas import LANGUAGES, Language
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL, Hall, person
from tests.mobile_api.messages.outbox import Outbox
from tests.mobile_api.pages.reading import Page, look

NURSE = Actor(role=Role.IT_NURSE, id=uuid4(), hospital_id=HOSPITAL)
ELSEWHERE = Actor(role=Role.IT_NURSE, id=uuid4(), hospital_id=uuid4())


async def dead_letter(outbox: Outbox, **changes: Any) -> None:
    outbox.known()
    await outbox.tell(**changes)
    outbox.sms.faults = [RefusedForGood("status_400")]
    await outbox.sender.send_due("sms")
    outbox.clock.forward(seconds=1)


@BOTH
async def test_it_is_tried_again_from_the_beginning(outbox: Outbox) -> None:
    await dead_letter(outbox)
    async with outbox.database.writing() as tx:
        (letter,) = (await outbox.letters.look(tx, NURSE)).items
        assert (letter.channel, letter.why, letter.attempts) == ("sms", "refused", 1)
        assert letter.phone == "+998 90 ••• •• 67"
        assert letter.may_be_retried
        await outbox.letters.retry(tx, NURSE, letter.id)
    await outbox.sender.send_due("sms")
    assert len(outbox.sms.sent) == 1
    async with outbox.database.writing() as tx:
        assert (await outbox.letters.look(tx, NURSE)).items == []
        with pytest.raises(MessageNotDead):
            await outbox.letters.retry(tx, NURSE, letter.id)


@BOTH
async def test_a_closed_one_is_forgotten_and_gone_from_the_list(outbox: Outbox) -> None:
    await dead_letter(outbox)
    async with outbox.database.writing() as tx:
        (letter,) = (await outbox.letters.look(tx, NURSE)).items
        await outbox.letters.close(tx, NURSE, letter.id)
        assert (await outbox.letters.look(tx, NURSE)).items == []
        with pytest.raises(MessageNotDead):
            await outbox.letters.close(tx, NURSE, letter.id)
    (row,) = await outbox.rows()
    assert (row["state"], row["facts"]) == ("closed", None)


async def test_another_hospital_sees_and_touches_nothing(outbox: Outbox) -> None:
    await dead_letter(outbox)
    async with outbox.database.writing() as tx:
        (letter,) = (await outbox.letters.look(tx, NURSE)).items
        assert (await outbox.letters.look(tx, ELSEWHERE)).items == []
        for verb in (outbox.letters.retry, outbox.letters.close):
            with pytest.raises(MessageNotDead):
                await verb(tx, ELSEWHERE, letter.id)
    assert await outbox.states() == [("sms", "dead")]


async def test_what_would_come_too_late_cannot_be_tried_again(outbox: Outbox) -> None:
    await dead_letter(outbox, useless_after=outbox.clock.now + timedelta(hours=1))
    outbox.clock.forward(hours=1)
    async with outbox.database.reading() as db:
        (letter,) = (await outbox.letters.look(db, NURSE)).items
    assert not letter.may_be_retried


@BOTH
async def test_a_channel_that_stands_still_is_seen(outbox: Outbox) -> None:
    outbox.known()
    await outbox.tell()
    await outbox.tell(template="visit-invitation", facts={}, kind="bulk")
    outbox.clock.forward(minutes=11)
    async with outbox.database.reading() as db:
        assert (await outbox.letters.look(db, NURSE)).late == {"sms": 1}
    await outbox.sender.send_due("sms")
    async with outbox.database.reading() as db:
        assert (await outbox.letters.look(db, NURSE)).late == {}


@pytest.mark.parametrize("role", [Role.DOCTOR, Role.NURSE, Role.RECEPTION, Role.PATIENT, Role.BOT])
async def test_nobody_else_looks(outbox: Outbox, role: Role) -> None:
    other = Actor(role=role, id=uuid4(), hospital_id=HOSPITAL)
    async with outbox.database.writing() as tx:
        with pytest.raises(NotAllowed):
            await outbox.letters.look(tx, other)
        with pytest.raises(NotAllowed):
            await outbox.letters.close(tx, other, uuid4())


async def undelivered(hall: Hall) -> None:
    """One SMS in a hospital without a gateway."""
    order = Tell(
        patient_id=person(1).id,
        template="result-ready",
        facts={},
        about_id=uuid4(),
        dedupe=f"document:{uuid4()}",
        due_at=hall.clock.now,
        kind="transactional",
    )
    async with hall.database.writing() as tx:
        assert await hall.services.get(MessagesService).tell(tx, HOSPITAL, order) == 1
    await hall.services.get(Sender).send_due("sms")
    hall.clock.forward(seconds=1)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_says_what_to_do_and_shows_no_number(hall: Hall, language: Language) -> None:
    await undelivered(hall)
    nurse = await hall.staff(Role.IT_NURSE)
    page = await look(nurse, f"/staff/messages?lang={language}")
    assert person(1).phone[-9:] not in page.text.replace(" ", "")
    assert "Karimov" not in page.text
    assert "•••" in page.text
    assert page.has_form("/retry")
    form = page.form("/close")
    reply = await nurse.post(form.action, data=form.fields)
    assert (reply.status_code, reply.headers["location"]) == (303, "/staff/messages")
    twice = await nurse.post(form.action, data=form.fields)
    assert twice.headers["location"] == "/staff/messages"
    # A colleague whose page is older: said in words.
    again = await nurse.post(form.action, data=form.fields | {"once": str(uuid4())})
    assert again.headers["location"] != "/staff/messages"
    changed = Page((await nurse.get(again.headers["location"])).text)
    assert not changed.has_form("/close")
    await nurse.aclose()


async def test_the_page_is_for_those_who_may_and_its_forms_are_ours(hall: Hall) -> None:
    await undelivered(hall)
    doctor, nurse = await hall.staff(Role.DOCTOR), await hall.staff(Role.IT_NURSE)
    assert (await doctor.get("/staff/messages")).status_code == 403
    assert "/staff/messages" not in (await doctor.get("/staff")).text
    assert "/staff/messages" in (await nurse.get("/staff")).text
    form = (await look(nurse, "/staff/messages")).form("/retry")
    assert (await nurse.post(form.action, data={})).status_code == 403
    assert (await nurse.post(form.action, data=form.fields)).status_code == 303
    for browser in (doctor, nurse):
        await browser.aclose()
