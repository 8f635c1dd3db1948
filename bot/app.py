"""The composition root of the bot."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from fakeredis import FakeAsyncRedis
from redis.asyncio import Redis

import mobile_api.client
from bot.conversations import (
    anything_else,
    booking,
    linking,
    moving,
    offers,
    queue,
    start,
    visits,
)
from bot.conversations import (
    settings as own_settings,
)
from bot.menu import set_menu
from bot.middlewares.once import Once
from bot.middlewares.talking import Talking
from bot.middlewares.throttling import Throttling
from bot.queue_follower import QueueFollower
from bot.seals import Seals
from bot.sender import Sender
from bot.settings import BotSettings
from mobile_api.client.bot import BotClient
from mobile_api.phrasebook import Phrasebook

PHRASES = (
    Path(__file__).with_name("phrases"),
    Path(mobile_api.client.__file__).with_name("phrases"),
)
"""Our own words, and those for what the back end refuses."""

WEBHOOK_PATH = "/telegram"
ANSWERS_SECONDS = 10
"""How long a process that ends waits for its answers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything of one process, wired."""

    bot: Bot
    dispatcher: Dispatcher
    sender: Sender
    follower: QueueFollower
    back_end: BotClient
    phrases: Phrasebook
    redis: Redis

    async def close(self) -> None:
        """Let whoever is being answered have the answer, then close all connections."""
        answering = self.dispatcher._handle_update_tasks  # noqa: SLF001 - aiogram has no door to it
        if answering:
            # An answer after the end would open a connection that nobody closes.
            await asyncio.wait(set(answering), timeout=ANSWERS_SECONDS)
        await self.dispatcher.storage.close()
        await self.back_end.close()
        await self.bot.session.close()


def compose(settings: BotSettings) -> Parts:
    """Wire the process.

    Raises:
        OSError: the file with the bot's key cannot be read.
        TokenValidationError: the token is not one of BotFather's.
    """
    token = settings.bot_token.get_secret_value()
    server = TelegramAPIServer.from_base(settings.bot_api_url)
    redis: Redis = Redis.from_url(settings.redis_url) if settings.redis_url else FakeAsyncRedis()
    back_end = BotClient(settings.api_url, settings.read_bot_key())
    return wire(Bot(token, session=AiohttpSession(api=server)), back_end, redis, token)


def wire(bot: Bot, back_end: BotClient, redis: Redis, secret: str) -> Parts:
    """The bot on what was opened.

    Args:
        bot: Telegram's side of the wire.
        back_end: our side.
        redis: what the bot remembers.
        secret: with which buttons are sealed.
    """
    phrases, seals = Phrasebook(*PHRASES), Seals(secret)
    follower = QueueFollower(bot, back_end, phrases, redis)
    return Parts(
        bot=bot,
        dispatcher=_dispatcher(redis, phrases, back_end, seals, follower),
        sender=Sender(bot, back_end, phrases, seals, redis, follower),
        follower=follower,
        back_end=back_end,
        phrases=phrases,
        redis=redis,
    )


def _dispatcher(
    redis: Redis,
    phrases: Phrasebook,
    back_end: BotClient,
    seals: Seals,
    follower: QueueFollower,
) -> Dispatcher:
    dispatcher = Dispatcher(storage=RedisStorage(redis))
    dispatcher.update.outer_middleware(Once(redis))
    # In groups everybody would read along: the bot talks in private only.
    dispatcher.message.filter(F.chat.type == "private")
    dispatcher.callback_query.filter(F.message.chat.type == "private")
    dispatcher.my_chat_member.filter(F.chat.type == "private")
    throttling, talking = Throttling(redis), Talking(phrases, back_end, seals)
    for kind in (dispatcher.message, dispatcher.callback_query, dispatcher.my_chat_member):
        kind.outer_middleware(throttling)
        kind.outer_middleware(talking)
    dispatcher.include_routers(
        start.router(follower),
        linking.router(),
        visits.router(seals),
        moving.router(seals),
        offers.router(seals),
        booking.router(),
        queue.router(follower),
        own_settings.router(follower),
        anything_else.router(),
    )
    return dispatcher


async def run(settings: BotSettings) -> None:
    """Talk and send until the process is asked to end."""
    parts = compose(settings)
    beside = [
        asyncio.create_task(parts.sender.run()),
        asyncio.create_task(parts.follower.run()),
    ]
    try:
        await set_menu(parts.bot, parts.phrases)
        if settings.bot_webhook_url:
            await _listen(parts, settings)
        else:
            await parts.bot.delete_webhook()
            await parts.dispatcher.start_polling(
                parts.bot,
                allowed_updates=parts.dispatcher.resolve_used_update_types(),
                close_bot_session=False,
            )
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await parts.close()


def webhook_app(parts: Parts, secret: str) -> web.Application:
    """What Telegram posts updates to; a post without the secret is refused."""
    app = web.Application(client_max_size=1024 * 1024)
    # Not in the background: an update whose process is killed is then delivered again.
    handler = SimpleRequestHandler(
        parts.dispatcher, parts.bot, handle_in_background=False, secret_token=secret
    )
    app.router.add_post(WEBHOOK_PATH, handler.handle)
    return app


async def _listen(parts: Parts, settings: BotSettings) -> None:
    secret = settings.bot_webhook_secret.get_secret_value()
    runner = web.AppRunner(webhook_app(parts, secret), access_log=None, handle_signals=True)
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.bot_webhook_host, settings.bot_webhook_port)
        await site.start()
        await parts.bot.set_webhook(
            settings.bot_webhook_url.rstrip("/") + WEBHOOK_PATH,
            secret_token=secret,
            allowed_updates=parts.dispatcher.resolve_used_update_types(),
        )
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
