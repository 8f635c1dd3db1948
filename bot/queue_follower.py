"""Keeps the own place in the queue up to date in the chat, until its number is called.

A chat that asked for its place, or that was reminded of a visit within hours, is looked at every
few seconds. What has changed is put in place of the message that stands there; only a call is a
message of its own, because Telegram makes no sound for an edited one. What is kept (in Redis, for
all processes of the bot) is the number of a message and a digest of what it says: nothing of a
person.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable, Sequence
from uuid import UUID

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)
from pydantic import BaseModel
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.queue_words import number_in_words, place_in_words
from mobile_api.access.errors import ChatNotLinked
from mobile_api.client.bot import BotClient
from mobile_api.errors import DmedError
from mobile_api.phrasebook import Phrasebook
from mobile_api.queues.schemas import OwnTicket
from mobile_api.schemas import Language

log = logging.getLogger(__name__)

EVERY_SECONDS = 4.0
"""Between two looks at a chat that waits: Telegram allows one message a second and chat."""

EXPECTING_SECONDS = 20.0
"""The same before a number was taken."""

LATER_SECONDS = 15.0
"""When the back end does not answer."""

FOLLOWED_SECONDS = 12 * 3600.0
EXPECTED_SECONDS = 4 * 3600.0

_AT_ONCE = 20
_PAUSE_SECONDS = 1.0
_LEASE_SECONDS = 10
_CHATS = "bot:queue:chats"
_OPEN = ("waiting", "called")


class Followed(BaseModel):
    """One number in a chat.

    Attributes:
        message: in which it stands.
        digest: of what stands there.
        over: it was called, or is finished: nothing follows.
    """

    message: int
    digest: str
    over: bool = False


class FollowedChat(BaseModel):
    """What is known of a chat.

    Attributes:
        language: in which it is spoken to.
        until: seconds since 1970 after which nobody looks any more.
        expecting: a number is still to be taken.
        tickets: by id.
    """

    language: Language
    until: float
    expecting: bool = False
    tickets: dict[UUID, Followed] = {}


class QueueFollower:
    """Follows places until it is stopped.

    Args:
        bot: Telegram's side.
        back_end: our side.
        phrases: the words.
        redis: remembers who is followed.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        bot: Bot,
        back_end: BotClient,
        phrases: Phrasebook,
        redis: Redis,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._bot = bot
        self._back_end = back_end
        self._phrases = phrases
        self._redis = redis
        self._clock = clock
        self._silent_until = 0.0

    async def follow(
        self, chat: int, language: Language, shown: Sequence[tuple[OwnTicket, int]]
    ) -> None:
        """From now on keep these up to date.

        Args:
            chat: Telegram's number of a private chat.
            language: in which it is spoken to.
            shown: tickets, and the messages in which they stand already.
        """
        tickets = {
            ticket.id: Followed(
                message=message,
                digest=_digest(self._words(language, ticket)),
                over=ticket.place.status != "waiting",
            )
            for ticket, message in shown
        }
        until = self._clock() + FOLLOWED_SECONDS
        await self._keep(chat, FollowedChat(language=language, until=until, tickets=tickets))

    async def expect(self, chat: int, language: Language) -> None:
        """Show a number by itself once one is taken, within a few hours."""
        if await self._known(chat) is None:
            until = self._clock() + EXPECTED_SECONDS
            await self._keep(chat, FollowedChat(language=language, until=until, expecting=True))

    async def speak(self, chat: int, language: Language) -> None:
        """From now on in another language."""
        known = await self._known(chat)
        if known is not None:
            await self._keep(chat, known.model_copy(update={"language": language}))

    async def forget(self, chat: int) -> None:
        """Look no more, and keep nothing."""
        await self._redis.delete(_key(chat))
        await self._redis.zrem(_CHATS, str(chat))

    async def run(self) -> None:
        """Look, for ever; ended by cancelling."""
        while True:
            try:
                await self.look_at_some()
            except RedisError as fault:
                log.warning("redis does not answer: %s", type(fault).__name__)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def look_at_some(self) -> int:
        """Look at the chats whose time has come; how many."""
        now = self._clock()
        if now < self._silent_until:
            return 0
        due = await self._redis.zrangebyscore(_CHATS, 0, now, start=0, num=_AT_ONCE)
        looked = 0
        for member in due:
            assert isinstance(member, bytes)  # replies are not decoded
            chat = int(member)
            # Several processes of the bot look: one of them at each chat.
            if await self._redis.set(f"{_key(chat)}:lease", "1", nx=True, ex=_LEASE_SECONDS):
                try:
                    await self._look(chat, now)
                finally:
                    await self._redis.delete(f"{_key(chat)}:lease")
                looked += 1
        return looked

    async def _look(self, chat: int, now: float) -> None:
        known = await self._known(chat)
        if known is None or known.until < now:
            await self.forget(chat)
            return
        try:
            found = (await self._back_end.for_chat(chat).places()).items
        except ChatNotLinked:
            await self.forget(chat)
            return
        except DmedError as fault:
            log.warning("places cannot be asked for: %s", fault.code)
            await self._redis.zadd(_CHATS, {str(chat): now + LATER_SECONDS})
            return
        try:
            for ticket in found:
                await self._bring_up_to_date(chat, known, ticket)
        except TelegramForbiddenError:
            await self.forget(chat)
            return
        except TelegramRetryAfter as fault:
            self._silent_until = now + fault.retry_after
        except TelegramAPIError as fault:
            log.warning("telegram does not take places: %s", type(fault).__name__)
        if await self._known(chat) is None:
            return  # forgotten meanwhile
        gone = known.tickets.keys() - {ticket.id for ticket in found}
        for ticket_id in gone:
            known.tickets[ticket_id].over = True
        if known.expecting or not all(one.over for one in known.tickets.values()):
            await self._keep(chat, known)
        else:
            await self.forget(chat)

    async def _bring_up_to_date(self, chat: int, known: FollowedChat, ticket: OwnTicket) -> None:
        shown, status = known.tickets.get(ticket.id), ticket.place.status
        text = self._words(known.language, ticket)
        if shown is None:
            if status in _OPEN:
                sent = await self._bot.send_message(chat, text)
                known.tickets[ticket.id] = Followed(
                    message=sent.message_id, digest=_digest(text), over=status == "called"
                )
                known.expecting = False
            return
        if shown.over or shown.digest == _digest(text):
            return
        if status == "called":
            await self._bot.send_message(chat, text)
        # Noted before it is edited: a call must not be told twice because an edit failed.
        shown.digest, shown.over = _digest(text), status != "waiting"
        if status == "called":
            text = number_in_words(self._phrases, known.language, ticket.place)
        try:
            await self._bot.edit_message_text(text, chat_id=chat, message_id=shown.message)
        except TelegramBadRequest as fault:
            # Somebody has deleted it: so it is not wanted there.
            if "not modified" not in fault.message:
                shown.over = True

    def _words(self, language: Language, ticket: OwnTicket) -> str:
        return place_in_words(self._phrases, language, ticket.place)

    async def _known(self, chat: int) -> FollowedChat | None:
        kept = await self._redis.get(_key(chat))
        return None if kept is None else FollowedChat.model_validate_json(kept)

    async def _keep(self, chat: int, known: FollowedChat) -> None:
        now = self._clock()
        every = EXPECTING_SECONDS if known.expecting else EVERY_SECONDS
        seconds = max(1, int(known.until - now))
        await self._redis.set(_key(chat), known.model_dump_json(), ex=seconds)
        await self._redis.zadd(_CHATS, {str(chat): now + every})


def _key(chat: int) -> str:
    return f"bot:queue:{chat}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
