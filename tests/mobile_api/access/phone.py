"""A phone with the app, and somebody who reads the messages that come to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx
from pydantic import SecretStr

from mobile_api.access.chats import ChatsService
from mobile_api.access.schemas import (
    AppTokensReply,
    AskForCode,
    AskForOwnCode,
    LinkChat,
    MakeLinkCode,
    Renew,
    SignInByCode,
    StepUp,
    ThisDevice,
)
from mobile_api.client.app import AppClient
from mobile_api.client.bot import BotClient, ChatClient
from mobile_api.client.transport import Transport
from mobile_api.limits import Limits
from mobile_api.messages.codes import CodesByMessage
from tests.mobile_api.hall import BASE, SYSTEM, Hall

PHONE = "+998901234567"


def listen(hall: Hall) -> dict[UUID, dict[str, Any]]:
    """What is sent from now on, by the code's id; it is really put into the outbox too."""
    sent: dict[UUID, dict[str, Any]] = {}
    sender = hall.services.get(CodesByMessage)
    real = sender.send_code

    async def heard(tx: Any, **message: Any) -> None:
        sent[message["code_id"]] = message
        await real(tx, **message)

    sender.send_code = heard  # type: ignore[method-assign]  # the one way to read an encrypted message
    return sent


def connection(hall: Hall, address: str = "198.51.100.7") -> httpx.AsyncClient:
    """A connection of somebody without any credentials."""
    transport = httpx.ASGITransport(hall.app, raise_app_exceptions=False, client=(address, 40_000))
    return httpx.AsyncClient(transport=transport, base_url=BASE)


@dataclass
class Phone:
    """One installation of the app."""

    hall: Hall
    sent: dict[UUID, dict[str, Any]]
    number: str = PHONE
    name: str = "Galaxy A15"
    device_id: UUID = field(default_factory=uuid4)
    kept: list[AppTokensReply | None] = field(default_factory=list)
    address: str = "198.51.100.7"

    def __post_init__(self) -> None:
        self.http = connection(self.hall, self.address)
        self.client = AppClient(BASE, None, self.kept.append, self.http)

    def ask(self, number: str | None = None) -> AskForCode:
        """An order for a code."""
        return AskForCode(
            id=uuid4(), phone=number or self.number, language="uz-Latn", device_id=self.device_id
        )

    async def later(self, **by: float) -> None:
        """Let time pass, for the limits too (Redis has a clock of its own)."""
        self.hall.clock.forward(**by)
        await self.hall.services.get(Limits)._redis.flushall()

    async def code(self, number: str | None = None) -> tuple[UUID, str]:
        """Ask for a code and read it."""
        order = self.ask(number)
        await self.client.ask_for_code(order)
        return order.id, str(self.sent[order.id]["code"])

    def entry(self, code_id: UUID, code: str, session_id: UUID | None = None) -> SignInByCode:
        """What the app sends once the code was typed."""
        return SignInByCode(
            id=session_id or uuid4(),
            code_id=code_id,
            code=code,
            device=ThisDevice(id=self.device_id, name=self.name, platform="android"),
            language="uz-Latn",
        )

    async def sign_in(self) -> AppTokensReply:
        """From the number to the tokens."""
        return await self.client.sign_in(self.entry(*await self.code()))

    async def step_up(self) -> None:
        """Confirm once more."""
        order = AskForOwnCode(id=uuid4())
        await self.client.ask_for_step_up(order)
        code = str(self.sent[order.id]["code"])
        await self.client.step_up(StepUp(id=uuid4(), code_id=order.id, code=code))

    async def renew(self, token: str, order_id: UUID | None = None) -> AppTokensReply:
        """Exchange a refresh token, without the client keeping what comes."""
        order = Renew.model_validate({"id": order_id or uuid4(), "refresh_token": token})
        wire = Transport(BASE, None, self.http)
        return await wire.post("/v1/access/tokens", order, AppTokensReply, key=str(order.id))

    def headers(self) -> dict[str, str]:
        """Of a request that the typed client does not send."""
        assert self.client.tokens is not None
        return {"Authorization": f"Bearer {self.client.tokens.access_token}"}

    async def link(self, bot: BotClient, telegram_user_id: int) -> ChatClient:
        """Tie a chat to the account of this phone."""
        made = await self.client.make_link_code(MakeLinkCode(id=uuid4()))
        await bot.link_chat(
            LinkChat(id=uuid4(), code=SecretStr(made.code), telegram_user_id=telegram_user_id)
        )
        return bot.for_chat(telegram_user_id)


async def bot_of(hall: Hall) -> tuple[BotClient, str]:
    """A bot with a key."""
    async with hall.database.writing() as tx:
        key = await hall.services.get(ChatsService).make_bot_key(tx, SYSTEM)
    return BotClient(BASE, key, connection(hall)), key
