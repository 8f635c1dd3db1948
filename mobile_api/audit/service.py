"""Writes the audit trail and checks it."""

from __future__ import annotations

from uuid import uuid4

from mobile_api.actors import Actor
from mobile_api.audit import rules, store
from mobile_api.audit.errors import AuditBroken
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing


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

        Call it last in a transaction: it locks the chain of its subject.

        Args:
            tx: the transaction of the deed itself.
            actor: who did it.
            action: ``domain.verb``, e.g. ``queues.join``.
            subject_kind: e.g. ``ticket``.
            subject_id: id of the subject.
            facts: codes and ids; never personal data.
        """
        shard = rules.shard_of(str(subject_id))
        last, previous = await store.take_head(tx, shard, rules.GENESIS)
        event_id, at, sequence = uuid4(), self._clock(), last + 1
        digest = rules.link(
            previous,
            event_id=event_id,
            sequence=sequence,
            at=at,
            actor=f"{actor.role.value}:{actor.id}",
            action=action,
            subject=f"{subject_kind}:{subject_id}",
            facts=facts,
        )
        await store.append(
            tx,
            {
                "id": event_id,
                "shard": shard,
                "sequence": sequence,
                "at": at,
                "hospital_id": actor.hospital_id,
                "actor_role": actor.role.value,
                "actor_id": actor.id,
                "action": action,
                "subject_kind": subject_kind,
                "subject_id": str(subject_id),
                "facts": facts,
                "previous": previous,
                "digest": digest,
            },
        )

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
                digest = rules.link(
                    previous,
                    event_id=event["id"],
                    sequence=sequence,
                    at=event["at"],
                    actor=f"{event['actor_role']}:{event['actor_id']}",
                    action=event["action"],
                    subject=f"{event['subject_kind']}:{event['subject_id']}",
                    facts=event["facts"],
                )
                if event["sequence"] != sequence or event["digest"] != digest:
                    raise AuditBroken(shard=shard, sequence=sequence)
                previous = digest
            recorded = await store.head(db, shard)
            if recorded is not None and recorded != (sequence, previous):
                raise AuditBroken(shard=shard, sequence=sequence)
            checked += sequence
        return checked
