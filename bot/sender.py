"""Sends what the back end has to say: claims, sends at the given moment, acknowledges at once.

At least once: a process that is killed between Telegram's answer and the acknowledgement leaves
a message that is claimed again. What was sent is noted in Redis before it is acknowledged, so
that this happens only between Telegram's answer and that note.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.conversations import pressing
from bot.queue_follower import QueueFollower
from bot.seals import Button, Seals
from bot.talk import Keys
from mobile_api.client.bot import BotClient
from mobile_api.errors import DmedError
from mobile_api.messages.schemas import Acknowledge, Action, ClaimedMessage, ClaimMessages, Delivery
from mobile_api.phrasebook import Phrasebook

log = logging.getLogger(__name__)

AT_ONCE = 30
SOON = timedelta(hours=3)
"""Whoever is reminded of a visit within this time is shown the queue number by itself."""

_PAUSE_SECONDS = 5.0
_SENT_SECONDS = 24 * 3600

_LETTERS: dict[Action, str] = {
    "confirm": pressing.CONFIRM,
    "move": pressing.MOVE,
    "cancel": pressing.ASK_CANCEL,
    "accept": pressing.ACCEPT,
    "decline": pressing.DECLINE,
}
_PHRASES: dict[Action, str] = {
    "confirm": "visit-confirm",
    "move": "visit-move",
    "cancel": "visit-cancel",
    "accept": "offer-accept",
    "decline": "offer-decline",
}


def _now() -> datetime:
    return datetime.now(UTC)


class Sender:
    """Sends messages until it is stopped.

    Args:
        bot: Telegram's side.
        back_end: our side.
        phrases: words of the buttons.
        seals: makes the buttons.
        redis: remembers what was sent.
        follower: shows numbers in the queue.
        now: tells the time.
    """

    def __init__(
        self,
        bot: Bot,
        back_end: BotClient,
        phrases: Phrasebook,
        seals: Seals,
        redis: Redis,
        follower: QueueFollower,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._bot = bot
        self._back_end = back_end
        self._phrases = phrases
        self._seals = seals
        self._redis = redis
        self._follower = follower
        self._now = now
        self._silent_until = 0.0

    async def run(self) -> None:
        """Send, for ever; ended by cancelling: what is being sent is acknowledged first."""
        while True:
            try:
                pause = await self.send_some()
            except DmedError as fault:
                log.warning("messages cannot be claimed: %s", fault.code)
                pause = _PAUSE_SECONDS
            except RedisError as fault:
                log.warning("redis does not answer: %s", type(fault).__name__)
                pause = _PAUSE_SECONDS
            await asyncio.sleep(pause)

    async def send_some(self) -> float:
        """Claim once and send what came.

        Returns:
            Seconds after which to claim again.

        Raises:
            DmedError: the back end did not answer, or refused.
        """
        claim = ClaimMessages(id=uuid4(), limit=AT_ONCE)
        claimed = await self._back_end.claim_messages(claim)
        arrived = time.monotonic()
        begun: set[UUID] = set()
        sending = {
            message.id: asyncio.ensure_future(self._send(claim.id, message, arrived, begun))
            for message in claimed.messages
        }
        try:
            if sending:
                await asyncio.wait(sending.values())
        except asyncio.CancelledError:
            # What waits for its moment is left to others; what has begun is finished.
            for message_id, task in sending.items():
                if message_id not in begun:
                    task.cancel()
            await asyncio.wait(sending.values())
            raise
        for task in sending.values():
            task.result()
        passed = time.monotonic() - arrived
        return max(0.0, claimed.not_before_ms / 1000 - passed)

    async def _send(
        self, claim_id: UUID, message: ClaimedMessage, arrived: float, begun: set[UUID]
    ) -> None:
        await asyncio.sleep(max(0.0, arrived + message.delay_ms / 1000 - time.monotonic()))
        begun.add(message.id)
        await self._acknowledge(claim_id, await self._deliver(message))

    async def _deliver(self, message: ClaimedMessage) -> Delivery:
        noted = f"bot:sent:{message.id}"
        if await self._redis.exists(noted):
            return Delivery(message_id=message.id, outcome="delivered")
        silent = self._silent_until - time.monotonic()
        if silent > 0:
            # Telegram has just asked for silence: asking again would only prolong it.
            return Delivery(
                message_id=message.id, outcome="retry_after", retry_after=int(silent) + 1
            )
        try:
            await self._bot.send_message(
                message.chat_id,
                message.text,
                reply_markup=self._buttons(message),
                # Else Telegram would open the link itself, and show what stands there.
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except TelegramRetryAfter as fault:
            self._silent_until = time.monotonic() + fault.retry_after
            return Delivery(
                message_id=message.id, outcome="retry_after", retry_after=fault.retry_after
            )
        except TelegramForbiddenError:
            return Delivery(message_id=message.id, outcome="blocked")
        except TelegramBadRequest as fault:
            if "chat not found" in fault.message:
                return Delivery(message_id=message.id, outcome="blocked")
            return Delivery(message_id=message.id, outcome="failed", reason="bad_request")
        except TelegramAPIError as fault:
            log.warning("telegram does not take messages: %s", type(fault).__name__)
            return Delivery(message_id=message.id, outcome="retry_after", reason="unreachable")
        await self._redis.set(noted, "1", ex=_SENT_SECONDS)
        if _is_soon(message, self._now()):
            await self._follower.expect(message.chat_id, message.language)
        return Delivery(message_id=message.id, outcome="delivered")

    async def _acknowledge(self, claim_id: UUID, result: Delivery) -> None:
        order = Acknowledge(id=uuid4(), claim_id=claim_id, results=[result])
        try:
            await self._back_end.acknowledge_messages(order)
        except DmedError as fault:
            # It is claimed again after its lease; the note in Redis keeps it from being repeated.
            log.warning("a message cannot be acknowledged: %s", fault.code)

    def _buttons(self, message: ClaimedMessage) -> InlineKeyboardMarkup | None:
        if message.starts_at is None or not message.actions:
            return None
        rows: Keys = []
        for action in message.actions:
            button = Button(_LETTERS[action], message.about_id, message.starts_at)
            text = self._phrases.say(message.language, _PHRASES[action])
            data = self._seals.seal(button, message.chat_id)
            rows.append([InlineKeyboardButton(text=text, callback_data=data)])
        return InlineKeyboardMarkup(inline_keyboard=rows)


def _is_soon(message: ClaimedMessage, now: datetime) -> bool:
    """A reminder of a visit that begins within hours."""
    if message.starts_at is None or "confirm" not in message.actions:
        return False
    return timedelta() < message.starts_at - now < SOON
