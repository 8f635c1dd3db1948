"""Says things to people: puts them into the outbox, and takes them back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import structlog
from pydantic import TypeAdapter

from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.messages import announcements_store, devices_store, rules, store, templates
from mobile_api.messages.port import Audience, Recipient
from mobile_api.messages.rules import Quiet
from mobile_api.messages.schemas import Channel, Kind, Tell
from mobile_api.patients.schemas import Scope
from mobile_api.schemas import Language

TABLE = "messages"
ANNOUNCEMENTS = "announcements"
WRITTEN_OUT_AT_ONCE = 50
"""Announcements in one transaction."""

_UNREADABLE_FOR = timedelta(minutes=10)
_ORDERS = TypeAdapter(list[Tell])

log = structlog.get_logger(__name__)


class MessagesService:
    """The outbox.

    Args:
        clock: tells the time.
        vaulted: encrypts what messages hold.
        facilities: knows hospitals' time zones.
        audience: knows who may be told about whom.
        public_url: where links in messages must lead.
        push_is_possible: something is set up here that sends push messages.
        quiet: the hours of the night.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        facilities: FacilitiesService,
        audience: Audience,
        public_url: str,
        *,
        push_is_possible: bool = True,
        quiet: Quiet | None = None,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._facilities = facilities
        self._audience = audience
        self._public_url = public_url
        self._push_is_possible = push_is_possible
        self.quiet = quiet or Quiet()

    async def tell(self, tx: Writing, hospital_id: UUID, order: Tell) -> int:
        """Tell everybody who may know, in the caller's transaction.

        Each recipient gets the fact once, over the first channel that fits; the others follow
        only where that one fails. Called again with the same ``dedupe``, nothing happens,
        unless it was withdrawn in the meantime.

        Args:
            tx: the transaction of what is told: both are stored, or neither.
            hospital_id: whose time zone, name and staff the message belongs to.
            order: what to tell.

        Returns:
            Messages that were put into the outbox: 0 where nobody can be reached (no account,
            no phone, deceased, muted), or all of it was told before.

        Raises:
            FactNotAllowed: the template does not allow these facts: a mistake of the caller.
            NotFound: there is no such hospital.
        """
        return await self.tell_all(tx, hospital_id, [order])

    async def tell_all(self, tx: Writing, hospital_id: UUID, orders: Sequence[Tell]) -> int:
        """Tell several facts about one patient, in the caller's transaction: as ``tell``, but
        who may know and how they are reached is looked up once.

        Raises:
            FactNotAllowed: a template does not allow its facts: a mistake of the caller.
            NotFound: there is no such hospital.
            ValueError: the facts are about several patients.
        """
        if len({order.patient_id for order in orders}) > 1:
            raise ValueError("facts about one patient at a time")
        zone: ZoneInfo | None = None
        audiences: dict[tuple[Scope, UUID], Sequence[Recipient]] = {}
        reachable: dict[tuple[Scope, UUID, Kind], list[tuple[Recipient, set[Channel]]]] = {}
        messages = []
        for order in orders:
            template = templates.require_allowed(order.template, order.facts, self._public_url)
            about, kind = (template.scope, order.about_id), order.kind
            if about not in audiences:
                audiences[about] = await self._audience.of_patient(tx, order.patient_id, *about)
            if not audiences[about]:
                continue
            zone = zone or await self._facilities.zone(tx, hospital_id)
            if (*about, kind) not in reachable:
                reachable[*about, kind] = await self._reachable(tx, audiences[about], kind)
            messages += self._rows(order, template, reachable[*about, kind], hospital_id, zone)
        return await store.add(tx, messages)

    async def announce(self, tx: Writing, hospital_id: UUID, orders: Sequence[Tell]) -> None:
        """Tell several facts about one thing, in the caller's transaction, written out later.

        As ``tell_all``, but in one statement: whoever claims messages next writes them out for
        each person. Until then ``withdraw`` finds them as if they were.

        Raises:
            FactNotAllowed: a template does not allow its facts: a mistake of the caller.
            ValueError: the facts are about several things or patients.
        """
        if len({(order.patient_id, order.about_id) for order in orders}) != 1:
            raise ValueError("facts about one thing at a time")
        for order in orders:
            templates.require_allowed(order.template, order.facts, self._public_url)
        announcement_id, now = uuid4(), self._clock()
        plain = _ORDERS.dump_json(list(orders)).decode()
        await announcements_store.add(
            tx,
            {
                "id": announcement_id,
                "hospital_id": hospital_id,
                "about_id": orders[0].about_id,
                "orders": self._vaulted.encrypt(ANNOUNCEMENTS, announcement_id, "orders", plain),
                "created_at": now,
                "next_at": now,
            },
        )

    async def write_out(self, tx: Writing, most: int = WRITTEN_OUT_AT_ONCE) -> int:
        """Write announcements out for each person, oldest first; how many there were.

        Any number of processes may do so at once. What cannot be read is left for later and
        told to the log: a key is missing here.
        """
        taken = await announcements_store.take_due(tx, self._clock(), most)
        await self._write_out(tx, taken)
        return len(taken)

    async def _write_out(
        self, tx: Writing, taken: Sequence[Record], without: Sequence[str] = ()
    ) -> int:
        """Facts that were left out because of their template."""
        left_out = 0
        for row in taken:
            try:
                plain = self._vaulted.decrypt(ANNOUNCEMENTS, row["id"], "orders", row["orders"])
            except CannotOpen:
                log.error("announcement_unreadable")
                later = self._clock() + _UNREADABLE_FOR
                await announcements_store.add(tx, {**row, "next_at": later})
                continue
            orders = _ORDERS.validate_json(plain)
            kept = [order for order in orders if order.template not in without]
            left_out += len(orders) - len(kept)
            await self.tell_all(tx, row["hospital_id"], kept)
        return left_out

    def _rows(
        self,
        order: Tell,
        template: templates.Template,
        reachable: Sequence[tuple[Recipient, set[Channel]]],
        hospital_id: UUID,
        zone: ZoneInfo,
    ) -> list[dict[str, Any]]:
        due_at = max(order.due_at, self._clock())
        messages = []
        for one, possible in reachable:
            channels = rules.chain(one.preferred, possible & set(template.channels))
            if not channels:
                continue
            quiet = one.quiet or self.quiet
            wakes = rules.disturbs(
                order.kind,
                due_at,
                order.useless_after,
                templates.concerns(order.facts),
                zone,
                quiet,
            )
            if order.kind == "bulk":
                key = f"{order.dedupe}|{one.key}"
                next_at = rules.spread(due_at, key, zone, quiet)
            else:
                next_at = due_at if wakes else rules.not_at_night(due_at, zone, quiet)
            messages.append(
                self._row(
                    order.dedupe,
                    one.key,
                    channels,
                    order.facts,
                    hospital_id=hospital_id,
                    patient_id=order.patient_id,
                    about_id=order.about_id,
                    template=order.template,
                    kind=order.kind,
                    language=one.language,
                    due_at=due_at,
                    next_at=next_at,
                    useless_after=order.useless_after,
                    disturbs=wakes,
                )
            )
        return messages

    async def withdraw(self, tx: Writing, about_id: UUID, templates: Sequence[str]) -> int:
        """Take back what is no longer true, as far as it was not sent.

        Returns:
            How many messages, and announcements that so never become any.
        """
        taken = await announcements_store.take_about(tx, about_id)
        left_out = await self._write_out(tx, taken, without=templates)
        return left_out + await store.withdraw(tx, about_id, templates, self._clock())

    async def tell_phone(
        self,
        tx: Writing,
        *,
        code_id: UUID,
        phone: str,
        facts: dict[str, str | int],
        language: Language,
        useless_after: datetime,
    ) -> int:
        """Send a code to a phone, whoever it belongs to; the same ``code_id`` is sent once.

        Raises:
            FactNotAllowed: the facts are not those of the template ``code``.
        """
        templates.require_allowed("code", facts, self._public_url)
        now = self._clock()
        row = self._row(
            f"code:{code_id}",
            code_id,
            ["sms"],
            facts,
            hospital_id=UUID(int=0),
            patient_id=None,
            about_id=code_id,
            template="code",
            kind="code",
            language=language,
            due_at=now,
            next_at=now,
            useless_after=useless_after,
            disturbs=True,
        )
        row["address"] = self._vaulted.encrypt(TABLE, row["id"], "address", phone)
        return await store.add(tx, [row])

    async def pass_on(self, tx: Writing, row: Record, now: datetime) -> bool:
        """Put the message for the next channel in; False where there is none.

        Args:
            tx: the transaction in which ``row`` ends.
            row: a message whose channel failed, or took too long.
            now: the present moment.
        """
        channels: list[Channel] = rules.chain(row["fallbacks"].split(","), rules.ORDER)
        if not channels or row["facts"] is None:
            return False
        next_at = now
        if not row["disturbs"]:
            zone = await self._facilities.zone(tx, row["hospital_id"])
            next_at = rules.not_at_night(now, zone, self.quiet)
        following = self._row(
            row["dedupe"],
            row["recipient"],
            channels,
            self.facts_of(row),
            **{name: row[name] for name in _KEPT},
            next_at=next_at,
        )
        await store.add(tx, [following])
        return True

    def facts_of(self, row: Record) -> dict[str, str | int]:
        """What a message holds.

        Raises:
            CannotOpen: its key is not here.
        """
        opened: dict[str, str | int] = json.loads(
            self._vaulted.decrypt(TABLE, row["id"], "facts", row["facts"])
        )
        return opened

    def address_of(self, row: Record) -> str | None:
        """The phone of a code; None for everything else.

        Raises:
            CannotOpen: its key is not here.
        """
        if row["address"] is None:
            return None
        return self._vaulted.decrypt(TABLE, row["id"], "address", row["address"])

    async def recipient_of(self, db: Reader, row: Record) -> tuple[Recipient, set[Channel]] | None:
        """Whom a message goes to, as things are now; None where nobody may be told any more."""
        if row["patient_id"] is None:
            return None
        scope = templates.TEMPLATES[row["template"]].scope
        everybody = await self._audience.of_patient(db, row["patient_id"], scope, row["about_id"])
        mine = [one for one in everybody if one.key == row["recipient"]]
        found = await self._reachable(db, mine, row["kind"])
        return found[0] if found else None

    async def chats(self, db: Reader, accounts: Sequence[UUID]) -> dict[UUID, int]:
        """Account → chat of those that have one."""
        return dict(await self._audience.chats(db, accounts)) if accounts else {}

    async def _reachable(
        self, db: Reader, recipients: Sequence[Recipient], kind: Kind
    ) -> list[tuple[Recipient, set[Channel]]]:
        accounts = [one.account_id for one in recipients if one.account_id is not None]
        with_devices = await devices_store.accounts_with_devices(db, accounts, self._clock())
        choices = await devices_store.choices(db, accounts)
        found = []
        for one in recipients:
            chosen = choices.get(one.account_id) if one.account_id else None
            if chosen is not None and kind in chosen["muted"]:
                continue
            possible: set[Channel] = set()
            if self._push_is_possible and one.account_id in with_devices:
                possible.add("push")
            if one.telegram and not (chosen and chosen["telegram_blocked_at"]):
                possible.add("telegram")
            if one.phone:
                possible.add("sms")
            found.append((one, possible))
        return found

    def _row(
        self,
        dedupe: str,
        recipient: UUID,
        channels: Sequence[Channel],
        facts: dict[str, str | int],
        **columns: Any,
    ) -> dict[str, Any]:
        message_id = rules.message_id(dedupe, recipient, channels[0])
        kind: Kind = columns["kind"]
        return {
            "id": message_id,
            "dedupe": dedupe,
            "recipient": recipient,
            "channel": channels[0],
            "fallbacks": ",".join(channels[1:]),
            "facts": self._vaulted.encrypt(TABLE, message_id, "facts", json.dumps(facts)),
            "address": None,
            "state": "queued",
            "rank": rules.RANK[kind],
            "patience_ends_at": rules.patience_ends(
                kind, columns["next_at"], has_fallback=len(channels) > 1
            ),
            "created_at": self._clock(),
            **columns,
        }


_KEPT = (
    "hospital_id",
    "patient_id",
    "about_id",
    "template",
    "kind",
    "language",
    "due_at",
    "useless_after",
    "disturbs",
)
