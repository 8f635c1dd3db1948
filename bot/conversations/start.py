"""/start: the language first, then what this bot is for, and what never to write here."""

from __future__ import annotations

from uuid import uuid4

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, ChatMemberUpdated, InlineKeyboardButton, Message
from aiogram.types import InlineKeyboardMarkup as Keyboard

from bot.conversations import linking, visits
from bot.queue_follower import QueueFollower
from bot.talk import Keys, Talk, show
from mobile_api.access.errors import ChatNotLinked
from mobile_api.access.schemas import ChooseLanguage as ChooseAccountLanguage
from mobile_api.messages.schemas import TalksAgain
from mobile_api.schemas import DEFAULT_LANGUAGE, LANGUAGES, Language

OWN_NAMES: dict[Language, str] = {
    "uz-Latn": "Oʻzbekcha",
    "uz-Cyrl": "Ўзбекча",
    "ru": "Русский",
    "kaa": "Qaraqalpaqsha",
    "en": "English",
    "kk": "Қазақша",
}

LANGUAGE_LIST = "languages"


class ChooseLanguage(CallbackData, prefix="lang"):
    """A press on a language; 12 bytes of the 64 that Telegram allows."""

    tag: str


def router(follower: QueueFollower) -> Router:
    """Handlers of the first conversation.

    Args:
        follower: goes on in the language that was chosen.
    """
    routes = Router(name="start")

    # Other words after ?start= (an advertisement's) are no code: they are greeted below.
    @routes.message(CommandStart(deep_link=True, magic=F.args.regexp(linking.CODE)))
    async def by_link(message: Message, command: CommandObject, talk: Talk) -> None:
        await linking.link_by_code(message, talk, command.args or "")

    @routes.message(CommandStart())
    async def greet(message: Message, talk: Talk) -> None:
        await message.answer(
            talk.say("start-greeting"), reply_markup=Keyboard(inline_keyboard=_languages())
        )
        if talk.chosen:
            await visits.show_all(message, talk)

    @routes.message(Command("language"))
    async def ask(message: Message, talk: Talk) -> None:
        await message.answer(
            talk.say("start-greeting"), reply_markup=Keyboard(inline_keyboard=_languages())
        )

    @routes.message(Command("help"))
    async def explain(message: Message, talk: Talk) -> None:
        await message.answer(talk.say("help"))

    @routes.callback_query(F.data == LANGUAGE_LIST)
    async def languages(press: CallbackQuery, talk: Talk) -> None:
        await show(press, talk.say("start-greeting"), _languages())

    @routes.callback_query(ChooseLanguage.filter())
    async def choose(
        press: CallbackQuery, callback_data: ChooseLanguage, state: FSMContext, talk: Talk
    ) -> None:
        language = next((tag for tag in LANGUAGES if tag == callback_data.tag), DEFAULT_LANGUAGE)
        await state.update_data(language=language)
        await follower.speak(talk.user, language)
        await show(press, talk.phrases.say(language, "start-chosen"), _languages())
        try:
            await talk.chat.choose_language(ChooseAccountLanguage(language=language))
        except ChatNotLinked:
            if not talk.chosen:
                await linking.offer_to_link(press, _in(talk, language))

    @routes.my_chat_member(F.new_chat_member.status == "member")
    async def back(changed: ChatMemberUpdated, talk: Talk) -> None:
        """Somebody who had blocked the bot is back."""
        await talk.chat.talks_again(TalksAgain(id=uuid4()))

    return routes


def _in(talk: Talk, language: Language) -> Talk:
    return Talk(
        user=talk.user,
        language=language,
        chosen=True,
        phrases=talk.phrases,
        back_end=talk.back_end,
        chat=talk.chat,
        seals=talk.seals,
    )


def _languages() -> Keys:
    buttons = [
        InlineKeyboardButton(text=name, callback_data=ChooseLanguage(tag=tag).pack())
        for tag, name in OWN_NAMES.items()
    ]
    return [buttons[i : i + 2] for i in range(0, 6, 2)]
