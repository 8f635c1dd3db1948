"""When a message may be sent, over what, how often it is tried, and how long an SMS is."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from mobile_api.messages.schemas import Channel, Kind

RANK: Final[dict[Kind, int]] = {
    "code": 0,
    "transactional": 0,
    "offer": 0,
    "reminder": 1,
    "bulk": 2,
}
"""Order of sending: a freed time that is offered now does not wait behind a million invitations."""

RANKS: Final = (0, 1, 2)

ORDER: Final[tuple[Channel, ...]] = ("push", "telegram", "sms")
"""Cheapest first; SMS costs the hospital money."""

NAMESPACE = UUID("5f5c9a0e-7d5b-4c0e-9f6e-6f1d2f0c7a11")

MAX_ATTEMPTS: Final = 8
"""With ``backoff`` about two hours of trying."""

KEEP_SENT = timedelta(days=3)
"""How long what was handed over, but never reported to have arrived, keeps what it held."""

KEEP_DEAD = timedelta(days=30)
"""How long somebody may still try a dead letter again."""

SEND_LEASE = timedelta(seconds=60)
"""How long whoever claimed a message has it for; longer than a batch takes at worst."""

_FIRST_PAUSE = timedelta(seconds=20)
_LONGEST_PAUSE = timedelta(hours=1)
_CODE_PAUSE = timedelta(seconds=3)

# How long a channel may take before the next one is tried as well. A push without a receipt
# may lie on a phone that is switched off.
_PATIENCE: Final[dict[Kind, timedelta]] = {
    "transactional": timedelta(minutes=20),
    "offer": timedelta(minutes=3),
    "reminder": timedelta(minutes=45),
}


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the night in which nobody is woken; ``begins`` may lie after ``ends``."""

    begins: time = time(21, 0)
    ends: time = time(8, 0)

    def covers(self, local: datetime) -> bool:
        """True where ``local`` (hospital time) lies in these hours."""
        at = local.time().replace(tzinfo=None)
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def end_after(self, local: datetime) -> datetime:
        """The next end of these hours after ``local``, in its zone."""
        zone = local.tzinfo
        end = datetime.combine(local.date(), self.ends, zone)
        if end <= local:
            end = datetime.combine(local.date() + timedelta(days=1), self.ends, zone)
        return end


def message_id(dedupe: str, recipient: UUID, channel: Channel) -> UUID:
    """The id of a message: the same fact, recipient and channel are the same message."""
    return uuid5(NAMESPACE, f"{dedupe}|{recipient}|{channel}")


def chain(preferred: Sequence[str], possible: Collection[Channel]) -> list[Channel]:
    """Channels to try, in order.

    Args:
        preferred: as the person ordered them; one that is left out is not wanted, an empty
            list means the usual order (push, Telegram, SMS).
        possible: over which the person can be reached.
    """
    wanted: Sequence[str] = preferred or ORDER
    return [channel for one in wanted for channel in ORDER if channel == one and one in possible]


def disturbs(
    kind: Kind,
    due_at: datetime,
    useless_after: datetime | None,
    concerns: datetime | None,
    zone: ZoneInfo,
    quiet: Quiet,
) -> bool:
    """True where a message may be sent at night.

    A code was asked for just now. What concerns the same day (a visit at 07:30, told at 05:30),
    and what would be useless in the morning, is better told at night than never. Bulk waits.

    Args:
        kind: of the message.
        due_at: when it is due.
        useless_after: after which it helps nobody.
        concerns: when what it tells takes place.
        zone: of the hospital.
        quiet: the hours of the night.
    """
    if kind == "code":
        return True
    if kind == "bulk":
        return False
    local = due_at.astimezone(zone)
    if concerns is not None and concerns.astimezone(zone).date() == local.date():
        return True
    return (
        useless_after is not None
        and quiet.covers(local)
        and quiet.end_after(local) >= useless_after.astimezone(zone)
    )


