"""Whom no search has found is registered at the desk, once, and booked from there."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from mobile_api.actors import Role
from mobile_api.identifiers import check_digit
from mobile_api.schemas import LANGUAGES
from tests.mobile_api.hall import Hall, person
from tests.mobile_api.pages.reading import HTML, Form, Page, look, send

SEARCH = "/staff/patients"
HERE = f"{SEARCH}/new"
PINFL = "4080385172042"  # a woman born on 08.03.1985, of nobody
PINFL += str(check_digit(PINFL))
TYPED = {"pinfl": PINFL, "given_name": "Dilfuza", "patronymic": "Sinovna", "language": "ru"}


@pytest.fixture
async def desk(hall: Hall) -> httpx.AsyncClient:
    return await hall.staff(Role.RECEPTION)


async def empty(desk: httpx.AsyncClient) -> Form:
    """The form, as it opens without a search."""
    return (await look(desk, HERE)).form(HERE)


async def registered(hall: Hall) -> int:
    """How often the audit tells that somebody was registered."""
    return sum(row["action"] == "patients.register" for row in await hall.rows("audit_events"))


async def test_from_nobody_found_to_a_record_that_is_booked_from(
    hall: Hall, desk: httpx.AsyncClient
) -> None:
    search = (await look(desk, "/staff")).form(SEARCH)
    nobody = Page((await send(desk, search, by="name", typed="Синова Дилфуза")).text)
    assert "Hech kim topilmadi." in nobody.text
    form = Page((await send(desk, nobody.form(HERE))).text).form(HERE)
    assert form.fields["family_name"] == "Синова"
    assert form.fields["given_name"] == "Дилфуза"
    answers = await asyncio.gather(
        *(send(desk, form, pinfl=PINFL, phone="90 111-22-33", language="ru") for _ in range(3))
    )
    assert len({str(answer.url) for answer in answers}) == 1  # the button was pressed thrice
    assert await registered(hall) == 1
    record = Page(answers[0].text)
    assert "Bemor roʻyxatga olindi." in record.texts
    for shown in (PINFL, "08.03.1985", "Синова", "Sinova", "+998901112233"):
        assert shown in record.text
    (booking,) = {
        tag["href"]
        for _, tag in record.tags
        if "/staff/bookings/patients/" in (tag.get("href") or "")
    }
    assert (await look(desk, booking or "")).has_form("/number")
    (row,) = await hall.rows("patients")
    assert (row["sex"], row["language"], row["source"]) == ("female", "ru", "reception")
    for answer in answers:
        for told in (*answer.history, answer):
            assert PINFL not in str(told.url)
    await desk.aclose()


async def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_typed_twice(
    hall: Hall, desk: httpx.AsyncClient
) -> None:
    form = await empty(desk)

    async def refused(words: str, **typed: str) -> None:
        reply = await send(desk, form, **{**TYPED, **typed})
        page = Page(reply.text)
        assert reply.status_code == 422
        assert words in page.texts
        (wrong,) = [tag for _, tag in page.tags if tag.get("aria-invalid")]
        assert wrong["name"] in typed
        shown = page.form(HERE).fields
        assert all(
            shown[name] == value for name, value in {**TYPED, **typed}.items() if name in shown
        )

    await refused("JSHSHIR notoʻgʻri.", pinfl="40803851720421")
    await refused("Buni toʻldiring.", given_name="")
    await refused("Ismni harflar bilan yozing.", patronymic="S1novna")
    await refused("Telefon raqami notoʻgʻri.", phone="+7 900 123-45-67")
    await refused("Hujjat raqami notoʻgʻri.", document_kind="passport", document_number="A1")
    against = "JSHSHIR raqamidagi tugʻilgan kun yoki jinsga toʻgʻri kelmaydi."
    await refused(against, birth_date="1985-03-09")
    await refused(against, sex="male")
    await refused("JSHSHIR raqamini kiriting. U boʻlmasa, tugʻilgan sanani kiriting.", pinfl="")
    await refused("Bu kun hali kelmagan.", pinfl="", birth_date="2031-01-01")
    assert await hall.rows("patients") == []
    await desk.aclose()


async def test_who_has_no_number_is_registered_by_the_date_of_birth(
    hall: Hall, desk: httpx.AsyncClient
) -> None:
    typed = {
        "given_name": "Chaqaloq",
        "birth_date": "2026-03-01",
        "sex": "male",
        "language": "uz-Latn",
        "document_kind": "birth_certificate",
        "document_number": "I-TN 0123456",
    }
    record = Page((await send(desk, await empty(desk), **typed)).text)
    assert "Bemor roʻyxatga olindi." in record.texts
    assert "ITN0123456" in record.text
    (row,) = await hall.rows("patients")
    assert (row["pinfl_index"], row["sex"]) == (None, "male")
    await desk.aclose()


async def test_a_number_that_is_known_leads_to_its_holder_and_says_no_more_than_a_search(
    hall: Hall, desk: httpx.AsyncClient
) -> None:
    await hall.know(1)
    reply = await send(desk, await empty(desk), **{**TYPED, "pinfl": person(1).pinfl})
    page = Page(reply.text)
    assert "Dil••• K." in page.texts
    assert "Karimov" not in reply.text
    links = {tag.get("href") for _, tag in page.tags}
    assert {f"{SEARCH}/records/{person(1).id}", f"/staff/bookings/patients/{person(1).id}"} <= links
    assert page.form(HERE).fields["given_name"] == "Dilfuza"
    assert len(await hall.rows("patients")) == 1
    assert "patients.search" in {row["action"] for row in await hall.rows("audit_events")}
    await desk.aclose()


async def test_only_those_who_keep_records_register(hall: Hall) -> None:
    nurse = await hall.staff(Role.IT_NURSE)
    found = await send(nurse, (await look(nurse, SEARCH)).form(SEARCH), by="pinfl", typed=PINFL)
    begun = Page((await send(nurse, Page(found.text).form(HERE))).text)
    assert begun.form(HERE).fields["pinfl"] == PINFL
    doctor = await hall.staff(Role.DOCTOR)
    assert (await doctor.get(HERE, headers=HTML)).status_code == 403
    for one in (nurse, doctor):
        await one.aclose()


async def test_the_form_speaks_every_language(hall: Hall, desk: httpx.AsyncClient) -> None:
    for language in LANGUAGES:
        page = await look(desk, f"{HERE}?lang={language}")
        wrong = await send(desk, page.form(HERE), **{**TYPED, "pinfl": "1"})
        assert all("style" not in tag for _, tag in Page(wrong.text).tags)
    await desk.aclose()
