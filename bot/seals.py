"""Buttons that work in the chat they were sent to, and nowhere else.

Telegram hands back whatever a client sends as callback data. So every button that does
something to an appointment is sealed: 36 bytes (48 characters, of the 64 bytes that Telegram
allows) with 10 of HMAC-SHA-256 over the content and the chat. It names an appointment by its
random id, the time that the appointment had when the button was made (a later time means that
the button is old), and for the calendar the day or time that was pressed. Nothing in it is
personal. What a chat may do is decided by the back end all the same.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

PREFIX = "s"
_TAG_BYTES = 10
_CONTENT_BYTES = 1 + 16 + 4 + 4


class NotOurButton(ValueError):
    """Damaged, made up, or made for another chat."""


@dataclass(frozen=True, slots=True)
class Button:
    """What a press means.

    Attributes:
        action: one letter; see ``bot.conversations``.
        subject: the appointment or offer.
        known: when it was to begin, as known when the button was made.
        wanted: the day or time that was pressed, for the calendar.
    """

    action: str
    subject: UUID
    known: datetime
    wanted: datetime | None = None


class Seals:
    """Makes callback data and reads it.

    Args:
        secret: from which the key is derived; another secret makes all old buttons void.
    """

    def __init__(self, secret: str) -> None:
        self._key = hmac.digest(secret.encode(), b"dmed: buttons of the bot", "sha256")

    def seal(self, button: Button, chat: int) -> str:
        """Callback data for one chat."""
        content = (
            button.action.encode("ascii")
            + button.subject.bytes
            + _minutes(button.known)
            + (_minutes(button.wanted) if button.wanted else bytes(4))
        )
        raw = content + self._tag(content, chat)
        return PREFIX + base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def open(self, data: str, chat: int) -> Button:
        """What was sealed for this chat.

        Raises:
            NotOurButton: see there.
        """
        text = data.removeprefix(PREFIX)
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (ValueError, binascii.Error) as fault:
            raise NotOurButton from fault
        content, tag = raw[:_CONTENT_BYTES], raw[_CONTENT_BYTES:]
        if not hmac.compare_digest(tag, self._tag(content, chat)):
            raise NotOurButton
        wanted = content[21:25]
        return Button(
            action=chr(content[0]),
            subject=UUID(bytes=content[1:17]),
            known=_moment(content[17:21]),
            wanted=_moment(wanted) if any(wanted) else None,
        )

    def _tag(self, content: bytes, chat: int) -> bytes:
        return hmac.digest(self._key, content + str(chat).encode(), "sha256")[:_TAG_BYTES]


def _minutes(moment: datetime) -> bytes:
    return (int(moment.timestamp()) // 60).to_bytes(4)


def _moment(minutes: bytes) -> datetime:
    return datetime.fromtimestamp(int.from_bytes(minutes) * 60, UTC)
