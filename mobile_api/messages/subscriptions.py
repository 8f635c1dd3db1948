"""What people say about messages: where push goes, what they do not want, what has arrived."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import IdempotencyMismatch
from mobile_api.keys import Vaulted
from mobile_api.messages import devices_store, store
from mobile_api.messages.errors import NoSuchMessage, PushNotPossible
from mobile_api.messages.port import PushSenders
from mobile_api.messages.pushing import TABLE
from mobile_api.messages.schemas import (
    ChooseMessages,
    ConfirmReceipt,
    Device,
    Devices,
    Done,
    MessageChoices,
    MutableKind,
    PushKey,
    RegisterDevice,
    TalksAgain,
)
from mobile_api.permissions import allowed
from mobile_api.replays import Replays

REPLAY_SECONDS = 600

MAX_DEVICES = 10
"""Of one account; the longest unused give way."""

_TOKENS = {"fcm": re.compile(r"[\w:.-]{8,512}"), "apns": re.compile(r"[0-9a-fA-F]{64,200}")}


class SubscriptionsService:
    """Devices for push, choices, receipts.

    Args:
        clock: tells the time.
        vaulted: encrypts addresses.
        audit: keeps what people chose.
        senders: what is set up for push, by platform.
        push_key: our public VAPID key, base64url.
        is_push_service: knows the addresses at which browsers can be reached.
        replays: first answers.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        audit: AuditService,
        senders: PushSenders,
        push_key: str,
        is_push_service: Callable[[str], bool],
        replays: Replays,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._audit = audit
        self._senders = senders
        self._push_key = push_key
        self._is_push_service = is_push_service
        self._replays = replays

    def push_key(self) -> PushKey:
        """What a browser needs to subscribe, and which platforms are set up. Not a secret."""
        return PushKey(key=self._push_key, platforms=sorted(self._senders))

    @allowed(Role.PATIENT)
    async def register(self, tx: Writing, actor: Actor, order: RegisterDevice) -> Device:
        """Send push messages of this account to this device as well.

        A device belongs to whoever registered it last, and its messages end when the session
        that registered it ends: a phone that was handed on tells its new owner nothing.

        Raises:
            PushNotPossible: not set up here, or not an address of that platform.
            IdempotencyMismatch: the id belongs to another account's device.
        """
        if not self._fits(order):
            raise PushNotPossible
        keys = order.keys.model_dump() if order.keys else {}
        address = json.dumps({"token": order.token, **keys})
        known = await devices_store.device(tx, order.id)
        if known is not None and known["account_id"] != actor.id:
            raise IdempotencyMismatch
        now = self._clock()
        await devices_store.put_device(
            tx,
            {
                "id": order.id,
                "account_id": actor.id,
                "session_id": actor.session_id,
                "platform": order.platform,
                "address": self._vaulted.encrypt(TABLE, order.id, "address", address),
                "address_index": self._vaulted.blind_index(
                    "push_devices.address", f"{order.platform}|{order.token}"
                ),
                "registered_at": now,
            },
        )
        await devices_store.keep_newest(tx, actor.id, MAX_DEVICES)
        return Device(id=order.id, platform=order.platform, registered_at=now)

    @allowed(Role.PATIENT)
    async def devices(self, db: Reader, actor: Actor) -> Devices:
        """The account's devices for push."""
        rows = await devices_store.devices(db, actor.id, self._clock())
        return Devices(
            items=[
                Device(id=row["id"], platform=row["platform"], registered_at=row["registered_at"])
                for row in rows
            ]
        )

    @allowed(Role.PATIENT)
    async def remove(self, tx: Writing, actor: Actor, device_id: UUID) -> None:
        """Send no more push messages to a device; one that is gone already is no error."""
        await devices_store.remove_device(tx, actor.id, device_id)

    @allowed(Role.PATIENT)
    async def choices(self, db: Reader, actor: Actor) -> MessageChoices:
        """Which kinds of messages the account does not want."""
        found = (await devices_store.choices(db, [actor.id])).get(actor.id)
        return MessageChoices(muted=found["muted"] if found else [])

    @allowed(Role.PATIENT)
    async def choose(self, tx: Writing, actor: Actor, order: ChooseMessages) -> MessageChoices:
        """Keep which kinds of messages the account does not want.

        That a visit was moved or cancelled is told nevertheless: to stand before a closed door
        is worse than a message.

        Raises:
            IdempotencyMismatch: the id came with other choices, or from somebody else.
        """
        await self._once(actor, order)
        muted: list[MutableKind] = sorted(set(order.muted))
        await devices_store.set_muted(tx, actor.id, muted)
        await self._audit.record(
            tx, actor, "messages.choose", "app_account", actor.id, muted=",".join(muted)
        )
        return MessageChoices(muted=muted)

    @allowed(Role.PATIENT)
    async def unblocked(self, tx: Writing, actor: Actor, order: TalksAgain) -> Done:
        """The person talks to the bot again: messages may go to the chat again.

        Raises:
            IdempotencyMismatch: the id came from somebody else.
        """
        await self._once(actor, order)
        await devices_store.set_telegram_blocked(tx, actor.id, None)
        return Done(counted=1)

    @allowed(Role.PATIENT)
    async def confirm_receipt(self, tx: Writing, actor: Actor, order: ConfirmReceipt) -> Done:
        """Push messages have arrived: no other channel repeats them.

        Raises:
            NoSuchMessage: one of them is not the account's own.
            IdempotencyMismatch: the id came with other messages, or from somebody else.
        """
        await self._once(actor, order)
        ids = set(order.message_ids)
        if await store.of_recipient(tx, ids, actor.id) != ids:
            raise NoSuchMessage
        return Done(counted=await store.arrived(tx, ids, self._clock()))

    async def _once(
        self, actor: Actor, order: ChooseMessages | TalksAgain | ConfirmReceipt
    ) -> None:
        """These may be done again without harm; only another body under the same id may not."""
        digest = self._vaulted.blind_index("messages.body", f"{actor.id}|{order!r}")
        key = f"messages.{type(order).__name__}:{order.id}"
        await self._replays.keep(key, digest, "done", seconds=REPLAY_SECONDS)

    def _fits(self, order: RegisterDevice) -> bool:
        if order.platform not in self._senders:
            return False
        if order.platform == "web":
            return order.keys is not None and self._is_push_service(order.token)
        return order.keys is None and bool(_TOKENS[order.platform].fullmatch(order.token))
