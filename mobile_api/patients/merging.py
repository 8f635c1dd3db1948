"""Two records of one person: found, compared, merged, and parted again.

Nothing is deleted or moved. The merged record keeps its id and all that refers to it; whoever
asks for it gets the one that is kept (``PeopleService.current_id``).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import InvalidRequest
from mobile_api.patients import merging_store, registry_store, rules
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.patients.errors import AlreadyMerged, MergeOtherWay, NoSuchPerson, TwoNumbers
from mobile_api.patients.orders import Orders
from mobile_api.patients.port import OnMerged
from mobile_api.patients.registry import RegistryService
from mobile_api.patients.registry_schemas import (
    Duplicate,
    Duplicates,
    Merge,
    MergePatients,
    Merges,
    NotTheSame,
    PatientRecord,
    UndoMerge,
)
from mobile_api.patients.searching import masked
from mobile_api.permissions import allowed

PAGE = 20
BATCH = 200

_SURE = 70
"""Percent of the names' pieces in common that make a pair without a second sign worth a look."""
_LIKELY = 35
"""The same with a second sign (phone and birth date): a misspelt or a married name."""

# What a record takes over from one that is merged into it, where it has nothing of its own.
_NAMES = ("family_name", "given_name", "patronymic")
_SEALED = (*_NAMES, *(f"{name}_cyrillic" for name in _NAMES), "birth_date", "phone")
_LOOKED_UP = {"birth_date": "birth_index", "phone": "phone_index"}
_PLAIN = ("sex", "insured", "insured_until", "deceased_on")


