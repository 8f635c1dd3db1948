"""The part of the clients that is about messages."""

from __future__ import annotations

from uuid import UUID

from mobile_api.client.transport import Transport
from mobile_api.messages.schemas import (
    Acknowledge,
    Acknowledged,
    ChooseMessages,
    Claimed,
    ClaimMessages,
    ConfirmReceipt,
    Device,
    Devices,
    Done,
    MessageChoices,
    PushKey,
    RegisterDevice,
    TalksAgain,
)


class MessageChoicesCalls:
    """What a signed-in phone and a linked chat may ask alike."""

    _wire: Transport

    async def message_choices(self) -> MessageChoices:
        """Which kinds of messages are not wanted."""
        return await self._wire.get("/v1/messages/choices", MessageChoices)

    async def choose_messages(self, order: ChooseMessages) -> MessageChoices:
        """Say which kinds of messages are not wanted: all of them, each time."""
        return await self._wire.post(
            "/v1/messages/choices", order, MessageChoices, key=str(order.id)
        )

    async def talks_again(self, order: TalksAgain) -> Done:
        """Somebody who had blocked the bot is back: messages may go to the chat again."""
        return await self._wire.post("/v1/messages/unblocked", order, Done, key=str(order.id))


class PushCalls(MessageChoicesCalls):
    """What only a phone or browser asks."""

    async def push_key(self) -> PushKey:
        """The key with which a browser subscribes, and which platforms are set up."""
        return await self._wire.get("/v1/messages/push-key", PushKey)

    async def register_push(self, order: RegisterDevice) -> Device:
        """Get push messages on this device."""
        return await self._wire.post("/v1/messages/devices", order, Device, key=str(order.id))

    async def push_devices(self) -> Devices:
        """Where push messages of the account go."""
        return await self._wire.get("/v1/messages/devices", Devices)

    async def remove_push(self, device_id: UUID) -> None:
        """Get no more push messages on a device."""
        await self._wire.delete(f"/v1/messages/devices/{device_id}")

    async def confirm_receipt(self, order: ConfirmReceipt) -> Done:
        """Tell that push messages have arrived, so that no SMS repeats them."""
        return await self._wire.post("/v1/messages/receipts", order, Done, key=str(order.id))


class SenderCalls:
    """What the bot asks for itself when it sends."""

    _wire: Transport

    async def claim_messages(self, order: ClaimMessages) -> Claimed:
        """What may be sent now, each at its own moment."""
        return await self._wire.post("/v1/messages/claims", order, Claimed, key=str(order.id))

    async def acknowledge_messages(self, order: Acknowledge) -> Acknowledged:
        """Tell what became of claimed messages."""
        return await self._wire.post(
            "/v1/messages/acknowledgements", order, Acknowledged, key=str(order.id)
        )
