"""Writes the audit trail and checks it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from mobile_api.actors import Actor
from mobile_api.audit import rules, store
from mobile_api.audit.errors import AuditBroken
from mobile_api.audit.schemas import AuditFilter, AuditRecord, AuditRecords
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import InvalidRequest


class AuditService:
    """Who did what to what, in chains that show a change or a gap."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def record(
        self,
        tx: Writing,
        actor: Actor,
        action: str,
        subject_kind: str,
        subject_id: object,
        **facts: str,
    ) -> None:
        """Add one event, in the same transaction as what it tells.

        It is written as the last thing in the transaction, together with the transaction's
        other events and in the order of their chains: two transactions that locked the same
        two chains in opposite order would wait for each other for ever.

        Args:
            tx: the transaction of the deed itself.
            actor: who did it.
            action: ``domain.verb``, e.g. ``queues.join``.
            subject_kind: e.g. ``ticket``.
            subject_id: id of the subject.
            facts: codes and ids; never personal data.
        """
        kept = tx.kept.setdefault(self, [])
        if not kept:
            tx.before_commit(lambda: self._write(tx))
        kept.append(
            {
                "id": uuid4(),
                "shard": rules.shard_of(str(subject_id)),
                "at": self._clock(),
                "hospital_id": actor.hospital_id,
                "actor_role": actor.role.value,
                "actor_id": actor.id,
                "action": action,
                "subject_kind": subject_kind,
                "subject_id": str(subject_id),
                "facts": facts,
            }
        )

    async def _write(self, tx: Writing) -> None:
        by_shard = sorted(tx.kept[self], key=lambda event: int(event["shard"]))
        for shard, events in groupby(by_shard, key=lambda event: int(event["shard"])):
            sequence, previous = await store.take_head(tx, shard, rules.GENESIS)
            for event in events:
                sequence += 1
                digest = _digest(previous, sequence, event)
                await store.append(
                    tx, {**event, "sequence": sequence, "previous": previous, "digest": digest}
                )
                previous = digest

    async def events(
        self,
        db: Reader,
        hospital_id: UUID,
        wanted: AuditFilter,
        *,
        cursor: str | None = None,
        limit: int = 50,
    ) -> AuditRecords:
        """What happened in a hospital, the newest first. Who may ask, administration decides.

        Raises:
            InvalidRequest: the cursor is not ours.
        """
        rows = await store.events(db, hospital_id, wanted, _read_cursor(cursor), limit + 1)
        items = [AuditRecord(**row) for row in rows[:limit]]
        last = items[-1] if len(rows) > limit else None
        following = None if last is None else f"{last.at.isoformat()}~{last.id}"
        return AuditRecords(items=items, next=following)

    async def verify(self, db: Reader) -> int:
        """Check every chain.

        Returns:
            Number of events checked.

        Raises:
            AuditBroken: an event was changed, removed or put in.
        """
        checked = 0
        for shard in range(rules.SHARDS):
            previous = rules.GENESIS
            sequence = 0
            for event in await store.chain(db, shard):
                sequence += 1
                digest = _digest(previous, sequence, dict(event))
                if event["sequence"] != sequence or event["digest"] != digest:
                    raise AuditBroken(shard=shard, sequence=sequence)
                previous = digest
            recorded = await store.head(db, shard)
            if recorded is not None and recorded != (sequence, previous):
                raise AuditBroken(shard=shard, sequence=sequence)
            checked += sequence
        return checked


def _digest(previous: bytes, sequence: int, event: Mapping[str, Any]) -> bytes:
    return rules.link(
        previous,
        event_id=event["id"],
        sequence=sequence,
        at=event["at"],
        actor=f"{event['actor_role']}:{event['actor_id']}",
        action=event["action"],
        subject=f"{event['subject_kind']}:{event['subject_id']}",
        facts=event["facts"],
    )


def _read_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    if not cursor:
        return None
    moment, _, event_id = cursor.partition("~")
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise ValueError("no offset")
        return at, UUID(event_id)
    except ValueError as fault:
        raise InvalidRequest(fields=[{"field": "query.cursor", "rule": "not_a_cursor"}]) from fault
