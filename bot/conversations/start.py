"""/start: the language first, then what this bot is for, and what never to write here."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.filters import CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import (
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import DEFAULT_LANGUAGE, LANGUAGES, Language

OWN_NAMES: dict[Language, str] = {
    "uz-Latn": "Oʻzbekcha",
    "uz-Cyrl": "Ўзбекча",
    "ru": "Русский",
    "kaa": "Qaraqalpaqsha",
    "en": "English",
    "kk": "Қазақша",
}

# Telegram tells the language of the app, without the script.
_APP_LANGUAGES: dict[str, Language] = {"uz": "uz-Latn", "ru": "ru", "en": "en", "kk": "kk"}


class ChooseLanguage(CallbackData, prefix="lang"):
    """A press on a language; 12 bytes of the 64 that Telegram allows."""

    tag: str


def router(phrases: Phrasebook) -> Router:
    """Handlers of the first conversation."""
    routes = Router(name="start")

    @routes.message(CommandStart(), F.chat.type == "private")
    async def greet(message: Message, state: FSMContext) -> None:
        chosen = (await state.get_data()).get("language")
        language = chosen if chosen in LANGUAGES else _language_of_app(message)
        await message.answer(phrases.say(language, "start-greeting"), reply_markup=_languages())

    @routes.callback_query(ChooseLanguage.filter())
    async def choose(
        press: CallbackQuery, callback_data: ChooseLanguage, state: FSMContext
    ) -> None:
        language = next((tag for tag in LANGUAGES if tag == callback_data.tag), DEFAULT_LANGUAGE)
        await state.update_data(language=language)
        text = phrases.say(language, "start-chosen")
        # A message of more than 48 hours ago cannot be edited: Telegram then sends only its id.
        if press.message is None or isinstance(press.message, InaccessibleMessage):
            await press.answer(text, show_alert=True)
            return
        await press.message.edit_text(text, reply_markup=_languages())
        await press.answer()

    return routes


def _language_of_app(message: Message) -> Language:
    code = (message.from_user.language_code or "") if message.from_user else ""
    return _APP_LANGUAGES.get(code.split("-")[0], DEFAULT_LANGUAGE)


def _languages() -> InlineKeyboardMarkup:
    buttons = [
        InlineKeyboardButton(text=name, callback_data=ChooseLanguage(tag=tag).pack())
        for tag, name in OWN_NAMES.items()
    ]
    return InlineKeyboardMarkup(inline_keyboard=[buttons[i : i + 2] for i in range(0, 6, 2)])
