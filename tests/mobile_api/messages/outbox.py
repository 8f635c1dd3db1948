"""What the tests of messages share: a domain of its own, an audience, channels that remember."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import text

from mobile_api.audit.service import AuditService
from mobile_api.database import Database, Reader
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Keyring, Vaulted
from mobile_api.messages.codes import CodesByMessage
from mobile_api.messages.outgoing import Outgoing
from mobile_api.messages.port import (
    CannotSend,
    Push,
    PushAddress,
    PushSender,
    Recheck,
    Recipient,
)
from mobile_api.messages.pushing import Pushing
from mobile_api.messages.schemas import Tell
from mobile_api.messages.sending import Sender
from mobile_api.messages.service import MessagesService
from mobile_api.messages.templates import Texts
from tests.conftest import SettableClock
from tests.mobile_api.hall import HOSPITAL, PLAN, SYSTEM

PUBLIC_URL = "https://hospital.example"
PATIENT = uuid5(HOSPITAL, "a patient")
ACCOUNT = uuid5(HOSPITAL, "an account")
CHAT = 700_000_001


@dataclass
class ScriptedAudience:
    """Who may be told, as the test says; accounts' chats are numbered."""

    people: dict[UUID, list[Recipient]] = field(default_factory=dict)
    linked: dict[UUID, int] = field(default_factory=dict)

    async def of_patient(self, db: Reader, patient_id: UUID) -> Sequence[Recipient]:
        """As the real one."""
        return self.people.get(patient_id, [])

    async def chats(self, db: Reader, accounts: Sequence[UUID]) -> Mapping[UUID, int]:
        """As the real one."""
        return {one: self.linked[one] for one in accounts if one in self.linked}


@dataclass
class RecordingSms:
    """Remembers what it was given; fails where the test says so."""

    sent: list[tuple[UUID, str, str]] = field(default_factory=list)
    faults: list[CannotSend] = field(default_factory=list)

    async def send(self, message_id: UUID, phone: str, text: str) -> None:
        """As the real ones."""
        if self.faults:
            raise self.faults.pop(0)
        self.sent.append((message_id, phone, text))


@dataclass
class RecordingPush:
    """Remembers what it was given; fails where the test says so."""

    sent: list[tuple[PushAddress, Push]] = field(default_factory=list)
    faults: dict[str, CannotSend] = field(default_factory=dict)

    async def send(self, address: PushAddress, push: Push) -> None:
        """As the real ones."""
        if address.token in self.faults:
            raise self.faults[address.token]
        self.sent.append((address, push))


@dataclass
class Outbox:
    """The domain of messages on one database."""

    clock: SettableClock
    database: Database
    vaulted: Vaulted
    audience: ScriptedAudience
    messages: MessagesService
    outgoing: Outgoing
    sms: RecordingSms
    push: RecordingPush
    sender: Sender
    rechecks: dict[str, Recheck]

    @property
    def codes(self) -> CodesByMessage:
        """What access sends codes with."""
        return CodesByMessage(self.messages)

    def known(self, **changes: Any) -> Recipient:
        """Let the patient have one person who can be told, by phone alone or as ``changes`` say."""
        one = Recipient(key=ACCOUNT, account_id=ACCOUNT, phone="+998901234567", language="ru")
        self.audience.people[PATIENT] = [replace(one, **changes)]
        return self.audience.people[PATIENT][0]

    def order(self, **changes: Any) -> Tell:
        """A reminder of tomorrow, due now."""
        now = self.clock.now
        order: dict[str, Any] = {
            "patient_id": PATIENT,
            "template": "reminder-24h",
            "facts": {"starts_at": (now + timedelta(days=1)).isoformat()},
            "about_id": uuid4(),
            "dedupe": f"appointment:{uuid4()}:24h",
            "due_at": now,
            "kind": "reminder",
            **changes,
        }
        return Tell.model_validate(order)

    async def tell(self, order: Tell | None = None, **changes: Any) -> int:
        """Tell it, in a transaction of its own."""
        async with self.database.writing() as tx:
            return await self.messages.tell(tx, HOSPITAL, order or self.order(**changes))

    async def rows(self, what: str = "*") -> list[dict[str, Any]]:
        """The outbox as it is stored, in the order in which it was filled."""
        async with self.database.reading() as db:
            found = await db.execute(
                text(f"SELECT {what} FROM messages ORDER BY created_at, channel")
            )
            return [dict(row) for row in found.mappings()]

    async def states(self) -> list[tuple[str, str]]:
        """Channel and state of every message."""
        return [(row["channel"], row["state"]) for row in await self.rows()]


async def open_outbox(
    url: str, keyring: Keyring, clock: SettableClock, *, push_senders: Mapping[str, PushSender] = {}
) -> Outbox:
    """The domain with a hospital, and nobody to tell yet."""
    database, vaulted, audit = Database(url), Vaulted(keyring), AuditService(clock)
    facilities, audience = FacilitiesService(audit), ScriptedAudience()
    async with database.writing() as tx:
        await facilities.apply(tx, SYSTEM, PLAN)
    messages = MessagesService(clock, vaulted, facilities, audience, PUBLIC_URL)
    rechecks: dict[str, Recheck] = {}
    outgoing = Outgoing(clock, messages, facilities, Texts(), rechecks)
    sms, push = RecordingSms(), RecordingPush()
    pushing = Pushing(clock, database, vaulted, push_senders or {"fcm": push, "web": push})
    sender = Sender(clock, database, messages, outgoing, sms, pushing)
    return Outbox(
        clock, database, vaulted, audience, messages, outgoing, sms, push, sender, rechecks
    )
