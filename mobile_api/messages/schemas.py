"""What travels about messages: between domains, to the bot, and to the app."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from mobile_api.schemas import Language, Reply, Schema

Channel = Literal["push", "telegram", "sms"]
"""Ways to reach a person."""

Kind = Literal["code", "transactional", "offer", "reminder", "bulk"]
"""What sort of message: decides quiet hours, order, patience, and what one may opt out of."""

MutableKind = Literal["reminder", "offer", "bulk"]
"""What somebody may opt out of. That a visit was cancelled is always told."""

Action = Literal["confirm", "move", "cancel", "accept", "decline"]
"""What one tap under a message does; the bot shows them as buttons."""

State = Literal[
    "queued", "sent", "delivered", "passed_on", "withdrawn", "useless", "dead", "closed"
]
"""What became of a message.

``queued``: waits for its time, for a retry, or is being sent. ``sent``: a channel took it.
``delivered``: it arrived. ``passed_on``: this channel failed, the next one has a message of its
own. ``withdrawn``: no longer true, or nobody is left to tell. ``useless``: it came too late.
``dead``: no channel is left. ``closed``: staff has seen a dead one.
"""


class Tell(Schema):
    """Something that has happened or will happen, to be told to a patient's people.

    Attributes:
        patient_id: whom it is about; who is told, the domain of patients knows.
        template: a key of ``templates.TEMPLATES``.
        facts: what the template allows, and nothing else; moments as ISO 8601 with zone.
        about_id: what it tells (an appointment), for re-checks and ``withdraw``.
        dedupe: names the fact, e.g. ``appointment:ID:24h``; told once per recipient.
        due_at: not before.
        useless_after: not after; None: a late message still helps.
        kind: see ``Kind``.
    """

    patient_id: UUID
    template: str = Field(max_length=40)
    facts: dict[str, str | int]
    about_id: UUID
    dedupe: str = Field(min_length=1, max_length=120)
    due_at: AwareDatetime
    useless_after: AwareDatetime | None = None
    kind: Literal["transactional", "reminder", "offer", "bulk"]


class ClaimMessages(Schema):
    """The bot asks for messages to send now."""

    id: UUID = Field(description="Made by the bot: names its lease on what it gets.")
    limit: int = Field(default=30, ge=1, le=500)


class ClaimedMessage(Reply):
    """One message for one chat."""

    id: UUID
    chat_id: int = Field(description="Telegram user id of the linked chat.")
    text: str = Field(max_length=4096)
    language: Language
    template: str
    about_id: UUID
    actions: list[Action] = Field(description="Buttons to show, in order.")
    delay_ms: int = Field(ge=0, description="Send it this long after this reply, not before.")


class Claimed(Reply):
    """What the bot may send now."""

    messages: list[ClaimedMessage]
    lease_seconds: int = Field(description="Acknowledge within; later somebody else may send it.")
    not_before_ms: int = Field(ge=0, description="Ask again this long after this reply.")


class Delivery(Schema):
    """What became of one claimed message."""

    message_id: UUID
    outcome: Literal["delivered", "blocked", "failed", "retry_after"] = Field(
        description=(
            "`blocked`: the person has blocked the bot or deleted the account (403). "
            "`failed`: Telegram refused this message for good (400). "
            "`retry_after`: Telegram asked to wait (429) or did not answer."
        )
    )
    retry_after: int | None = Field(
        default=None, ge=0, le=86_400, description="Seconds, as Telegram said with 429."
    )
    reason: str = Field(
        default="", pattern="^[a-z0-9_]{0,40}$", description="A code, never Telegram's own words."
    )


class Acknowledge(Schema):
    """The bot tells what became of what it claimed."""

    id: UUID
    claim_id: UUID = Field(description="The `id` of the claim.")
    results: list[Delivery] = Field(min_length=1, max_length=500)


class Acknowledged(Reply):
    """How many of them counted; a message that somebody else has taken over does not."""

    counted: int
    not_before_ms: int = Field(ge=0, description="Send nothing before.")


Token = Annotated[str, StringConstraints(min_length=8, max_length=4096, pattern=r"^[!-~]+$")]


class WebPushKeys(Schema):
    """Keys of a browser's subscription (Push API: ``subscription.getKey``), base64url."""

    p256dh: str = Field(pattern="^[A-Za-z0-9_-]{86,88}=*$", examples=["B" + "A" * 86])
    auth: str = Field(pattern="^[A-Za-z0-9_-]{21,24}=*$", examples=["A" * 22])


class RegisterDevice(Schema):
    """The app or browser tells where it can be reached by push."""

    id: UUID = Field(description="Made by the device, kept by it; registering again replaces.")
    platform: Literal["fcm", "apns", "web"]
    token: Token = Field(
        description="FCM registration token, APNs device token (hex), or the Web Push endpoint."
    )
    keys: WebPushKeys | None = Field(default=None, description="Needed for `web`.")


class Device(Reply):
    """A place that gets push messages."""

    id: UUID
    platform: Literal["fcm", "apns", "web"]
    registered_at: datetime


class Devices(Reply):
    """All of them."""

    items: list[Device]


class RemoveDevice(Schema):
    """This place is to get no more push messages."""

    id: UUID
    device_id: UUID


class PushKey(Reply):
    """The key that a browser needs to subscribe (VAPID, RFC 8292), base64url."""

    key: str
    platforms: list[Literal["fcm", "apns", "web"]] = Field(description="What is set up here.")


class ChooseMessages(Schema):
    """Which kinds of messages somebody does not want."""

    id: UUID
    muted: list[MutableKind] = Field(max_length=3)


class MessageChoices(Reply):
    """Which kinds of messages somebody does not want."""

    muted: list[MutableKind]


class ConfirmReceipt(Schema):
    """The app says that push messages have arrived, so that no SMS follows."""

    id: UUID
    message_ids: list[UUID] = Field(min_length=1, max_length=100)


class Done(Reply):
    """It was done."""

    counted: int
