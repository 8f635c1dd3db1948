"""The page on which a visit is chosen: who may open it, its steps, and what goes wrong on them."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr

from mobile_api.appointments.schemas import MakeBookingLink
from mobile_api.client.bot import ChatClient
from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.conftest import BOTH, SettableClock
from tests.mobile_api.access.phone import Phone, bot_of, connection, listen
from tests.mobile_api.clinic import Clinic, account, open_clinic, thursday
from tests.mobile_api.hall import BASE, pinfl_of

TOKEN = "123456789:AAHsynthetic-token-for-tests-only-00000"
CHAT = 700_000_001

Fields = dict[str, str]


class Booker:
    """Somebody with a chat and a browser."""

    def __init__(self, clinic: Clinic, chat: ChatClient, browser: httpx.AsyncClient) -> None:
        self.clinic = clinic
        self.chat = chat
        self.browser = browser
        self.shown = ""

    async def open(self) -> str:
        """Follow a fresh link and begin; the page."""
        link = await self.chat.booking_link(MakeBookingLink(id=uuid4()))
        assert link.url.startswith(f"{BASE}/app/book/")
        self.shown = (await self.browser.get(link.url, params={"lang": "en"})).text
        return await self.press("Begin")

    async def press(self, text: str, **typed: str) -> str:
        """Send the form whose button says ``text``; the page that follows."""
        return (await self.send(self.form(text) | typed)).text

    async def send(self, fields: Fields) -> httpx.Response:
        """Send a form as it is."""
        reply = await self.browser.post("/app/book", params={"lang": "en"}, data=fields)
        self.shown = reply.text
        return reply

    def form(self, text: str) -> Fields:
        """Hidden fields of the form whose button says ``text``."""
        for body in re.findall(r"<form.*?</form>", self.shown, re.DOTALL):
            button = re.sub(r"<[^>]+>", " ", body[body.find("<button") :])
            if text in button:
                return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', body))
        raise AssertionError(f"no button {text!r} in {self.step()}")

    def step(self) -> str:
        """Where the page is."""
        found = re.search(r'data-step="([^"]+)"', self.shown)
        assert found is not None, self.shown[:500]
        return found.group(1)


@pytest.fixture
async def clinic(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> AsyncIterator[Clinic]:
    """A clinic whose API knows the bot's token."""
    known = settings.model_copy(update={"bot_token": SecretStr(TOKEN)})
    async with open_clinic(known, keyring, clock) as clinic:
        yield clinic


@pytest.fixture
async def booker(clinic: Clinic) -> AsyncIterator[Booker]:
    """A linked chat whose account belongs to nobody yet."""
    bot, _ = await bot_of(clinic.hall)
    phone = Phone(clinic.hall, listen(clinic.hall))
    await phone.sign_in()
    chat = await phone.link(bot, CHAT)
    async with connection(clinic.hall) as browser:
        yield Booker(clinic, chat, browser)
    await phone.client.close()
    await bot.close()


async def belongs_to(booker: Booker, *serials: int) -> None:
    """Let the account act for people; the first is its owner."""
    me = await booker.chat.account()
    for n, serial in enumerate(serials):
        await booker.clinic.trust(
            account().model_copy(update={"id": me.id}),
            serial,
            relation="trusted" if n else "self",
        )


def signed(clock: SettableClock, user: int = CHAT, **changes: Any) -> str:
    """What Telegram hands a Mini App, made as its documentation says."""
    fields = {
        "query_id": "AAF",
        "user": json.dumps({"id": user, "first_name": "Synthetic"}),
        "auth_date": str(int(clock.now.timestamp())),
        **changes,
    }
    token = fields.pop("token", TOKEN)
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode({**fields, "hash": hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()})


@BOTH
async def test_from_the_chat_to_a_booked_visit(booker: Booker) -> None:
    await booker.open()
    assert booker.step() == "link"
    await booker.press("Go on", pinfl="123")
    assert "Check the number" in booker.shown
    await booker.press("Go on", pinfl=pinfl_of(9))
    assert booker.step() == "department"
    assert "Reception" not in booker.shown
    await booker.press("Cardiology")
    assert "Dr. Sinova A." in booker.shown
    await booker.press("Any doctor")
    assert await booker.press("Thursday, 5 March")
    await booker.press("09:20")
    assert booker.step() == "confirm"
    fields = booker.form("Book it")
    done = await booker.press("Book it")
    assert booker.step() == "done"
    assert "Floor 4" in done
    again = await booker.send(fields)
    assert (again.status_code, booker.step()) == (200, "done")
    (booked,) = (await booker.chat.appointments()).items
    assert booked.starts_at == thursday(9, 20)
    rows = await booker.clinic.hall.rows("messages")
    assert "booked" in [row["template"] for row in rows if row["channel"] == "telegram"]