class MergingService:
    """Finds records that may be one person; people decide.

    Args:
        clock: tells the time.
        encrypted: reads rows.
        registry: shows records in plain.
        audit: the trail.
    """

    def __init__(
        self,
        clock: Clock,
        encrypted: EncryptedRecords,
        registry: RegistryService,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._encrypted = encrypted
        self._registry = registry
        self._audit = audit
        self._orders = Orders(clock, encrypted)
        self._listeners: list[OnMerged] = []

    def on_merged(self, listener: OnMerged) -> None:
        """Call ``listener`` in the transaction of every merge (composition root only)."""
        self._listeners.append(listener)

    async def anything_to_compare(self, db: Reader) -> bool:
        """True where a record is new or was changed since it was compared."""
        return bool(await merging_store.not_compared(db, 1))

    async def compare_some(self, tx: Writing) -> int:
        """Compare records that are new or changed with all others; safe to repeat.

        Returns:
            How many were compared: less than ``BATCH`` means that all are.
        """
        batch = await merging_store.not_compared(tx, BATCH)
        if not batch:
            return 0
        pairs = await merging_store.sharing(tx, batch)
        ids = {one for pair in pairs for one in pair}
        facts = await merging_store.facts_of(tx, ids)
        possible = {
            pair: reasons
            for pair, reasons in pairs.items()
            if _can_be_one(facts[pair[0]], facts[pair[1]])
        }
        grams = await merging_store.grams_of(tx, {one for pair in possible for one in pair})
        now = self._clock()
        suspected = []
        for (low, high), reasons in possible.items():
            first, second = grams.get(low, set()), grams.get(high, set())
            alike = rules.likeness(len(first & second), len(first), len(second))
            if _is_suspicious(reasons, alike):
                told = sorted(reasons | ({"name"} if alike >= _SURE else set()))
                suspected.append(
                    {
                        "low": low,
                        "high": high,
                        "reasons": told,
                        "likeness": alike,
                        "found_at": now,
                    }
                )
        await merging_store.suspect(tx, suspected)
        await merging_store.compared(tx, batch, now)
        return len(batch)

    @allowed(Role.IT_NURSE)
    async def duplicates(self, db: Reader, actor: Actor, cursor: str | None = None) -> Duplicates:
        """Pairs that wait for a decision, masked, the likeliest first.

        Raises:
            InvalidRequest: the cursor is not ours.
        """
        after = None if cursor is None else _pair_after(cursor)
        found = await merging_store.undecided(db, PAGE + 1, after)
        shown = found[:PAGE]
        rows = await registry_store.whole_each(
            db, {one for pair in shown for one in (pair["low"], pair["high"])}
        )
        return Duplicates(
            items=[
                Duplicate(
                    first=masked(self._encrypted, rows[pair["low"]], actor.language),
                    second=masked(self._encrypted, rows[pair["high"]], actor.language),
                    reasons=pair["reasons"],
                    likeness=pair["likeness"],
                )
                for pair in shown
            ],
            next=_cursor(*(shown[-1][name] for name in ("likeness", "low", "high")))
            if len(found) > PAGE
            else None,
        )

    @allowed(Role.IT_NURSE)
    async def side_by_side(
        self, tx: Writing, actor: Actor, first_id: UUID, second_id: UUID
    ) -> tuple[PatientRecord, PatientRecord]:
        """Two records in plain; both looks are kept in the audit.

        Raises:
            NoSuchPerson: one of them does not exist.
        """
        return (
            await self._registry.look(tx, actor, first_id),
            await self._registry.look(tx, actor, second_id),
        )

    @allowed(Role.IT_NURSE)
    async def merge(self, tx: Writing, actor: Actor, order: MergePatients) -> Merge:
        """Two records are one person.

        Where the kept record has nothing (a name, a birth date, a phone), it takes over what
        the merged one has; that is remembered, so that it can be taken back.

        Raises:
            NoSuchPerson: one of them does not exist.
            AlreadyMerged: they are one record, or one of them is merged.
            MergeOtherWay: the record with the national number must be kept.
            TwoNumbers: both have one: they are two people.
            IdempotencyMismatch: the id was used for something else.
        """
        if not await self._orders.came_before(tx, actor, order.id, order):
            found = await registry_store.locked(tx, {order.from_id, order.into_id})
            if order.from_id == order.into_id:
                raise AlreadyMerged
            if len(found) < 2:
                raise NoSuchPerson
            away, kept = found[order.from_id], found[order.into_id]
            if away["merged_into"] is not None or kept["merged_into"] is not None:
                raise AlreadyMerged
            if away["pinfl"] is not None:
                raise MergeOtherWay if kept["pinfl"] is None else TwoNumbers
            filled, values = self._taken_over(away, kept)
            now = self._clock()
            await registry_store.change(tx, away["id"], {"merged_into": kept["id"]})
            await registry_store.change(tx, kept["id"], values | {"compared_at": None})
            await merging_store.add_merge(
                tx,
                {
                    "id": order.id,
                    "from_id": away["id"],
                    "into_id": kept["id"],
                    "filled": filled,
                    "merged_by": actor.id,
                    "merged_at": now,
                },
            )
            await self._decide(tx, actor, away["id"], kept["id"], "merged")
            for listener in self._listeners:
                await listener(tx, actor, kept["id"])
            await self._audit.record(
                tx, actor, "patients.merge", "patient", kept["id"], merged=str(away["id"])
            )
        return await self._merge(tx, actor, order.id)

    @allowed(Role.IT_NURSE)
    async def undo(self, tx: Writing, actor: Actor, merge_id: UUID, order: UndoMerge) -> Merge:
        """The two were two people: the merged record stands for itself again.

        What was added to the kept record since stays there; what it had taken over goes,
        unless it was changed since.

        Raises:
            NoSuchPerson: there is no such merge.
            AlreadyMerged: it was undone before.
            IdempotencyMismatch: the id was used for something else.
        """
        known = await merging_store.merge(tx, merge_id)
        if known is None:
            raise NoSuchPerson
        if not await self._orders.came_before(tx, actor, order.id, order):
            found = await registry_store.locked(tx, {known["from_id"], known["into_id"]})
            now = self._clock()
            if not await merging_store.undo(tx, merge_id, actor.id, now):
                raise AlreadyMerged
            away, kept = found[known["from_id"]], found[known["into_id"]]
            values = self._given_back(away, kept, known["filled"])
            await registry_store.change(tx, away["id"], {"merged_into": None, "compared_at": None})
            await registry_store.change(tx, kept["id"], values | {"compared_at": None})
            await self._decide(tx, actor, away["id"], kept["id"], "two_people")
            await self._audit.record(
                tx, actor, "patients.undo_merge", "patient", kept["id"], merged=str(away["id"])
            )
        return await self._merge(tx, actor, merge_id)

    @allowed(Role.IT_NURSE)
    async def not_the_same(self, tx: Writing, actor: Actor, order: NotTheSame) -> None:
        """Two records are two people; they are not put up again.

        Raises:
            NoSuchPerson: one of them does not exist.
        """
        found = await merging_store.facts_of(tx, {order.first_id, order.second_id})
        if len(found) < 2:
            raise NoSuchPerson
        if await self._orders.came_before(tx, actor, order.id, order):
            return
        await self._decide(tx, actor, order.first_id, order.second_id, "two_people")
        await self._audit.record(
            tx,
            actor,
            "patients.not_the_same",
            "patient",
            order.first_id,
            other=str(order.second_id),
        )

    @allowed(Role.IT_NURSE)
    async def merges(self, db: Reader, actor: Actor, cursor: str | None = None) -> Merges:
        """What was merged, newest first.

        Raises:
            InvalidRequest: the cursor is not ours.
        """
        after = None if cursor is None else _merge_after(cursor)
        found = await merging_store.merges(db, PAGE + 1, after)
        shown = found[:PAGE]
        return Merges(
            items=await self._named(db, actor, shown),
            next=_cursor(shown[-1]["merged_at"].isoformat(), shown[-1]["id"])
            if len(found) > PAGE
            else None,
        )

    async def _decide(self, tx: Writing, actor: Actor, one: UUID, other: UUID, said: str) -> None:
        low, high = min(one, other), max(one, other)
        await merging_store.decide(tx, low, high, said, actor.id, self._clock())

    async def _merge(self, db: Reader, actor: Actor, merge_id: UUID) -> Merge:
        row = await merging_store.merge(db, merge_id)
        assert row is not None
        return (await self._named(db, actor, [row]))[0]

    async def _named(self, db: Reader, actor: Actor, rows: Sequence[RowMapping]) -> list[Merge]:
        ids = {one for row in rows for one in (row["from_id"], row["into_id"])}
        people = await registry_store.whole_each(db, ids)

        def name(one: UUID) -> str:
            return self._encrypted.masked(people[one], actor.language)

        return [
            Merge.model_validate(
                {
                    **row,
                    "masked_from": name(row["from_id"]),
                    "masked_into": name(row["into_id"]),
                }
            )
            for row in rows
        ]

    def _taken_over(self, away: RowMapping, kept: RowMapping) -> tuple[list[str], dict[str, Any]]:
        """Names of columns that the kept record takes over, and their values."""
        nameless = all(kept[name] is None for name in _SEALED[:6])
        filled: list[str] = []
        values: dict[str, Any] = {}
        for column in _SEALED:
            # A name is one thing: never half of one record's and half of the other's.
            free = nameless if column in _SEALED[:6] else kept[column] is None
            if free and away[column] is not None:
                filled.append(column)
                plain = self._encrypted.opened(away, column)
                values[column] = self._encrypted.sealed(kept["id"], column, plain)
                if column in _LOOKED_UP:
                    values[_LOOKED_UP[column]] = away[_LOOKED_UP[column]]
        for column in _PLAIN:
            if kept[column] is None and away[column] is not None:
                filled.append(column)
                values[column] = away[column]
        return filled, values

    def _given_back(self, away: RowMapping, kept: RowMapping, filled: list[str]) -> dict[str, None]:
        values: dict[str, None] = {}
        for column in filled:
            mine, theirs = (self._plain(row, column) for row in (kept, away))
            if mine == theirs:
                values[column] = None
                if column in _LOOKED_UP:
                    values[_LOOKED_UP[column]] = None
        return values

    def _plain(self, row: RowMapping, column: str) -> object:
        return self._encrypted.opened(row, column) if column in _SEALED else row[column]


def _can_be_one(first: Mapping[Any, Any], second: Mapping[Any, Any]) -> bool:
    if first["merged_into"] is not None or second["merged_into"] is not None:
        return False
    return first["pinfl_index"] is None or second["pinfl_index"] is None


def _is_suspicious(reasons: set[str], alike: int) -> bool:
    if "document" in reasons:
        return True
    return alike >= (_LIKELY if {"phone", "birth_date"} <= reasons else _SURE)


_CURSOR_FAULT = [{"field": "query.cursor", "rule": "unknown"}]


def _cursor(*parts: object) -> str:
    return base64.urlsafe_b64encode("|".join(map(str, parts)).encode()).rstrip(b"=").decode()


def _opened(cursor: str) -> list[str]:
    # binascii.Error and UnicodeDecodeError are ValueErrors
    return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split("|")


def _pair_after(cursor: str) -> tuple[int, UUID, UUID]:
    try:
        percent, low, high = _opened(cursor)
        return int(percent), UUID(low), UUID(high)
    except ValueError as fault:
        raise InvalidRequest(fields=_CURSOR_FAULT) from fault


def _merge_after(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, merge_id = _opened(cursor)
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a cursor without a zone is not ours")
        return moment, UUID(merge_id)
    except ValueError as fault:
        raise InvalidRequest(fields=_CURSOR_FAULT) from fault
