"""Ties a chat to an account: by the own contact, or by a one-time code of the app."""

from __future__ import annotations

from uuid import uuid4

from aiogram import F, Router
from aiogram.types import (
    CallbackQuery,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from pydantic import SecretStr

from bot.conversations import visits
from bot.talk import Talk
from mobile_api.access.errors import ForeignContact
from mobile_api.access.schemas import LinkChat, LinkContact
from mobile_api.schemas import DEFAULT_LANGUAGE

CODE = r"^(?:link_)?[A-Za-z0-9_-]{24}$"
"""A code as the app shows it: 18 random bytes; a deep link may say what it is."""

_CODE_LETTERS = 24


def router() -> Router:
    """Handlers of linking."""
    routes = Router(name="linking")

    @routes.message(F.contact)
    async def contact(message: Message, talk: Talk) -> None:
        shared = message.contact
        assert shared is not None  # the filter
        # Telegram lets anybody send anybody's contact on; only one's own has one's own id.
        if shared.user_id is None or shared.user_id != talk.user:
            raise ForeignContact
        linked = await talk.back_end.link_contact(
            LinkContact(
                id=uuid4(),
                telegram_user_id=talk.user,
                contact_user_id=shared.user_id,
                phone=shared.phone_number,
                language=talk.language if talk.chosen else DEFAULT_LANGUAGE,
            )
        )
        del linked
        await welcome(message, talk)

    @routes.message(F.text.regexp(CODE))
    async def code(message: Message, talk: Talk) -> None:
        await link_by_code(message, talk, message.text or "")

    return routes


async def link_by_code(message: Message, talk: Talk, code: str) -> None:
    """Tie the chat to the account whose app has shown this code.

    Raises:
        WrongLinkCode, TooManyAttempts: see ``BotClient.link_chat``.
    """
    await talk.back_end.link_chat(
        LinkChat(id=uuid4(), code=SecretStr(code[-_CODE_LETTERS:]), telegram_user_id=talk.user)
    )
    await welcome(message, talk)


async def welcome(message: Message, talk: Talk) -> None:
    """Say that the chat is connected, and show the visits."""
    await message.answer(talk.say("link-done"), reply_markup=ReplyKeyboardRemove())
    await visits.show_all(message, talk)


async def offer_to_link(event: Message | CallbackQuery, talk: Talk) -> None:
    """Say how to connect this chat and what one agrees to, with a button for the own number."""
    share = KeyboardButton(text=talk.say("link-share"), request_contact=True)
    keys = ReplyKeyboardMarkup(
        keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True, is_persistent=False
    )
    # Shown before anything is sent: the back end keeps that these words were agreed to.
    said = talk.say("link-how"), f"{talk.say('link-agree')} {talk.say('link-consent')}"
    text = "\n\n".join(said)
    if isinstance(event, Message):
        await event.answer(text, reply_markup=keys)
    else:
        bot = event.bot
        assert bot is not None  # set by the dispatcher
        await bot.send_message(event.from_user.id, text, reply_markup=keys)
