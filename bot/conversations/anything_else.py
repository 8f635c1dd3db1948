"""What no other conversation understands.

Somebody may write symptoms here. They are neither answered with advice, nor stored, nor logged:
the bot says where they can be told, and whom to call in danger.
"""

from __future__ import annotations

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.conversations import visits
from bot.conversations.moving import NOTHING
from bot.talk import Talk, show


def router() -> Router:
    """Handlers of everything else; the last one."""
    routes = Router(name="anything_else")

    @routes.callback_query(F.data == NOTHING)
    async def nothing(press: CallbackQuery) -> None:
        await press.answer()

    @routes.callback_query()
    async def old_button(press: CallbackQuery, talk: Talk) -> None:
        """A button of long ago, or one that was not made for this chat."""
        text, keys = await visits.all_visits(talk)
        await show(press, f"{talk.say('button-old')}\n\n{text}", keys)

    @routes.message()
    async def words(message: Message, talk: Talk) -> None:
        await message.answer(talk.say("symptoms-elsewhere"))

    return routes
