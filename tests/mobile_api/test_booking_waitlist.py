"""Freed times go to those who wait, one after the other; absent doctors; who did not come."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from mobile_api.actors import Role
from mobile_api.app_appointments import appointment_jobs
from mobile_api.appointments.errors import (
    AlreadyOnWaitlist,
    LinkOver,
    NotATime,
    OfferOver,
    TimeTaken,
)
from mobile_api.appointments.schemas import (
    AboutAppointment,
    JoinWaitlist,
    MoveAppointment,
    Tap,
    WaitlistPlace,
)
from mobile_api.appointments.tapping import TapsService
from mobile_api.appointments.taps import LinkTokens
from mobile_api.appointments.telling import rechecks
from mobile_api.appointments.waiting import WaitingService
from tests.conftest import BOTH
from tests.mobile_api.clinic import DOCTOR_A, DOCTOR_B, Clinic, account, thursday
from tests.mobile_api.hall import BASE, HOSPITAL, person
from tests.mobile_api.pages.reading import HTML


def about() -> AboutAppointment:
    """A request."""
    return AboutAppointment(id=uuid4())


async def wait(clinic: Clinic, serial: int, **more: Any) -> WaitlistPlace:
    """Put somebody on the list for this week."""
    clinic.hall.clock.forward(seconds=1)
    asked = {
        "id": uuid4(),
        "patient_id": person(serial).id,
        "hospital_id": HOSPITAL,
        "department": "cardiology",
        "from_day": date(2026, 3, 5),
        "to_day": date(2026, 3, 8),
    }
    async with clinic.writing() as tx:
        return await clinic.hall.services.get(WaitingService).join(
            tx, account(serial), JoinWaitlist(**{**asked, **more})
        )


async def cancel(clinic: Clinic, serial: int, appointment_id: Any) -> None:
    """Cancel somebody's appointment."""
    async with clinic.writing() as tx:
        await clinic.changing.cancel(tx, account(serial), appointment_id, about())


async def offers(clinic: Clinic) -> list[tuple[Any, str]]:
    """Who was offered something, and what became of it; in the order of time."""
    entries = {row["id"]: row["patient_id"] for row in await clinic.hall.rows("waitlist_entries")}
    rows = sorted(await clinic.hall.rows("waitlist_offers"), key=lambda row: row["until"])
    return [(entries[row["entry_id"]], row["status"]) for row in rows]


async def work(clinic: Clinic, name: str) -> None:
    """Run one periodic job."""
    (job,) = [one for one in appointment_jobs(clinic.hall.services) if one.name.endswith(name)]
    await job.act()


@BOTH
async def test_a_freed_time_is_offered_to_the_first_then_to_the_next(clinic: Clinic) -> None:
    booked = await clinic.book(account(1), 1, thursday(9))
    await wait(clinic, 2)
    await wait(clinic, 3)
    await cancel(clinic, 1, booked.id)
    assert await offers(clinic) == [(person(2).id, "open")]
    with pytest.raises(TimeTaken):  # kept for whoever was asked
        await clinic.book(account(1), 1, thursday(9))
    clinic.hall.clock.forward(minutes=21)
    await work(clinic, "end_offers")
    await work(clinic, "end_offers")
    assert await offers(clinic) == [(person(2).id, "expired"), (person(3).id, "open")]
    told = [
        row for row in await clinic.hall.rows("messages") if row["template"] == "waitlist-offer"
    ]
    assert {row["patient_id"] for row in told} == {person(2).id, person(3).id}
    (offer,) = [row for row in await clinic.hall.rows("waitlist_offers") if row["status"] == "open"]
    waiting = clinic.hall.services.get(WaitingService)
    async with clinic.writing() as tx:
        accepted = await waiting.accept(tx, account(3), offer["id"], about())
    assert (accepted.starts_at, accepted.patient_id) == (thursday(9), person(3).id)
    with pytest.raises(OfferOver):
        async with clinic.writing() as tx:
            await waiting.accept(tx, account(3), offer["id"], about())
    async with clinic.hall.database.reading() as db:
        places = (await waiting.own(db, account(2))).items
    assert [place.status for place in places] == ["waitlist"]
    assert await clinic.overlaps() == 0


@BOTH
async def test_nobody_is_offered_what_does_not_fit(clinic: Clinic) -> None:
    await clinic.works(DOCTOR_B, 3)
    busy = await clinic.book(account(3), 3, thursday(9), DOCTOR_B)
    booked = await clinic.book(account(1), 1, thursday(9))
    await wait(clinic, 2, earliest=600)
    await wait(clinic, 3)  # is with doctor B at that time
    assert busy.status == "booked"
    await cancel(clinic, 1, booked.id)
    assert await offers(clinic) == []
    await clinic.book(account(1), 1, thursday(9))


