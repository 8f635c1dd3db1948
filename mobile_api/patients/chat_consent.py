"""Whoever links a Telegram chat agrees to be told there; whoever unlinks it no longer does.

The bot shows the text of the consent before it links (law ZRU-547: consent is provable and can
be withdrawn).
"""

from __future__ import annotations

from typing import Literal
from uuid import UUID, uuid4

from mobile_api.actors import Actor
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.patients import consents_store, rules

KIND: Literal["telegram"] = "telegram"


class ChatConsent:
    """Keeps the decision that lies in linking a chat.

    Args:
        clock: tells the time.
        audit: the trail.
    """

    def __init__(self, clock: Clock, audit: AuditService) -> None:
        self._clock = clock
        self._audit = audit

    async def given(self, tx: Writing, actor: Actor, patient_id: UUID) -> None:
        """The person is told in Telegram from now on."""
        if await consents_store.latest(tx, patient_id, KIND) != "given":
            await self._add(tx, actor, patient_id, "given")

    async def withdrawn(self, tx: Writing, actor: Actor, patient_id: UUID) -> None:
        """The person is no longer told there; nothing happens where they never agreed."""
        if await consents_store.latest(tx, patient_id, KIND) == "given":
            await self._add(tx, actor, patient_id, "withdrawn")

    async def _add(
        self,
        tx: Writing,
        actor: Actor,
        patient_id: UUID,
        decision: Literal["given", "withdrawn"],
    ) -> None:
        version = rules.CONSENT_VERSIONS[KIND]
        await consents_store.add(
            tx,
            {
                "id": uuid4(),
                "patient_id": patient_id,
                "kind": KIND,
                "decision": decision,
                "text_version": version,
                "language": actor.language,
                # Unlinked on a signed-in phone; everything else happens in the chat itself.
                "channel": "telegram" if actor.session_id is None else "app",
                "actor_role": actor.role.value,
                "actor_id": actor.id,
                "at": self._clock(),
            },
        )
        await self._audit.record(
            tx,
            actor,
            f"patients.consent_{decision}",
            "patient",
            patient_id,
            consent=KIND,
            text_version=str(version),
        )
