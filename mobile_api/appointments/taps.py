"""One-tap links: short tokens that name an appointment or an offer and the state it was in.

A token is 31 bytes (42 characters), so that a link fits into an SMS and a button of Telegram
(64 bytes): kind, id, sequence, and 12 bytes of HMAC-SHA-256 (96 bits; NIST SP 800-107 accepts
tags from 64 bits where guesses are answered one by one). It holds nothing personal. It opens
what it was made for and nothing else, and is over once the appointment was moved.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from mobile_api.appointments.errors import LinkOver
from mobile_api.keys import Vaulted

LinkKind = Literal["visit", "offer"]

_KINDS: tuple[LinkKind, ...] = ("visit", "offer")
_TAG = 12
_LENGTH = 1 + 16 + 2 + _TAG


@dataclass(frozen=True, slots=True)
class Link:
    """What a token names."""

    kind: LinkKind
    subject: UUID
    sequence: int


class LinkTokens:
    """Makes links and opens them.

    Args:
        vaulted: holds the key.
        public_url: address that patients reach, without a slash at the end.
    """

    def __init__(self, vaulted: Vaulted, public_url: str) -> None:
        self._vaulted = vaulted
        self._public_url = public_url

    def address(self, kind: LinkKind, subject: UUID, sequence: int = 0) -> str:
        """The link for a message."""
        return f"{self._public_url}/a/{self.token(kind, subject, sequence)}"

    def token(self, kind: LinkKind, subject: UUID, sequence: int = 0) -> str:
        """The link's last segment."""
        content = bytes([_KINDS.index(kind)]) + subject.bytes + (sequence % 65536).to_bytes(2)
        return _written(content + self._tag(content))

    def open(self, token: str) -> Link:
        """What a token names.

        Raises:
            LinkOver: it is not one of ours.
        """
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error) as fault:
            raise LinkOver from fault
        content, tag = raw[:-_TAG], raw[-_TAG:]
        # One spelling only: base64 leaves bits of the last letter free.
        if (
            len(raw) != _LENGTH
            or _written(raw) != token
            or not hmac.compare_digest(tag, self._tag(content))
        ):
            raise LinkOver
        return Link(_KINDS[content[0]], UUID(bytes=content[1:17]), int.from_bytes(content[17:19]))

    def _tag(self, content: bytes) -> bytes:
        return self._vaulted.blind_index("appointments.link", content.hex())[:_TAG]


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
