"""A Telegram chat acts for an account: how it is tied to it, what it may do, how that ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from pydantic import SecretStr

from mobile_api.access.chats import WRONG_PER_CHAT, ChatsService
from mobile_api.access.errors import (
    ChatNotLinked,
    ContactNotAccepted,
    ForeignContact,
    InvalidPhone,
    WrongLinkCode,
)
from mobile_api.access.holders import AccountHolders
from mobile_api.access.schemas import (
    AskForOwnCode,
    AskForPhoneCode,
    LinkChat,
    LinkContact,
    MakeLinkCode,
    StepUp,
)
from mobile_api.client.app import AppClient
from mobile_api.client.bot import BotClient
from mobile_api.errors import (
    IdempotencyMismatch,
    NotAllowed,
    NotAuthenticated,
    TooManyAttempts,
    Unavailable,
)
from mobile_api.patients.schemas import LinkPinfl
from tests.conftest import BOTH
from tests.mobile_api.access.phone import PHONE, Phone, bot_of, connection
from tests.mobile_api.hall import BASE, SYSTEM, Hall, person

CHAT, OTHER_CHAT = 700_000_001, 700_000_002


def with_code(code: str, chat: int = CHAT) -> LinkChat:
    """A chat sends a code to the bot."""
    return LinkChat(id=uuid4(), code=SecretStr(code), telegram_user_id=chat)


def contact(phone: str = PHONE, *, chat: int = CHAT, whose: int | None = None) -> LinkContact:
    """A chat shares a contact; Telegram leaves the plus away."""
    return LinkContact(
        id=uuid4(),
        telegram_user_id=chat,
        contact_user_id=whose or chat,
        phone=phone.removeprefix("+"),
        language="ru",
    )


async def made(phone: Phone) -> str:
    """A link code of a signed-in phone."""
    return (await phone.client.make_link_code(MakeLinkCode(id=uuid4()))).code


@pytest.fixture
async def other(hall: Hall, phone: Phone) -> AsyncIterator[Phone]:
    """Somebody else, signed in."""
    other = Phone(hall, phone.sent, number="+998907654321", name="Redmi")
    await other.sign_in()
    yield other
    await other.client.close()


@BOTH
async def test_a_code_ties_the_chat_that_sends_it_to_the_account(
    phone: Phone, bot: BotClient
) -> None:
    tokens = await phone.sign_in()
    chat = await phone.link(bot, CHAT)
    mine = await chat.account()
    assert (mine.id, mine.telegram_linked) == (tokens.account_id, True)
    assert mine.proven_until is None
    stored = repr(await phone.hall.rows("telegram_links"))
    assert str(CHAT) not in stored


@BOTH
async def test_a_code_is_good_once_for_ten_minutes(phone: Phone, bot: BotClient) -> None:
    await phone.sign_in()
    code, late = await made(phone), await made(phone)
    await bot.link_chat(with_code(code))
    # The same chat may repeat itself: its answer was lost. Another one comes too late.
    await bot.link_chat(with_code(code))
    with pytest.raises(WrongLinkCode):
        await bot.link_chat(with_code(code, OTHER_CHAT))
    phone.hall.clock.forward(minutes=10)
    for gone in (code, late, "made up"):
        with pytest.raises(WrongLinkCode):
            await bot.link_chat(with_code(gone))
    await bot.for_chat(CHAT).account()


async def test_the_same_order_makes_the_same_code_and_only_for_its_account(
    phone: Phone, other: Phone
) -> None:
    await phone.sign_in()
    order = MakeLinkCode(id=uuid4())
    first = await phone.client.make_link_code(order)
    assert (await phone.client.make_link_code(order)).code == first.code
    assert len(first.code) <= 64  # what a deep link of Telegram carries
    with pytest.raises(IdempotencyMismatch):
        await other.client.make_link_code(order)


async def test_nobody_guesses_codes(phone: Phone, bot: BotClient) -> None:
    await phone.sign_in()
    for _ in range(WRONG_PER_CHAT):
        with pytest.raises(WrongLinkCode):
            await bot.link_chat(with_code("x" * 24))
    with pytest.raises(TooManyAttempts):
        await bot.link_chat(with_code(await made(phone)))
    await bot.link_chat(with_code(await made(phone), OTHER_CHAT))


@BOTH
async def test_the_own_contact_finds_the_account_or_makes_one(phone: Phone, bot: BotClient) -> None:
    tokens = await phone.sign_in()
    await bot.link_contact(contact())
    assert (await bot.for_chat(CHAT).account()).id == tokens.account_id
    linked = await bot.link_contact(contact("+998935550011", chat=OTHER_CHAT))
    assert linked.language == "ru"
    new = await bot.for_chat(OTHER_CHAT).account()
    assert new.id != tokens.account_id
    assert new.masked_phone == "+998 93 ••• •• 11"


async def test_the_contact_of_somebody_else_links_nothing(phone: Phone, bot: BotClient) -> None:
    await phone.sign_in()
    with pytest.raises(ForeignContact):
        await bot.link_contact(contact(whose=OTHER_CHAT))
    with pytest.raises(InvalidPhone):
        await bot.link_contact(contact("+77011234567"))
    with pytest.raises(ChatNotLinked):
        await bot.for_chat(CHAT).account()


async def test_a_closed_account_is_closed_to_its_chat_too(phone: Phone, bot: BotClient) -> None:
    tokens = await phone.sign_in()
    code = await made(phone)
    chat = await phone.link(bot, CHAT)
    holders = phone.hall.services.get(AccountHolders)
    async with phone.hall.database.writing() as tx:
        await holders.close_app_account(tx, SYSTEM, tokens.account_id)
    with pytest.raises(ChatNotLinked):
        await chat.account()
    with pytest.raises(ContactNotAccepted):
        await bot.link_contact(contact())
    with pytest.raises(WrongLinkCode):
        await bot.link_chat(with_code(code, OTHER_CHAT))


@BOTH
@pytest.mark.parametrize("by", ["phone", "chat"])
async def test_phone_or_chat_unlinks(phone: Phone, bot: BotClient, by: str) -> None:
    await phone.sign_in()
    chat = await phone.link(bot, CHAT)
    await (phone.client if by == "phone" else chat).unlink_chat()
    with pytest.raises(ChatNotLinked):
        await chat.account()
    assert not (await phone.client.account()).telegram_linked
    await phone.client.unlink_chat()  # said twice, it is as if said once
    await phone.link(bot, CHAT)


async def test_a_chat_has_one_account_and_an_account_one_chat(
    phone: Phone, other: Phone, bot: BotClient
) -> None:
    await phone.sign_in()
    await phone.link(bot, CHAT)
    theirs = await other.link(bot, CHAT)
    assert (await theirs.account()).id == (await other.client.account()).id
    assert not (await phone.client.account()).telegram_linked
    moved = await other.link(bot, OTHER_CHAT)
    with pytest.raises(ChatNotLinked):
        await theirs.account()
    await moved.account()


@BOTH
async def test_two_chats_in_one_instant_leave_one(phone: Phone, bot: BotClient) -> None:
    await phone.sign_in()
    codes = [await made(phone) for _ in range(4)]
    ties = [bot.link_chat(with_code(code, CHAT + n)) for n, code in enumerate(codes)]
    answers = await asyncio.gather(*ties, return_exceptions=True)
    failed = [one for one in answers if isinstance(one, BaseException)]
    assert all(isinstance(one, Unavailable) for one in failed), failed
    assert len(await phone.hall.rows("telegram_links")) == 1


async def test_a_chat_is_never_proven_and_touches_no_phone(phone: Phone, bot: BotClient) -> None:
    await phone.sign_in()
    await phone.later(minutes=2)
    await phone.step_up()
    chat = await phone.link(bot, CHAT)
    assert (await phone.client.account()).proven_until is not None
    assert (await chat.account()).proven_until is None
    as_chat = AppClient(BASE, None, http=connection(phone.hall))
    as_chat._wire = chat._wire  # type: ignore[assignment]  # what no client of a chat offers
    for asking in (
        as_chat.ask_for_step_up(AskForOwnCode(id=uuid4())),
        as_chat.step_up(StepUp(id=uuid4(), code_id=uuid4(), code="0000000")),
        as_chat.ask_for_phone_code(AskForPhoneCode(id=uuid4(), phone="901234561")),
        as_chat.make_link_code(MakeLinkCode(id=uuid4())),
        as_chat.devices(),
        as_chat.sign_out_all(),
    ):
        with pytest.raises(NotAllowed):
            await asking
    assert await phone.client.devices()


async def test_only_the_bots_present_keys_speak_for_chats(phone: Phone, bot: BotClient) -> None:
    await phone.sign_in()
    await phone.link(bot, CHAT)
    second, second_key = await bot_of(phone.hall)
    await second.for_chat(CHAT).account()
    await bot.for_chat(CHAT).account()  # both, while a bot is being restarted
    chats = phone.hall.services.get(ChatsService)
    async with phone.hall.database.writing() as tx:
        key = await chats.make_bot_key(tx, SYSTEM, replace=True)
    third = BotClient(BASE, key, connection(phone.hall))
    await third.for_chat(CHAT).account()
    assert phone.client.tokens is not None
    for old in (second, bot):
        with pytest.raises(NotAuthenticated):
            await old.for_chat(CHAT).account()
        with pytest.raises(NotAuthenticated):
            await old.link_chat(with_code("x"))
    # Neither the token of a phone, nor a made-up user, speaks for a chat.
    for bearer in (phone.client.tokens.access_token, second_key):
        answer = await phone.http.get(
            "/v1/access/account",
            headers={"Authorization": f"Bearer {bearer}", "Dmed-Telegram-User": str(CHAT)},
        )
        assert answer.json()["code"] == "not_authenticated"
    for user in ("", "-5", "٧", "1e3", "9" * 17):
        answer = await phone.http.get(
            "/v1/access/account",
            headers={
                b"Authorization": f"Bearer {key}".encode(),
                b"Dmed-Telegram-User": user.encode(),
            },
        )
        assert answer.status_code == 401, user
    await second.close()
    await third.close()


async def decisions(hall: Hall, patient_id: UUID) -> list[tuple[str, str]]:
    """What was decided about Telegram, and where, oldest first."""
    rows = sorted(await hall.rows("consents"), key=lambda row: row["at"])
    return [
        (row["decision"], row["channel"])
        for row in rows
        if (row["patient_id"], row["kind"]) == (patient_id, "telegram")
    ]


@BOTH
async def test_linking_is_the_consent_and_unlinking_its_end(hall: Hall, bot: BotClient) -> None:
    # Person 1 stands in the registry with this phone: the bot comes first, the number later.
    await bot.link_contact(contact(person(1).phone))
    chat, hers = bot.for_chat(CHAT), person(1).id
    await chat.link_pinfl(LinkPinfl(id=uuid4(), pinfl=person(1).pinfl))
    assert await decisions(hall, hers) == [("given", "telegram")]
    hall.clock.forward(minutes=1)
    await chat.unlink_chat()
    assert await decisions(hall, hers) == [("given", "telegram"), ("withdrawn", "telegram")]
    hall.clock.forward(minutes=1)
    await bot.link_contact(contact(person(1).phone))
    assert (await decisions(hall, hers))[-1] == ("given", "telegram")
    assert len(await decisions(hall, hers)) == 3


async def test_a_number_that_was_only_typed_decides_nothing(
    hall: Hall, phone: Phone, bot: BotClient
) -> None:
    await phone.sign_in()
    await phone.client.link_pinfl(LinkPinfl(id=uuid4(), pinfl=person(2).pinfl))
    chat = await phone.link(bot, CHAT)
    await chat.unlink_chat()
    assert await decisions(hall, person(2).id) == []
