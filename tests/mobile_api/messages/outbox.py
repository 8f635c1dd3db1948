"""What the tests of messages share: a domain of its own, an audience, channels that remember."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from fakeredis import FakeAsyncRedis
from sqlalchemy import text

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.database import Database, Reader
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Keyring, Vaulted
from mobile_api.messages.channels.web_push import is_push_service
from mobile_api.messages.claiming import ClaimingService
from mobile_api.messages.codes import CodesByMessage
from mobile_api.messages.dead_letters import DeadLettersService
from mobile_api.messages.delivery_reports import DeliveryReports
from mobile_api.messages.outgoing import Outgoing
from mobile_api.messages.pace import Pace
from mobile_api.messages.port import (
    CannotSend,
    Push,
    PushAddress,
    PushSender,
    Recheck,
    Recipient,
)
from mobile_api.messages.pushing import Pushing
from mobile_api.messages.schemas import (
    Acknowledge,
    Acknowledged,
    Claimed,
    ClaimMessages,
    Delivery,
    RegisterDevice,
    Tell,
)
from mobile_api.messages.sending import Sender
from mobile_api.messages.service import MessagesService
from mobile_api.messages.subscriptions import SubscriptionsService
from mobile_api.messages.templates import Texts
from mobile_api.patients.schemas import Scope
from mobile_api.replays import Replays
from tests.conftest import SettableClock
from tests.mobile_api.hall import HOSPITAL, PLAN, SYSTEM

PUBLIC_URL = "https://hospital.example"
PATIENT = uuid5(HOSPITAL, "a patient")
ACCOUNT = uuid5(HOSPITAL, "an account")
CHAT = 700_000_001


BOT = Actor(role=Role.BOT, id=uuid5(HOSPITAL, "the bot"), hospital_id=NOWHERE)


def app_of(account: UUID) -> Actor:
    """A signed-in phone of an account."""
    return Actor(role=Role.PATIENT, id=account, hospital_id=NOWHERE)


@dataclass
class ScriptedAudience:
    """Who may be told, as the test says; accounts' chats are numbered."""

    people: dict[UUID, list[Recipient]] = field(default_factory=dict)
    linked: dict[UUID, int] = field(default_factory=dict)
    scopes: list[Scope] = field(default_factory=list)

    async def of_patient(
        self, db: Reader, patient_id: UUID, scope: Scope, about_id: UUID
    ) -> Sequence[Recipient]:
        """As the real one."""
        self.scopes.append(scope)
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
    claiming: ClaimingService
    subscriptions: SubscriptionsService
    letters: DeadLettersService
    reports: DeliveryReports

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

    async def register(self, token: str = "fcm-token-1", account: UUID = ACCOUNT) -> UUID:
        """Let the account have a phone that gets push messages."""
        order = RegisterDevice(id=uuid4(), platform="fcm", token=token)
        async with self.database.writing() as tx:
            await self.subscriptions.register(tx, app_of(account), order)
        return order.id

    async def claim(self, limit: int = 30, claim_id: UUID | None = None) -> Claimed:
        """What the bot gets."""
        order = ClaimMessages(id=claim_id or uuid4(), limit=limit)
        async with self.database.writing() as tx:
            return await self.claiming.claim(tx, BOT, order)

    async def acknowledge(
        self, claim_id: UUID, *results: Delivery, request_id: UUID | None = None
    ) -> Acknowledged:
        """What the bot says became of it."""
        order = Acknowledge(id=request_id or uuid4(), claim_id=claim_id, results=list(results))
        async with self.database.writing() as tx:
            return await self.claiming.acknowledge(tx, BOT, order)

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
    redis = FakeAsyncRedis()
    replays = Replays(redis)
    pace = Pace(redis, lambda: int(clock().timestamp() * 1000))
    return Outbox(
        clock=clock,
        database=database,
        vaulted=vaulted,
        audience=audience,
        messages=messages,
        outgoing=outgoing,
        sms=sms,
        push=push,
        sender=sender,
        rechecks=rechecks,
        claiming=ClaimingService(clock, vaulted, messages, outgoing, pace, replays),
        subscriptions=SubscriptionsService(
            clock,
            vaulted,
            audit,
            {"fcm": push, "web": push},
            "B" + "A" * 86,
            is_push_service,
            replays,
        ),
        letters=DeadLettersService(clock, messages, audit),
        reports=DeliveryReports(clock, vaulted, outgoing),
    )
