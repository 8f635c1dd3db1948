"""The bot between a strict Bot API server and the real back end, in one process."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import TelegramObject, Update
from fakeredis import FakeAsyncRedis
from pydantic import SecretStr

from bot.app import Parts, wire
from mobile_api.appointments.schemas import Appointment
from mobile_api.client.bot import BotClient
from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.bot.telegram import TOKEN, Call, TelegramServer
from tests.conftest import SettableClock
from tests.mobile_api.access.phone import bot_of, connection
from tests.mobile_api.clinic import Clinic, account, open_clinic
from tests.mobile_api.hall import BASE

ME = 77
"""Who writes to the bot, where a test names nobody."""


@dataclass
class World:
    """Everything that a test of the bot touches.

    Attributes:
        telegram: the other side of the bot.
        parts: the bot.
        clinic: the hospital behind the API.
        browser: opens pages of the API.
    """

    telegram: TelegramServer
    parts: Parts
    clinic: Clinic
    browser: httpx.AsyncClient

    @property
    def clock(self) -> SettableClock:
        """Of the back end."""
        return self.clinic.hall.clock

    async def link(self, serial: int = 1, *, user: int = ME, language: str = "en") -> Call:
        """Choose a language, share the own contact, belong to a person; the list of visits."""
        self.telegram.press(f"lang:{language}", user=user)
        await self.telegram.wait_for(
            "sendMessage",
            lambda call: call.fields["chat_id"] == user and "reply_markup" in call.fields,
        )
        mark = len(self.telegram.calls)
        self.telegram.share_contact(f"99890123{serial:04d}", owner=user, user=user)
        listed = await self.telegram.wait_for(
            "sendMessage",
            lambda call: call.fields["chat_id"] == user and bool(call.buttons),
            after=mark,
        )
        me = await self.parts.back_end.for_chat(user).account()
        await self.clinic.trust(account().model_copy(update={"id": me.id}), serial)
        return listed

    async def book(self, starts_at: datetime, serial: int = 1, *, user: int = ME) -> Appointment:
        """A visit of the chat's account."""
        me = await self.parts.back_end.for_chat(user).account()
        owner = account().model_copy(update={"id": me.id})
        return await self.clinic.book(owner, serial, starts_at)

    async def state(self, appointment_id: UUID) -> dict[str, Any]:
        """The visit's row."""
        (row,) = [
            one
            for one in await self.clinic.hall.rows("appointments")
            if one["id"] == appointment_id
        ]
        return row

    async def send(self) -> list[Call]:
        """Let the sender work once; what reached Telegram."""
        mark = len(self.telegram.calls)
        await self.parts.sender.send_some()
        return self.telegram.calls[mark:]

    async def outbox(self) -> dict[str, str]:
        """Template → state, of Telegram's messages."""
        rows = await self.clinic.hall.rows("messages")
        return {row["template"]: row["state"] for row in rows if row["channel"] == "telegram"}


@asynccontextmanager
async def open_world(
    settings: Settings, keyring: Keyring, clock: SettableClock, *, polling: bool = True
) -> AsyncIterator[World]:
    """Start both servers and the bot."""
    settings = settings.model_copy(update={"bot_token": SecretStr(TOKEN)})
    telegram = TelegramServer()
    await telegram.start()
    async with open_clinic(settings, keyring, clock) as clinic:
        _, key = await bot_of(clinic.hall)
        parts = wired(telegram, BotClient(BASE, key, connection(clinic.hall)))
        async with connection(clinic.hall) as browser:
            world = World(telegram, parts, clinic, browser)
            try:
                if not polling:
                    yield world
                else:
                    async with talking(telegram, parts):
                        yield world
            finally:
                await parts.close()
    await telegram.stop()
    assert telegram.refused == []


def wired(telegram: TelegramServer, back_end: BotClient) -> Parts:
    """The bot's own wiring, on this Telegram and this back end."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    return wire(Bot(TOKEN, session=session), back_end, FakeAsyncRedis(), TOKEN)


@asynccontextmanager
async def talking(telegram: TelegramServer, parts: Parts) -> AsyncIterator[None]:
    """Long polling for the length of the block; Telegram sees what is dealt with to the end."""
    handled: set[int] = set()
    telegram.handled = handled

    async def note(
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        try:
            return await handler(event, data)
        finally:
            handled.add(event.update_id)

    parts.dispatcher.update.outer_middleware(note)
    polling = asyncio.create_task(
        parts.dispatcher.start_polling(
            parts.bot, handle_signals=False, polling_timeout=1, close_bot_session=False
        )
    )
    try:
        yield
    finally:
        with contextlib.suppress(RuntimeError):
            await parts.dispatcher.stop_polling()
        polling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await polling
