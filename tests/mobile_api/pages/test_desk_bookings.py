"""The desk books, moves and cancels for somebody who stands there or calls; doctors are away."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from mobile_api.actors import Role
from mobile_api.keys import Vaulted
from mobile_api.schemas import LANGUAGES, Language
from mobile_api.tables import metadata
from tests.conftest import BOTH
from tests.mobile_api.clinic import DOCTOR_A, Clinic, thursday
from tests.mobile_api.hall import person
from tests.mobile_api.pages.reading import HTML, Form, Page, look, send

HOME = "/staff/bookings"
PATIENT = f"{HOME}/patients/{person(1).id}"
FREE = f"{PATIENT}?department=cardiology&day=2026-03-05"


def offers(page: Page, ending: str) -> list[Form]:
    """Buttons of one kind."""
    return [form for form in page.forms if form.action.endswith(ending)]


async def states(clinic: Clinic) -> list[tuple[str, str]]:
    """When and how everything stands, by time."""
    rows = sorted(await clinic.hall.rows("appointments"), key=lambda row: row["starts_at"])
    return [(row["starts_at"].strftime("%H:%M"), row["status"]) for row in rows]


@pytest.fixture
async def desk(clinic: Clinic) -> httpx.AsyncClient:
    return await clinic.hall.staff(Role.RECEPTION)


async def test_a_visit_is_booked_moved_confirmed_and_cancelled(
    clinic: Clinic, desk: httpx.AsyncClient
) -> None:
    page = await look(desk, FREE)
    assert "Dr. Sinova A." in page.text
    first = offers(page, "/book")[0]
    booked = await send(desk, first)
    assert "Qabulga yozildi. Bemorga xabar beriladi." in Page(booked.text).texts
    assert await states(clinic) == [("04:00", "booked")]  # UTC: nine o'clock in Tashkent
    again = await send(desk, first)  # the button was pressed twice
    assert again.status_code == 200
    assert await states(clinic) == [("04:00", "booked")]

    (visit,) = [row["id"] for row in await clinic.hall.rows("appointments")]
    page = await look(desk, f"{PATIENT}?move={visit}&day=2026-03-05")
    moved = await send(desk, offers(page, "/moved")[-1])
    assert "Qabul koʻchirildi. Bemorga xabar beriladi." in Page(moved.text).texts
    assert await states(clinic) == [("07:40", "booked")]

    confirmed = Page((await send(desk, Page(moved.text).form("/confirmed"))).text)
    assert "Belgilandi: bemor keladi." in confirmed.texts
    assert not confirmed.has_form("/confirmed")
    assert not confirmed.has_form("/cancelled")  # one slip of the finger cancels nothing
    sure = await look(desk, f"{PATIENT}?cancel={visit}")
    cancelled = Page((await send(desk, sure.form("/cancelled"))).text)
    assert "Qabul bekor qilindi. Bemorga xabar beriladi." in cancelled.texts
    assert await states(clinic) == [("07:40", "cancelled")]
    told = {row["template"] for row in await clinic.hall.rows("messages")}
    assert "cancelled" in told  # what is no longer true was taken back
    await desk.aclose()


async def test_what_the_department_offers_is_booked_with_its_own_length(
    clinic: Clinic, desk: httpx.AsyncClient
) -> None:
    assert 'name="service"' not in (await look(desk, FREE)).text  # nothing to choose from
    await clinic.service("ecg", 40)
    page = await look(desk, f"{FREE}&service=ecg")
    assert offers(page, "/book")[0].fields["service"] == "ecg"
    booked = await send(desk, offers(page, "/book")[0])
    assert "Qabulga yozildi. Bemorga xabar beriladi." in Page(booked.text).texts
    (row,) = await clinic.hall.rows("appointments")
    assert (row["ends_at"] - row["starts_at"]).total_seconds() == 40 * 60
    assert row["service_id"] is not None
    # Of another department, or none any more: a plain visit is offered.
    page = await look(desk, f"{FREE}&service=gone")
    assert offers(page, "/book")[0].fields["service"] == ""
    await desk.aclose()


async def test_a_time_that_somebody_else_took_is_said_in_words(
    clinic: Clinic, desk: httpx.AsyncClient
) -> None:
    form = offers(await look(desk, FREE), "/book")[0]
    await clinic.hall.book(2, thursday(9))
    refused = Page((await send(desk, form)).text)
    assert "Bu vaqtni hozirgina boshqasi oldi. Boshqa vaqt tanlang." in refused.texts
    # Back where the times are, without the one that is gone.
    assert offers(refused, "/book")[0].fields["starts_at"] > form.fields["starts_at"]
    await desk.aclose()


async def test_an_absence_tells_those_who_are_booked_and_the_desk_sees_who_waits(
    clinic: Clinic, desk: httpx.AsyncClient
) -> None:
    await clinic.hall.book(1, thursday(10))
    form = (await look(desk, HOME)).form("/absences")
    typed = {"practitioner_id": str(DOCTOR_A), "starts_at": "2026-03-05T08:00"}
    refused = await send(desk, form, **typed, ends_at="2026-03-05T07:00")
    assert refused.status_code == 422
    assert (
        "Tugashi boshlanishidan keyin boʻlsin va oʻtib ketmagan boʻlsin."
        in Page(refused.text).texts
    )
    kept = Page((await send(desk, form, **typed, ends_at="2026-03-05T18:00")).text)
    assert "Belgilandi. Yozilganlarning hammasiga xabar beriladi." in kept.texts
    assert await states(clinic) == [("05:00", "pending")]
    assert f"{HOME}/patients/{person(1).id}" in {tag.get("href") for _, tag in kept.tags}
    assert "doctor-away" in {row["template"] for row in await clinic.hall.rows("messages")}
    await desk.aclose()


async def test_administrators_read_ratings_without_names_and_it_is_in_the_audit(
    clinic: Clinic,
) -> None:
    vaulted = clinic.hall.services.get(Vaulted)
    for n in range(3):
        visit = await clinic.hall.book(1, thursday(9, 20 * n))
        words = "Juda yaxshi" if n == 0 else ""
        async with clinic.writing() as tx:
            await tx.execute(
                metadata.tables["visit_ratings"]
                .insert()
                .values(
                    appointment_id=visit,
                    id=uuid4(),
                    body_digest=b"",
                    stars=5 - n,
                    words=vaulted.encrypt("visit_ratings", visit, "words", words)
                    if words
                    else None,
                    at=clinic.hall.clock(),
                )
            )
    boss = await clinic.hall.staff(Role.ADMINISTRATOR)
    page = await look(boss, "/staff/administration/ratings")
    assert "4.0" in page.texts
    assert "Juda yaxshi" in page.texts
    assert "Karimov" not in page.text
    assert "Dilshod" not in page.text
    actions = [row["action"] for row in await clinic.hall.rows("audit_events")]
    assert "appointments.read_ratings" in actions
    await boss.aclose()


@BOTH
async def test_whoever_comes_without_a_booking_is_found_at_once_and_gets_a_number(
    clinic: Clinic, desk: httpx.AsyncClient
) -> None:
    def number(page: Page) -> str:
        return next(text for text in page.texts if re.fullmatch(r"[A-Z]-\d{3}", text))

    await clinic.hall.know(1, 2)
    for begins in ("/staff", HOME):
        search = (await look(desk, begins)).form("/staff/patients")
        found = Page((await send(desk, search, by="name", typed="Karimov")).text)
        assert PATIENT in {tag.get("href") for _, tag in found.tags}
    form = (await look(desk, PATIENT)).form("/number")
    unsaid = Page((await send(desk, form, department="")).text)
    assert "Kiritilganni tekshiring." in unsaid.texts
    given = Page((await send(desk, form, department="cardiology")).text)
    assert "Kardiologiya · 3-qavat · 300-xona" in given.texts
    # The button pressed twice, and the same number; a page opened anew: waits already.
    assert number(Page((await send(desk, form, department="cardiology")).text)) == number(given)
    anew = (await look(desk, PATIENT)).form("/number")
    waits = Page((await send(desk, anew, department="cardiology")).text)
    assert "Bu bemor shu raqam bilan allaqachon kutmoqda." in waits.texts
    assert number(waits) == number(given)
    # Who is booked there today has come for that.
    visit = await clinic.hall.book(2, clinic.hall.clock.now + timedelta(hours=1))
    other = (await look(desk, f"{HOME}/patients/{person(2).id}")).form("/number")
    assert number(Page((await send(desk, other, department="cardiology")).text)) != number(given)
    tickets = {row["appointment_id"] for row in await clinic.hall.rows("tickets")}
    assert tickets == {None, visit}
    assert [status for _, status in await states(clinic)] == ["arrived"]
    nobody = await send(desk, anew, department="nowhere")
    assert "Boʻlmadi. Qayta urinib koʻring." in Page(nobody.text).texts
    await desk.aclose()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_of_the_desk_speaks_every_language(
    clinic: Clinic, desk: httpx.AsyncClient, language: Language
) -> None:
    visit = await clinic.hall.book(1, thursday(9))
    for address in (HOME, PATIENT, FREE, f"{PATIENT}?move={visit}", f"{PATIENT}?fault=time_taken"):
        joint = "&" if "?" in address else "?"
        page = await look(desk, f"{address}{joint}lang={language}")
        assert all("style" not in tag for _, tag in page.tags)
    await desk.aclose()


@pytest.mark.parametrize("role", [Role.DOCTOR, Role.IT_NURSE])
async def test_others_do_not_book(clinic: Clinic, role: Role) -> None:
    other = await clinic.hall.staff(role)
    assert HOME not in (await other.get("/staff", headers=HTML)).text
    for address in (HOME, PATIENT):
        assert (await other.get(address, headers=HTML)).status_code == 403
    await other.aclose()
