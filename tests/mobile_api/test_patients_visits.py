"""Somebody types a number: what the kiosk learns, and what nobody must learn."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from mobile_api.client.kiosk import KioskClient
from mobile_api.devices.service import DevicesService
from mobile_api.errors import IdempotencyMismatch, TooManyAttempts
from mobile_api.patients.errors import (
    BirthDateInFuture,
    ConfirmationNeeded,
    NotConfirmed,
    VisitExpired,
)
from mobile_api.patients.schemas import ConfirmedVisit, ConfirmIdentity, Identify
from mobile_api.patients.service import PatientsService
from tests.conftest import BOTH
from tests.mobile_api.hall import BASE, SYSTEM, Hall, person, pinfl_of

UNKNOWN = 900
WRONG = "7777"


async def confirm(hall: Hall, visit: str, digits: str) -> ConfirmedVisit:
    return await hall.kiosk.confirm(visit, ConfirmIdentity(phone_last4=digits))


async def another_kiosk(hall: Hall) -> KioskClient:
    async with hall.database.writing() as tx:
        device = await hall.services.get(DevicesService).enrol(tx, SYSTEM, "Kiosk 2", "Floor 2")
    http = httpx.AsyncClient(transport=httpx.ASGITransport(hall.app), base_url=BASE)
    return KioskClient(BASE, device.key, http)


def shape(reply: httpx.Response) -> dict[str, Any]:
    """All that somebody who tries numbers could compare."""
    body = reply.json()
    if "retry_after" in body:
        # Of Redis, whose clock goes on between two people: so many begun minutes.
        body["retry_after"] = -(-body["retry_after"] // 60)
    return {
        "status": reply.status_code,
        "fields": sorted(body),
        "told": {name: body[name] for name in body if name not in {"token", "expires_at"}},
        "headers": sorted(reply.headers),
        "length": len(reply.content),
    }


@BOTH
async def test_the_right_digits_confirm_and_show_only_a_masked_name(hall: Hall) -> None:
    visit = await hall.visit(1)
    confirmed = await confirm(hall, visit, person(1).phone[-4:])
    assert confirmed.level == "confirmed"
    assert confirmed.masked_name == "Dil••• K."


@BOTH
async def test_trying_numbers_out_tells_nothing(hall: Hall) -> None:
    """Same answers, same counters, same lock for a known and an unknown number."""
    seen = {}
    for serial in (1, UNKNOWN):
        begun = await hall.http.post(
            "/v1/patients/visits",
            json={"id": str(uuid4()), "for_whom": "self", "pinfl": person(serial).pinfl},
        )
        answers = [shape(begun)]
        token = begun.json()["token"]
        confirmation = "/v1/patients/visits/confirmation"
        for _ in range(6):
            reply = await hall.post(confirmation, token, {"phone_last4": WRONG})
            answers += [shape(reply)]
        seen[serial] = answers
    assert seen[1] == seen[UNKNOWN]
    lefts = [answer["told"].get("attempts_left") for answer in seen[1][1:]]
    assert lefts == [4, 3, 2, 1, 0, None]
    assert seen[1][-1]["status"] == 429


async def test_an_unknown_number_is_decrypted_for_like_a_known_one(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work is counted, since time itself cannot be asserted."""
    patients = hall.services.get(PatientsService)
    opened: list[str] = []
    real = patients._vaulted.decrypt

    def counted(table: str, row: UUID, column: str, stored: bytes) -> str:
        opened.append(column)
        return real(table, row, column, stored)

    monkeypatch.setattr(patients._vaulted, "decrypt", counted)
    work = []
    for serial in (1, UNKNOWN):
        visit = await hall.visit(serial)
        opened.clear()
        with pytest.raises(NotConfirmed):
            await confirm(hall, visit, WRONG)
        work.append(list(opened))
    assert work == [["phone"], ["phone"]]


