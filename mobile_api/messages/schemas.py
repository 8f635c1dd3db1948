"""What travels about messages: between domains, to the bot, and to the app."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, JsonValue, StringConstraints

from mobile_api.schemas import Language, Reply, Schema

Channel = Literal["push", "telegram", "sms"]
"""Ways to reach a person."""

Kind = Literal["code", "transactional", "offer", "reminder", "bulk"]
"""What sort of message: decides quiet hours, order, patience, and what one may opt out of."""

Platform = Literal["fcm", "apns", "web"]
"""Push services: Firebase, Apple, and those of browsers."""

MutableKind = Literal["reminder", "offer", "bulk"]
"""What somebody may opt out of. That a visit was cancelled is always told."""

Action = Literal["confirm", "move", "cancel", "accept", "decline"]
"""What one tap under a message does; the bot shows them as buttons."""

State = Literal[
    "queued", "sent", "delivered", "passed_on", "withdrawn", "useless", "dead", "closed", "silent"
]
"""What became of a message.

``queued``: waits for its time, for a retry, or is being sent. ``sent``: a channel took it.
``delivered``: it arrived. ``passed_on``: this channel failed, the next one has a message of its
own. ``withdrawn``: no longer true, or nobody is left to tell. ``useless``: it came too late.
``dead``: no channel is left. ``closed``: staff has seen a dead one, or it is too old to be tried
again. ``silent``: handed over days ago, and nobody ever said whether it arrived.
"""


_ID = "6b1c8f0e-0000-4000-8000-0000000000aa"


def _example(body: dict[str, JsonValue]) -> ConfigDict:
    """What the OpenAPI document shows for a schema."""
    return ConfigDict(json_schema_extra={"examples": [body]})


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

    model_config = _example({"id": _ID, "limit": 30})

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
    starts_at: datetime | None = Field(
        default=None, description="When what it tells takes place: tells old buttons from new ones."
    )
    actions: list[Action] = Field(description="Buttons to show, in order.")
    delay_ms: int = Field(ge=0, description="Send it this long after this reply, not before.")


class Claimed(Reply):
    """What the bot may send now."""

    model_config = _example(
        {
            "messages": [
                {
                    "id": _ID,
                    "chat_id": 700000001,
                    "text": "Payshanba, 5-mart, soat 09:30. Namuna shifoxonasi.",
                    "language": "uz-Latn",
                    "template": "reminder-24h",
                    "about_id": _ID,
                    "starts_at": "2026-03-05T04:30:00Z",
                    "actions": ["confirm", "move", "cancel"],
                    "delay_ms": 40,
                }
            ],
            "lease_seconds": 60,
            "not_before_ms": 200,
        }
    )

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

    model_config = _example(
        {
            "id": _ID,
            "claim_id": _ID,
            "results": [
                {"message_id": _ID, "outcome": "delivered"},
                {"message_id": _ID, "outcome": "retry_after", "retry_after": 17},
            ],
        }
    )

    id: UUID
    claim_id: UUID = Field(description="The `id` of the claim.")
    results: list[Delivery] = Field(min_length=1, max_length=500)


class Acknowledged(Reply):
    """How many of them counted; a message that somebody else has taken over does not."""

    model_config = _example({"counted": 2, "not_before_ms": 17000})

    counted: int
    not_before_ms: int = Field(ge=0, description="Send nothing before.")


Token = Annotated[str, StringConstraints(min_length=8, max_length=4096, pattern=r"^[!-~]+$")]


class WebPushKeys(Schema):
    """Keys of a browser's subscription (Push API: ``subscription.getKey``), base64url."""

    p256dh: str = Field(pattern="^[A-Za-z0-9_-]{86,88}=*$", examples=["B" + "A" * 86])
    auth: str = Field(pattern="^[A-Za-z0-9_-]{21,24}=*$", examples=["A" * 22])


class RegisterDevice(Schema):
    """The app or browser tells where it can be reached by push."""

    model_config = _example({"id": _ID, "platform": "fcm", "token": "cXk3:APA91bH-example"})

    id: UUID = Field(description="Made by the device, kept by it; registering again replaces.")
    platform: Platform
    token: Token = Field(
        description="FCM registration token, APNs device token (hex), or the Web Push endpoint."
    )
    keys: WebPushKeys | None = Field(default=None, description="Needed for `web`.")


class Device(Reply):
    """A place that gets push messages."""

    model_config = _example({"id": _ID, "platform": "fcm", "registered_at": "2026-03-04T04:30:00Z"})

    id: UUID
    platform: Platform
    registered_at: datetime


class Devices(Reply):
    """All of them."""

    model_config = _example(
        {"items": [{"id": _ID, "platform": "fcm", "registered_at": "2026-03-04T04:30:00Z"}]}
    )

    items: list[Device]


class PushKey(Reply):
    """The key that a browser needs to subscribe (VAPID, RFC 8292), base64url."""

    model_config = _example({"key": "B" + "A" * 86, "platforms": ["fcm", "web"]})

    key: str
    platforms: list[Platform] = Field(description="What is set up here.")


class ChooseMessages(Schema):
    """Which kinds of messages somebody does not want."""

    model_config = _example({"id": _ID, "muted": ["bulk"]})

    id: UUID
    muted: list[MutableKind] = Field(max_length=3)


class MessageChoices(Reply):
    """Which kinds of messages somebody does not want."""

    model_config = _example({"muted": ["bulk"]})

    muted: list[MutableKind]


class TalksAgain(Schema):
    """Somebody who had blocked the bot talks to it again."""

    model_config = _example({"id": _ID})

    id: UUID


class ConfirmReceipt(Schema):
    """The app says that push messages have arrived, so that no SMS follows."""

    model_config = _example({"id": _ID, "message_ids": [_ID]})

    id: UUID
    message_ids: list[UUID] = Field(min_length=1, max_length=100)


class Done(Reply):
    """It was done."""

    model_config = _example({"counted": 1})

    counted: int
