"""What staff do with a queue: look at it, call, call again, note who did not come, finish."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID, uuid4

from mobile_api.actors import Actor, Role
from mobile_api.appointments.service import AppointmentsService
from mobile_api.assessments.outcomes import OutcomesService
from mobile_api.assessments.schemas import Summary
from mobile_api.assessments.service import AssessmentsService
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.errors import IdempotencyMismatch, NotAllowed
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Vaulted
from mobile_api.patients.service import PatientsService
from mobile_api.permissions import STAFF, allowed
from mobile_api.queues import store
from mobile_api.queues.errors import (
    NobodyWaiting,
    NoSuchTicket,
    TicketNotCalled,
    TicketNotWaiting,
)
from mobile_api.queues.news import QueueNews
from mobile_api.queues.schemas import Queue, QueueRow

Deed = Literal["call", "recall", "no_answer", "done"]

_SHOWN = ("waiting", "called", "no_answer")
_EVERYWHERE = (Role.RECEPTION, Role.ADMINISTRATOR)
_MEDICAL = (Role.NURSE, Role.DOCTOR)


class CallingService:
    """Staff's side of the queues.

    Every deed carries the id of its request: a double click, or a page that sends again
    after the network came back, does nothing a second time and gets the same ticket.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        facilities: FacilitiesService,
        patients: PatientsService,
        appointments: AppointmentsService,
        assessments: AssessmentsService,
        audit: AuditService,
        outcomes: OutcomesService,
        news: QueueNews,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._facilities = facilities
        self._patients = patients
        self._appointments = appointments
        self._assessments = assessments
        self._audit = audit
        self._outcomes = outcomes
        self._news = news

    @allowed(*STAFF)
    async def queue_of(self, db: Reader, actor: Actor, department: str) -> Queue:
        """One queue of today: waiting in the order of calling, then called, then not answered.

        Findings and red flags are shown to nurses and doctors only.

        Raises:
            NoSuchDepartment: this hospital does not have it.
            NotAllowed: the actor works in other departments.
        """
        found = await self._facilities.department(db, actor.hospital_id, department)
        _require_department(actor, department)
        day = await self._today(db, actor)
        tickets = await store.of_queue(db, actor.hospital_id, department, day)
        rows = await self._rows(db, actor, tickets)
        return Queue(
            department=department,
            department_names=found.names,
            rows=sorted(rows, key=lambda row: _SHOWN.index(row.status)),
            at=self._clock(),
        )

    @allowed(*STAFF)
    async def call_next(
        self, tx: Writing, actor: Actor, department: str, room: str, request_id: UUID
    ) -> QueueRow:
        """Call whoever is first; two rooms at once get two people.

        Raises:
            NoSuchDepartment: this hospital does not have it.
            NotAllowed: the actor works in other departments.
            NobodyWaiting: the queue is empty.
            IdempotencyMismatch: the request's id was used for something else.
        """
        await self._facilities.department(tx, actor.hospital_id, department)
        _require_department(actor, department)
        done = await self._claim(tx, actor, request_id, "call_next", department, room)
        if done is not None:
            return await self._row(tx, actor, done)
        ticket_id = await store.call_first(
            tx,
            actor.hospital_id,
            department,
            await self._today(tx, actor),
            room=room,
            by=actor.id,
            at=self._clock(),
        )
        if ticket_id is None:
            raise NobodyWaiting
        ticket = await self._own_ticket(tx, actor, ticket_id)
        return await self._finish(tx, actor, ticket, "call", request_id)

    @allowed(*STAFF)
    async def call_one(
        self, tx: Writing, actor: Actor, ticket_id: UUID, room: str, request_id: UUID
    ) -> QueueRow:
        """Call this very ticket out of turn: a doctor's own patient, somebody who got worse.

        Raises:
            NoSuchTicket: this hospital has no such ticket.
            NotAllowed: the actor works in other departments.
            TicketNotWaiting: it was called already, or is finished.
            IdempotencyMismatch: the request's id was used for something else.
        """
        await self._own_ticket(tx, actor, ticket_id)
        done = await self._claim(tx, actor, request_id, "call_one", str(ticket_id), room)
        if done is not None:
            return await self._row(tx, actor, done)
        called = {
            "status": "called",
            "called_at": self._clock(),
            "called_room": room,
            "called_by": actor.id,
        }
        if not await store.move(tx, ticket_id, ("waiting",), called):
            raise TicketNotWaiting
        ticket = await self._own_ticket(tx, actor, ticket_id)
        return await self._finish(tx, actor, ticket, "call", request_id)

    @allowed(*STAFF)
    async def recall(
        self, tx: Writing, actor: Actor, ticket_id: UUID, request_id: UUID
    ) -> QueueRow:
        """Call the same ticket into the same room once more, also after it did not answer.

        Raises:
            NoSuchTicket: this hospital has no such ticket.
            NotAllowed: the actor works in other departments.
            TicketNotCalled: it still waits, or is finished.
            IdempotencyMismatch: the request's id was used for something else.
        """
        values = {"status": "called", "called_at": self._clock(), "called_by": actor.id}
        return await self._move(
            tx, actor, ticket_id, request_id, "recall", ("called", "no_answer"), values
        )

    @allowed(*STAFF)
    async def no_answer(
        self, tx: Writing, actor: Actor, ticket_id: UUID, request_id: UUID
    ) -> QueueRow:
        """Nobody came when called: it leaves the board, stays in the list, can be recalled.

        Raises:
            NoSuchTicket: this hospital has no such ticket.
            NotAllowed: the actor works in other departments.
            TicketNotCalled: it has not been called.
            IdempotencyMismatch: the request's id was used for something else.
        """
        values = {"status": "no_answer"}
        return await self._move(tx, actor, ticket_id, request_id, "no_answer", ("called",), values)

    @allowed(*STAFF)
    async def done(self, tx: Writing, actor: Actor, ticket_id: UUID, request_id: UUID) -> QueueRow:
        """The person has been seen; with an appointment, that is fulfilled too.

        Raises:
            NoSuchTicket: this hospital has no such ticket.
            NotAllowed: the actor works in other departments.
            TicketNotCalled: it has not been called, or did not answer.
            IdempotencyMismatch: the request's id was used for something else.
        """
        values = {"status": "done", "closed_at": self._clock()}
        return await self._move(tx, actor, ticket_id, request_id, "done", ("called",), values)

    async def _move(
        self,
        tx: Writing,
        actor: Actor,
        ticket_id: UUID,
        request_id: UUID,
        deed: Deed,
        before: tuple[str, ...],
        values: dict[str, Any],
    ) -> QueueRow:
        await self._own_ticket(tx, actor, ticket_id)
        done = await self._claim(tx, actor, request_id, deed, str(ticket_id), "")
        if done is not None:
            return await self._row(tx, actor, done)
        if not await store.move(tx, ticket_id, before, values):
            raise TicketNotCalled
        ticket = await self._own_ticket(tx, actor, ticket_id)
        if deed == "done" and ticket["appointment_id"] is not None:
            await self._appointments.mark_fulfilled(tx, actor, ticket["appointment_id"])
        if deed == "done" and ticket["assessment_id"] is not None:
            await self._outcomes.seen(tx, actor, ticket["assessment_id"], ticket["department"])
        return await self._finish(tx, actor, ticket, deed, request_id)

    async def _claim(
        self, tx: Writing, actor: Actor, request_id: UUID, verb: str, about: str, room: str
    ) -> UUID | None:
        """None for a new request; the ticket of one that was carried out already."""
        content = json.dumps([str(actor.hospital_id), verb, about, room])
        digest = self._vaulted.blind_index("queue_requests.body", content)
        if await store.claim_request(tx, request_id, digest, self._clock()):
            return None
        first = await store.request(tx, request_id)
        if first is None or first["body_digest"] != digest:
            raise IdempotencyMismatch
        ticket_id: UUID = first["ticket_id"]
        return ticket_id

    async def _finish(
        self, tx: Writing, actor: Actor, ticket: Record, deed: Deed, request_id: UUID
    ) -> QueueRow:
        """Write a deed into the history, tell everybody, and show the ticket."""
        await store.answer_request(tx, request_id, ticket["id"])
        await store.remember(
            tx,
            {
                "id": uuid4(),
                "ticket_id": ticket["id"],
                "what": deed,
                "at": self._clock(),
                "by_role": actor.role.value,
                "by_id": actor.id,
                "room": ticket["called_room"],
                "request_id": request_id,
            },
        )
        self._news.after(tx, actor.hospital_id, ticket["department"], ticket["id"])
        shown = (await self._rows(tx, actor, [ticket]))[0]
        await self._audit.record(tx, actor, f"queues.{deed}", "ticket", ticket["id"])
        return shown

    async def _own_ticket(self, db: Reader, actor: Actor, ticket_id: UUID) -> Record:
        row = await store.ticket(db, ticket_id)
        if row is None or row["hospital_id"] != actor.hospital_id:
            raise NoSuchTicket
        _require_department(actor, row["department"])
        return row

    async def _row(self, db: Reader, actor: Actor, ticket_id: UUID) -> QueueRow:
        return (await self._rows(db, actor, [await self._own_ticket(db, actor, ticket_id)]))[0]

    async def _rows(self, db: Reader, actor: Actor, tickets: Sequence[Record]) -> list[QueueRow]:
        summaries: dict[UUID, Summary] = {}
        if actor.role in _MEDICAL:
            ids = [row["assessment_id"] for row in tickets if row["assessment_id"] is not None]
            summaries = await self._assessments.summaries(db, actor, ids)
        now = self._clock()
        rows = []
        for row in tickets:
            name = ""
            if row["patient_id"] is not None:
                name = await self._patients.masked_name(db, actor, row["patient_id"])
            waited = (row["called_at"] or now) - row["issued_at"]
            rows.append(
                QueueRow(
                    id=row["id"],
                    number=row["label"],
                    status=row["status"],
                    priority=row["priority"],
                    department=row["department"],
                    room=row["room"],
                    practitioner=row["practitioner"],
                    appointment_at=row["appointment_at"],
                    masked_name=name,
                    language=row["language"],
                    issued_at=row["issued_at"],
                    waited_minutes=max(0, int(waited.total_seconds() // 60)),
                    called_at=row["called_at"],
                    called_room=row["called_room"],
                    assessment=summaries.get(row["assessment_id"]),
                )
            )
        return rows

    async def _today(self, db: Reader, actor: Actor) -> date:
        return await self._facilities.local_day(db, actor.hospital_id, self._clock())


def _require_department(actor: Actor, department: str) -> None:
    if actor.role in _EVERYWHERE or not actor.departments or department in actor.departments:
        return
    raise NotAllowed(role=actor.role.value, department=department)
