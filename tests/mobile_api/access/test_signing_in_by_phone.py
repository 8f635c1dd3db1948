"""Somebody signs in on a phone with a one-time code."""

from __future__ import annotations

import asyncio
import json
from uuid import uuid4

import pytest

from mobile_api.access import codes, rules
from mobile_api.access.errors import CodeNotValid, InvalidPhone, WrongCode
from mobile_api.access.holders import AccountHolders
from mobile_api.access.schemas import AskForCode
from mobile_api.errors import DmedError, IdempotencyMismatch, NotAuthenticated, TooManyAttempts
from tests.conftest import BOTH
from tests.mobile_api.access.phone import PHONE, Phone, connection
from tests.mobile_api.hall import SYSTEM, Hall


def wrong(code: str, by: int = 1) -> str:
    """Another code."""
    return f"{(int(code) + by) % 10**rules.CODE_DIGITS:0{rules.CODE_DIGITS}d}"


@BOTH
async def test_a_number_and_a_code_sign_somebody_in(phone: Phone) -> None:
    tokens = await phone.sign_in()
    account = await phone.client.account()
    assert account.id == tokens.account_id
    assert account.masked_phone == "+998 90 ••• •• 67"
    assert not account.identity_proven
    assert not account.telegram_linked
    assert phone.kept == [tokens]


@BOTH
async def test_the_same_number_however_it_is_written_is_the_same_account(phone: Phone) -> None:
    first = await phone.sign_in()
    await phone.later(minutes=2)
    other = Phone(phone.hall, phone.sent, number="90 123-45-67", name="Redmi")
    assert (await other.sign_in()).account_id == first.account_id
    names = [device.name for device in (await phone.client.devices()).items]
    assert names == ["Redmi", "Galaxy A15"]


async def test_a_code_has_more_than_twenty_bits_and_ten_minutes(phone: Phone) -> None:
    order = phone.ask()
    sent = await phone.client.ask_for_code(order)
    assert 10**sent.digits > 2**20
    assert len(phone.sent[order.id]["code"]) == sent.digits
    assert sent.expires_in == 600


async def test_the_answer_never_tells_whether_a_phone_is_known_or_closed(
    hall: Hall, phone: Phone
) -> None:
    tokens = await phone.sign_in()
    async with hall.database.writing() as tx:
        await hall.services.get(AccountHolders).close_app_account(tx, SYSTEM, tokens.account_id)
    answers = []
    for number in (PHONE, "+998901234599"):
        await phone.later(minutes=5)
        answer = (await phone.client.ask_for_code(phone.ask(number))).model_dump()
        answers.append({k: v for k, v in answer.items() if k not in {"id", "masked_phone"}})
    first, second = answers
    first.pop("expires_at"), second.pop("expires_at")
    assert first == second
    # Nothing was sent to the closed one, and its code could not be used.
    assert [message["phone"] for message in phone.sent.values()] == [PHONE, "+998901234599"]


async def test_a_closed_account_is_out_at_once(hall: Hall, phone: Phone) -> None:
    tokens = await phone.sign_in()
    await phone.later(minutes=5)
    code_id, code = await phone.code()
    async with hall.database.writing() as tx:
        await hall.services.get(AccountHolders).close_app_account(tx, SYSTEM, tokens.account_id)
    with pytest.raises(WrongCode):
        await phone.client.sign_in(phone.entry(code_id, code))
    raw = await phone.http.get(
        "/v1/access/account", headers={"Authorization": f"Bearer {tokens.access_token}"}
    )
    assert (raw.status_code, raw.json()["code"]) == (401, "not_authenticated")


@BOTH
async def test_a_code_is_used_once_but_a_lost_reply_is_repeated(phone: Phone) -> None:
    code_id, code = await phone.code()
    entry = phone.entry(code_id, code)
    first = await phone.client.sign_in(entry)
    assert await phone.client.sign_in(entry) == first
    with pytest.raises(CodeNotValid):
        await phone.client.sign_in(phone.entry(code_id, code))
    assert len((await phone.client.devices()).items) == 1


