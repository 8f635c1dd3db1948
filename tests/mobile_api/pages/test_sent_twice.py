"""A form that is sent twice, by a double tap or after a lost answer, does its thing once."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from mobile_api.access.sent_forms import KEPT_FOR, SentFormsService
from mobile_api.actors import Actor, Role
from tests.conftest import BOTH
from tests.mobile_api.hall import HOSPITAL, Hall, person
from tests.mobile_api.pages.reading import Page, look, send

ADMINISTRATION = "/staff/administration"
DEVICES = f"{ADMINISTRATION}/devices"
PASSWORD = re.compile(r"(\w{4}-){3}\w{4}")
CODE = re.compile(r"\d{4} \d{4}")


def secret(page: Page, pattern: re.Pattern[str]) -> str | None:
    """What a page shows once, where it does."""
    return next((text for text in page.texts if pattern.fullmatch(text)), None)


async def deeds(hall: Hall, deed: str) -> int:
    """How often the audit tells of it."""
    return sum(row["action"] == deed for row in await hall.rows("audit_events"))


@BOTH
async def test_a_code_for_a_kiosk_and_its_withdrawal_are_done_once(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    form = (await look(boss, DEVICES)).form("/codes")
    typed = {"name": "K2", "place": "2-qavat", "kind": "kiosk"}
    answers = await asyncio.gather(*(send(boss, form, **typed) for _ in range(3)))
    codes = {secret(Page(answer.text), CODE) for answer in answers}
    assert len(codes) == 1
    assert None not in codes
    withdrawal = (await look(boss, DEVICES)).form("/withdraw")
    pages = [Page((await send(boss, withdrawal)).text) for _ in range(2)]
    assert pages[0].texts == pages[1].texts
    assert not pages[1].has_form("/withdraw")
    assert await deeds(hall, "devices.make_code") == 1
    assert await deeds(hall, "devices.withdraw_code") == 1
    # Back to the old page, and something else typed: another kiosk, another code.
    other = secret(Page((await send(boss, form, **{**typed, "name": "K3"})).text), CODE)
    assert other not in {*codes, None}
    assert await deeds(hall, "devices.make_code") == 2
    await boss.aclose()


@BOTH
async def test_a_first_password_is_shown_again_as_long_as_it_opens_the_account(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    form = (await look(boss, f"{ADMINISTRATION}/staff/new")).form("/staff/new")
    typed = {"display_name": "Yangi Xodim", "login": "yangi", "role": "nurse", "language": "ru"}
    answers = await asyncio.gather(*(send(boss, form, **typed) for _ in range(3)))
    first, *others = (secret(Page(answer.text), PASSWORD) for answer in answers)
    assert others == [first, first]
    assert first is not None
    assert await deeds(hall, "access.create_account") == 2  # the one who is signed in here, too
    account = f"{ADMINISTRATION}/staff/{form.fields['id']}"
    form_of_reset = (await look(boss, account)).form("/password")
    second, again = [
        secret(Page((await send(boss, form_of_reset)).text), PASSWORD) for _ in range(2)
    ]
    assert second == again
    assert second not in {None, first}
    assert await deeds(hall, "access.reset_password") == 1
    # The first one opens nothing any more: it is not shown as if it did.
    assert secret(Page((await send(boss, form, **typed)).text), PASSWORD) is None
    await boss.aclose()


async def test_a_phone_of_a_patient_is_ended_once_and_the_same_page_comes_again(hall: Hall) -> None:
    await hall.know(1)
    desk = await hall.staff(Role.RECEPTION)
    record = f"/staff/patients/records/{person(1).id}"
    add = next(form for form in (await look(desk, record)).forms if "phone" in form.fields)
    for _ in range(2):
        added = Page((await send(desk, add, phone="+998 90 111 22 33")).text)
    assert await deeds(hall, "patients.change") == 1
    end = [form for form in added.forms if "end_phone" in form.fields][-1]
    pages = [Page((await send(desk, end)).text) for _ in range(2)]
    assert pages[0].texts == pages[1].texts
    assert await deeds(hall, "patients.change") == 2
    await desk.aclose()


async def test_a_holiday_that_is_removed_twice_is_no_error(hall: Hall) -> None:
    boss = await hall.staff(Role.ADMINISTRATOR)
    calendar = f"{ADMINISTRATION}/calendar"
    form = (await look(boss, calendar)).form("/holidays")
    await send(boss, form, **{"day": "2026-03-21", "names.uz-Latn": "Navroʻz"})
    removal = (await look(boss, calendar)).form("/remove")
    pages = [Page((await send(boss, removal)).text) for _ in range(2)]
    assert pages[0].texts == pages[1].texts
    assert "Saqlandi." in pages[1].texts
    # A form of a page from before, without a key: told as it is.
    del removal.fields["once"]
    assert (await send(boss, removal)).status_code == 404
    await boss.aclose()


@BOTH
async def test_a_form_counts_as_sent_once_it_was_carried_out(hall: Hall) -> None:
    forms, key = hall.services.get(SentFormsService), uuid4()
    fields = [("name", "K2"), ("place", "2-qavat")]

    def sent(path: str = "/staff/x", by: UUID = HOSPITAL, **changed: str) -> bytes:
        actor = Actor(role=Role.ADMINISTRATOR, id=by, hospital_id=HOSPITAL)
        told = [(name, changed.get(name, value)) for name, value in fields]
        return forms.read(actor, path, key, told).order_id.bytes

    others = {sent(), sent("/staff/y"), sent(by=uuid4()), sent(name="K3"), sent()}
    assert len(others) == 4
    actor = Actor(role=Role.ADMINISTRATOR, id=HOSPITAL, hospital_id=HOSPITAL)
    form = forms.read(actor, "/staff/x", key, fields)
    with pytest.raises(RuntimeError):
        async with hall.database.writing() as tx:
            assert await form.is_first(tx)
            raise RuntimeError("refused")
    for first in (True, False):
        async with hall.database.writing() as tx:
            assert await form.is_first(tx) is first
    hall.clock.now += KEPT_FOR + timedelta(seconds=1)
    await forms.delete_old(hall.database)
    assert await hall.rows("sent_forms") == []
