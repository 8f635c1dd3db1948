"""What messages need from outside: ways to send, and others' word on whether it is still true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from mobile_api.database import Reader
from mobile_api.messages.rules import Quiet
from mobile_api.patients.schemas import Scope
from mobile_api.schemas import Language


class Recheck(Protocol):
    """Asked in the moment before a message is sent: is it still true, and still wanted?"""

    async def __call__(self, db: Reader, about_id: UUID, template: str) -> bool:
        """True where ``about_id`` (an appointment, a code) is still as the message says."""


Rechecks = Mapping[str, Recheck]
"""Template → who knows; a template without one is always true."""


class CannotSend(Exception):
    """A channel did not take a message. ``reason`` is a code, never the channel's own words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(CannotSend):
    """The channel is busy or away; ``after`` is in seconds where it said so."""

    def __init__(self, reason: str, after: int | None = None) -> None:
        super().__init__(reason)
        self.after = after


class RefusedForGood(CannotSend):
    """This message or this address will never work: another channel is needed."""


class ChannelMisconfigured(CannotSend):
    """Wrong password, no credit, no key: an operator has to act; every message would fail."""


class AddressGone(RefusedForGood):
    """This device's token or subscription no longer exists and is forgotten."""


class SmsGateway(Protocol):
    """Sends SMS."""

    async def send(self, message_id: UUID, phone: str, text: str) -> None:
        """Hand over one SMS.

        Args:
            message_id: ours; a gateway that knows it already does not send twice.
            phone: E.164 (``+998901234567``).
            text: as ``rules.sms_text`` made it.

        Raises:
            CannotSend: one of its subclasses.
        """


@dataclass(frozen=True, slots=True)
class Push:
    """What a phone or browser shows; holds no health detail.

    Attributes:
        message_id: returned by the app as a receipt.
        title, body: what is shown.
        data: for the app: template, id of what it is about, link.
        seconds: how long the push service keeps trying.
        urgent: wakes the device.
        language: of title and body.
    """

    message_id: UUID
    title: str
    body: str
    language: Language
    seconds: int
    urgent: bool
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PushAddress:
    """Where one device listens.

    Attributes:
        token: FCM or APNs token, or the Web Push endpoint.
        p256dh: public key of a browser's subscription (base64url), else empty.
        auth: its secret (base64url), else empty.
    """

    token: str
    p256dh: str = ""
    auth: str = ""


class PushSender(Protocol):
    """Sends push messages of one platform."""

    async def send(self, address: PushAddress, push: Push) -> None:
        """Hand over one push message.

        Raises:
            CannotSend: one of its subclasses; AddressGone where the device is no longer there.
        """


PushSenders = Mapping[str, PushSender]
"""What is set up for push, by platform (``fcm``, ``apns``, ``web``)."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may be told about a patient, as things are in this moment.

    Attributes:
        key: the account's id; the patient's own id where there is only a phone on file.
        account_id: None where there is only a phone on file.
        phone: E.164, None where none is known.
        language: in which the person reads.
        preferred: channels as the person ordered them; empty: the usual order.
        telegram: a chat is linked and the person agreed to be told there.
        quiet: the person's own quiet hours; None: those of the hospital.
    """

    key: UUID
    account_id: UUID | None
    phone: str | None
    language: Language
    preferred: tuple[str, ...] = ()
    telegram: bool = False
    quiet: Quiet | None = None


class Audience(Protocol):
    """Knows who may be told about whom: the domains of patients and access."""

    async def of_patient(
        self, db: Reader, patient_id: UUID, scope: Scope, about_id: UUID
    ) -> Sequence[Recipient]:
        """Everybody who may be told this about a patient; nobody once the patient has died.

        Args:
            db: where to read.
            patient_id: whom it is about.
            scope: what it is about: who helps with visits need not know of documents.
            about_id: the very thing, e.g. an appointment: whoever booked it may be told.
        """

    async def chats(self, db: Reader, accounts: Sequence[UUID]) -> Mapping[UUID, int]:
        """Account → Telegram user id of its linked chat; accounts without one are left out."""
