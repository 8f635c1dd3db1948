"""What people and programs send wrongly: refused with a code of its own, and words for it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

import mobile_api.client
from mobile_api import bodies
from mobile_api.actors import Role
from mobile_api.errors import DmedError
from mobile_api.facilities.tables import HolidayRow
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES
from mobile_api.tables import metadata
from tests.mobile_api.access.phone import Phone, listen
from tests.mobile_api.clinic import DOCTOR_A, Clinic, account, thursday
from tests.mobile_api.hall import BASE, HOSPITAL, Hall, person

BOOKINGS = "/v1/appointments"
APP_WORDS = Phrasebook(Path(mobile_api.client.__file__).parent / "phrases")


def said(answer: httpx.Response) -> tuple[int, str]:
    """Status and code; the code has words in every language."""
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert DmedError.of_code(problem["code"]).code == problem["code"]
    key = "error-" + problem["code"].replace("_", "-")
    assert all(APP_WORDS.has(language, key) for language in LANGUAGES), key
    return answer.status_code, problem["code"]


@pytest.fixture
async def phone(clinic: Clinic) -> AsyncIterator[Phone]:
    """Somebody who may book for person 1, and knows person 2 by number only."""
    phone = Phone(clinic.hall, listen(clinic.hall))
    tokens = await phone.sign_in()
    own = account(1).model_copy(update={"id": tokens.account_id})
    await clinic.trust(own, 1)
    yield phone
    await phone.client.close()


def wish(**changed: Any) -> dict[str, Any]:
    """A booking that would be taken."""
    return {
        "id": str(uuid4()),
        "hospital_id": str(HOSPITAL),
        "department": "cardiology",
        "practitioner_id": str(DOCTOR_A),
        "starts_at": thursday(9).isoformat(),
        "patient_id": str(person(1).id),
        **changed,
    }


async def send(phone: Phone, path: str, body: Any, **more: str) -> httpx.Response:
    """POST as the app does."""
    return await phone.http.post(path, json=body, headers={**phone.headers(), **more})


async def test_fifty_megabytes_are_refused_before_they_are_read(hall: Hall) -> None:
    told: list[dict[str, Any]] = []
    read = 0

    async def receive() -> dict[str, Any]:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 65_536, "more_body": True}

    async def hear(message: Any) -> None:
        told.append(dict(message))

    async def come(headers: list[tuple[bytes, bytes]]) -> int:
        nonlocal read
        told.clear()
        read = 0
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "https",
            "path": "/v1/access/codes",
            "raw_path": b"/v1/access/codes",
            "root_path": "",
            "query_string": b"",
            "headers": [(b"content-type", b"application/json"), *headers],
            "client": ("198.51.100.9", 1),
            "server": ("hospital.example", 443),
            "state": {},
        }
        await hall.app(scope, receive, hear)
        return int(told[0]["status"])

    assert await come([(b"content-length", str(50 * 2**20).encode())]) == 413
    assert read == 0  # not one byte
    assert b"request_too_large" in told[1]["body"]
    # A sender that says nothing, or too little, is stopped at the limit.
    for lie in ([], [(b"content-length", b"10")], [(b"content-length", b"-1")]):
        assert await come(lie) == 413
        assert read <= bodies.MOST_BYTES // 65_536 + 1
    assert len([message for message in told if message["type"] == "http.response.start"]) == 1


async def test_a_large_body_has_words_and_a_registry_is_not_too_large(hall: Hall) -> None:
    big = b"[" + b" " * bodies.MOST_BYTES + b"]"
    answer = await hall.http.post("/v1/access/codes", content=big)
    assert said(answer) == (413, "request_too_large")
    async with await hall.staff(Role.IT_NURSE) as nurse:
        csv = b"pinfl;family_name;given_name\r\n" + b";;\r\n" * 300_000
        assert len(csv) > bodies.MOST_BYTES
        answer = await nurse.post(
            "/v1/patients/imports/check", content=csv, headers={"Content-Type": "text/csv"}
        )
        assert answer.status_code != 413


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
async def test_another_content_type_is_not_guessed_at(phone: Phone, kind: str) -> None:
    answer = await phone.http.post(
        BOOKINGS, content=str(wish()), headers={**phone.headers(), "Content-Type": kind}
    )
    assert said(answer) == (422, "invalid_request")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xc3\x28", "application/json"),
        (b"", "application/json"),
        (b'{"id": ', "application/json"),
        (b"[" * 20_000, "application/json"),
        (b"--x\r\nContent-Dispo", "multipart/form-data; boundary=x"),
    ],
)
async def test_bytes_that_are_no_request_are_refused_as_such(
    phone: Phone, body: bytes, kind: str
) -> None:
    answer = await phone.http.post(
        BOOKINGS, content=body, headers={**phone.headers(), "Content-Type": kind}
    )
    assert said(answer) == (422, "invalid_request")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"urgent": True}, (422, "invalid_request")),
        ({"starts_at": "2026-03-05T09:00:00"}, (422, "invalid_request")),  # whose nine o'clock?
        ({"starts_at": "2026-03-03T09:00:00+05:00"}, (422, "not_a_time")),  # yesterday
        ({"starts_at": "2026-03-05T09:07:00+05:00"}, (422, "not_a_time")),  # no slot begins then
        ({"starts_at": "2026-03-06T09:00:00+05:00"}, (422, "not_a_time")),  # she works on Thursdays
        ({"starts_at": "9999-12-31T23:59:59+00:00"}, (422, "not_a_time")),
        ({"department": "no_such"}, (404, "no_such_department")),
        ({"service": "no_such"}, (404, "no_such_service")),
        ({"patient_id": str(person(2).id)}, (404, "no_such_person")),
        ({"patient_id": str(uuid4())}, (404, "no_such_person")),
        ({"hospital_id": str(uuid4())}, (404, "no_such_department")),
    ],
)
async def test_a_booking_that_cannot_be_says_why(
    phone: Phone, changed: dict[str, Any], expected: tuple[int, str]
) -> None:
    assert said(await send(phone, BOOKINGS, wish(**changed))) == expected
    assert (await send(phone, BOOKINGS, wish())).status_code == 200


async def test_the_same_moment_in_another_zone_is_the_same_time(phone: Phone) -> None:
    booked = await send(phone, BOOKINGS, wish(starts_at="2026-03-04T23:00:00-05:00"))
    assert booked.status_code == 200
    assert datetime.fromisoformat(booked.json()["starts_at"]) == thursday(9)
    taken = await send(phone, BOOKINGS, wish(starts_at="2026-03-05T04:00:00Z"))
    assert said(taken)[0] == 409


async def test_a_holiday_begins_and_ends_at_the_hospitals_midnight(
    clinic: Clinic, phone: Phone
) -> None:
    await clinic.put(
        HolidayRow, hospital_id=HOSPITAL, day=thursday(9).date(), names={"uz-Latn": "Bayram"}
    )
    assert said(await send(phone, BOOKINGS, wish())) == (422, "not_a_time")
    free = await clinic.free(from_day=thursday(0).date(), days=8)
    assert free
    assert min(free) == thursday(9) + timedelta(days=7)


async def test_hours_that_end_before_they_start_are_refused(clinic: Clinic) -> None:
    async with await clinic.hall.staff(Role.ADMINISTRATOR) as admin:
        answer = await admin.post(
            "/v1/appointments/desk/absences",
            json={
                "id": str(uuid4()),
                "practitioner_id": str(DOCTOR_A),
                "starts_at": thursday(12).isoformat(),
                "ends_at": thursday(9).isoformat(),
            },
        )
        assert said(answer) == (422, "not_a_time")
        assert answer.json()["reason"] == "ends_before_it_begins"


async def test_what_is_anothers_does_not_exist(clinic: Clinic, phone: Phone) -> None:
    theirs = (await clinic.book(account(2), 2, thursday(10))).id
    for appointment_id in (theirs, uuid4()):
        there = f"{BOOKINGS}/{appointment_id}"
        answers = [
            await phone.http.get(there, headers=phone.headers()),
            await phone.http.get(f"{there}/calendar.ics", headers=phone.headers()),
            await send(phone, f"{there}/cancellation", {"id": str(uuid4())}),
            await send(phone, f"{there}/confirmation", {"id": str(uuid4())}),
            await send(
                phone,
                f"{there}/moves",
                {"id": str(uuid4()), "starts_at": thursday(11).isoformat()},
            ),
            await send(phone, f"{there}/rating", {"id": str(uuid4()), "stars": 5}),
        ]
        assert {said(one) for one in answers} == {(404, "no_such_appointment")}
        # The same words for what exists and what does not.
        assert len({re.sub(r'"[0-9a-f-]{36}"', "", one.text) for one in answers}) == 1


async def test_nothing_is_booked_for_the_dead(clinic: Clinic, phone: Phone) -> None:
    patients = metadata.tables["patients"]
    async with clinic.writing() as tx:
        mine = patients.c.id == person(1).id
        await tx.execute(patients.update().where(mine).values(deceased_on=thursday(0).date()))
    assert said(await send(phone, BOOKINGS, wish())) == (409, "person_deceased")


@pytest.mark.parametrize(
    "typed", ["+998 90 765-43-21", "998907654321", "90 765 43 21", "(90) 765-43-21", "8 90 7654321"]
)
async def test_a_phone_is_one_however_it_is_typed(phone: Phone, typed: str) -> None:
    body = {"id": str(uuid4()), "phone": typed, "language": "ru", "device_id": str(uuid4())}
    answer = await phone.http.post("/v1/access/codes", json=body)
    assert answer.json()["masked_phone"] == "+998 90 ••• •• 21"


@pytest.mark.parametrize("typed", ["", "90 765 43", "+7 701 765 43 21", "sakkiz", "٩٠٧٦٥٤٣٢١"])
async def test_what_is_no_phone_here_has_words(phone: Phone, typed: str) -> None:
    body = {"id": str(uuid4()), "phone": typed, "language": "ru", "device_id": str(uuid4())}
    answer = await phone.http.post("/v1/access/codes", json=body)
    assert said(answer) == (422, "invalid_phone")
    assert typed not in answer.text or typed == ""


async def test_a_code_sent_twice_and_a_stolen_token_have_words(phone: Phone) -> None:
    await phone.later(minutes=2)
    entry = phone.entry(*await phone.code())
    first = await phone.client.sign_in(entry)
    again = entry.model_copy(update={"id": uuid4()})
    replayed = await phone.http.post("/v1/access/app-sessions", json=again.model_dump(mode="json"))
    assert said(replayed) == (401, "code_not_valid")
    stolen = {"id": str(uuid4()), "refresh_token": first.refresh_token}
    assert (await phone.http.post("/v1/access/tokens", json=stolen)).status_code == 200
    late = {**stolen, "id": str(uuid4())}
    assert said(await phone.http.post("/v1/access/tokens", json=late)) == (401, "session_ended")
    ended = await phone.http.get("/v1/access/account", headers=phone.headers())
    assert said(ended) == (401, "not_authenticated")


async def test_a_phone_whose_clock_is_wrong_counts_seconds_instead(phone: Phone) -> None:
    tokens = phone.client.tokens
    assert tokens is not None
    # Nothing that a phone must compare with its own clock: lengths, and the server's time.
    assert tokens.access_expires_in == 900
    assert tokens.server_time == phone.hall.clock.now
    # What a phone from the future or the past sends is judged by the hospital's clock.
    for skewed in ("2031-01-01T09:00:00+05:00", "1999-01-01T09:00:00+05:00"):
        assert said(await send(phone, BOOKINGS, wish(starts_at=skewed))) == (422, "not_a_time")


async def test_a_child_has_no_account_of_its_own(phone: Phone) -> None:
    child = "50106200170075"
    thirteen = child[:13]
    digits = sum(int(d) * (7, 3, 1)[n % 3] for n, d in enumerate(thirteen)) % 10
    answer = await send(
        phone, "/v1/patients/links", {"id": str(uuid4()), "pinfl": f"{thirteen}{digits}"}
    )
    assert said(answer) == (403, "child_needs_parent")


async def test_an_id_with_another_body_or_key_is_refused(phone: Phone) -> None:
    body = wish()
    assert (await send(phone, BOOKINGS, body)).status_code == 200
    other = {**body, "starts_at": thursday(10).isoformat()}
    assert said(await send(phone, BOOKINGS, other)) == (422, "idempotency_mismatch")
    keyed = await send(phone, BOOKINGS, wish(), **{"Idempotency-Key": str(uuid4())})
    assert said(keyed) == (422, "idempotency_mismatch")
    broken = await send(phone, BOOKINGS, wish(), **{"Idempotency-Key": "again"})
    assert said(broken) == (422, "invalid_request")


async def test_what_is_read_again_unchanged_is_not_sent_again(phone: Phone) -> None:
    for path in ("/v1/patients/preferences", "/v1/access/account", "/v1/patients/invitations"):
        first = await phone.http.get(path, headers=phone.headers())
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        again = await phone.http.get(path, headers={**phone.headers(), "If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        stranger = await phone.http.get(path, headers={"If-None-Match": tag})
        assert stranger.status_code == 401  # a tag opens nothing
        changed = await phone.http.get(path, headers={**phone.headers(), "If-None-Match": '"x"'})
        assert changed.content == first.content


async def test_far_ids_and_texts_do_not_break_anything(phone: Phone) -> None:
    for path in (f"/v1/appointments/{UUID(int=0)}", "/v1/appointments/%00", "/v1/queues/own?x=%ff"):
        answer = await phone.http.get(BASE + path, headers=phone.headers())
        assert answer.status_code < 500


async def test_free_times_are_refused_in_the_words_of_every_other_route(
    clinic: Clinic, phone: Phone
) -> None:
    # The list reads its request itself; the days, which want the same, are read by FastAPI.
    place = f"/v1/appointments/hospitals/{HOSPITAL}/departments/cardiology"
    nowhere = "/v1/appointments/hospitals/x/departments/Heart"
    mine, far = phone.headers(), "z" * 61

    async def told(path: str, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        reply = await phone.http.get(path, headers=headers)
        return reply.status_code, reply.json()

    for path, query, headers in (
        (place, "days=15&from_day=soon&practitioner_id=1", mine),
        (place, f"days=0&days=x&service={far}", mine),
        (nowhere, "days=", mine),
        (place, "days=15", {}),
        (place, "days=15", {"Authorization": "Bearer made-up"}),
        (place, "", {"Authorization": "Basic " + mine["Authorization"].partition(" ")[2]}),
        (place, "", {**mine, "Dmed-Telegram-User": "7"}),
    ):
        times = await told(f"{path}/free-times?{query}", headers)
        assert times == await told(f"{path}/free-days?{query}", headers)
        assert times[0] in {401, 422}
    wrong = (await told(f"{place}/free-times?limit=201&hospital_id=x", mine))[1]["fields"]
    assert wrong == [{"field": "query.limit", "rule": "less_than_equal"}]
    await phone.client.sign_out_all()
    assert (await told(f"{place}/free-times", mine))[0] == 401
