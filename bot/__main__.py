"""``python -m bot``: run the bot, with long polling or behind a webhook."""

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
    except ValidationError as fault:
        wrong = {str(part) for error in fault.errors(include_input=False) for part in error["loc"]}
        if "bot_token" in wrong or "DMED_BOT_TOKEN" in wrong:
            print("Set DMED_BOT_TOKEN to the token that BotFather gave.", file=sys.stderr)
        else:
            print(fault.errors(include_input=False)[0]["msg"], file=sys.stderr)
        return 2
    logging.basicConfig(level=settings.log_level.upper())
    # It writes down every address, and those name appointments.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    try:
        key = settings.read_bot_key()
    except OSError as fault:
        print(f"The bot's key cannot be read: {fault.strerror}.", file=sys.stderr)
        return 2
    if not key:
        print("Set DMED_BOT_KEY to what python -m mobile_api bot-key prints.", file=sys.stderr)
        return 2
    try:
        asyncio.run(run(settings))
    except KeyboardInterrupt:
        return 0
    except (TokenValidationError, TelegramUnauthorizedError):
        print("Telegram does not know this token: check DMED_BOT_TOKEN.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
