"""Which passwords are good enough, when a session ends, and whose form it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

SESSION_LIFE = timedelta(hours=12)
"""One long shift. ASVS 5.0, 7.3.2: sessions end however much they are used."""

SESSION_IDLE = timedelta(minutes=60)
"""ASVS 5.0, 7.3.1: a terminal that was left alone signs itself out."""

TOUCH_AFTER = timedelta(minutes=1)
"""How exactly the last use is kept: writing on every request would cost a write per look."""

MIN_PASSWORD = 15
"""NIST SP 800-63B-4, 3.1.1.2: a password that is the only factor has at least 15 characters."""

MAX_PASSWORD = 256
_MIN_DISTINCT = 6
_ROWS = (
    "01234567890123456789",
    "09876543210987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "йцукенгшщзхъфывапролджэячсмитьбю",
)
_KNOWN = frozenset({"password", "passwort", "parol", "пароль", "qwerty", "admin", "dmed", "kiosk"})

PasswordFault = Literal["short", "long", "repetitive", "well_known", "login"]


def normal_login(typed: str) -> str:
    """The one normal form of a login."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def normal_password(typed: str) -> str:
    """NIST SP 800-63B-4: Unicode passwords are normalised before they are hashed."""
    return unicodedata.normalize("NFKC", typed)


def password_fault(password: str, login: str) -> PasswordFault | None:
    """Why a new password is refused; None where it is good enough."""
    lowered = normal_password(password).casefold()
    if len(lowered) < MIN_PASSWORD:
        return "short"
    if len(lowered) > MAX_PASSWORD:
        return "long"
    if len(set(lowered)) < _MIN_DISTINCT:
        return "repetitive"
    if login and login in lowered and len(lowered.replace(login, "")) < MIN_PASSWORD - 7:
        return "login"
    letters = "".join(c for c in lowered if c.isalnum())
    if any(letters in row * 2 for row in _ROWS):
        return "well_known"
    rest = letters
    for word in sorted(_KNOWN, key=len, reverse=True):
        rest = rest.replace(word, "")
    return "well_known" if len(rest.strip("0123456789")) == 0 else None


def is_live(
    now: datetime, last_used_at: datetime, expires_at: datetime, ended_at: datetime | None
) -> bool:
    """True while a session may be used."""
    return ended_at is None and now < expires_at and now - last_used_at < SESSION_IDLE


def is_same_origin(headers: Mapping[str, str], public_url: str) -> bool:
    """False where the browser says that another site sent this request.

    ``Sec-Fetch-Site`` is trusted first; browsers leave it out over plain HTTP. ``Origin: null``
    is what a page with ``Referrer-Policy: no-referrer`` sends to itself, so it says nothing.
    A request that has neither stands on its CSRF token and on SameSite=Strict.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None or origin == "null":
        return True
    return urlsplit(origin).netloc in {headers.get("host", ""), urlsplit(public_url).netloc}
