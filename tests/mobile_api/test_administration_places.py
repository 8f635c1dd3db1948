"""Departments, rooms, doctors and their hours: what is refused, what follows, what stays."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from mobile_api.actors import Role
from mobile_api.queues.schemas import JoinQueue
from tests.conftest import BOTH
from tests.mobile_api.administration_world import keeper, refused
from tests.mobile_api.hall import HOSPITAL, Hall


async def codes_at_the_kiosk(hall: Hall) -> dict[str, str]:
    hospital = await hall.kiosk.hospital()
    return {one.code: one.names["uz-Latn"] for one in hospital.departments}


@BOTH
async def test_a_department_is_opened_renamed_and_seen_at_the_kiosk_at_once(hall: Hall) -> None:
    at_work = await keeper(hall, Role.IT_NURSE)
    reply = await at_work.put("/facilities/departments/urology", floor=4, room="405")
    assert reply.status_code == 200, reply.text
    opened = reply.json()
    assert (opened["prefix"], opened["national_code"]) == ("U", "138.0")
    assert set(opened["names"]) == {"uz-Latn", "uz-Cyrl", "ru", "kaa", "en", "kk"}
    names = {"uz-Latn": "Erkaklar salomatligi", "ru": "Мужское здоровье"}
    await at_work.put(
        "/facilities/departments/urology", floor=4, room="406", prefix="U", names=names
    )
    assert (await codes_at_the_kiosk(hall))["urology"] == "Erkaklar salomatligi"
    configuration = await at_work.get("/facilities/configuration")
    (urology,) = [one for one in configuration["departments"] if one["code"] == "urology"]
    assert urology["names"]["uz-Cyrl"] == "Эркаклар саломатлиги"
    assert urology["room"] == "406"


@BOTH
async def test_two_queues_never_share_a_letter(hall: Hall) -> None:
    at_work = await keeper(hall)
    reply = await at_work.put("/facilities/departments/urology", floor=4, room="405", prefix="K")
    assert refused(reply) == (409, "letter_taken", "prefix")
    assert "urology" not in await codes_at_the_kiosk(hall)
    both = await asyncio.gather(
        *(
            at_work.put(f"/facilities/departments/{code}", floor=4, room="9", prefix="Z")
            for code in ("urology", "neurology")
        )
    )
    assert sorted(reply.status_code for reply in both) == [200, 409]


async def test_a_department_of_no_catalogue_is_refused(hall: Hall) -> None:
    at_work = await keeper(hall)
    reply = await at_work.put("/facilities/departments/astrology", floor=1, room="1")
    assert refused(reply) == (422, "unknown_department_code", "code")
    reply = await at_work.put(
        "/facilities/departments/urology", floor=1, room="1", names={"ru": "Урология"}
    )
    assert refused(reply) == (422, "name_missing", "names.uz-Latn")


@BOTH
async def test_a_department_closes_only_when_nobody_waits_is_booked_or_works_there(
    hall: Hall,
) -> None:
    at_work = await keeper(hall)
    visit = await hall.visit(1, confirmed=True)
    ticket = await hall.kiosk.join_queue(
        visit, JoinQueue(id=uuid4(), department="therapy", language="uz-Latn")
    )
    closing: dict[str, Any] = {"floor": 2, "room": "201", "active": False}
    reply = await at_work.put("/facilities/departments/therapy", **closing)
    assert refused(reply) == (409, "still_needed", "active")
    assert reply.json()["waiting"] == 1
    assert "therapy" in await codes_at_the_kiosk(hall)
    doctor = await hall.staff(Role.DOCTOR)
    for verb, place in (("calls", "therapy"), ("done", f"tickets/{ticket.id}")):
        done = await doctor.post(
            f"/v1/queues/{place}/{verb}",
            json={"id": str(uuid4()), "room": "201"} if verb == "calls" else {"id": str(uuid4())},
        )
        assert done.status_code == 200, done.text
    reply = await at_work.put("/facilities/departments/therapy", **closing)
    assert reply.status_code == 200, reply.text
    assert "therapy" not in await codes_at_the_kiosk(hall)
    # The ticket of the morning still says where it was.
    signed = ticket.qr.rsplit("/", 1)[-1]
    assert (await hall.http.get(f"/v1/queues/places/{signed}")).status_code == 200
    visit = await hall.visit(2, confirmed=True)
    late = await hall.post(
        "/v1/queues/tickets",
        visit,
        {"id": str(uuid4()), "department": "therapy", "language": "uz-Latn"},
    )
    assert late.json()["code"] == "no_such_department"


@BOTH
async def test_cardiology_does_not_close_under_a_booked_patient(hall: Hall) -> None:
    at_work = await keeper(hall)
    await hall.book(1, hall.clock.now + timedelta(days=1))
    reply = await at_work.put(
        "/facilities/departments/cardiology", floor=3, room="300", active=False
    )
    body = reply.json()
    assert (body["code"], body["booked"], body["practitioners"]) == ("still_needed", 1, 2)


@BOTH
async def test_a_room_number_exists_once_in_the_hospital(hall: Hall) -> None:
    at_work = await keeper(hall)
    reply = await at_work.put(
        f"/facilities/rooms/{uuid4()}", department="therapy", number="301", floor=2
    )
    assert refused(reply) == (409, "room_taken", "number")
    room = uuid4()
    for floor in (2, 3):
        reply = await at_work.put(
            f"/facilities/rooms/{room}", department="therapy", number="205", floor=floor
        )
        assert reply.status_code == 200, reply.text
    rooms = (await at_work.get("/facilities/configuration"))["rooms"]
    assert [one["floor"] for one in rooms if one["number"] == "205"] == [3]


@BOTH
async def test_a_room_in_which_somebody_works_is_not_closed(hall: Hall) -> None:
    at_work = await keeper(hall)
    rooms = (await at_work.get("/facilities/configuration"))["rooms"]
    (room,) = [one for one in rooms if one["number"] == "301"]
    closing = {"department": "cardiology", "number": "301", "floor": 4, "active": False}
    reply = await at_work.put(f"/facilities/rooms/{room['id']}", **closing)
    assert (reply.json()["code"], reply.json()["practitioners"]) == ("still_needed", 1)


@BOTH
async def test_a_doctor_is_added_moved_and_leaves_without_being_deleted(hall: Hall) -> None:
    at_work = await keeper(hall)
    doctor = await at_work.doctor(
        name_cyrillic="Синова Малика", speciality="210", key="T-1", roles=["doctor", "head"]
    )
    body = {"name": "Sinova Malika", "department": "cardiology", "room": "302", "key": "T-1"}
    moved = await at_work.put(f"/facilities/practitioners/{doctor}", **body)
    assert (moved.json()["room"], moved.json()["speciality"]) == ("302", None)
    left = await at_work.put(f"/facilities/practitioners/{doctor}", **body, active=False)
    assert left.json()["active"] is False
    rows = await hall.rows("practitioners")
    assert [row["active"] for row in rows if row["id"] == doctor] == [False]


async def test_a_doctor_with_booked_patients_does_not_just_vanish(hall: Hall) -> None:
    at_work = await keeper(hall)
    people = (await at_work.get("/facilities/configuration"))["practitioners"]
    (doctor,) = [one for one in people if one["key"] == "a"]
    await hall.book(1, hall.clock.now + timedelta(days=1), with_whom="a")
    kept = {name: doctor[name] for name in ("name", "department", "room", "key")}
    reply = await at_work.put(f"/facilities/practitioners/{doctor['id']}", **kept, active=False)
    assert (reply.json()["code"], reply.json()["booked"]) == ("still_needed", 1)


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"speciality": "1"}, (422, "unknown_speciality", "speciality")),
        ({"department": "urology"}, (404, "no_such_department", "department")),
        ({"room": "999"}, (404, "no_such_room", "room")),
        ({"key": "b"}, (409, "personnel_number_taken", "key")),
    ],
)
async def test_what_is_wrong_with_a_doctor_is_said_by_field(
    hall: Hall, wrong: dict[str, str], expected: tuple[int, str, str]
) -> None:
    at_work = await keeper(hall)
    body = {"name": "Sinova", "department": "cardiology", "room": "301", **wrong}
    reply = await at_work.put(f"/facilities/practitioners/{uuid4()}", **body)
    assert refused(reply) == expected


def hours(*days: tuple[int, str, str], slot: int = 20) -> list[dict[str, Any]]:
    return [
        {"weekday": day, "starts": starts, "ends": ends, "slot_minutes": slot}
        for day, starts, ends in days
    ]


@pytest.mark.parametrize(
    ("week", "code", "field"),
    [
        (hours((0, "13:00", "08:00")), "hours_reversed", "hours.0"),
        (hours((0, "08:00", "08:00")), "hours_reversed", "hours.0"),
        (hours((0, "08:00", "08:10")), "slot_too_long", "hours.0"),
        (hours((0, "08:00", "13:00"), (0, "12:59", "15:00")), "hours_overlap", "hours.1"),
        (hours((0, "08:00", "13:00"), (6, "08:00", "13:00")), "outside_opening_hours", "hours.1"),
        (hours((0, "08:00", "19:01")), "outside_opening_hours", "hours.0"),
    ],
)
async def test_a_week_that_nobody_can_work_is_refused(
    hall: Hall, week: list[dict[str, Any]], code: str, field: str
) -> None:
    at_work = await keeper(hall)
    doctor = await at_work.doctor()
    opening = [{"weekday": day, "opens": "08:00", "closes": "19:00"} for day in range(6)]
    await at_work.put("/facilities/opening-hours", hours=opening)
    good = hours((0, "08:00", "13:00"), (0, "13:00", "17:00"))
    assert (await at_work.put(week_of(doctor), hours=good)).status_code == 200
    reply = await at_work.put(week_of(doctor), hours=week)
    assert refused(reply)[1:] == (code, field)
    kept = await at_work.get(f"/facilities/practitioners/{doctor}/timetable")
    assert [(one["starts"], one["ends"]) for one in kept["hours"]] == [(480, 780), (780, 1020)]


def week_of(doctor: UUID) -> str:
    return f"/facilities/practitioners/{doctor}/week"


@BOTH
async def test_absence_and_extra_hours_follow_the_hospitals_clock(hall: Hall) -> None:
    at_work = await keeper(hall)
    doctor = await at_work.doctor()
    await at_work.put(week_of(doctor), hours=hours((4, "08:00", "13:00")))
    base = f"/facilities/practitioners/{doctor}/exceptions"
    away = uuid4()
    reply = await at_work.put(
        f"{base}/{away}", kind="away", starts="2026-03-05T00:00", ends="2026-03-12T00:00"
    )
    (kept,) = reply.json()["exceptions"]
    assert kept["starts_at"] == "2026-03-04T19:00:00Z"  # midnight in Tashkent
    extra = {"kind": "extra", "starts": "2026-03-06T14:00", "ends": "2026-03-06T18:00"}
    assert (await at_work.put(f"{base}/{uuid4()}", **extra)).status_code == 200
    assert (await at_work.delete(f"{base}/{away}")).status_code == 204
    assert (await at_work.delete(f"{base}/{away}")).status_code == 404


@BOTH
async def test_an_absence_tells_those_who_are_booked_and_nobody_twice(hall: Hall) -> None:
    at_ten = datetime.fromisoformat("2026-03-05T10:00:00+05:00")
    booked = await hall.book(1, at_ten)
    kept = await hall.book(2, at_ten + timedelta(days=1))
    admin = await keeper(hall, Role.IT_NURSE)
    doctor = uuid5(HOSPITAL, "practitioner|a")
    path = f"/facilities/practitioners/{doctor}/exceptions/{uuid4()}"
    for ends in ("2026-03-05T12:00", "2026-03-05T13:00"):  # sent again, and made longer
        reply = await admin.put(path, kind="away", starts="2026-03-05T08:00", ends=ends)
        assert reply.status_code == 200, reply.text
    states = {row["id"]: row["status"] for row in await hall.rows("appointments")}
    assert states == {booked: "pending", kept: "booked"}
    told = [
        (row["about_id"], row["state"])
        for row in await hall.rows("messages")
        if row["template"] == "doctor-away"
    ]
    assert told == [(booked, "queued")]
    extra = f"/facilities/practitioners/{doctor}/exceptions/{uuid4()}"
    await admin.put(extra, kind="extra", starts="2026-03-06T09:00", ends="2026-03-06T12:00")
    states = {row["id"]: row["status"] for row in await hall.rows("appointments")}
    assert states[kept] == "booked"


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [
        ("2026-03-06T12:00", "2026-03-06T14:00", "hours_overlap"),
        ("2026-03-06T16:00", "2026-03-06T15:00", "hours_reversed"),
        ("2026-03-06T16:00", "2026-03-07T10:00", "hours_reversed"),
        ("2026-03-01T08:00", "2026-03-01T10:00", "already_past"),
        ("2026-03-08T08:00", "2026-03-08T10:00", "closed_on_holiday"),
        ("2026-03-06T16:00", "2026-03-06T16:10", "slot_too_long"),
        ("2026-03-06T14:30", "2026-03-06T15:30", "hours_overlap"),
    ],
)
async def test_extra_hours_that_cannot_be_are_refused(
    hall: Hall, starts: str, ends: str, code: str
) -> None:
    at_work = await keeper(hall)
    doctor = await at_work.doctor()
    await at_work.put(week_of(doctor), hours=hours((4, "08:00", "13:00")))
    await at_work.put(
        f"/facilities/holidays/{uuid4()}", day="2026-03-08", names={"uz-Latn": "Bayram"}
    )
    base = f"/facilities/practitioners/{doctor}/exceptions"
    await at_work.put(
        f"{base}/{uuid4()}", kind="extra", starts="2026-03-06T14:00", ends="2026-03-06T15:00"
    )
    reply = await at_work.put(f"{base}/{uuid4()}", kind="extra", starts=starts, ends=ends)
    assert reply.json()["code"] == code


@BOTH
async def test_a_service_code_exists_once_in_a_department(hall: Hall) -> None:
    at_work = await keeper(hall)
    body: dict[str, Any] = {
        "department": "therapy",
        "code": "first_visit",
        "names": {"uz-Latn": "Birinchi koʻrik"},
        "minutes": 20,
    }
    assert (await at_work.put(f"/facilities/services/{uuid4()}", **body)).status_code == 200
    reply = await at_work.put(f"/facilities/services/{uuid4()}", **body)
    assert refused(reply) == (409, "service_code_taken", "code")
    body["department"] = "cardiology"
    assert (await at_work.put(f"/facilities/services/{uuid4()}", **body)).status_code == 200


@BOTH
async def test_holidays_are_suggested_until_they_are_in_the_list(hall: Hall) -> None:
    at_work = await keeper(hall)
    holiday = {"day": "2026-03-21", "names": {"uz-Latn": "Navroʻz"}}
    first = uuid4()
    assert (await at_work.put(f"/facilities/holidays/{first}", **holiday)).status_code == 200
    reply = await at_work.put(f"/facilities/holidays/{uuid4()}", **holiday)
    assert refused(reply) == (409, "holiday_taken", "day")
    past = await at_work.put(
        f"/facilities/holidays/{uuid4()}", day="2026-03-03", names={"uz-Latn": "Kecha"}
    )
    assert refused(past) == (422, "already_past", "day")
    calendar = await at_work.get("/facilities/calendar")
    assert [one["day"] for one in calendar["holidays"]] == ["2026-03-21"]


@pytest.mark.parametrize(
    "role", [Role.RECEPTION, Role.NURSE, Role.DOCTOR, Role.PHARMACIST, Role.CALL_CENTRE_AGENT]
)
async def test_nobody_else_changes_the_hospital(hall: Hall, role: Role) -> None:
    other = await keeper(hall, role)
    for path, body in (
        ("/facilities/departments/urology", {"floor": 1, "room": "1"}),
        (f"/facilities/rooms/{uuid4()}", {"department": "therapy", "number": "7", "floor": 1}),
        ("/facilities/opening-hours", {"hours": []}),
    ):
        assert (await other.put(path, **body)).status_code == 403
    assert (await other.browser.get("/v1/facilities/configuration")).status_code == 403


@BOTH
async def test_everything_is_in_the_audit_without_names(hall: Hall) -> None:
    at_work = await keeper(hall)
    doctor = await at_work.doctor(name="Sirli Ism")
    await at_work.put(week_of(doctor), hours=hours((0, "08:00", "12:00")))
    events = await hall.rows("audit_events")
    told = {row["action"] for row in events if row["subject_id"] == str(doctor)}
    assert told == {"facilities.add_practitioner", "facilities.put_week"}
    assert not [row for row in events if "Sirli" in str(row["facts"])]


@BOTH
async def test_visits_stand_again_when_an_absence_is_made_shorter_or_taken_back(hall: Hall) -> None:
    at_nine = datetime.fromisoformat("2026-03-05T09:00:00+05:00")
    early = await hall.book(1, at_nine)
    late = await hall.book(2, at_nine + timedelta(hours=3))
    before = {row["id"]: row for row in await hall.rows("appointments")}
    admin = await keeper(hall, Role.IT_NURSE)
    doctor = uuid5(HOSPITAL, "practitioner|a")
    path = f"/facilities/practitioners/{doctor}/exceptions/{uuid4()}"

    async def away(ends: str) -> dict[UUID, str]:
        reply = await admin.put(path, kind="away", starts="2026-03-05T08:00", ends=ends)
        assert reply.status_code == 200, reply.text
        return {row["id"]: row["status"] for row in await hall.rows("appointments")}

    assert await away("2026-03-05T18:00") == {early: "pending", late: "pending"}
    assert await away("2026-03-05T11:30") == {early: "pending", late: "booked"}
    assert await away("2026-03-05T18:00") == {early: "pending", late: "pending"}
    # Meanwhile the first patient goes to somebody else at that time: one cannot be in two places.
    elsewhere = await hall.book(1, at_nine, with_whom="b")
    assert (await admin.delete(path)).status_code == 204
    after = {row["id"]: row for row in await hall.rows("appointments")}
    assert {one: row["status"] for one, row in after.items()} == {
        early: "pending",
        late: "booked",
        elsewhere: "booked",
    }
    kept = ("starts_at", "ends_at", "practitioner_id", "patient_id", "confirmed_at", "moves")
    assert [after[late][name] for name in kept] == [before[late][name] for name in kept]
    told = [
        (row["template"], row["state"])
        for row in await hall.rows("messages")
        if row["about_id"] == late and row["state"] == "queued"
    ]
    # Nothing of before is still on its way: neither that the doctor is away, nor twice the same.
    assert sorted(told) == [
        ("reminder-24h", "queued"),
        ("reminder-2h", "queued"),
        ("takes-place", "queued"),
    ]