@BOTH
async def test_declining_by_one_tap_asks_the_next_and_keeps_the_place(clinic: Clinic) -> None:
    booked = await clinic.book(account(1), 1, thursday(9))
    await wait(clinic, 2)
    await wait(clinic, 3)
    await cancel(clinic, 1, booked.id)
    (offer,) = await clinic.hall.rows("waitlist_offers")
    links = clinic.hall.services.get(LinkTokens)
    taps = clinic.hall.services.get(TapsService)
    token = links.token("offer", offer["id"])
    async with clinic.hall.database.reading() as db:
        assert (await taps.show(db, token)).actions == ["accept", "decline"]
    async with clinic.writing() as tx:
        shown = await taps.tap(tx, token, Tap(id=uuid4(), action="decline"))
    assert shown.status == "cancelled"
    with pytest.raises(OfferOver):
        async with clinic.writing() as tx:
            await taps.tap(tx, token, Tap(id=uuid4(), action="accept"))
    assert sorted(status for _, status in await offers(clinic)) == ["declined", "open"]
    statuses = {
        row["patient_id"]: row["status"] for row in await clinic.hall.rows("waitlist_entries")
    }
    assert statuses == {person(2).id: "waitlist", person(3).id: "offered"}


@BOTH
async def test_a_waitlist_is_joined_once_and_for_days_to_come(clinic: Clinic) -> None:
    await wait(clinic, 1)
    with pytest.raises(AlreadyOnWaitlist):
        await wait(clinic, 1)
    with pytest.raises(NotATime):
        await wait(clinic, 2, from_day=date(2026, 3, 1), to_day=date(2026, 3, 3))
    with pytest.raises(NotATime):
        await wait(clinic, 2, from_day=date(2026, 3, 9), to_day=date(2026, 3, 8))


@BOTH
async def test_an_offer_made_at_night_waits_until_people_are_awake(clinic: Clinic) -> None:
    booked = await clinic.book(account(1), 1, thursday(12))
    await wait(clinic, 2)
    clinic.hall.clock.now = thursday(2)
    await cancel(clinic, 1, booked.id)
    (offer,) = await clinic.hall.rows("waitlist_offers")
    assert offer["until"] == thursday(8, 20)


@BOTH
async def test_when_the_doctor_is_away_everybody_is_told_and_moves_by_one_tap(
    clinic: Clinic,
) -> None:
    await clinic.works(DOCTOR_B, 3)
    mine = await clinic.book(account(1), 1, thursday(9))
    later = await clinic.book(account(2), 2, thursday(12, 40))
    assert await clinic.hall.rows("messages")  # the reminders are written out before he is away
    body = {
        "id": str(uuid4()),
        "practitioner_id": str(DOCTOR_A),
        "starts_at": thursday(8).isoformat(),
        "ends_at": thursday(12).isoformat(),
    }
    async with await clinic.hall.staff(Role.ADMINISTRATOR) as administrator:
        path = "/v1/appointments/desk/absences"
        first = await administrator.post(path, json=body)
        again = await administrator.post(path, json=body)
        wrong = {**body, "id": str(uuid4()), "ends_at": thursday(7).isoformat()}
        assert (await administrator.post(path, json=wrong)).status_code == 422
    assert first.json() == again.json()
    assert first.json()["told"] == 1
    by_id = {row["id"]: row["status"] for row in await clinic.hall.rows("appointments")}
    assert by_id == {mine.id: "pending", later.id: "booked"}
    told = {
        row["template"]: row["state"]
        for row in await clinic.hall.rows("messages")
        if row["about_id"] == mine.id
    }
    assert told["doctor-away"] == "queued"
    assert told["reminder-2h"] == "withdrawn"
    assert thursday(9) not in await clinic.free(practitioner_id=DOCTOR_A)
    page = f"/a/{clinic.hall.services.get(LinkTokens).token('visit', mine.id, 0)}"
    html = (await clinic.hall.http.get(page, headers={"Accept": "text/html"})).text
    assert 'data-status="pending"' in html
    assert "09:00" in html
    for secret in ("ardio", "Sinov B", "Sinova"):
        assert secret not in html
    moved = await clinic.hall.http.post(
        page,
        data={
            "id": str(uuid4()),
            "action": "move",
            "starts_at": thursday(9).isoformat(),
            "practitioner_id": str(DOCTOR_B),
        },
    )
    assert moved.status_code == 303
    shown = await clinic.hall.http.get(moved.headers["location"], headers={"Accept": "text/html"})
    assert 'data-status="open"' in shown.text
    async with clinic.hall.database.reading() as db:
        now = await clinic.changing.one(db, account(1), mine.id)
    assert (now.status, now.practitioner_id, now.moves) == ("booked", DOCTOR_B, 0)


