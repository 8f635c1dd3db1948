"""``python -m bot``: run the bot with long polling."""

from __future__ import annotations

import asyncio
import logging
import sys

from aiogram.exceptions import TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from pydantic import ValidationError

from bot.app import run
from bot.settings import BotSettings


def main() -> int:
    """Read the settings and run; 2 where they do not suffice."""
    try:
        # pydantic-settings fills the fields from the environment.
        settings = BotSettings()
    except ValidationError:
        print("Set DMED_BOT_TOKEN to the token that BotFather gave.", file=sys.stderr)
        return 2
    logging.basicConfig(level=settings.log_level.upper())
    try:
        asyncio.run(run(settings))
    except (TokenValidationError, TelegramUnauthorizedError):
        print("Telegram does not know this token: check DMED_BOT_TOKEN.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
