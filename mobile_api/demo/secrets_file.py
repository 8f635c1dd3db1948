"""Secrets of the demonstration: made by chance once, kept in files of their owner only."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

STAFF_LOGINS = ("administrator", "hamshira", "qabulxona", "shifokor")

_WORDS = (
    "anor", "bahor", "bodom", "bulut", "chinor", "daryo", "dengiz", "gilos", "gulzor", "hovuz",
    "ipak", "javohir", "kabutar", "kamalak", "karvon", "kitob", "lola", "mayiz", "mehmon", "nafis",
    "navbahor", "nilufar", "olma", "osmon", "paxta", "qaldirgoch", "qayiq", "qovun", "rayhon",
    "sabo", "sadaf", "shamol", "shaftoli", "tarvuz", "tong", "tuman", "uzum", "varrak", "yaproq",
    "yulduz", "yomgir", "zamin", "zafar", "zarafshon",
)  # fmt: skip
_WORDS_IN_PASSWORD = 5


@dataclass(frozen=True, slots=True)
class DemoSecrets:
    """What somebody needs to try the demonstration.

    Attributes:
        kiosk_key_file: holds the kiosk's key.
        kiosk_key: the key itself.
        kiosk_key_is_new: it was made just now: no device has it yet.
        passwords: login → password of the staff.
        are_new: True where the passwords were made just now.
    """

    kiosk_key_file: Path
    kiosk_key: str
    kiosk_key_is_new: bool
    passwords: dict[str, str]
    are_new: bool


def load_or_make(data_dir: Path) -> DemoSecrets:
    """Read the files in ``keys/``, or make them with mode 0600.

    Raises:
        OSError: the folder cannot be read or written.
    """
    folder = data_dir / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key_file = folder / "kiosk.key"
    key, key_is_new = _once(key_file, secrets.token_urlsafe(32))
    fresh = {login: _password() for login in STAFF_LOGINS}
    stored, are_new = _once(folder / "demo_staff.json", json.dumps(fresh, indent=1))
    passwords = json.loads(stored)
    known = {login: passwords[login] for login in STAFF_LOGINS}
    return DemoSecrets(key_file, key, key_is_new, known, are_new)


def _password() -> str:
    # 5 of 44 words: 27 bits, against ten wrong attempts in a quarter of an hour.
    return "-".join(secrets.choice(_WORDS) for _ in range(_WORDS_IN_PASSWORD))


def _once(path: Path, content: str) -> tuple[str, bool]:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip(), False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(content + "\n")
    return content, True
