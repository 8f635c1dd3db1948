"""What somebody may set: the language, reminders, and to be forgotten here."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.queue_follower import QueueFollower
from bot.talk import Keys, Talk, request_id, show
from mobile_api.messages.schemas import ChooseMessages, MessageChoices, MutableKind

_ON, _OFF, _ASK, _UNLINK, _SETTINGS = "set:on", "set:off", "set:unlink?", "set:unlink", "set"


def router(follower: QueueFollower) -> Router:
    """Handlers of settings.

    Args:
        follower: looks no more for whoever is disconnected.
    """
    routes = Router(name="settings")

    @routes.message(Command("settings"))
    async def listed(message: Message, talk: Talk) -> None:
        text, keys = _shown(talk, await talk.chat.message_choices())
        await message.answer(text, reply_markup=InlineKeyboardMarkup(inline_keyboard=keys))

    @routes.callback_query(F.data == _SETTINGS)
    async def again(press: CallbackQuery, talk: Talk) -> None:
        await show(press, *_shown(talk, await talk.chat.message_choices()))

    @routes.callback_query(F.data.in_({_ON, _OFF}))
    async def reminders(press: CallbackQuery, talk: Talk) -> None:
        now = await talk.chat.message_choices()
        muted: list[MutableKind] = [kind for kind in now.muted if kind != "reminder"]
        if press.data == _OFF:
            muted.append("reminder")
        order = ChooseMessages(id=request_id(press), muted=muted)
        await show(press, *_shown(talk, await talk.chat.choose_messages(order)))

    @routes.callback_query(F.data == _ASK)
    async def ask(press: CallbackQuery, talk: Talk) -> None:
        keys = [
            [InlineKeyboardButton(text=talk.say("unlink-yes"), callback_data=_UNLINK)],
            [InlineKeyboardButton(text=talk.say("unlink-no"), callback_data=_SETTINGS)],
        ]
        await show(press, talk.say("unlink-ask"), keys)

    @routes.callback_query(F.data == _UNLINK)
    async def unlink(press: CallbackQuery, talk: Talk, state: FSMContext) -> None:
        await talk.chat.unlink_chat()
        # The language too: nothing about the person stays here.
        await state.clear()
        await follower.forget(talk.user)
        await show(press, talk.say("unlink-done"))

    return routes


def _shown(talk: Talk, choices: MessageChoices) -> tuple[str, Keys]:
    off = "reminder" in choices.muted
    text = talk.say("settings-reminders-off" if off else "settings-reminders-on")
    switch = talk.say("settings-turn-on" if off else "settings-turn-off")
    keys = [
        [InlineKeyboardButton(text=switch, callback_data=_ON if off else _OFF)],
        [InlineKeyboardButton(text=talk.say("settings-language"), callback_data="languages")],
        [InlineKeyboardButton(text=talk.say("settings-unlink"), callback_data=_ASK)],
    ]
    return text, keys
