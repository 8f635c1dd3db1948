"""Settings of the bot's process, read once, here."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class BotSettings(BaseSettings):
    """What an operator may set for the bot."""

    model_config = SettingsConfigDict(env_prefix="DMED_", extra="ignore", frozen=True)

    bot_token: SecretStr = Field(description="Token that BotFather gave.")
    bot_api_url: str = Field(
        default="https://api.telegram.org", description="Bot API server; another one for tests."
    )
    redis_url: str = Field(default="", description="Empty: in-process. Else `redis://…`.")
    log_level: str = "info"
