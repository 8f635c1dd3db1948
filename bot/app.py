"""The composition root of the bot."""

from __future__ import annotations

from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.storage.redis import RedisStorage
from fakeredis import FakeAsyncRedis
from redis.asyncio import Redis

from bot.conversations import start
from bot.settings import BotSettings
from mobile_api.phrasebook import Phrasebook

PHRASES = Path(__file__).with_name("phrases")


def create_bot(settings: BotSettings) -> Bot:
    """The bot's side of the wire, towards the Bot API server of the settings."""
    server = TelegramAPIServer.from_base(settings.bot_api_url)
    return Bot(settings.bot_token.get_secret_value(), session=AiohttpSession(api=server))


def create_dispatcher(settings: BotSettings) -> Dispatcher:
    """All conversations, with what they remember in Redis (in-process where none is set)."""
    redis: Redis = Redis.from_url(settings.redis_url) if settings.redis_url else FakeAsyncRedis()
    dispatcher = Dispatcher(storage=RedisStorage(redis))
    dispatcher.include_router(start.router(Phrasebook(PHRASES)))
    return dispatcher


async def run(settings: BotSettings) -> None:
    """Long polling until the process is asked to end."""
    bot = create_bot(settings)
    dispatcher = create_dispatcher(settings)
    try:
        await dispatcher.start_polling(bot, allowed_updates=dispatcher.resolve_used_update_types())
    finally:
        await bot.session.close()
