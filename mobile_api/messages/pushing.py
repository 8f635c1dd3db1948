"""Push messages: to every device of an account."""

from __future__ import annotations

import json
from uuid import UUID

from mobile_api.clock import Clock
from mobile_api.database import Database
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.messages import devices_store
from mobile_api.messages.outgoing import Ready
from mobile_api.messages.port import (
    AddressGone,
    CannotSend,
    ChannelMisconfigured,
    Push,
    PushAddress,
    PushSenders,
    RefusedForGood,
    TryLater,
)

TABLE = "push_devices"

_A_DAY = 86_400
_LEAST_SECONDS = 60


class Pushing:
    """Sends a message to all devices of a person.

    Args:
        clock: tells the time.
        database: where devices are.
        vaulted: opens their addresses.
        senders: what is set up, by platform (``fcm``, ``apns``, ``web``).
    """

    def __init__(
        self,
        clock: Clock,
        database: Database,
        vaulted: Vaulted,
        senders: PushSenders,
    ) -> None:
        self._clock = clock
        self._database = database
        self._vaulted = vaulted
        self._senders = senders

    async def send(self, ready: Ready) -> None:
        """Hand a message to the push services of all devices; one that took it is enough.

        Devices that are gone are forgotten.

        Raises:
            TryLater: no service took it, and one of them may later.
            ChannelMisconfigured: no service took it, and one of them needs an operator.
            RefusedForGood: there is no device that could get it.
        """
        account = ready.recipient.account_id if ready.recipient else None
        if account is None:
            raise RefusedForGood("no_account")
        async with self._database.reading() as db:
            devices = await devices_store.devices(db, account, self._clock())
        push, gone, faults, taken = self._push(ready), [], list[CannotSend](), False
        for device in devices:
            sender = self._senders.get(device["platform"])
            if sender is None:
                continue
            try:
                await sender.send(self._address(device["id"], device["address"]), push)
                taken = True
            except (AddressGone, CannotOpen):
                gone.append(device["id"])
            except CannotSend as fault:
                faults.append(fault)
        if gone:
            async with self._database.writing() as tx:
                for device_id in gone:
                    await devices_store.remove_device(tx, account, device_id)
        if taken:
            return
        for kind in (TryLater, ChannelMisconfigured, RefusedForGood):
            told = next((one for one in faults if isinstance(one, kind)), None)
            if told is not None:
                raise told
        raise RefusedForGood("no_device")

    def _push(self, ready: Ready) -> Push:
        row = ready.row
        left = _A_DAY
        if row["useless_after"] is not None:
            left = int((row["useless_after"] - self._clock()).total_seconds())
        return Push(
            message_id=row["id"],
            title=ready.said.title,
            body=ready.said.text,
            language=row["language"],
            seconds=max(_LEAST_SECONDS, min(left, _A_DAY)),
            urgent=row["kind"] != "bulk",
            data={
                "message_id": str(row["id"]),
                "template": row["template"],
                "about_id": str(row["about_id"]),
                "link": str(ready.facts.get("link", "")),
            },
        )

    def _address(self, device_id: UUID, stored: bytes) -> PushAddress:
        return PushAddress(**json.loads(self._vaulted.decrypt(TABLE, device_id, "address", stored)))
