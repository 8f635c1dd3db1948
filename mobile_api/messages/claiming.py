"""Hands the bot what it may send now, and hears what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.clock import Clock
from mobile_api.database import Record, Writing
from mobile_api.keys import Vaulted
from mobile_api.messages import devices_store, rules, store
from mobile_api.messages.outgoing import Outgoing, Place, Ready
from mobile_api.messages.pace import HORIZON_MS, Pace
from mobile_api.messages.schemas import (
    Acknowledge,
    Acknowledged,
    Claimed,
    ClaimedMessage,
    ClaimMessages,
    Delivery,
)
from mobile_api.messages.service import MessagesService
from mobile_api.messages.templates import TEMPLATES, concerns
from mobile_api.permissions import allowed
from mobile_api.replays import Replays

_REPLAY_SECONDS = 600
_IDLE_MS = 1000
_LEAST_PAUSE_MS = 200


class ClaimingService:
    """What bots ask. Any number of them share one measure.

    Args:
        clock: tells the time.
        vaulted: hashes chats and bodies.
        messages: the outbox.
        outgoing: decides about each message.
        pace: when the next message may be sent.
        replays: first answers.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        messages: MessagesService,
        outgoing: Outgoing,
        pace: Pace,
        replays: Replays,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._messages = messages
        self._outgoing = outgoing
        self._pace = pace
        self._replays = replays

    @allowed(Role.BOT)
    async def claim(self, tx: Writing, actor: Actor, order: ClaimMessages) -> Claimed:
        """Messages that may be sent now, each with its own moment; only as many as there are
        moments. Who asks again with the same id gets what that id still holds, and nothing new.

        Raises:
            IdempotencyMismatch: the id came with another limit.
            Unavailable: Redis does not answer: nothing may be sent then.
        """
        key, digest = f"messages.claim:{order.id}", self._digest(order.model_dump_json())
        again = await self._replays.first(key, digest) is not None
        permits = await self._pace.reserve([])
        if again:
            rows = await store.held(tx, order.id, self._clock())
        else:
            await self._replays.keep(key, digest, "claimed", seconds=_REPLAY_SECONDS)
            limit = min(order.limit, permits.free)
            rows = []
            if limit > 0:
                rows = await self._outgoing.claim(tx, "telegram", order.id, limit, rules.SEND_LEASE)
        messages = await self._permitted(tx, order.id, await self._ready(tx, order.id, rows))
        permits = await self._pace.reserve([])
        ahead = max(0, permits.wait_ms - HORIZON_MS // 2, _LEAST_PAUSE_MS)
        return Claimed(
            messages=messages,
            lease_seconds=int(rules.SEND_LEASE.total_seconds()),
            not_before_ms=ahead if rows else max(ahead, _IDLE_MS),
        )

    @allowed(Role.BOT)
    async def acknowledge(self, tx: Writing, actor: Actor, order: Acknowledge) -> Acknowledged:
        """Write down what became of claimed messages; said again, nothing changes.

        Raises:
            IdempotencyMismatch: the id came with other results.
            Unavailable: Redis does not answer.
        """
        key, digest = f"messages.acknowledge:{order.id}", self._digest(order.model_dump_json())
        known = await self._replays.first(key, digest)
        if known is not None:
            return Acknowledged.model_validate_json(known)
        now = self._clock()
        arrived = [one.message_id for one in order.results if one.outcome == "delivered"]
        counted = await store.arrived(tx, arrived, now) if arrived else 0
        for one in order.results:
            if one.outcome != "delivered":
                counted += await self._not_delivered(tx, order.claim_id, one)
        permits = await self._pace.reserve([])
        answer = Acknowledged(counted=counted, not_before_ms=permits.wait_ms)

        async def keep() -> None:
            await self._replays.keep(key, digest, answer.model_dump_json(), seconds=_REPLAY_SECONDS)

        tx.after_commit(keep)
        return answer

    async def _ready(
        self, tx: Writing, lease: UUID, rows: Sequence[Record]
    ) -> list[tuple[Ready, int]]:
        places: dict[UUID, Place] = {}
        ready = []
        for row in rows:
            verdict = await self._outgoing.look(tx, row, places)
            if isinstance(verdict, Ready):
                ready.append(verdict)
            else:
                await self._outgoing.not_sent(tx, row, lease, verdict)
        chats = await self._messages.chats(tx, [one.row["recipient"] for one in ready])
        found = []
        for one in ready:
            chat = chats.get(one.row["recipient"])
            if chat is None:
                await self._outgoing.give_up(tx, one.row, lease, "no_chat")
            else:
                found.append((one, chat))
        return found

    async def _permitted(
        self, tx: Writing, lease: UUID, ready: Sequence[tuple[Ready, int]]
    ) -> list[ClaimedMessage]:
        if not ready:
            return []
        permits = await self._pace.reserve([self._hidden(chat) for _, chat in ready])
        messages = []
        for (one, chat), delay in zip(ready, permits.delays_ms, strict=True):
            row = one.row
            if delay < 0:
                later = self._clock() + timedelta(milliseconds=-delay)
                await store.put_back(tx, [row["id"]], lease, later, attempt_counts=False)
                continue
            messages.append(
                ClaimedMessage(
                    id=row["id"],
                    chat_id=chat,
                    text=one.said.text,
                    language=one.recipient.language if one.recipient else row["language"],
                    template=row["template"],
                    about_id=row["about_id"],
                    starts_at=concerns(one.facts),
                    actions=list(TEMPLATES[row["template"]].actions),
                    delay_ms=delay,
                )
            )
        return messages

    async def _not_delivered(self, tx: Writing, lease: UUID, result: Delivery) -> int:
        if result.outcome == "retry_after" and result.retry_after is not None:
            # Even where the message itself is no longer ours: Telegram means the bot.
            await self._pace.stop(result.retry_after)
        row = await store.message(tx, result.message_id)
        if row is None or row["lease"] != lease or row["state"] != "queued":
            return 0
        if result.outcome == "blocked":
            await devices_store.set_telegram_blocked(tx, row["recipient"], self._clock())
            await self._outgoing.give_up(tx, row, lease, "blocked")
        elif result.outcome == "failed":
            await self._outgoing.give_up(tx, row, lease, result.reason or "refused")
        elif result.retry_after is not None:
            later = self._clock() + timedelta(seconds=result.retry_after)
            await store.put_back(tx, [row["id"]], lease, later, "retry_after", attempt_counts=False)
        else:
            await self._outgoing.retry(tx, row, lease, result.reason or "unreachable", None)
        return 1

    def _digest(self, body: str) -> bytes:
        return self._vaulted.blind_index("messages.body", body)

    def _hidden(self, chat: int) -> str:
        return self._vaulted.blind_index("messages.chat", str(chat)).hex()[:24]
