"""Somebody signs in on a phone: codes, tokens, devices."""

from __future__ import annotations

from mobile_api.access import rules
from tests.conftest import BOTH
from tests.mobile_api.access.phone import Phone
from tests.mobile_api.hall import Hall


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**rules.CODE_DIGITS:0{rules.CODE_DIGITS}d}"


@BOTH
async def test_a_number_and_a_code_sign_somebody_in(hall: Hall, phone: Phone) -> None:
    tokens = await phone.sign_in()
    account = await phone.client.account()
    assert account.id == tokens.account_id
    assert account.masked_phone == "+998 90 ••• •• 67"
    assert not account.identity_proven
    assert not account.telegram_linked
    assert phone.kept == [tokens]


@BOTH
async def test_the_same_number_is_the_same_account(phone: Phone, hall: Hall) -> None:
    first = await phone.sign_in()
    await phone.later(minutes=2)
    other = Phone(hall, phone.sent, number="90 123-45-67", name="Redmi")
    assert (await other.sign_in()).account_id == first.account_id
    assert [device.name for device in (await phone.client.devices()).items] == [
        "Redmi",
        "Galaxy A15",
    ]
