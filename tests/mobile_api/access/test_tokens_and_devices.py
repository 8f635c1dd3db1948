"""Tokens rotate, a stolen one ends its family, and everybody sees where they are signed in."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from mobile_api.access import app_store, rules
from mobile_api.access.codes import phone_index
from mobile_api.access.errors import (
    NoSuchDevice,
    PhoneTaken,
    SessionEnded,
    StepUpNeeded,
    WrongCode,
)
from mobile_api.access.schemas import (
    AppTokensReply,
    AskForOwnCode,
    AskForPhoneCode,
    ChangePhone,
    ChooseLanguage,
    StepUp,
)
from mobile_api.access.tokens import AppTokens
from mobile_api.client.app import AppClient
from mobile_api.errors import NotAuthenticated
from mobile_api.keys import Keyring, Vaulted
from tests.conftest import BOTH
from tests.mobile_api.access.phone import Phone
from tests.mobile_api.hall import BASE, Hall


async def works(phone: Phone, access_token: str) -> bool:
    """Whether an access token still opens anything."""
    headers = {"Authorization": f"Bearer {access_token}"}
    return (await phone.http.get("/v1/access/account", headers=headers)).status_code == 200


@BOTH
async def test_a_token_ends_after_a_quarter_of_an_hour_and_the_client_renews_it(
    hall: Hall, phone: Phone
) -> None:
    first = await phone.sign_in()
    assert first.access_expires_in == 900
    hall.clock.forward(minutes=15)
    assert not await works(phone, first.access_token)
    assert (await phone.client.account()).id == first.account_id
    second = phone.client.tokens
    assert second is not None
    assert second.refresh_token != first.refresh_token
    assert phone.kept == [first, second]


async def test_many_requests_at_once_renew_once(hall: Hall, phone: Phone) -> None:
    await phone.sign_in()
    hall.clock.forward(minutes=20)
    await asyncio.gather(*(phone.client.account() for _ in range(8)))
    assert len(phone.kept) == 2


@BOTH
async def test_a_lost_reply_may_be_asked_for_again_with_the_same_id(
    hall: Hall, phone: Phone
) -> None:
    first = await phone.sign_in()
    order_id = uuid4()
    second = await phone.renew(first.refresh_token, order_id)
    hall.clock.forward(minutes=4)
    again = await phone.renew(first.refresh_token, order_id)
    assert (again.access_token, again.refresh_token) == (
        second.access_token,
        second.refresh_token,
    )
    third = await phone.renew(second.refresh_token)
    assert await works(phone, third.access_token)


@BOTH
async def test_the_same_request_twice_in_one_instant_gets_the_same_answer(phone: Phone) -> None:
    first = await phone.sign_in()
    order_id = uuid4()
    answers = await asyncio.gather(*(phone.renew(first.refresh_token, order_id) for _ in range(5)))
    assert len({answer.refresh_token for answer in answers}) == 1


@BOTH
async def test_a_stolen_token_that_comes_back_ends_the_whole_family(phone: Phone) -> None:
    first = await phone.sign_in()
    second = await phone.renew(first.refresh_token)
    with pytest.raises(SessionEnded):
        await phone.renew(first.refresh_token)  # the thief, or the owner after the thief
    assert not await works(phone, second.access_token)
    with pytest.raises(SessionEnded):
        await phone.renew(second.refresh_token)
    actions = [event["action"] for event in await phone.hall.rows("audit_events")]
    assert "access.refresh_reused" in actions


async def test_two_who_use_one_token_in_one_instant_are_both_signed_out(phone: Phone) -> None:
    first = await phone.sign_in()
    answers = await asyncio.gather(
        *(phone.renew(first.refresh_token) for _ in range(2)), return_exceptions=True
    )
    won = [answer for answer in answers if not isinstance(answer, BaseException)]
    assert len(won) == 1
    with pytest.raises(SessionEnded):
        await phone.renew(won[0].refresh_token)


async def test_the_grace_for_a_lost_reply_is_short(hall: Hall, phone: Phone) -> None:
    first = await phone.sign_in()
    order_id = uuid4()
    await phone.renew(first.refresh_token, order_id)
    hall.clock.forward(minutes=6)
    with pytest.raises(SessionEnded):
        await phone.renew(first.refresh_token, order_id)


async def test_another_device_stays_signed_in_when_one_was_stolen(hall: Hall, phone: Phone) -> None:
    first = await phone.sign_in()
    await phone.later(minutes=2)
    other = Phone(hall, phone.sent, name="Redmi")
    await other.sign_in()
    await phone.renew(first.refresh_token)
    with pytest.raises(SessionEnded):
        await phone.renew(first.refresh_token)
    assert [device.name for device in (await other.client.devices()).items] == ["Redmi"]


async def test_a_phone_in_a_drawer_for_ninety_days_signs_in_anew(hall: Hall, phone: Phone) -> None:
    tokens = await phone.sign_in()
    hall.clock.forward(days=89)
    renewed = await phone.renew(tokens.refresh_token)
    hall.clock.forward(days=90)
    with pytest.raises(SessionEnded):
        await phone.renew(renewed.refresh_token)


async def test_the_client_knows_when_somebody_has_to_sign_in_again(
    hall: Hall, phone: Phone
) -> None:
    await phone.sign_in()
    hall.clock.forward(days=91)
    with pytest.raises(SessionEnded):
        await phone.client.account()
    assert phone.client.tokens is None
    assert phone.kept[-1] is None


async def test_an_app_that_was_restarted_goes_on_with_what_it_kept(
    hall: Hall, phone: Phone
) -> None:
    tokens = await phone.sign_in()
    hall.clock.forward(hours=5)
    restarted = AppClient(BASE, tokens, http=phone.http)
    assert (await restarted.account()).id == tokens.account_id


async def test_a_renewal_without_an_answer_is_repeated_with_the_same_id(
    hall: Hall, phone: Phone
) -> None:
    tokens = await phone.sign_in()
    hall.clock.forward(minutes=16)
    lossy = _LosesRepliesTo("/v1/access/tokens", phone.http, times=3)
    client = AppClient(BASE, tokens, http=httpx.AsyncClient(transport=lossy))
    with pytest.raises(Exception, match="api_unreachable"):
        await client.account()
    assert (await client.account()).id == tokens.account_id
    await client.close()


class _LosesRepliesTo(httpx.AsyncBaseTransport):
    """The server answers; the answer does not arrive."""

    def __init__(self, path: str, http: httpx.AsyncClient, times: int) -> None:
        self._path, self._http, self._left = path, http, times

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._http._transport.handle_async_request(request)
        if request.url.path == self._path and self._left:
            self._left -= 1
            await answer.aread()
            raise httpx.ReadError("the line broke")
        return answer


@BOTH
async def test_one_device_or_all_can_be_signed_out(hall: Hall, phone: Phone) -> None:
    await phone.sign_in()
    others: list[AppTokensReply] = []
    for name in ("Redmi", "Planshet"):
        await phone.later(minutes=2)
        other = Phone(hall, phone.sent, name=name, address=f"203.0.113.{len(others)}")
        others.append(await other.sign_in())
    listed = (await phone.client.devices()).items
    assert [one.this_one for one in listed if one.name == "Galaxy A15"] == [True]
    await phone.client.sign_out(others[0].session_id)
    assert not await works(phone, others[0].access_token)
    assert await works(phone, others[1].access_token)
    with pytest.raises(NoSuchDevice):
        await phone.client.sign_out(others[0].session_id)
    await phone.client.sign_out_all(keep_this=True)
    assert not await works(phone, others[1].access_token)
    assert len((await phone.client.devices()).items) == 1
    await phone.client.sign_out_all()
    with pytest.raises(NotAuthenticated):
        await phone.client.account()


async def test_another_persons_device_is_not_there(hall: Hall, phone: Phone) -> None:
    tokens = await phone.sign_in()
    other = Phone(hall, phone.sent, number="901234560")
    await other.sign_in()
    with pytest.raises(NoSuchDevice):
        await other.client.sign_out(tokens.session_id)
    assert await works(phone, tokens.access_token)


async def test_the_list_of_devices_has_a_tag(phone: Phone) -> None:
    await phone.sign_in()
    first = await phone.http.get("/v1/access/devices", headers=phone.headers())
    again = await phone.http.get(
        "/v1/access/devices", headers={**phone.headers(), "If-None-Match": first.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@BOTH
async def test_a_step_up_opens_records_for_ten_minutes_on_this_phone_only(
    hall: Hall, phone: Phone
) -> None:
    await phone.sign_in()
    await phone.later(minutes=2)
    other = Phone(hall, phone.sent, name="Redmi")
    await other.sign_in()
    await phone.later(minutes=2)
    await phone.step_up()
    assert (await phone.client.account()).proven_until == hall.clock() + timedelta(minutes=10)
    assert (await other.client.account()).proven_until is None
    hall.clock.forward(minutes=10)
    assert (await phone.client.account()).proven_until is None


async def test_the_step_up_of_another_phone_is_refused(hall: Hall, phone: Phone) -> None:
    await phone.sign_in()
    await phone.later(minutes=2)
    other = Phone(hall, phone.sent, name="Redmi")
    await other.sign_in()
    await phone.later(minutes=2)
    order = AskForOwnCode(id=uuid4())
    await phone.client.ask_for_step_up(order)
    code = str(phone.sent[order.id]["code"])
    with pytest.raises(WrongCode):
        await other.client.step_up(StepUp(id=uuid4(), code_id=order.id, code=code))
    step_up = StepUp(id=uuid4(), code_id=order.id, code=code)
    assert await phone.client.step_up(step_up) == await phone.client.step_up(step_up)


@BOTH
async def test_another_phone_needs_the_step_up_and_its_own_code(hall: Hall, phone: Phone) -> None:
    await phone.sign_in()
    new = AskForPhoneCode(id=uuid4(), phone="+998 93 000-00-01")
    with pytest.raises(StepUpNeeded):
        await phone.client.ask_for_phone_code(new)
    await phone.later(minutes=2)
    await phone.step_up()
    await phone.client.ask_for_phone_code(new)
    assert phone.sent[new.id]["phone"] == "+998930000001"
    order = ChangePhone(id=uuid4(), code_id=new.id, code=str(phone.sent[new.id]["code"]))
    assert (await phone.client.change_phone(order)).masked_phone == "+998 93 ••• •• 01"


async def test_a_phone_that_somebody_has_is_not_taken_away(hall: Hall, phone: Phone) -> None:
    taken = Phone(hall, phone.sent, number="901234560")
    await taken.sign_in()
    await phone.sign_in()
    await phone.later(minutes=2)
    await phone.step_up()
    await phone.later(minutes=2)
    new = AskForPhoneCode(id=uuid4(), phone="901234560")
    await phone.client.ask_for_phone_code(new)
    code = str(phone.sent[new.id]["code"])
    with pytest.raises(PhoneTaken):
        await phone.client.change_phone(ChangePhone(id=uuid4(), code_id=new.id, code=code))


async def somebody_waits(hall: Hall) -> None:
    """Until another transaction waits for ours (PostgreSQL; SQLite lets nobody else begin)."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while hall.database.url.startswith("postgresql"):
        async with hall.database.reading() as db:
            if (await db.execute(waiting)).scalar_one():
                return
        await asyncio.sleep(0.01)


