"""A new visit: chosen on our own page, because a department never enters a chat.

See docs/decisions/0006-departments-stay-out-of-chats.md.
"""

from __future__ import annotations

from uuid import uuid4

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    WebAppInfo,
)

from bot.conversations import visits
from bot.talk import Keys, Talk, request_id, show
from mobile_api.appointments.schemas import MakeBookingLink


def router() -> Router:
    """Handlers of booking."""
    routes = Router(name="booking")

    @routes.message(Command("book"))
    async def by_command(message: Message, talk: Talk) -> None:
        text, keys = await _way_to_page(talk, MakeBookingLink(id=uuid4()))
        await message.answer(text, reply_markup=InlineKeyboardMarkup(inline_keyboard=keys))

    @routes.callback_query(F.data == visits.BOOK)
    async def by_button(press: CallbackQuery, talk: Talk) -> None:
        text, keys = await _way_to_page(talk, MakeBookingLink(id=request_id(press)))
        await show(press, text, keys)

    return routes


async def _way_to_page(talk: Talk, wish: MakeBookingLink) -> tuple[str, Keys]:
    link = await talk.chat.booking_link(wish)
    keys: Keys = []
    if link.mini_app is not None:
        keys.append(
            [
                InlineKeyboardButton(
                    text=talk.say("book-open"), web_app=WebAppInfo(url=link.mini_app)
                )
            ]
        )
    key = "book-open" if link.mini_app is None else "book-browser"
    keys.append([InlineKeyboardButton(text=talk.say(key), url=link.url)])
    keys.append([InlineKeyboardButton(text=talk.say("visits-all"), callback_data=visits.LIST)])
    return talk.say("book-how"), keys
