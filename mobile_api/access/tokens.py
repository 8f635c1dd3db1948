"""Tokens of signed-in phones: what they name, under a keyed hash.

Nothing about them is stored, so a stolen database opens nothing; a lost reply can be
repeated byte for byte, because a token follows from its session and generation. What a
token names is looked up at every use, so that signing out works at once.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from mobile_api.keys import Vaulted

_MAC_BYTES = 32
_ACCESS = "access.app_token"
_REFRESH = "access.refresh_token"


@dataclass(frozen=True, slots=True)
class Named:
    """What a genuine token names.

    Attributes:
        session_id: the signed-in phone.
        number: of an access token: its last second (Unix time); of a refresh token: its
            generation.
    """

    session_id: UUID
    number: int


class AppTokens:
    """Makes and reads tokens with one keyring."""

    def __init__(self, vaulted: Vaulted) -> None:
        self._vaulted = vaulted

    def access(self, session_id: UUID, expires_at: datetime) -> str:
        """An access token (75 characters, URL-safe)."""
        return self._make(_ACCESS, session_id, int(expires_at.timestamp()))

    def refresh(self, session_id: UUID, generation: int) -> str:
        """The refresh token of one generation (75 characters, URL-safe)."""
        return self._make(_REFRESH, session_id, generation)

    def read_access(self, token: str, now: datetime) -> Named | None:
        """What an access token names; None where it is not ours or too old."""
        named = self._read(_ACCESS, token)
        if named is None or datetime.fromtimestamp(named.number, UTC) <= now:
            return None
        return named

    def read_refresh(self, token: str) -> Named | None:
        """What a refresh token names, of any age; None where it is not ours."""
        return self._read(_REFRESH, token)

    def _make(self, kind: str, session_id: UUID, number: int) -> str:
        body = session_id.bytes + number.to_bytes(8, "big")
        raw = body + self._mac(kind, body)
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def _read(self, kind: str, token: str) -> Named | None:
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error):
            return None
        body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if len(body) != 24 or not hmac.compare_digest(mac, self._mac(kind, body)):
            return None
        return Named(UUID(bytes=body[:16]), int.from_bytes(body[16:], "big"))

    def _mac(self, kind: str, body: bytes) -> bytes:
        return self._vaulted.blind_index(kind, body.hex())