async def test_a_key_neither_saves_an_attempt_nor_stands_in_the_way(hall: Hall) -> None:
    confirmation = "/v1/patients/visits/confirmation"
    headers = {"Dmed-Visit": await hall.visit(1), "Idempotency-Key": str(uuid4())}
    told = []
    for digits in (WRONG, WRONG, person(1).phone[-4:], person(1).phone[-4:]):
        body = {"phone_last4": digits}
        reply = await hall.http.post(confirmation, json=body, headers=headers)
        told.append((reply.status_code, reply.json().get("attempts_left")))
    assert told == [(403, 4), (403, 3), (200, None), (200, None)]
    headers["Idempotency-Key"] = "again"
    broken = await hall.http.post(confirmation, json=body, headers=headers)
    assert (broken.status_code, broken.json()["code"]) == (422, "invalid_request")


async def test_five_wrong_lock_the_number_at_every_kiosk_but_no_other_number(hall: Hall) -> None:
    visit = await hall.visit(1)
    for _ in range(5):
        with pytest.raises(NotConfirmed):
            await confirm(hall, visit, WRONG)
    elsewhere = await another_kiosk(hall)
    begun = await elsewhere.identify(Identify(id=uuid4(), for_whom="self", pinfl=person(1).pinfl))
    with pytest.raises(TooManyAttempts) as refused:
        await elsewhere.confirm(begun.token, ConfirmIdentity(phone_last4=person(1).phone[-4:]))
    assert 0 < int(str(refused.value.facts["retry_after"])) <= 15 * 60
    await hall.visit(2, confirmed=True)


async def test_the_right_person_gives_the_attempts_back(hall: Hall) -> None:
    visit = await hall.visit(1)
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(NotConfirmed):
                await confirm(hall, visit, WRONG)
        await confirm(hall, visit, person(1).phone[-4:])


async def test_twenty_wrong_stop_a_kiosk_whatever_the_numbers(hall: Hall) -> None:
    for serial in range(20):
        visit = await hall.visit(UNKNOWN + serial)
        with pytest.raises(NotConfirmed):
            await confirm(hall, visit, WRONG)
    visit = await hall.visit(1)
    with pytest.raises(TooManyAttempts):
        await confirm(hall, visit, person(1).phone[-4:])


async def test_those_who_are_right_do_not_use_the_kiosk_up(hall: Hall) -> None:
    for _ in range(25):
        await hall.visit(1, confirmed=True)


async def test_sixty_visits_in_ten_minutes_are_enough_for_one_kiosk(hall: Hall) -> None:
    for serial in range(60):
        await hall.visit(serial)
    with pytest.raises(TooManyAttempts):
        await hall.visit(61)


@BOTH
async def test_a_visit_ends_after_twenty_minutes(hall: Hall) -> None:
    visit = await hall.visit(1)
    hall.clock.forward(minutes=19, seconds=59)
    await confirm(hall, visit, person(1).phone[-4:])
    hall.clock.forward(seconds=1)
    with pytest.raises(VisitExpired):
        await confirm(hall, visit, person(1).phone[-4:])


async def test_another_kiosk_cannot_use_a_visit(hall: Hall) -> None:
    visit = await hall.visit(1)
    elsewhere = await another_kiosk(hall)
    with pytest.raises(VisitExpired):
        await elsewhere.confirm(visit, ConfirmIdentity(phone_last4=person(1).phone[-4:]))


@pytest.mark.parametrize("token", ["", "x", "A" * 300, "é".encode().decode("latin-1")])
async def test_a_made_up_token_is_an_ended_visit(hall: Hall, token: str) -> None:
    reply = await hall.http.post(
        "/v1/patients/visits/confirmation",
        json={"phone_last4": WRONG},
        headers=[(b"dmed-visit", token.encode("latin-1"))],
    )
    assert reply.status_code == 401
    assert reply.json()["code"] == "visit_expired"


async def test_a_changed_token_is_an_ended_visit(hall: Hall) -> None:
    visit = await hall.visit(1)
    changed = visit[:40] + ("A" if visit[40] != "A" else "B") + visit[41:]
    with pytest.raises(VisitExpired):
        await confirm(hall, changed, person(1).phone[-4:])


async def test_a_token_shows_neither_number_nor_person(hall: Hall) -> None:
    confirmed = await hall.visit(1, confirmed=True)
    assert person(1).pinfl not in confirmed
    assert str(person(1).id) not in confirmed