@BOTH
async def test_looking_at_a_link_changes_nothing_and_an_old_link_is_over(clinic: Clinic) -> None:
    mine = await clinic.book(account(1), 1, thursday(9))
    links = clinic.hall.services.get(LinkTokens)
    token = links.token("visit", mine.id, 0)
    assert len(links.address("visit", mine.id)) <= len(BASE) + 45
    path = f"/v1/appointments/taps/{token}"
    for _ in range(2):
        assert (await clinic.hall.http.get(path)).json()["status"] == "open"
    page = (await clinic.hall.http.get(f"/a/{token}", headers=HTML)).text
    hours = re.findall(r'name="starts_at" value="([^"]+)"', page)
    assert len(hours) == len(set(hours)) > 1  # two doctors, whose names are not shown
    order = {"id": str(uuid4()), "action": "confirm"}
    for _ in range(2):
        assert (await clinic.hall.http.post(path, json=order)).json()["status"] == "confirmed"
    async with clinic.writing() as tx:
        wish = MoveAppointment(id=uuid4(), starts_at=thursday(10))
        await clinic.changing.move(tx, account(1), mine.id, wish)
    order = {"id": str(uuid4()), "action": "cancel"}
    assert (await clinic.hall.http.post(path, json=order)).json()["code"] == "link_over"
    over = await clinic.hall.http.get(f"/a/{token}", headers=HTML)
    assert (over.status_code, "Eng yangi xabarni oching" in over.text) == (404, True)
    fresh = f"/v1/appointments/taps/{links.token('visit', mine.id, 1)}"
    assert (await clinic.hall.http.post(fresh, json=order)).json()["status"] == "cancelled"
    with pytest.raises(LinkOver):
        links.open(token[:-1] + ("A" if token[-1] != "A" else "B"))
    with pytest.raises(LinkOver):
        links.open(links.token("offer", mine.id, 0)[:10] + token[10:])


@BOTH
async def test_who_has_not_come_is_marked_and_who_has_arrived_is_not(clinic: Clinic) -> None:
    missed = await clinic.book(account(1), 1, thursday(9))
    clinic.hall.clock.now = thursday(8, 50)
    came = await clinic.hall.book(2, thursday(9, 20))
    visit = await clinic.hall.visit(2, confirmed=True)
    order = {"id": str(uuid4()), "appointment_id": str(came), "language": "ru"}
    assert (await clinic.hall.post("/v1/queues/check-ins", visit, order)).status_code == 200
    clinic.hall.clock.now = thursday(9, 59)
    await work(clinic, "close_day")
    states = {row["id"]: row["status"] for row in await clinic.hall.rows("appointments")}
    assert states == {missed.id: "booked", came: "arrived"}
    clinic.hall.clock.now = thursday(12)
    await work(clinic, "close_day")
    await work(clinic, "close_day")
    states = {row["id"]: row["status"] for row in await clinic.hall.rows("appointments")}
    assert states == {missed.id: "noshow", came: "arrived"}


@BOTH
async def test_a_hospital_sets_its_own_limits(clinic: Clinic) -> None:
    async with await clinic.hall.staff(Role.ADMINISTRATOR) as administrator:
        body = {"id": str(uuid4()), "notice_minutes": 60 * 26, "noshow_minutes": 10}
        reply = await administrator.post("/v1/appointments/desk/rules", json=body)
        assert reply.status_code == 204
    with pytest.raises(NotATime) as refused:
        await clinic.book(account(1), 1, thursday(9))
    assert refused.value.facts["reason"] == "too_soon"
    assert thursday(9) not in await clinic.free()
    assert (await clinic.book(account(1), 1, thursday(12))).status == "booked"


@BOTH
async def test_nobody_is_reminded_of_what_is_no_longer_true(clinic: Clinic) -> None:
    mine = await clinic.book(account(1), 1, thursday(9))
    known = rechecks(clinic.hall.clock)
    async with clinic.hall.database.reading() as db:
        assert await known["reminder-2h"](db, mine.id, "reminder-2h")
        assert not await known["reminder-2h"](db, uuid4(), "reminder-2h")
        assert not await known["waitlist-offer"](db, uuid4(), "waitlist-offer")
    await cancel(clinic, 1, mine.id)
    async with clinic.hall.database.reading() as db:
        assert not await known["reminder-2h"](db, mine.id, "reminder-2h")
        assert await known["cancelled"](db, mine.id, "cancelled")
    assert mine.starts_at - timedelta(hours=2) > clinic.hall.clock.now
