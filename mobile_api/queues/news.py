"""Which topics change when a ticket does, for pages that are open."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from mobile_api.database import Writing
from mobile_api.live import Live


def board_topic(hospital_id: UUID) -> str:
    """The hall board of a hospital."""
    return f"board:{hospital_id}"


def queue_topic(hospital_id: UUID, department: str) -> str:
    """One queue: everybody's place in it may have changed."""
    return f"queue:{hospital_id}:{department}"


def ticket_topic(ticket_id: UUID) -> str:
    """One ticket: it was called, recalled or closed."""
    return f"ticket:{ticket_id}"


class QueueNews:
    """Tells after the transaction is stored, never before."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def after(self, tx: Writing, hospital_id: UUID, department: str, ticket_id: UUID) -> None:
        """Tell everybody whom a change of this ticket concerns, once ``tx`` is committed."""
        tx.after_commit(
            partial(
                self._live.tell,
                ticket_topic(ticket_id),
                queue_topic(hospital_id, department),
                board_topic(hospital_id),
            )
        )
