"""The menu of commands beside the text field, in every language that Telegram tells apart."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BotCommand

from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import Language

COMMANDS = ("visits", "book", "queue", "settings", "language", "help")

# Telegram knows two-letter codes (ISO 639-1) only; whoever reads Cyrillic Uzbek or Karakalpak
# sees the menu in Latin Uzbek. What the bot says is in the language that was chosen.
_CODES: dict[str | None, Language] = {
    None: "uz-Latn", "uz": "uz-Latn", "ru": "ru", "en": "en", "kk": "kk",
}  # fmt: skip


async def set_menu(bot: Bot, phrases: Phrasebook) -> None:
    """Tell Telegram the commands."""
    for code, language in _CODES.items():
        await bot.set_my_commands(
            [
                BotCommand(command=name, description=phrases.say(language, f"menu-{name}"))
                for name in COMMANDS
            ],
            language_code=code,
        )
