"""Finds the language of whoever writes, and turns what went wrong into words."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.exceptions import TelegramAPIError
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.conversations.linking import offer_to_link
from bot.seals import Seals
from bot.talk import Talk
from mobile_api.access.errors import ChatNotLinked
from mobile_api.client.bot import BotClient
from mobile_api.errors import DmedError
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import DEFAULT_LANGUAGE, LANGUAGES, Language

log = logging.getLogger(__name__)

# Telegram tells the language of the app, without the script.
_APP_LANGUAGES: dict[str, Language] = {"uz": "uz-Latn", "ru": "ru", "en": "en", "kk": "kk"}

_ALERT_LETTERS = 200

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


def language_of_app(user: User | None) -> Language:
    """What Telegram says about the person's app."""
    code = (user.language_code or "") if user else ""
    return _APP_LANGUAGES.get(code.split("-")[0], DEFAULT_LANGUAGE)


class Talking(BaseMiddleware):
    """Hands every handler a ``Talk`` as ``talk``, and answers for those that fail.

    Of a failure only its kind is logged: its text may hold what somebody wrote.
    """

    def __init__(self, phrases: Phrasebook, back_end: BotClient, seals: Seals) -> None:
        self._phrases = phrases
        self._back_end = back_end
        self._seals = seals

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Handle ``event``."""
        user: User | None = data.get("event_from_user")
        if user is None:
            return None
        state: FSMContext = data["state"]
        chosen = (await state.get_data()).get("language")
        talk = Talk(
            user=user.id,
            language=chosen if chosen in LANGUAGES else language_of_app(user),
            chosen=chosen in LANGUAGES,
            phrases=self._phrases,
            back_end=self._back_end,
            chat=self._back_end.for_chat(user.id),
            seals=self._seals,
        )
        data["talk"] = talk
        try:
            return await handler(event, data)
        except ChatNotLinked:
            await self._answer_button(event, "")
            if isinstance(event, Message | CallbackQuery):
                await offer_to_link(event, talk)
        except DmedError as fault:
            key = f"error-{fault.code.replace('_', '-')}"
            await self._tell(event, talk, key if talk.phrases.has("en", key) else "error-unknown")
        except TelegramAPIError as fault:
            # Telegram refused our answer: there is nobody whom we could tell.
            log.warning("telegram refused an answer: %s", type(fault).__name__)
        except Exception as fault:  # noqa: BLE001 - whoever writes gets an answer, whatever broke
            log.error("a conversation failed: %s", type(fault).__name__)
            await self._tell(event, talk, "error-unknown")
        return None

    async def _tell(self, event: TelegramObject, talk: Talk, key: str) -> None:
        text = talk.say(key)
        if isinstance(event, Message):
            await event.answer(text)
        else:
            await self._answer_button(event, text)

    @staticmethod
    async def _answer_button(event: TelegramObject, text: str) -> None:
        if isinstance(event, CallbackQuery):
            await event.answer(text[:_ALERT_LETTERS] or None, show_alert=bool(text))