def not_at_night(at: datetime, zone: ZoneInfo, quiet: Quiet) -> datetime:
    """``at``, or the end of the quiet hours in which it lies (as people there live)."""
    local = at.astimezone(zone)
    return quiet.end_after(local).astimezone(at.tzinfo) if quiet.covers(local) else at


def spread(at: datetime, key: str, zone: ZoneInfo, quiet: Quiet) -> datetime:
    """A moment of its own for each bulk message, evenly over the rest of the day.

    The moment follows from ``key``, so that a repeated call gives the same one. What is left of
    a day that has less than an hour left is not used.
    """
    begins = not_at_night(at, zone, quiet)
    local = begins.astimezone(zone)
    ends = datetime.combine(local.date(), quiet.begins, zone)
    if ends <= local:  # quiet hours that begin after midnight
        ends = datetime.combine(local.date() + timedelta(days=1), quiet.begins, zone)
    left = ends - begins
    if left < timedelta(hours=1):
        begins = quiet.end_after(ends.astimezone(zone)).astimezone(at.tzinfo)
        return spread(begins, key, zone, quiet)
    share = int.from_bytes(hashlib.sha256(key.encode()).digest()[:6], "big") / 2**48
    return begins + left * share


def backoff(kind: Kind, attempts: int, asked: int | None, key: UUID) -> timedelta:
    """Pause before the next attempt: doubling, at most an hour, a fifth of it by chance.

    Args:
        kind: codes are waited for by somebody who looks at the phone.
        attempts: made so far, at least 1.
        asked: seconds that the channel asked for; never less than these.
        key: of the message, so that a thousand do not come back in the same instant.
    """
    first = _CODE_PAUSE if kind == "code" else _FIRST_PAUSE
    pause = min(first * (1 << min(attempts - 1, 16)), _LONGEST_PAUSE)
    pause *= 0.9 + 0.2 * (key.int % 1000) / 1000
    return max(pause, timedelta(seconds=asked or 0))


def patience_ends(kind: Kind, next_at: datetime, has_fallback: bool) -> datetime | None:
    """When the next channel is tried although this one has not failed; None: never."""
    patience = _PATIENCE.get(kind)
    return None if patience is None or not has_fallback else next_at + patience


# 3GPP TS 23.038: the basic alphabet, and what takes two places in it.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[~]|€")
_PLAIN = str.maketrans({"ʻ": "'", "ʼ": "'", "–": "-", "—": "-", "«": '"', "»": '"', "\u00a0": " "})

MAX_SMS_PARTS: Final = 3
"""What a hospital pays at most for one message; a test keeps every template within it."""


def sms_text(text: str) -> str:
    """A text as it goes into an SMS: letters that would double its price written plainly.

    One ʻ in a Latin text halves what fits (70 letters instead of 160).
    """
    return text.translate(_PLAIN)


def sms_parts(text: str) -> int:
    """How many SMS a text is paid as (3GPP TS 23.038 and 23.040).

    160 places in the basic alphabet, 153 each where there are several; else UCS-2 with 70 and
    67 sixteen-bit units.
    """
    if all(letter in _GSM or letter in _GSM_DOUBLE for letter in text):
        places = sum(2 if letter in _GSM_DOUBLE else 1 for letter in text)
        return 1 if places <= 160 else -(-places // 153)
    places = len(text.encode("utf-16-be")) // 2
    return 1 if places <= 70 else -(-places // 67)


WHY: Final = ("not_set_up", "unreachable", "refused", "unreadable")
"""Why a message is a dead letter, as far as somebody can do something about it."""

_NOT_SET_UP = frozenset(
    {"no_gateway", "gateway_sign_in", "push_sign_in", "status_401", "status_402", "status_403"}
)


def why(reason: str) -> str:
    """The one of ``WHY`` for the reason that a channel gave."""
    if reason in _NOT_SET_UP:
        return "not_set_up"
    if reason == "key_missing":
        return "unreadable"
    if reason in {"unreachable", "gateway_error", "redis", "undelivered"} or reason.startswith(
        ("status_5", "status_429", "retry_after")
    ):
        return "unreachable"
    return "refused"
