"""What every conversation has at hand: a language, the words, and the door to the back end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.seals import Button, Seals
from mobile_api.client.bot import BotClient, ChatClient
from mobile_api.phrasebook import Phrasebook, Value
from mobile_api.schemas import Language

_PRESSES = UUID("0d6f2a52-3a34-4a6e-9f57-0a4a6d1c5b11")

Keys = list[list[InlineKeyboardButton]]


@dataclass(frozen=True, slots=True)
class Talk:
    """One person's talk with the bot, for the length of one update.

    Attributes:
        user: Telegram's id of who writes; in private chats also the chat's.
        language: in which to answer.
        chosen: the person has chosen the language here.
        phrases: the words.
        back_end: what the bot may ask for itself.
        chat: what it may ask for this person; ``ChatNotLinked`` where it is nobody's.
        seals: makes buttons.
    """

    user: int
    language: Language
    chosen: bool
    phrases: Phrasebook
    back_end: BotClient
    chat: ChatClient
    seals: Seals

    def say(self, key: str, **values: Value) -> str:
        """One phrase."""
        return self.phrases.say(self.language, key, values)

    def button(
        self,
        key: str,
        action: str,
        subject: UUID,
        known: datetime,
        wanted: datetime | None = None,
    ) -> InlineKeyboardButton:
        """A sealed button; ``key`` is the phrase on it."""
        return self.labelled(self.say(key), action, subject, known, wanted)

    def labelled(
        self,
        text: str,
        action: str,
        subject: UUID,
        known: datetime,
        wanted: datetime | None = None,
    ) -> InlineKeyboardButton:
        """A sealed button with a text that is no phrase: a day, a time."""
        sealed = self.seals.seal(Button(action, subject, known, wanted), self.user)
        return InlineKeyboardButton(text=text, callback_data=sealed)


def request_id(press: CallbackQuery) -> UUID:
    """The id of what a press asks for: Telegram's second delivery of it asks for the same."""
    return uuid5(_PRESSES, press.id)


def wish_id(press: CallbackQuery, moves: int) -> UUID:
    """The id of what a button asks for, however often it is pressed.

    Args:
        press: of a sealed button, which names what is wished.
        moves: how often the visit was moved before: later the same wish is another one.
    """
    return uuid5(_PRESSES, f"{press.from_user.id}|{press.data}|{moves}")


async def show(press: CallbackQuery, text: str, keys: Keys | None = None) -> None:
    """Put ``text`` in place of the message under which the button was, and end its waiting.

    A message of more than 48 hours ago cannot be edited: then a new one is sent.
    """
    markup = InlineKeyboardMarkup(inline_keyboard=keys) if keys else None
    message = press.message
    if message is None or isinstance(message, InaccessibleMessage):
        bot = press.bot
        assert bot is not None  # set by the dispatcher
        await bot.send_message(press.from_user.id, text, reply_markup=markup)
    else:
        await edit(message, text, markup)
    await press.answer()


async def edit(message: Message, text: str, markup: InlineKeyboardMarkup | None) -> None:
    """Change a message of ours; what stands there already, or cannot be changed, is no fault."""
    try:
        await message.edit_text(text, reply_markup=markup)
    except TelegramBadRequest as fault:
        if "message is not modified" in fault.message:
            return
        await message.answer(text, reply_markup=markup)