async def test_a_repeated_request_gets_the_first_answer_and_costs_no_visit(hall: Hall) -> None:
    who = Identify(id=uuid4(), for_whom="child", pinfl=person(1).pinfl)
    first = await hall.kiosk.identify(who)
    hall.clock.forward(minutes=2)
    for _ in range(70):
        assert await hall.kiosk.identify(who) == first


async def test_the_same_id_for_somebody_else_is_refused(hall: Hall) -> None:
    who = Identify(id=uuid4(), for_whom="self", pinfl=person(1).pinfl)
    await hall.kiosk.identify(who)
    with pytest.raises(IdempotencyMismatch):
        await hall.kiosk.identify(who.model_copy(update={"pinfl": person(2).pinfl}))


async def test_the_key_in_the_header_must_be_the_id(hall: Hall) -> None:
    reply = await hall.http.post(
        "/v1/patients/visits",
        json={"id": str(uuid4()), "for_whom": "self", "pinfl": None},
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert (reply.status_code, reply.json()["code"]) == (422, "idempotency_mismatch")


@BOTH
async def test_nobody_is_born_tomorrow_but_today_in_tashkent_is_fine(hall: Hall) -> None:
    # 21:00 in London is already the next day in Tashkent.
    hall.clock.now = hall.clock.now.replace(hour=21)
    born_today = pinfl_of(5, birth="050326", first=5)
    begun = await hall.kiosk.identify(Identify(id=uuid4(), for_whom="child", pinfl=born_today))
    assert begun.level == "claimed"
    born_tomorrow = pinfl_of(5, birth="060326", first=5)
    with pytest.raises(BirthDateInFuture):
        await hall.kiosk.identify(Identify(id=uuid4(), for_whom="child", pinfl=born_tomorrow))


@pytest.mark.parametrize(
    "typed", ["40803851720421", "31213901710015", "9876543210", "00000000000000", "abc", ""]
)
async def test_a_wrong_number_is_refused_without_being_repeated(hall: Hall, typed: str) -> None:
    reply = await hall.http.post(
        "/v1/patients/visits", json={"id": str(uuid4()), "for_whom": "self", "pinfl": typed}
    )
    assert reply.status_code == 422
    assert reply.json()["code"] == "invalid_request"
    assert not typed or typed not in reply.text


async def test_somebody_without_a_number_has_a_visit_that_cannot_be_confirmed(hall: Hall) -> None:
    begun = await hall.kiosk.identify(Identify(id=uuid4(), for_whom="child"))
    assert begun.level == "unidentified"
    with pytest.raises(NotConfirmed):
        await confirm(hall, begun.token, "0000")
    patients = hall.services.get(PatientsService)
    visit = patients.visit_of(await _kiosk_actor(hall), begun.token)
    assert (visit.pinfl, visit.age_years, visit.sex) == (None, None, None)
    with pytest.raises(ConfirmationNeeded):
        patients.require_confirmed(visit)


async def _kiosk_actor(hall: Hall) -> Any:
    async with hall.database.reading() as db:
        return await hall.services.get(DevicesService).actor_of(db, hall.key)


@BOTH
async def test_a_typed_number_becomes_one_patient_however_often_it_is_typed(hall: Hall) -> None:
    patients, actor = hall.services.get(PatientsService), await _kiosk_actor(hall)
    found = []
    for serial in (UNKNOWN, UNKNOWN, 1):
        visit = patients.visit_of(actor, await hall.visit(serial))
        assert visit.age_years is not None
        assert 35 < visit.age_years < 36
        assert visit.sex == "male"
        async with hall.database.writing() as tx:
            found.append(await patients.ensure_patient(tx, actor, visit))
    assert found[0] == found[1] != found[2] == person(1).id


async def test_somebody_known_by_number_alone_cannot_be_confirmed(hall: Hall) -> None:
    patients, actor = hall.services.get(PatientsService), await _kiosk_actor(hall)
    token = await hall.visit(UNKNOWN)
    async with hall.database.writing() as tx:
        await patients.ensure_patient(tx, actor, patients.visit_of(actor, token))
    for digits in ("0000", "9999"):
        with pytest.raises(NotConfirmed):
            await confirm(hall, token, digits)