@BOTH
async def test_a_time_that_is_taken_meanwhile_leads_to_the_closest(booker: Booker) -> None:
    await belongs_to(booker, 1)
    await booker.open()
    for choice in ("Cardiology", "Sinova", "Thursday, 5 March"):
        await booker.press(choice)
    await booker.clinic.book(account(2), 2, thursday(10))
    await booker.press("10:00")
    assert booker.step() == "closest"
    assert "Somebody has just taken this time" in booker.shown
    await booker.press("10:20")
    await booker.press("Another time")
    assert booker.step() == "time"
    assert booker.form("10:20")
    await booker.press("09:40")
    await booker.press("Book it")
    assert [one.starts_at for one in (await booker.chat.appointments()).items] == [thursday(9, 40)]


async def test_a_family_is_asked_for_whom(booker: Booker) -> None:
    await belongs_to(booker, 1, 2)
    await booker.open()
    assert booker.step() == "person"
    stranger = booker.form("Dilshod") | {"person": str(uuid4())}
    await booker.send(stranger)
    assert booker.step() == "person"


@BOTH
async def test_a_link_works_once_and_ten_minutes(booker: Booker) -> None:
    link = await booker.chat.booking_link(MakeBookingLink(id=uuid4()))
    token = link.url.rsplit("/", 1)[-1]
    for _ in range(3):
        assert (await booker.browser.get(link.url)).status_code == 200
    assert (await booker.send({"link": token})).status_code == 200
    assert (await booker.send({"link": token})).status_code == 403
    late = (await booker.chat.booking_link(MakeBookingLink(id=uuid4()))).url.rsplit("/", 1)[-1]
    session = booker.clinic.hall.clock
    session.forward(minutes=10)
    for wrong in (late, token[:-4] + "AAAA", "x"):
        assert (await booker.send({"link": wrong})).status_code == 403
        assert booker.step() == "over"


async def test_a_session_ends_after_half_an_hour_and_with_the_chats_account(
    booker: Booker,
) -> None:
    await belongs_to(booker, 1)
    await booker.open()
    fields = booker.form("Cardiology")
    booker.clinic.hall.clock.forward(minutes=30)
    assert (await booker.send(fields)).status_code == 403
    assert (await booker.send({})).status_code == 403


async def test_telegrams_signature_opens_the_page_for_its_own_user_only(booker: Booker) -> None:
    await belongs_to(booker, 1)
    clock = booker.clinic.hall.clock
    page = await booker.browser.get("/app/book")
    assert "frame-ancestors https://web.telegram.org" in page.headers["content-security-policy"]
    link = await booker.chat.booking_link(MakeBookingLink(id=uuid4()))
    assert link.mini_app == f"{BASE}/app/book"
    assert (await booker.send({"init_data": signed(clock)})).status_code == 200
    assert booker.step() == "department"
    stranger = await booker.send({"init_data": signed(clock, user=CHAT + 1)})
    assert (stranger.status_code, booker.step()) == (403, "not-linked")
    moment = int(clock.now.timestamp())
    good = signed(clock)
    for wrong in (
        good.replace(str(CHAT), str(CHAT + 1)),
        good + "&user=%7B%22id%22%3A1%7D",
        signed(clock, token="123456789:another"),
        signed(clock, auth_date=str(moment - 601)),
        signed(clock, auth_date=str(moment + 600)),
        "hash=00",
        "nonsense",
    ):
        assert (await booker.send({"init_data": wrong})).status_code == 403
        assert booker.step() == "over"


@pytest.mark.parametrize("language", ["uz-Latn", "uz-Cyrl", "ru", "kaa", "kk"])
async def test_every_step_speaks_every_language(booker: Booker, language: str) -> None:
    await belongs_to(booker, 1)
    await booker.open()
    await booker.press("Cardiology")
    for fields in (booker.form("Any doctor"),):
        reply = await booker.browser.post("/app/book", params={"lang": language}, data=fields)
        assert f'lang="{language}"' in reply.text
        assert reply.status_code == 200
