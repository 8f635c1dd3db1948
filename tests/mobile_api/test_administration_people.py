"""Accounts of staff, codes for kiosks, lists, the audit, and what people with the app read."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from mobile_api.access.staff import StaffService
from mobile_api.actors import Actor, Role
from mobile_api.client.enrolment import enrol_device
from mobile_api.client.kiosk import KioskClient
from mobile_api.devices.enrolling import EnrollingService
from mobile_api.devices.errors import WrongEnrolmentCode
from mobile_api.devices.schemas import EnrolByCode
from mobile_api.errors import TooManyAttempts
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.replays import SealedReplays
from tests.conftest import BOTH
from tests.mobile_api.access.phone import Phone, listen
from tests.mobile_api.administration_world import Keeper, keeper, refused
from tests.mobile_api.hall import BASE, HOSPITAL, Hall


async def hire(boss: Keeper, login: str, role: str = "nurse") -> tuple[UUID, str]:
    password = f"Uzun-parol {uuid4().hex}"
    body = {"id": str(uuid4()), "login": login, "password": password, "role": role}
    reply = await boss.post("/access/staff", **body, display_name="Yangi Xodim")
    assert reply.status_code == 200, reply.text
    return UUID(reply.json()["id"]), password


async def own_id(someone: Keeper) -> str:
    return str((await someone.get("/access/session"))["id"])


@BOTH
async def test_a_role_that_was_changed_counts_at_once(hall: Hall) -> None:
    boss = await keeper(hall)
    staff_id, password = await hire(boss, "barno")
    signed = httpx.AsyncClient(
        transport=httpx.ASGITransport(hall.app), base_url=BASE, headers={"Origin": BASE}
    )
    entry = {"login": "barno", "password": password}
    assert (await signed.post("/v1/access/sessions", json=entry)).status_code == 200
    changed = {"display_name": "Barno", "role": "doctor", "departments": ["therapy"]}
    assert (await boss.put(f"/access/staff/{staff_id}", **changed)).status_code == 200
    assert (await signed.get("/v1/access/session")).status_code == 401
    assert (await signed.post("/v1/access/sessions", json=entry)).status_code == 200
    closed = await boss.put(f"/access/staff/{staff_id}", **changed, disabled=True)
    assert closed.json()["disabled"] is True
    assert (await signed.get("/v1/access/session")).status_code == 401
    assert (await signed.post("/v1/access/sessions", json=entry)).status_code == 401
    opened = await boss.put(f"/access/staff/{staff_id}", **changed)
    assert opened.json()["disabled"] is False
    await signed.aclose()


@BOTH
async def test_nobody_removes_themselves_and_one_administrator_remains(hall: Hall) -> None:
    first, second = await keeper(hall), await keeper(hall)
    ids = [await own_id(one) for one in (first, second)]
    body: dict[str, Any] = {"display_name": "Boshliq", "role": "administrator"}
    itself = await first.put(f"/access/staff/{ids[0]}", **body, disabled=True)
    assert refused(itself) == (409, "not_oneself", "disabled")
    lowered = await first.put(f"/access/staff/{ids[0]}", **{**body, "role": "nurse"})
    assert refused(lowered) == (409, "not_oneself", "role")
    # Each closes the other in the same moment: one of them is left.
    both = await asyncio.gather(
        first.put(f"/access/staff/{ids[1]}", **body, disabled=True),
        second.put(f"/access/staff/{ids[0]}", **body, disabled=True),
    )
    assert sum(reply.status_code == 200 for reply in both) == 1
    rows = await hall.rows("staff_accounts")
    assert sum(row["disabled_at"] is None for row in rows) == 1


async def test_an_it_nurse_gives_out_no_roles(hall: Hall) -> None:
    boss, nurse = await keeper(hall), await keeper(hall, Role.IT_NURSE)
    staff_id, _ = await hire(boss, "barno")
    body = {"display_name": "Barno", "role": "administrator"}
    assert (await nurse.put(f"/access/staff/{staff_id}", **body)).status_code == 403
    assert (await nurse.post(f"/access/staff/{staff_id}/password")).status_code == 403
    assert (await nurse.browser.get("/v1/access/staff")).status_code == 403
    assert (await nurse.browser.get("/v1/audit/events")).status_code == 403


async def test_a_fresh_password_replaces_the_forgotten_one(hall: Hall) -> None:
    boss = await keeper(hall)
    staff_id, old = await hire(boss, "barno")
    fresh = (await boss.post(f"/access/staff/{staff_id}/password")).json()["password"]
    for password, status in ((old, 401), (fresh, 200)):
        entry = {"login": "barno", "password": password}
        assert (await hall.http.post("/v1/access/sessions", json=entry)).status_code == status
    other = UUID(int=77)
    assert (await boss.post(f"/access/staff/{other}/password")).status_code == 404


async def keyed(who: Keeper, key: UUID, path: str, **body: Any) -> httpx.Response:
    headers = {"Idempotency-Key": str(key)}
    return await who.browser.post(f"/v1{path}", json=body or None, headers=headers)


@BOTH
async def test_a_password_whose_answer_was_lost_is_shown_again_to_its_sender(hall: Hall) -> None:
    boss, other = await keeper(hall), await keeper(hall)
    staff_id, _ = await hire(boss, "barno")
    second, _ = await hire(boss, "salima")
    key, path = uuid4(), f"/access/staff/{staff_id}/password"
    answers = [*await asyncio.gather(*(keyed(boss, key, path) for _ in range(2)))]
    answers.append(await keyed(boss, key, path))
    (password,) = {answer.json()["password"] for answer in answers}
    entry = {"login": "barno", "password": password}
    assert (await hall.http.post("/v1/access/sessions", json=entry)).status_code == 200
    # It ended sessions once: a repetition throws nobody out who has signed in with it.
    hall.http.headers.pop("Authorization")
    assert (await keyed(boss, key, path)).json()["password"] == password
    assert (await hall.http.get("/v1/access/session")).status_code == 200
    another = await keyed(boss, key, f"/access/staff/{second}/password")
    assert refused(another) == (422, "idempotency_mismatch", None)
    # The same key of somebody else is another order: a password of its own.
    assert (await keyed(other, key, path)).json()["password"] != password
    assert (await hall.http.post("/v1/access/sessions", json=entry)).status_code == 401
    # And what counts by then is not overwritten by asking for the first answer.
    assert (await keyed(boss, key, path)).json()["password"] == password
    assert (await hall.http.post("/v1/access/sessions", json=entry)).status_code == 401


@BOTH
async def test_a_code_whose_answer_was_lost_is_shown_again_to_its_sender(hall: Hall) -> None:
    boss, nurse = await keeper(hall), await keeper(hall, Role.IT_NURSE)
    key, path, body = uuid4(), "/devices/enrolment-codes", {"name": "K2", "place": "2-qavat"}
    answers = [*await asyncio.gather(*(keyed(nurse, key, path, **body) for _ in range(3)))]
    answers.append(await keyed(nurse, key, path, **body))
    ((code, code_id),) = {(one.json()["code"], one.json()["id"]) for one in answers}
    assert len(await hall.rows("enrolment_codes")) == 1
    another = await keyed(nurse, key, path, **{**body, "name": "K3"})
    assert refused(another) == (422, "idempotency_mismatch", None)
    assert (await keyed(boss, key, path, **body)).json()["code"] != code
    # Withdrawn, it stays worthless, however often it is asked for.
    async with hall.database.writing() as tx:
        actor = Actor(role=Role.IT_NURSE, id=UUID(int=5), hospital_id=HOSPITAL)
        await hall.services.get(EnrollingService).withdraw_code(tx, actor, UUID(code_id))
    assert (await keyed(nurse, key, path, **body)).json()["code"] == code
    with pytest.raises(WrongEnrolmentCode):
        await enrol_device(BASE, EnrolByCode(id=uuid4(), code=code), hall.http)
    redis = hall.services.get(SealedReplays)._replays._redis
    (name, *_) = names = await redis.keys("replay:enrolment-code:*")
    assert len(names) == 2
    kept = await redis.get(name)
    assert isinstance(kept, bytes)
    assert code.encode() not in kept
    assert 0 < await redis.ttl(name) <= 600


async def test_a_secret_that_was_kept_but_not_stored_is_the_one_that_is_stored_then(
    hall: Hall,
) -> None:
    boss = await keeper(hall)
    staff_id, _ = await hire(boss, "barno")
    actor = Actor(role=Role.ADMINISTRATOR, id=UUID(await own_id(boss)), hospital_id=HOSPITAL)
    key = uuid4()
    told: list[str] = []
    for broken in (True, False):
        with contextlib.suppress(RuntimeError):
            async with hall.database.writing() as tx:
                staff = hall.services.get(StaffService)
                told.append(await staff.reset_password(tx, actor, staff_id, key=key))
                if broken:
                    raise RuntimeError
    assert told[0] == told[1]
    entry = {"login": "barno", "password": told[0]}
    assert (await hall.http.post("/v1/access/sessions", json=entry)).status_code == 200


async def code_for(nurse: Keeper, **more: str) -> str:
    reply = await nurse.post("/devices/enrolment-codes", name="K2", place="2-qavat", **more)
    assert reply.status_code == 200, reply.text
    return str(reply.json()["code"])


@BOTH
async def test_a_code_lets_one_kiosk_in_and_a_lost_answer_is_given_again(hall: Hall) -> None:
    nurse = await keeper(hall, Role.IT_NURSE)
    code = await code_for(nurse)
    order = EnrolByCode(id=uuid4(), code=code)
    answers = await asyncio.gather(*(enrol_device(BASE, order, hall.http) for _ in range(5)))
    assert len({answer.key for answer in answers}) == 1
    hall.http.headers.pop("Authorization")
    assert (await KioskClient(BASE, answers[0].key, hall.http).hospital()).id == HOSPITAL
    with pytest.raises(WrongEnrolmentCode):
        await enrol_device(BASE, EnrolByCode(id=uuid4(), code=code), hall.http)


@BOTH
async def test_a_code_ends_after_ten_minutes_or_when_it_is_withdrawn(hall: Hall) -> None:
    nurse = await keeper(hall, Role.IT_NURSE)
    code = await code_for(nurse)
    hall.clock.forward(minutes=10)
    with pytest.raises(WrongEnrolmentCode):
        await enrol_device(BASE, EnrolByCode(id=uuid4(), code=code), hall.http)
    stored = await hall.rows("enrolment_codes")
    assert code.encode() not in b"".join(row["code_digest"] for row in stored)


async def test_codes_cannot_be_tried_out(hall: Hall) -> None:
    nurse = await keeper(hall, Role.IT_NURSE)
    code = await code_for(nurse)
    wrong = f"{(int(code) + 1) % 10**8:08d}"
    for _ in range(10):
        with pytest.raises(WrongEnrolmentCode):
            await enrol_device(BASE, EnrolByCode(id=uuid4(), code=wrong), hall.http)
    with pytest.raises(TooManyAttempts):
        await enrol_device(BASE, EnrolByCode(id=uuid4(), code=code), hall.http)


@BOTH
async def test_a_known_kiosk_gets_a_new_key_only_once_the_code_is_used(hall: Hall) -> None:
    nurse = await keeper(hall, Role.IT_NURSE)
    (device,) = await hall.rows("devices")
    code = await code_for(nurse, device_id=str(device["id"]))
    await hall.kiosk.hospital()
    enrolled = await enrol_device(BASE, EnrolByCode(id=uuid4(), code=code), hall.http)
    assert enrolled.id == device["id"]
    assert (await hall.http.get("/v1/facilities/hospital")).status_code == 401


async def check(boss: Keeper, kind: str, text: str) -> dict[str, Any]:
    reply = await boss.post("/facilities/imports", id=str(uuid4()), kind=kind, text=text)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


DOCTORS = "key;name;department;room;speciality\nT-1;Sinova M.;cardiology;301;210\n"


@BOTH
async def test_a_dry_run_changes_nothing_and_the_import_does_what_it_said(hall: Hall) -> None:
    boss = await keeper(hall)
    audited = len(await hall.rows("audit_events"))
    report = await check(boss, "practitioners", DOCTORS)
    assert (report["added"], report["faults"], report["applied"]) == (1, [], False)
    assert len(await hall.rows("practitioners")) == 2
    events = [row["action"] for row in await hall.rows("audit_events")][audited:]
    assert events == ["administration.check_list"]
    for _ in range(2):
        done = await boss.post(f"/facilities/imports/{report['id']}/application")
        assert (done.json()["added"], done.json()["applied"]) == (1, True)
    assert len(await hall.rows("practitioners")) == 3
    again = await check(boss, "practitioners", DOCTORS)
    assert (again["added"], again["unchanged"]) == (0, 1)
    weeks = "key,weekday,starts,ends\nT-1,1,08:00,13:00\nT-1,1,14.00,18.00\n"
    report = await check(boss, "schedules", weeks)
    assert (report["added"], report["faults"]) == (2, [])


@BOTH
async def test_one_wrong_line_and_nothing_is_imported(hall: Hall) -> None:
    boss = await keeper(hall)
    text = DOCTORS + "T-2;Sinov N.;cardiology;999;210\nT-1;Yana;cardiology;301;\n;Nomsiz;x;1;\n"
    report = await check(boss, "practitioners", text)
    told = {(one["line"], one["column"], one["code"]) for one in report["faults"]}
    assert (3, "room", "no_such_room") in told
    assert (4, "key", "duplicate_line") in told
    assert (5, "key", "required") in told
    reply = await boss.post(f"/facilities/imports/{report['id']}/application")
    assert reply.json()["code"] == "import_faulty"
    assert len(await hall.rows("practitioners")) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("key;name\n", "columns"),
        ("key;name;department;room\n", "empty"),
        ("key;name;department;room;salary\n1;2;3;4;5\n", "columns"),
        ('key;name;department;room\n"1;2;3;4\n', "table"),
        ("key;name;department;room\n" + "1;2;3;4\n" * 1001, "lines"),
    ],
)
async def test_what_is_no_list_is_refused_with_a_reason(hall: Hall, text: str, reason: str) -> None:
    boss = await keeper(hall)
    reply = await boss.post("/facilities/imports", id=str(uuid4()), kind="practitioners", text=text)
    assert (reply.json()["code"], reply.json()["reason"]) == ("import_unreadable", reason)


async def test_a_list_is_kept_for_an_hour_and_sealed(hall: Hall) -> None:
    boss = await keeper(hall)
    report = await check(boss, "practitioners", DOCTORS)
    (row,) = await hall.rows("imports")
    assert b"Sinova" not in row["content"]
    hall.clock.forward(minutes=59)
    await boss.get("/access/session")
    hall.clock.forward(minutes=2)
    reply = await boss.post(f"/facilities/imports/{report['id']}/application")
    assert reply.json()["code"] == "import_over"


@BOTH
async def test_the_audit_is_read_page_by_page_and_filtered(hall: Hall) -> None:
    boss = await keeper(hall)
    for number in range(5):
        hall.clock.forward(seconds=1)
        await boss.put(
            f"/facilities/rooms/{uuid4()}", department="therapy", number=f"2{number}", floor=2
        )
    seen: list[str] = []
    cursor = ""
    while True:
        page = await boss.get(f"/audit/events?domain=facilities&limit=2{cursor}")
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next'].replace('+', '%2B')}"
    assert len(seen) == len(set(seen)) == 5 + 1  # the plan of the hospital as well
    mine = await boss.get(f"/audit/events?actor_id={await own_id(boss)}&domain=facilities")
    assert len(mine["items"]) == 5
    assert (await boss.get("/audit/verification"))["events"] > 5
    assert (await boss.browser.get("/v1/audit/events?cursor=x")).status_code == 422


@BOTH
async def test_people_with_the_app_find_department_and_doctor(hall: Hall) -> None:
    phone = Phone(hall, listen(hall))
    stranger = await phone.http.get("/v1/facilities/hospitals")
    assert stranger.status_code == 401
    await phone.sign_in()
    boss = await keeper(hall)
    await boss.doctor(speciality="210", name_cyrillic="Синова Малика")
    gone = await boss.doctor(name="Ketgan", active=False)
    (hospital,) = (await phone.client.hospital_list()).items
    codes = {one.code for one in (await phone.client.departments(hospital.id)).items}
    assert "cardiology" in codes
    doctors = (await phone.client.doctors(hospital.id, "cardiology")).items
    (sinova,) = [one for one in doctors if one.name == "Sinova Malika"]
    assert (sinova.speciality_names or {})["ru"] == "Кардиолог"
    assert gone not in {one.id for one in doctors}
    assert (await phone.client.services_of(hospital.id, "cardiology")).items == []
    with pytest.raises(NoSuchDepartment):
        await phone.client.doctors(hospital.id, "urology")
    await phone.http.aclose()