@BOTH
async def test_of_two_who_prove_one_phone_in_one_instant_one_has_it(
    hall: Hall, phone: Phone
) -> None:
    mine = await phone.sign_in()
    other = Phone(hall, phone.sent, number="901234500", name="Redmi")
    await other.sign_in()
    await other.later(minutes=2)
    await other.step_up()
    await other.later(minutes=2)
    new = AskForPhoneCode(id=uuid4(), phone="901234569")
    await other.client.ask_for_phone_code(new)
    order = ChangePhone(id=uuid4(), code_id=new.id, code=str(phone.sent[new.id]["code"]))
    index = phone_index(hall.services.get(Vaulted), "+998901234569")
    async with hall.database.writing() as tx:
        assert await app_store.set_phone(tx, mine.account_id, b"sealed", index)
        # The other one looks now, while nobody has the phone yet, and is stored after us.
        late = asyncio.ensure_future(other.client.change_phone(order))
        await somebody_waits(hall)
    with pytest.raises(PhoneTaken):
        await late


async def test_messages_come_in_the_chosen_language(phone: Phone) -> None:
    await phone.sign_in()
    assert (await phone.client.choose_language(ChooseLanguage(language="kaa"))).language == "kaa"
    await phone.later(minutes=2)
    await phone.step_up()
    assert [message["language"] for message in phone.sent.values()] == ["uz-Latn", "kaa"]


def test_tokens_of_another_installation_are_not_ours() -> None:
    ours, theirs = (AppTokens(Vaulted(Keyring.generate())) for _ in range(2))
    now = datetime(2026, 3, 4, tzinfo=UTC)
    session = uuid4()
    until = now + rules.ACCESS_LIFE
    assert ours.read_access(theirs.access(session, until), now) is None
    assert ours.read_refresh(theirs.refresh(session, 0)) is None
    mine = ours.access(session, until)
    assert ours.read_access(mine, now) is not None
    assert ours.read_access(mine, until) is None
    assert len(mine) == 75
    for place in range(0, 74, 7):
        other = "A" if mine[place] != "A" else "B"
        assert ours.read_access(mine[:place] + other + mine[place + 1 :], now) is None
