"""The app books over HTTP: what its person sees, is told, and may not see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar
from sqlalchemy import update
from sqlmodel import col

from mobile_api.access.schemas import AppTokensReply
from mobile_api.actors import Role
from mobile_api.appointments.errors import (
    AlreadyRated,
    AppointmentClosed,
    BookedElsewhere,
    NoSuchAppointment,
    NotATime,
    NotSeenYet,
    PassOver,
    TimeTaken,
    TooManyMoves,
)
from mobile_api.appointments.schemas import (
    AboutAppointment,
    BookAppointment,
    BookVisit,
    HoldTime,
    MakePass,
    MoveAppointment,
    RateVisit,
    VisitByQr,
    VisitPart,
)
from mobile_api.client.app import AppClient
from mobile_api.errors import IdempotencyMismatch, NotAuthenticated
from mobile_api.messages import store
from mobile_api.messages.service import MessagesService
from mobile_api.patients.errors import ConfirmationNeeded, NoSuchPerson, PersonDeceased
from mobile_api.patients.tables import PatientRow
from mobile_api.queues.errors import AlreadyWaiting, NoSuchCounter
from mobile_api.queues.schemas import CheckIn, ScanCounter
from tests.conftest import BOTH
from tests.mobile_api.access.phone import Phone, listen
from tests.mobile_api.clinic import DOCTOR_A, DOCTOR_B, Clinic, account, thursday
from tests.mobile_api.hall import BASE, HOSPITAL, person


class Owner:
    """Somebody with the app, signed in and linked to a person."""

    def __init__(self, clinic: Clinic, phone: Phone, serial: int) -> None:
        self.clinic = clinic
        self.phone = phone
        self.app: AppClient = phone.client
        self.patient = person(serial).id

    def wish(self, starts_at: Any, **more: Any) -> BookAppointment:
        """A booking with doctor A."""
        asked = {
            "id": uuid4(),
            "hospital_id": HOSPITAL,
            "department": "cardiology",
            "practitioner_id": DOCTOR_A,
            "starts_at": starts_at,
            "patient_id": self.patient,
        }
        return BookAppointment(**{**asked, **more})


async def owner(clinic: Clinic, serial: int, **link: Any) -> Owner:
    """Sign somebody in."""
    phone = Phone(clinic.hall, listen(clinic.hall), number=f"+9989012300{serial:02d}")
    tokens: AppTokensReply = await phone.sign_in()
    assert tokens
    me = await phone.client.account()
    await clinic.trust(account(1).model_copy(update={"id": me.id}), serial, **link)
    return Owner(clinic, phone, serial)


@pytest.fixture
async def me(clinic: Clinic) -> AsyncIterator[Owner]:
    """Person 1 with the app."""
    one = await owner(clinic, 1)
    yield one
    await one.app.close()


def about() -> AboutAppointment:
    """A request."""
    return AboutAppointment(id=uuid4())


async def told(clinic: Clinic, about_id: UUID | None = None) -> dict[str, str]:
    """Template → state of what is in the outbox."""
    rows = await clinic.hall.rows("messages")
    return {
        row["template"]: row["state"]
        for row in sorted(rows, key=lambda row: row["created_at"])
        if about_id in (None, row["about_id"])
    }


@BOTH
async def test_from_the_department_to_a_booked_visit_and_its_reminders(
    clinic: Clinic, me: Owner
) -> None:
    (hospital,) = (await me.app.hospitals()).items
    assert "cardiology" in [department.code for department in hospital.departments]
    doctors = await me.app.practitioners(HOSPITAL, "cardiology")
    assert [(one.id, one.next_free) for one in doctors.items] == [
        (DOCTOR_A, thursday(9)),
        (DOCTOR_B, None),
    ]
    times = await me.app.free_times(HOSPITAL, "cardiology", limit=5)
    assert times.items[0].starts_at == thursday(9)
    assert times.practitioners == {DOCTOR_A: "Dr. Sinova A."}
    more = await me.app.free_times(HOSPITAL, "cardiology", limit=5, cursor=times.next)
    assert more.items[0].starts_at == thursday(10, 40)
    wish = me.wish(thursday(9))
    hold = await me.app.hold_time(
        HoldTime(**{**wish.model_dump(exclude={"hold_id"}), "id": uuid4()})
    )
    booked = await me.app.book(wish.model_copy(update={"hold_id": hold.id}))
    assert (booked.status, booked.floor, booked.room) == ("booked", 4, "301")
    assert (await me.app.appointments()).items == [booked]
    assert await told(clinic, booked.id) == {
        "booked": "queued",
        "reminder-2h": "queued",
    }


@BOTH
async def test_reminders_come_three_days_a_day_and_two_hours_before(
    clinic: Clinic, me: Owner
) -> None:
    starts_at = thursday(9) + timedelta(days=7)
    booked = await me.app.book(me.wish(starts_at))
    due = {row["template"]: row["due_at"] for row in await clinic.hall.rows("messages")}
    assert due["reminder-3d"] == starts_at - timedelta(hours=72)
    assert due["reminder-24h"] == starts_at - timedelta(hours=24)
    assert due["reminder-2h"] == starts_at - timedelta(hours=2)
    keys = {row["dedupe"] for row in await clinic.hall.rows("messages")}
    assert f"appointment:{booked.id}:24h" in keys
    await me.app.cancel(booked.id, about())
    assert await told(clinic, booked.id) == {
        "booked": "withdrawn",
        "reminder-3d": "withdrawn",
        "reminder-24h": "withdrawn",
        "reminder-2h": "withdrawn",
        "cancelled": "queued",
    }


@BOTH
async def test_moving_takes_old_reminders_back_and_is_limited(clinic: Clinic, me: Owner) -> None:
    booked = await me.app.book(me.wish(thursday(9) + timedelta(days=7)))
    for n in range(1, 4):
        assert await clinic.hall.rows("messages")  # the worker has written them out meanwhile
        wish = MoveAppointment(
            id=uuid4(), starts_at=thursday(9) + timedelta(days=7, minutes=20 * n)
        )
        moved = await me.app.move(booked.id, wish)
        again = await me.app.move(booked.id, wish)
        assert (moved, moved.moves) == (again, n)
    rows = [row for row in await clinic.hall.rows("messages") if row["template"] == "reminder-24h"]
    assert sorted(row["state"] for row in rows) == ["queued", *["withdrawn"] * 3]
    with pytest.raises(TooManyMoves):
        wish = MoveAppointment(id=uuid4(), starts_at=thursday(9) + timedelta(days=7, minutes=80))
        await me.app.move(booked.id, wish)
    assert (await me.app.appointment(booked.id)).starts_at == moved.starts_at


@BOTH
async def test_nobody_sees_or_touches_the_appointment_of_another(clinic: Clinic, me: Owner) -> None:
    other = await owner(clinic, 2)
    booked = await me.app.book(me.wish(thursday(9)))
    for attempt in (
        lambda: other.app.appointment(booked.id),
        lambda: other.app.cancel(booked.id, about()),
        lambda: other.app.confirm(booked.id, about()),
        lambda: other.app.other_times(booked.id),
        lambda: other.app.move(booked.id, MoveAppointment(id=uuid4(), starts_at=thursday(10))),
        lambda: other.app.rate(booked.id, RateVisit(id=uuid4(), stars=1)),
    ):
        with pytest.raises(NoSuchAppointment):
            await attempt()
    assert (await other.app.appointments()).items == []
    with pytest.raises(NoSuchPerson):
        await other.app.book(other.wish(thursday(10), patient_id=me.patient))
    with pytest.raises(NotAuthenticated):
        await AppClient(BASE, None, http=clinic.hall.http).appointments()


@BOTH
async def test_a_typed_number_shows_nothing_of_what_its_owner_has_booked(
    clinic: Clinic, me: Owner
) -> None:
    stranger = await owner(clinic, 2)
    mine = await me.app.book(me.wish(thursday(9)))
    them = await stranger.app.account()
    await clinic.trust(
        account(1).model_copy(update={"id": them.id}), 1, relation="child", assurance="claimed"
    )
    assert (await stranger.app.appointments()).items == []
    with pytest.raises(NoSuchAppointment):
        await stranger.app.appointment(mine.id)
    await clinic.works(DOCTOR_B, 3)
    with pytest.raises(TimeTaken):  # not: "this person is elsewhere then"
        await stranger.app.book(
            stranger.wish(thursday(9), patient_id=me.patient, practitioner_id=DOCTOR_B)
        )
    booked = await stranger.app.book(stranger.wish(thursday(10), patient_id=me.patient))
    assert [one.id for one in (await stranger.app.appointments()).items] == [booked.id]
    with pytest.raises(ConfirmationNeeded):
        await stranger.app.check_in_code(MakePass(id=uuid4(), patient_id=me.patient))


@BOTH
async def test_whoever_booked_with_a_typed_number_is_reminded_of_that_visit_only(
    clinic: Clinic, me: Owner
) -> None:
    booker = await owner(clinic, 2)
    account_id = (await booker.app.account()).id
    await clinic.trust(account(1).model_copy(update={"id": account_id}), 3, assurance="claimed")
    whose = person(3).id
    mine = await booker.app.book(booker.wish(thursday(11), patient_id=whose))
    async with await clinic.hall.staff(Role.RECEPTION) as reception:
        order = {
            "id": str(uuid4()),
            "hospital_id": str(HOSPITAL),
            "department": "cardiology",
            "practitioner_id": str(DOCTOR_A),
            "starts_at": thursday(12).isoformat(),
            "patient_id": str(whose),
        }
        theirs = (await reception.post("/v1/appointments/desk/bookings", json=order)).json()
    rows = await clinic.hall.rows("messages")

    def told(appointment_id: UUID) -> set[UUID]:
        return {row["recipient"] for row in rows if row["about_id"] == appointment_id}

    # The owner of the number has only a phone on file, which is told of everything.
    assert told(mine.id) == {account_id, whose}
    assert told(UUID(theirs["id"])) == {whose}
    messages = clinic.hall.services.get(MessagesService)
    async with clinic.hall.database.reading() as db:
        for row in rows:
            found = await store.message(db, row["id"])
            assert found is not None
            if row["about_id"] == mine.id:
                assert await messages.recipient_of(db, found) is not None
    await booker.app.close()


@BOTH
async def test_a_mother_books_for_her_child(clinic: Clinic, me: Owner) -> None:
    mother = account(1).model_copy(update={"id": (await me.app.account()).id})
    child = await clinic.trust(mother, 2, relation="child")
    booked = await me.app.book(me.wish(thursday(9), patient_id=child))
    assert booked.patient_id == child
    assert [one.id for one in (await me.app.appointments()).items] == [booked.id]


@BOTH
async def test_what_has_not_changed_is_not_sent_again(clinic: Clinic, me: Owner) -> None:
    path = f"/v1/appointments/hospitals/{HOSPITAL}/departments/cardiology/free-times"
    first = await me.phone.http.get(path, headers=me.phone.headers())
    tag = {**me.phone.headers(), "If-None-Match": first.headers["ETag"]}
    assert (await me.phone.http.get(path, headers=tag)).status_code == 304
    await me.app.book(me.wish(thursday(9)))
    assert (await me.phone.http.get(path, headers=tag)).status_code == 200
    own = await me.phone.http.get("/v1/appointments", headers=me.phone.headers())
    tag = {**me.phone.headers(), "If-None-Match": own.headers["ETag"]}
    assert (await me.phone.http.get("/v1/appointments", headers=tag)).status_code == 304


@BOTH
async def test_pages_of_free_times_have_no_gap_and_no_double(clinic: Clinic, me: Owner) -> None:
    await clinic.works(DOCTOR_B, 3, slot_minutes=10)
    await clinic.works(DOCTOR_B, 0, 8 * 60, 9 * 60)
    every = (await me.app.free_times(HOSPITAL, "cardiology", limit=200)).items
    assert len(every) == 2 * (12 + 24 + 3)
    seen, cursor = [], None
    while True:
        page = await me.app.free_times(HOSPITAL, "cardiology", limit=7, cursor=cursor)
        seen += page.items
        cursor = page.next
        if cursor is None:
            break
    assert seen == every
    days = (await me.app.free_days(HOSPITAL, "cardiology")).items
    assert [one.free for one in days if one.free] == [36, 3, 36, 3]
    assert len(days) == 14


@BOTH
async def test_several_services_in_one_visit_are_booked_all_or_none(
    clinic: Clinic, me: Owner
) -> None:
    await clinic.works(DOCTOR_B, 3)
    await clinic.service("ecg", 20)

    def visit(second: Any) -> BookVisit:
        parts = [
            VisitPart(**me.wish(thursday(9)).model_dump(exclude={"patient_id", "hold_id"})),
            VisitPart(
                **me.wish(second, practitioner_id=DOCTOR_B, service="ecg").model_dump(
                    exclude={"patient_id", "hold_id"}
                )
            ),
        ]
        return BookVisit(id=uuid4(), patient_id=me.patient, parts=parts)

    await clinic.book(account(2), 2, thursday(9, 20), DOCTOR_B)
    with pytest.raises(TimeTaken):
        await me.app.book_visit(visit(thursday(9, 20)))
    for wrong in (thursday(9), thursday(12)):
        with pytest.raises(NotATime) as refused:
            await me.app.book_visit(visit(wrong))
        assert refused.value.facts["reason"] == "not_consecutive"
    assert (await me.app.appointments()).items == []
    wish = visit(thursday(9, 40))
    booked = await me.app.book_visit(wish)
    assert [one.service for one in booked.items] == [None, "ecg"]
    assert {one.visit_id for one in booked.items} == {wish.id}
    assert await me.app.book_visit(wish) == booked
    assert await clinic.overlaps() == 0


@BOTH
async def test_confirming_cancelling_late_and_too_late(clinic: Clinic, me: Owner) -> None:
    booked = await me.app.book(me.wish(thursday(9)))
    assert (await me.app.confirm(booked.id, about())).confirmed
    request = about()
    with pytest.raises(IdempotencyMismatch):
        await me.app.confirm(booked.id, request)
        await me.app.cancel(booked.id, request)
    clinic.hall.clock.now = thursday(8)
    assert (await me.app.cancel(booked.id, about())).cancelled_by == "patient"
    (row,) = await clinic.hall.rows("appointments")
    assert row["cancelled_late"]
    with pytest.raises(AppointmentClosed):
        await me.app.cancel(booked.id, about())
    assert (await me.app.free_times(HOSPITAL, "cardiology")).items[0].starts_at == thursday(9)
    second = await me.app.book(me.wish(thursday(9)))
    clinic.hall.clock.now = thursday(9)
    with pytest.raises(AppointmentClosed):
        await me.app.cancel(second.id, about())


@BOTH
async def test_the_calendar_file_says_where_and_when_and_nothing_about_health(
    clinic: Clinic, me: Owner
) -> None:
    booked = await me.app.book(me.wish(thursday(9)))
    await me.app.move(booked.id, MoveAppointment(id=uuid4(), starts_at=thursday(10)))
    path = f"/v1/appointments/{booked.id}/calendar.ics"
    reply = await me.phone.http.get(path, headers=me.phone.headers())
    assert reply.headers["content-type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(reply.content).walk("VEVENT")
    assert event.decoded("DTSTART") == thursday(10)
    assert event["DTSTART"].params["TZID"] == "Asia/Tashkent"
    assert (event["UID"], event["SEQUENCE"]) == (f"{booked.id}@dmed-kiosk", 1)
    text = reply.text.lower()
    assert "VTIMEZONE" in reply.text
    for secret in ("cardio", "kardio", "кардио", "sinov", "dr."):
        assert secret not in text.replace("sinov shifoxonasi", "")
    await me.app.cancel(booked.id, about())
    gone = await me.phone.http.get(path, headers=me.phone.headers())
    (event,) = Calendar.from_ical(gone.content).walk("VEVENT")
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)


@BOTH
async def test_the_qr_of_the_app_opens_a_confirmed_visit_for_five_minutes_at_one_kiosk(
    clinic: Clinic, me: Owner
) -> None:
    clinic.hall.clock.now = thursday(8)
    booked = await me.app.book(me.wish(thursday(9)))
    code = await me.app.check_in_code(MakePass(id=uuid4(), patient_id=me.patient))
    assert code.qr.startswith(f"{BASE}/q/")
    assert len(code.qr) < 170
    visit = await clinic.hall.kiosk.visit_by_qr(VisitByQr(id=uuid4(), qr=code.qr))
    assert (visit.level, visit.masked_name) == ("confirmed", "Dil••• K.")
    arrival = CheckIn(id=uuid4(), appointment_id=booked.id, language="ru")
    assert (await clinic.hall.kiosk.check_in(visit.token, arrival)).number == "K-001"
    clinic.hall.clock.forward(minutes=5)
    for wrong in (code.qr, code.qr[:-3] + "AAA", f"{BASE}/q/{'A' * 112}"):
        with pytest.raises(PassOver):
            await clinic.hall.kiosk.visit_by_qr(VisitByQr(id=uuid4(), qr=wrong))


@BOTH
async def test_a_visit_is_rated_once_and_the_words_cannot_be_read_in_the_table(
    clinic: Clinic, me: Owner
) -> None:
    clinic.hall.clock.now = thursday(8)
    booked = await me.app.book(me.wish(thursday(9)))
    opinion = RateVisit(id=uuid4(), stars=4, words="Navbat uzoq edi")
    with pytest.raises(NotSeenYet):
        await me.app.rate(booked.id, opinion)
    visit = await clinic.hall.visit(1, confirmed=True)
    ticket = await clinic.hall.kiosk.check_in(
        visit, CheckIn(id=uuid4(), appointment_id=booked.id, language="ru")
    )
    async with await clinic.hall.staff() as doctor:
        for deed, body in (("call", {"room": "301"}), ("done", {})):
            reply = await doctor.post(
                f"/v1/queues/tickets/{ticket.id}/{deed}", json={"id": str(uuid4()), **body}
            )
            assert reply.status_code == 200
    assert (await told(clinic, booked.id))["rate-visit"] == "queued"
    rated = await me.app.rate(booked.id, opinion)
    assert (rated.status, rated.stars) == ("fulfilled", 4)
    assert await me.app.rate(booked.id, opinion) == rated
    with pytest.raises(AlreadyRated):
        await me.app.rate(booked.id, RateVisit(id=uuid4(), stars=1))
    (row,) = await clinic.hall.rows("visit_ratings")
    assert b"Navbat" not in row["words"]


@BOTH
async def test_reception_books_for_anybody_and_other_staff_do_not(
    clinic: Clinic, me: Owner
) -> None:
    body = {
        "hospital_id": str(HOSPITAL),
        "department": "cardiology",
        "practitioner_id": str(DOCTOR_A),
        "starts_at": thursday(9).isoformat(),
        "patient_id": str(me.patient),
    }
    path = "/v1/appointments/desk/bookings"
    async with await clinic.hall.staff(Role.DOCTOR) as doctor:
        assert (await doctor.post(path, json={**body, "id": str(uuid4())})).status_code == 403
    async with await clinic.hall.staff(Role.RECEPTION) as reception:
        order = {**body, "id": str(uuid4())}
        booked = (await reception.post(path, json=order)).json()
        assert booked["status"] == "booked"
        assert (await reception.post(path, json=order)).json() == booked
        moved = await reception.post(
            f"{path}/{booked['id']}/moves",
            json={"id": str(uuid4()), "starts_at": thursday(10).isoformat()},
        )
        assert (moved.status_code, moved.json()["moves"]) == (200, 0)
    assert [one.starts_at for one in (await me.app.appointments()).items] == [thursday(10)]
    with pytest.raises(BookedElsewhere):
        await clinic.works(DOCTOR_B, 3)
        await me.app.book(me.wish(thursday(10), practitioner_id=DOCTOR_B))


@BOTH
async def test_a_counters_qr_is_a_number_and_an_arrival_for_who_is_booked(
    clinic: Clinic, me: Owner
) -> None:
    clinic.hall.clock.now = thursday(8)
    async with await clinic.hall.staff(Role.NURSE) as nurse:
        codes = [
            (await nurse.get(f"/v1/queues/counters/{name}")).json()["qr"]
            for name in ("cardiology", "therapy")
        ]
    booked = await me.app.book(me.wish(thursday(9)))

    def scan(code: str, **more: Any) -> ScanCounter:
        asked = {"id": uuid4(), "counter": code, "patient_id": me.patient, "language": "ru"}
        return ScanCounter(**{**asked, **more})

    arrival = scan(codes[0])
    ticket = await me.app.scan_counter(arrival)
    assert (ticket.number, ticket.priority, ticket.room) == ("K-001", "booked", "301")
    assert await me.app.scan_counter(arrival) == ticket
    assert (await me.app.appointment(booked.id)).status == "arrived"
    walk_in = await me.app.scan_counter(scan(codes[1]))
    with pytest.raises(AlreadyWaiting):
        await me.app.scan_counter(scan(codes[1]))
    with pytest.raises(NoSuchCounter):
        await me.app.scan_counter(scan(codes[0][:-4] + "AAAA"))
    with pytest.raises(NoSuchPerson):
        await me.app.scan_counter(scan(codes[0], patient_id=person(2).id))
    places = (await me.app.places()).items
    assert {one.id for one in places} == {ticket.id, walk_in.id}
    assert {one.place.status for one in places} == {"waiting"}
    other = await owner(clinic, 2)
    assert (await other.app.places()).items == []


@BOTH
async def test_far_away_moments_and_unknown_people_are_refused_not_crashed_on(
    clinic: Clinic, me: Owner
) -> None:
    path = f"/v1/appointments/hospitals/{HOSPITAL}/departments/cardiology"
    for query in (
        "free-times?from_day=9999-12-31",
        "free-days?from_day=9999-12-31",
        "free-times?from_day=0001-01-01",
    ):
        reply = await me.phone.http.get(f"{path}/{query}", headers=me.phone.headers())
        assert reply.status_code == 200
    for cursor in (f"{10**30}.{DOCTOR_A}", f"{4 * 10**9}.{DOCTOR_A}", "x", f"-9.{DOCTOR_A}", "1.x"):
        reply = await me.phone.http.get(
            f"{path}/free-times?cursor={cursor}", headers=me.phone.headers()
        )
        assert reply.status_code in {200, 422}
    for moment in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"):
        body = {**me.wish(thursday(9)).model_dump(mode="json"), "starts_at": moment}
        reply = await me.phone.http.post("/v1/appointments", json=body, headers=me.phone.headers())
        assert (reply.status_code, reply.json()["code"]) == (422, "not_a_time")
    async with await clinic.hall.staff(Role.RECEPTION) as reception:
        body = me.wish(thursday(9)).model_dump(mode="json", exclude={"hold_id"})
        stranger = {**body, "patient_id": str(uuid4())}
        reply = await reception.post("/v1/appointments/desk/bookings", json=stranger)
        assert (reply.status_code, reply.json()["code"]) == (404, "no_such_person")
        async with clinic.writing() as tx:
            await tx.execute(
                update(PatientRow)
                .where(col(PatientRow.id) == me.patient)
                .values(deceased_on=thursday(9).date())
            )
        reply = await reception.post("/v1/appointments/desk/bookings", json=body)
        assert reply.json()["code"] == "person_deceased"
    with pytest.raises(PersonDeceased):
        await me.app.book(me.wish(thursday(9)))
