"""Settings of the kiosk: environment with the prefix ``DMED_``, read once, in ``__main__``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from kiosk.key_file import KeyFile
from models.face.pack import default_directory


class SettingsWrong(Exception):
    """The kiosk cannot start as it is set up; the message says which setting, and what to do."""


def _http_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise ValueError("use http://host:port or https://host")
    return value


def _size(value: str) -> str:
    if value and not re.fullmatch(r"[1-9]\d{2,4}x[1-9]\d{2,4}", value):
        raise ValueError("use WIDTHxHEIGHT in pixels, for example 1080x1920, or nothing")
    return value


class Settings(BaseSettings):
    """What an operator may set; every field is described in docs/operations.md."""

    model_config = SettingsConfigDict(
        env_prefix="DMED_", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    api_url: Annotated[str, AfterValidator(_http_address)] = Field(
        default="http://127.0.0.1:8000", description="Address of the hospital's API."
    )
    data_dir: Path = Field(default=Path("var"), description="Keys live here.")
    kiosk_key_file: Path | None = Field(
        default=None,
        description="The key that enrolment gave; default `keys/kiosk.key` in the data directory.",
    )
    kiosk_key: SecretStr | None = Field(default=None, description="The key, instead of a file.")
    printer: str = Field(default="none", description="Address of the ticket printer.")
    scanner: str = Field(default="none", description="Address of the code scanner.")
    scanner_documents: bool = Field(
        default=False, description="The scanner reads machine-readable zones; screens say so."
    )
    camera: str = Field(default="none", description="Address of the camera that looks at people.")
    face_models_dir: Path | None = Field(
        default=None,
        description="Networks of Face ID; default: where `models fetch face` puts them.",
    )
    face_calibration: Path | None = Field(
        default=None, description="Calibration file of Face ID; none: the one beside the networks."
    )
    kiosk_size: Annotated[str, AfterValidator(_size)] = Field(
        default="", description="Window in pixels; empty is the full screen."
    )
    kiosk_events: str = Field(
        default="",
        description="Where to write JSON events: `-`, a file descriptor or a path; empty: nowhere.",
    )
    kiosk_commands: Path | None = Field(
        default=None, description="Path of a socket that takes commands from tests and the demo."
    )

    @property
    def face_networks(self) -> Path:
        """The directory of Face ID's networks with the default filled in."""
        return self.face_models_dir or default_directory()

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels; None is the full screen."""
        if not self.kiosk_size:
            return None
        width, height = self.kiosk_size.split("x")
        return int(width), int(height)

    @property
    def key_file(self) -> KeyFile:
        """Where the key is kept."""
        return KeyFile(self.kiosk_key_file or self.data_dir / "keys" / "kiosk.key")

    def device_key(self) -> str | None:
        """The key that enrolment gave this kiosk; None where it was not enrolled yet.

        Raises:
            SettingsWrong: there is one that cannot be read, or none and no place to keep it.
        """
        if self.kiosk_key is not None and self.kiosk_key.get_secret_value().strip():
            return self.kiosk_key.get_secret_value().strip()
        file = self.key_file
        try:
            key = file.read()
        except (OSError, UnicodeDecodeError) as fault:
            raise SettingsWrong(
                f"the key of this kiosk cannot be read from {file.path}: "
                "put the right file there, or take it away and enrol the kiosk"
            ) from fault
        if key is None:
            try:
                file.require_place()
            except OSError as fault:
                raise SettingsWrong(
                    f"a key could not be kept in {file.path.parent}: set DMED_KIOSK_KEY_FILE"
                ) from fault
        return key


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsWrong: a value cannot be used; says which, and never what it was.
    """
    try:
        return Settings()
    except ValidationError as fault:
        wrong = "; ".join(
            f"DMED_{str(error['loc'][0]).upper()}: {error['msg']}" for error in fault.errors()
        )
        raise SettingsWrong(wrong) from fault
