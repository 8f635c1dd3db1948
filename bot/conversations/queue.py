"""The own place in the queue, followed until its number is called."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.conversations.visits import QUEUE
from bot.queue_follower import QueueFollower
from bot.queue_words import place_in_words
from bot.talk import Talk

_MOST = 5
_SHOWN = ("waiting", "called", "no_answer")


def router(follower: QueueFollower) -> Router:
    """Handlers of the own place.

    Args:
        follower: keeps it up to date from then on.
    """
    routes = Router(name="queue")

    @routes.message(Command("queue"))
    async def asked(message: Message, talk: Talk) -> None:
        await _show(message, talk)

    @routes.callback_query(F.data == QUEUE)
    async def pressed(press: CallbackQuery, talk: Talk) -> None:
        await press.answer()
        if isinstance(press.message, Message):
            await _show(press.message, talk)

    async def _show(message: Message, talk: Talk) -> None:
        found = [one for one in (await talk.chat.places()).items if one.place.status in _SHOWN]
        if not found:
            await message.answer(talk.say("queue-none"))
            await follower.expect(talk.user, talk.language)
            return
        shown = []
        for ticket in found[:_MOST]:
            sent = await message.answer(place_in_words(talk.phrases, talk.language, ticket.place))
            shown.append((ticket, sent.message_id))
        await follower.follow(talk.user, talk.language, shown)

    return routes
