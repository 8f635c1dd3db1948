"""Which passwords are good enough, how long codes and sessions live, and whose form it is."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

SESSION_LIFE = timedelta(hours=12)
"""One long shift. ASVS 5.0, 7.3.2: sessions end however much they are used."""

SESSION_IDLE = timedelta(minutes=60)
"""ASVS 5.0, 7.3.1: a terminal that was left alone signs itself out."""

TOUCH_AFTER = timedelta(minutes=1)
"""How exactly the last use is kept: writing on every request would cost a write per look."""

SIGN_IN_KEPT_SECONDS = 60
"""For how long a lost answer to a sign-in is given again. Shorter than other secrets are kept: a
session's token opens everything that its owner may do."""

MIN_PASSWORD = 15
"""NIST SP 800-63B-4, 3.1.1.2: a password that is the only factor has at least 15 characters."""

CODE_DIGITS = 7
"""NIST SP 800-63B-4, 3.1.3.2 asks for about 20 bits; six digits are 19.9, seven 23.3."""

CODE_LIFE = timedelta(minutes=10)
"""NIST SP 800-63B-4, 3.1.3.3: a code that travels by another way lives at most ten minutes."""

WRONG_PER_CODE = 5
"""Five tries in ten million. With ten codes a day for a phone, somebody who guesses all day is
right once in 200 000 days."""

ACCESS_LIFE = timedelta(minutes=15)
REFRESH_LIFE = timedelta(days=90)

RENEWAL_GRACE = timedelta(minutes=5)
"""How long a lost reply may be asked for again, with the same id: a ride in the metro."""

PROVEN_LIFE = timedelta(minutes=10)
"""How long records stay open after a step-up. ASVS 5.0, 7.5.3."""

LINK_CODE_LIFE = timedelta(minutes=10)
IDENTITY_LIFE = timedelta(minutes=10)

MAX_DEVICES = 20
"""Signed-in phones of one account; a further one signs the longest unused out."""

ADULT_AT = 16
"""Years. Below, a parent links the child. Our decision; what the law wants is not verified."""

TIME_ZONE = ZoneInfo("Asia/Tashkent")
"""Where birthdays are counted."""

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


def may_sign_in_alone(birth_date: date, now: datetime) -> bool:
    """True from the 16th birthday on, in Tashkent; who was born on 29 February waits a day."""
    today = now.astimezone(TIME_ZONE).date()
    birthday = (birth_date.month, birth_date.day)
    years = today.year - birth_date.year - ((today.month, today.day) < birthday)
    return years >= ADULT_AT


def fits_challenge(verifier: str, challenge: bytes) -> bool:
    """RFC 7636, 4.6 (S256): the verifier belongs to the challenge; in constant time."""
    digest = hashlib.sha256(verifier.encode()).digest()
    made = base64.urlsafe_b64encode(digest).rstrip(b"=")
    return hmac.compare_digest(made, challenge)


Network = IPv4Network | IPv6Network


def networks(setting: str) -> tuple[Network, ...]:
    """Addresses and networks out of ``10.0.0.0/8, 192.0.2.7``.

    Raises:
        ValueError: one of them is neither.
    """
    return tuple(ip_network(part.strip()) for part in setting.split(",") if part.strip())


def client_address(peer: str, forwarded_for: str, trusted: Sequence[Network]) -> str:
    """Who is at the other end, for limits: an IPv4 address, or an IPv6 network of 64 bits.

    A proxy of ours adds what it saw at the right of ``X-Forwarded-For``; everything further
    left a stranger may have written. So the first address from the right that is not one
    of our proxies counts.

    Args:
        peer: the address that opened the connection; ``""`` where there is none.
        forwarded_for: the header, ``""`` where there is none.
        trusted: our own proxies.
    """
    hops = [*(part.strip() for part in forwarded_for.split(",") if part.strip()), peer]
    for hop in reversed(hops):
        try:
            address = ip_address(hop)
        except ValueError:
            # Not an address: written by a stranger, or a socket without one.
            return hop[:60] if hop == peer else peer
        if not any(address in network for network in trusted):
            if isinstance(address, IPv6Address):
                return str(ip_network((address, 64), strict=False))
            return str(address)
    return peer
