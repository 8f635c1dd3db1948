"""Settings of the API processes: environment with the prefix ``DMED_``, read once, here."""

from __future__ import annotations

from datetime import time
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may set; every field is described in docs/operations.md."""

    model_config = SettingsConfigDict(env_prefix="DMED_", extra="ignore", frozen=True)

    data_dir: Path = Field(default=Path("var"), description="Database, keys and logs live here.")
    database_url: str = Field(
        default="",
        description="Empty: SQLite in the data directory. Else `postgresql+asyncpg://…`.",
    )
    redis_url: str = Field(default="", description="Empty: in-process. Else `redis://…`.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    public_url: str = Field(
        default="", description="Address that patients reach; printed in QR codes."
    )
    keys_file: Path | None = Field(
        default=None, description="Key file; default `keys/keys.json` in the data directory."
    )
    keys: SecretStr | None = Field(
        default=None, description="The key file's content, instead of a file."
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of our own proxies, whose X-Forwarded-For counts.",
    )
    bot_username: str = Field(
        default="",
        pattern="^[A-Za-z0-9_]{0,32}$",
        description="Of the Telegram bot, for links that open it.",
    )
    bot_token: SecretStr = Field(
        default=SecretStr(""),
        description="Of the Telegram bot: proves who opens the booking page inside Telegram.",
    )
    app_link: str = Field(
        default="dmed://oneid",
        pattern=r"^[a-z][a-z0-9+.-]*://\S+$",
        description="Opens the app after OneID.",
    )
    oneid_url: str = Field(
        default="https://sso.egov.uz/sso/oauth/Authorization.do", description="Of OneID."
    )
    oneid_client_id: str = Field(default="", description="As the contract with OneID says.")
    oneid_client_secret: SecretStr | None = Field(
        default=None, description="As the contract says; without it OneID is not offered."
    )
    oneid_scope: str = Field(default="", description="As the contract with OneID says.")
    myid_url: str = Field(default="", description="Of MyID, as the contract says.")
    myid_client_id: str = Field(default="", description="As the contract with MyID says.")
    myid_client_secret: SecretStr | None = Field(
        default=None, description="As the contract says; without it MyID is not offered."
    )
    myid_threshold: float = Field(
        default=0.75, ge=0.5, le=0.99, description="How alike a face must be for MyID."
    )
    triage_version: str = Field(
        default="", description="Version of the triage model; empty: the active one."
    )
    complaint_days: int = Field(
        default=30, ge=1, description="Days after which a stored complaint is deleted."
    )
    demo: bool = Field(
        default=False, description="Made-up people only: SMS are shown on a page, never sent."
    )
    quiet_from: time = Field(default=time(21), description="From then on nobody is disturbed.")
    quiet_until: time = Field(default=time(8), description="Until then; hospital time.")
    sms_gateway: Literal["", "eskiz", "playmobile"] = Field(
        default="", description="Who sends SMS; empty: nobody."
    )
    sms_login: str = Field(default="", description="Eskiz: e-mail; PlayMobile: login.")
    sms_password: SecretStr = Field(default=SecretStr(""), description="Of the gateway.")
    sms_sender: str = Field(default="4546", description="Number or name that people see.")
    sms_url: str = Field(default="", description="Another address of the gateway.")
    fcm_credentials_file: Path | None = Field(
        default=None, description="Key file of Firebase's service account; none: no FCM."
    )
    apns_key_file: Path | None = Field(
        default=None, description="Signing key of Apple (.p8); none: no APNs."
    )
    apns_key_id: str = Field(default="", description="Id of that key.")
    apns_team_id: str = Field(default="", description="Apple's id of the developer.")
    apns_topic: str = Field(default="", description="Bundle id of the app.")
    vapid_key: SecretStr | None = Field(
        default=None, description="Web Push: 32 bytes, base64url; default: from the key file."
    )
    vapid_subject: str = Field(
        default="", description="Web Push: `mailto:` of whoever runs this; default: public URL."
    )
    send_at_once: int = Field(
        default=1, ge=1, le=100, description="Messages handed over at a time by one worker."
    )
    face_calibration: Path | None = Field(
        default=None,
        description="Calibration file of Face ID, or a folder of several; none: not calibrated.",
    )
    face_selfie_models_dir: Path | None = Field(
        default=None,
        description="Networks that look at selfies from the app; none: enrolment at kiosks only.",
    )
    face_offline_gallery: bool = Field(
        default=False,
        description="Kiosks keep the encrypted templates of those booked today, for a broken line.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        for part in filter(None, (part.strip() for part in value.split(","))):
            ip_network(part)
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("use sqlite+aiosqlite:///… or postgresql+asyncpg://…")
        return value

    @property
    def effective_database_url(self) -> str:
        """The database's address with the default filled in."""
        if self.database_url:
            return self.database_url
        return f"sqlite+aiosqlite:///{(self.data_dir / 'dmed.sqlite3').absolute()}"

    @property
    def effective_keys_file(self) -> Path:
        """The key file with the default filled in."""
        return self.keys_file or self.data_dir / "keys" / "keys.json"

    @property
    def effective_public_url(self) -> str:
        """The address in QR codes with the default filled in, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")