@BOTH
async def test_a_code_used_twice_in_one_instant_signs_in_once(phone: Phone) -> None:
    code_id, code = await phone.code()
    tries = [phone.client.sign_in(phone.entry(code_id, code)) for _ in range(4)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    kinds = sorted(type(answer).__name__ for answer in answers)
    assert kinds == ["AppTokensReply", "CodeNotValid", "CodeNotValid", "CodeNotValid"]


async def test_five_wrong_tries_end_a_code_even_for_the_right_one(phone: Phone) -> None:
    code_id, code = await phone.code()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refused:
            await phone.client.sign_in(phone.entry(code_id, wrong(code, by=left + 1)))
        assert refused.value.facts["attempts_left"] == left
    with pytest.raises(CodeNotValid):
        await phone.client.sign_in(phone.entry(code_id, code))


async def test_wrong_tries_in_one_instant_do_not_get_a_sixth(phone: Phone) -> None:
    code_id, code = await phone.code()
    tries = [phone.client.sign_in(phone.entry(code_id, wrong(code, by=n))) for n in range(1, 21)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, WrongCode) for answer in answers) == rules.WRONG_PER_CODE


async def test_a_code_that_is_too_old_says_so(phone: Phone) -> None:
    code_id, code = await phone.code()
    phone.hall.clock.forward(minutes=10)
    with pytest.raises(CodeNotValid):
        await phone.client.sign_in(phone.entry(code_id, code))


async def test_a_code_is_worth_nothing_for_another_request_or_purpose(phone: Phone) -> None:
    code_id, code = await phone.code()
    with pytest.raises(WrongCode):
        await phone.client.sign_in(phone.entry(uuid4(), code))
    await phone.client.sign_in(phone.entry(code_id, code))
    answer = await phone.http.post(
        "/v1/access/step-ups",
        json={"id": str(uuid4()), "code_id": str(code_id), "code": code},
        headers=phone.headers(),
    )
    assert answer.json()["code"] == "wrong_code"


async def test_the_same_order_sends_one_message_and_another_body_is_refused(phone: Phone) -> None:
    order = phone.ask()
    first = await phone.client.ask_for_code(order)
    phone.sent.clear()
    assert await phone.client.ask_for_code(order) == first
    assert phone.sent == {}
    with pytest.raises(IdempotencyMismatch):
        await phone.client.ask_for_code(order.model_copy(update={"phone": "901234569"}))


async def test_a_phone_gets_one_code_a_minute_and_five_an_hour(phone: Phone) -> None:
    await phone.code()
    with pytest.raises(TooManyAttempts) as refused:
        await phone.code()
    assert 0 < int(str(refused.value.facts["retry_after"])) <= codes.RESEND_SECONDS
    limits = {seconds: count for count, seconds in codes.SENT_PER_PHONE}
    assert limits == {60: 1, 3600: 5, 86400: 10}


async def test_a_device_and_an_address_get_only_so_many(hall: Hall, phone: Phone) -> None:
    for n in range(5):
        await phone.code(f"90100000{n}")
    with pytest.raises(TooManyAttempts):
        await phone.code("901000009")
    for n in range(55):
        other = AskForCode(id=uuid4(), phone=f"9020000{n:02d}", language="ru", device_id=uuid4())
        await phone.client.ask_for_code(other)
    last = AskForCode(id=uuid4(), phone="903000000", language="ru", device_id=uuid4())
    with pytest.raises(TooManyAttempts):
        await phone.client.ask_for_code(last)
    elsewhere = Phone(hall, phone.sent, address="203.0.113.5")
    await elsewhere.client.ask_for_code(last)


@pytest.mark.parametrize("typed", ["abc", "+7 701 123 45 67", "90 123 45"])
async def test_what_is_no_phone_is_refused_with_what_to_look_at(phone: Phone, typed: str) -> None:
    with pytest.raises(InvalidPhone) as refused:
        await phone.client.ask_for_code(phone.ask(typed))
    assert set(refused.value.facts) == {"fault"}


