"""Settings of the bot's process, read once, here."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class BotSettings(BaseSettings):
    """What an operator may set for the bot."""

    model_config = SettingsConfigDict(env_prefix="DMED_", extra="ignore", frozen=True)

    bot_token: SecretStr = Field(description="Token that BotFather gave.")
    bot_api_url: str = Field(
        default="https://api.telegram.org", description="Bot API server; another one for tests."
    )
    api_url: str = Field(default="http://127.0.0.1:8000", description="Address of our own API.")
    bot_key: SecretStr = Field(
        default=SecretStr(""), description="What `python -m mobile_api bot-key` printed."
    )
    bot_key_file: Path | None = Field(default=None, description="A file with it, instead.")
    bot_webhook_url: str = Field(
        default="",
        description="Address at which Telegram reaches this process; empty: long polling.",
    )
    bot_webhook_secret: SecretStr = Field(
        default=SecretStr(""), description="Sent by Telegram with each update; 16 to 256 letters."
    )
    bot_webhook_host: str = Field(default="127.0.0.1", description="Address to listen on.")
    bot_webhook_port: int = Field(default=8081, ge=0, le=65535, description="Port to listen on.")
    redis_url: str = Field(default="", description="Empty: in-process. Else `redis://…`.")
    log_level: str = "info"

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> BotSettings:
        secret = self.bot_webhook_secret.get_secret_value()
        if self.bot_webhook_url and not re.fullmatch("[A-Za-z0-9_-]{16,256}", secret):
            raise ValueError("set DMED_BOT_WEBHOOK_SECRET: 16 to 256 of A-Z a-z 0-9 _ -")
        return self

    def read_bot_key(self) -> str:
        """The bot's key at our API.

        Raises:
            OSError: the file cannot be read.
        """
        if self.bot_key_file is not None:
            return self.bot_key_file.read_text(encoding="ascii").strip()
        return self.bot_key.get_secret_value()
