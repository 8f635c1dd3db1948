"""Messages that could not be delivered over any channel: somebody looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.messages import dead_letters_store, rules
from mobile_api.messages.errors import MessageNotDead
from mobile_api.messages.service import MessagesService
from mobile_api.permissions import allowed
from mobile_api.phones import masked_phone

PAGE = 50
LATE_AFTER = timedelta(minutes=10)
"""A message that has been due for so long without anybody sending it: a channel stands still."""


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One message as staff see it: no name, no text, a phone that cannot be called.

    Attributes:
        id: of the message.
        kind: transactional, offer, reminder or bulk.
        channel: the last one that was tried.
        attempts: on that channel.
        why: one of ``rules.WHY``.
        phone: masked; empty where none is known any more.
        ended_at: when it was given up.
        may_be_retried: False where it would come too late or nobody is left to tell.
    """

    id: UUID
    kind: str
    channel: str
    attempts: int
    why: str
    phone: str
    ended_at: datetime
    may_be_retried: bool


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """A page of them, newest first.

    Attributes:
        items: at most ``PAGE``.
        older: where the next page begins; None: there is none.
        late: channels on which messages wait that should have been sent, and how many.
    """

    items: list[DeadLetter]
    older: datetime | None
    late: dict[str, int]


class DeadLettersService:
    """Shows what could not be delivered, has it tried again, or closes it.

    Args:
        clock: tells the time.
        messages: knows recipients.
        audit: keeps who did what.
    """

    def __init__(self, clock: Clock, messages: MessagesService, audit: AuditService) -> None:
        self._clock = clock
        self._messages = messages
        self._audit = audit

    @allowed(Role.IT_NURSE, Role.ADMINISTRATOR)
    async def look(self, db: Reader, actor: Actor, before: datetime | None = None) -> DeadLetters:
        """What could not be delivered in the actor's hospital.

        Args:
            db: where to read.
            actor: who looks.
            before: show what was given up before this moment.
        """
        now = self._clock()
        rows = await dead_letters_store.dead(db, actor.hospital_id, before or now, PAGE + 1)
        items = []
        for row in rows[:PAGE]:
            found = await self._messages.recipient_of(db, row)
            phone = found[0].phone if found else None
            too_late = row["useless_after"] is not None and now >= row["useless_after"]
            items.append(
                DeadLetter(
                    id=row["id"],
                    kind=row["kind"],
                    channel=row["channel"],
                    attempts=row["attempts"],
                    why=rules.why(row["reason"]),
                    phone=masked_phone(phone) if phone else "",
                    ended_at=row["ended_at"],
                    may_be_retried=found is not None and row["facts"] is not None and not too_late,
                )
            )
        return DeadLetters(
            items=items,
            older=items[-1].ended_at if len(rows) > PAGE else None,
            late=await dead_letters_store.late(db, actor.hospital_id, now - LATE_AFTER),
        )

    @allowed(Role.IT_NURSE, Role.ADMINISTRATOR)
    async def retry(self, tx: Writing, actor: Actor, message_id: UUID) -> None:
        """Try again from the beginning.

        Raises:
            MessageNotDead: it is not one of them (any more), or of another hospital.
        """
        if not await dead_letters_store.revive(tx, actor.hospital_id, message_id, self._clock()):
            raise MessageNotDead
        await self._audit.record(tx, actor, "messages.retry", "message", message_id)

    @allowed(Role.IT_NURSE, Role.ADMINISTRATOR)
    async def close(self, tx: Writing, actor: Actor, message_id: UUID) -> None:
        """Somebody has taken care of it: forget what it held.

        Raises:
            MessageNotDead: it is not one of them (any more), or of another hospital.
        """
        if not await dead_letters_store.close(tx, actor.hospital_id, message_id, self._clock()):
            raise MessageNotDead
        await self._audit.record(tx, actor, "messages.close", "message", message_id)