async def test_a_device_with_the_id_of_another_is_refused(phone: Phone) -> None:
    tokens = await phone.sign_in()
    await phone.later(minutes=2)
    other = Phone(phone.hall, phone.sent)
    with pytest.raises(IdempotencyMismatch):
        await other.client.sign_in(other.entry(*await other.code(), tokens.session_id))


async def test_signing_in_again_on_a_phone_replaces_what_was_there(phone: Phone) -> None:
    first = await phone.sign_in()
    await phone.later(minutes=2)
    await phone.sign_in()
    assert len((await phone.client.devices()).items) == 1
    answer = await phone.http.get(
        "/v1/access/account", headers={"Authorization": f"Bearer {first.access_token}"}
    )
    assert answer.status_code == 401


async def test_there_are_never_more_than_twenty_devices(phone: Phone) -> None:
    for n in range(rules.MAX_DEVICES + 1):
        await phone.later(minutes=2)
        await Phone(phone.hall, phone.sent, name=f"{n}", address=f"203.0.113.{n}").sign_in()
    await phone.later(minutes=2)
    await phone.sign_in()
    names = [device.name for device in (await phone.client.devices()).items]
    assert names == ["Galaxy A15", *(str(n) for n in range(20, 1, -1))]


async def test_nothing_of_it_can_be_read_in_the_database(hall: Hall, phone: Phone) -> None:
    code_id, code = await phone.code()
    tokens = await phone.client.sign_in(phone.entry(code_id, code))
    tables = ("app_accounts", "app_sessions", "one_time_codes", "audit_events", "messages")
    stored = repr([await hall.rows(table) for table in tables])
    for secret in (
        PHONE,
        PHONE.removeprefix("+998"),
        code,
        "Galaxy",
        tokens.access_token,
        tokens.refresh_token,
    ):
        assert secret not in stored


async def test_unknown_fields_and_broken_bodies_are_refused(hall: Hall) -> None:
    body = {
        "id": str(uuid4()),
        "code_id": str(uuid4()),
        "code": "1234567",
        "device": {"id": str(uuid4()), "name": "x", "platform": "android"},
        "language": "ru",
    }
    bad = [
        {**body, "role": "administrator"},
        {**body, "code": "123456"},
        {**body, "code": "１２３４５６７"},
        {**body, "device": {**body["device"], "platform": "windows"}},  # type: ignore[dict-item]  # JSON
        [],
    ]
    async with connection(hall) as http:
        for one in bad:
            answer = await http.post("/v1/access/app-sessions", json=one)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request"), one
            assert "1234567" not in answer.text
        text = await http.post(
            "/v1/access/app-sessions",
            content=json.dumps(body),
            headers={"Content-Type": "text/plain"},
        )
        assert text.status_code == 422
        mismatched = await http.post(
            "/v1/access/app-sessions", json=body, headers={"Idempotency-Key": str(uuid4())}
        )
        assert mismatched.json()["code"] == "idempotency_mismatch"


@pytest.mark.parametrize("token", ["", "x", "A" * 75, "é" * 20, "a.b.c", "A" * 5000])
async def test_what_is_no_token_opens_nothing(hall: Hall, token: str) -> None:
    async with connection(hall) as http:
        headers = {b"Authorization": f"Bearer {token}".encode()}
        answer = await http.get("/v1/access/account", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


async def test_a_refresh_token_is_no_access_token(phone: Phone) -> None:
    tokens = await phone.sign_in()
    answer = await phone.http.get(
        "/v1/access/account", headers={"Authorization": f"Bearer {tokens.refresh_token}"}
    )
    assert answer.status_code == 401
    with pytest.raises(DmedError) as refused:
        await phone.renew(tokens.access_token)
    assert refused.value.code == "session_ended"


async def test_nobody_is_signed_in_before_signing_in(phone: Phone) -> None:
    with pytest.raises(NotAuthenticated):
        await phone.client.account()
