"""Gives numbers, and tells people and boards whose turn it is. Staff's side is in calling.py."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, Literal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from mobile_api.actors import Actor, Role
from mobile_api.appointments.service import AppointmentsService
from mobile_api.assessments.service import AssessmentsService
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.errors import IdempotencyMismatch, NotAllowed, Unavailable
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.patients.service import PatientsService
from mobile_api.patients.visits import VisitFacts
from mobile_api.permissions import allowed
from mobile_api.queues import numbering_store, rules, store
from mobile_api.queues.errors import AlreadyWaiting, NoSuchTicket
from mobile_api.queues.news import QueueNews, queue_topic, ticket_topic
from mobile_api.queues.schemas import (
    Board,
    BoardRow,
    CheckIn,
    JoinQueue,
    PlaceInQueue,
    Priority,
    Ticket,
)

_SIGNED = "ticket"
_CONFIRMED = ("confirmed", "proven")


class QueuesService:
    """Tickets of people who wait.

    Args:
        clock: tells the time.
        vaulted: signs tickets and digests requests.
        facilities, patients, appointments, assessments: the domains below.
        audit: the trail.
        news: tells open pages.
        public_url: address that patients reach, without a slash at the end.
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
        news: QueueNews,
        public_url: str,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._facilities = facilities
        self._patients = patients
        self._appointments = appointments
        self._assessments = assessments
        self._audit = audit
        self._news = news
        self._public_url = public_url

    @allowed(Role.KIOSK, Role.PATIENT, Role.RECEPTION, Role.NURSE)
    async def join(self, tx: Writing, actor: Actor, visit: VisitFacts, order: JoinQueue) -> Ticket:
        """A walk-in takes a number; the same id is one ticket, however often it is sent.

        A visit that only typed a number gets a second ticket when it asks twice: saying
        that somebody with that number waits already would tell it to a stranger.

        Raises:
            NoSuchDepartment: this hospital does not have it.
            NoSuchAssessment: the assessment is not of this visit.
            NotAllowed: nobody knows who this is, and the way leads neither to reception nor,
                with an emergency, to the emergency department.
            AlreadyWaiting: a confirmed person waits in this queue; ``ticket_id``, ``number``
                and ``signed`` (as for ``place``) say with which ticket.
            IdempotencyMismatch: the id was used with another body.
        """
        digest = self._digest("join", actor, order)
        place = await numbering_store.opening(tx, actor.hospital_id, order.department, order.id)
        # A replay still gets its ticket when its department is closed or its visit over.
        if place is None or place["given"]:
            first = await store.ticket(tx, order.id)
            if first is not None:
                return self._replayed(first, digest)
        if place is None:
            raise NoSuchDepartment
        urgency: str | None = None
        if order.assessment_id is not None:
            urgency = await self._assessments.urgency_of(tx, actor, visit, order.assessment_id)
        _require_way(visit, order.department, urgency)
        day = self._clock().astimezone(ZoneInfo(place["time_zone"])).date()
        patient_id = await self._patients.ensure_patient(tx, actor, visit)
        ticket = self._new(
            actor,
            visit,
            {
                "id": order.id,
                "body_digest": digest,
                "department": order.department,
                "day": day,
                "patient_id": patient_id,
                "appointment_id": None,
                "assessment_id": order.assessment_id,
                "language": order.language,
            },
            rules.priority_of(urgency),
        )
        added = await numbering_store.add_ticket(tx, ticket)
        if not added:
            first = await store.ticket(tx, order.id)
            if first is not None:
                return self._replayed(first, digest)
        if patient_id is not None and visit.level in _CONFIRMED:
            other = await store.waiting_of_patient(
                tx, actor.hospital_id, order.department, day, patient_id, order.id
            )
            if other is not None:
                raise AlreadyWaiting(
                    ticket_id=str(other["id"]), number=other["label"], signed=self.sign(other["id"])
                )
        if not added:
            # The ticket that stood in the way was called in this very instant.
            raise Unavailable(part="queue")
        leads_to = {
            "department_names": place["names"],
            "practitioner": None,
            "floor": place["floor"],
            "room": place["room"],
        }
        given = await self._number(tx, actor, {**ticket, **leads_to}, place["prefix"], "join")
        await self._audit.record(tx, actor, "queues.join", "ticket", order.id)
        return given

    @allowed(Role.KIOSK, Role.PATIENT, Role.RECEPTION, Role.NURSE)
    async def check_in(
        self, tx: Writing, actor: Actor, visit: VisitFacts, arrival: CheckIn
    ) -> Ticket:
        """A booked person has come: the arrival and the number are stored together or not at all.

        An appointment has one ticket: asked again under another id, the first one is shown.

        Raises:
            ConfirmationNeeded: a typed number alone cannot check in.
            NoSuchAppointment: not this person's, or not of today.
            AppointmentClosed: cancelled, missed or over; ``appointment_status`` says which.
            IdempotencyMismatch: the id was used with another body.
        """
        digest = self._digest("check_in", actor, arrival)
        same = await store.ticket(tx, arrival.id)
        if same is not None:
            return self._replayed(same, digest)
        appointment = await self._appointments.own_today(tx, actor, visit, arrival.appointment_id)
        ticket = self._new(
            actor,
            visit,
            {
                "id": arrival.id,
                "body_digest": digest,
                "department": appointment.department,
                "day": await self._today(tx, actor.hospital_id),
                "patient_id": visit.patient_id,
                "appointment_id": arrival.appointment_id,
                "assessment_id": None,
                "language": arrival.language,
            },
            "booked",
        )
        if not await numbering_store.add_ticket(tx, ticket):
            same = await store.ticket(tx, arrival.id)
            if same is not None:
                return self._replayed(same, digest)
            first = await store.of_appointment(tx, arrival.appointment_id)
            assert first is not None
            return await self._current(tx, first)
        row = await store.ticket(tx, arrival.id)
        assert row is not None
        department = await self._facilities.department(tx, row["hospital_id"], row["department"])
        given = await self._number(tx, actor, row, department.prefix, "check_in")
        # Last, because it writes to the audit trail, whose chains are locked last everywhere.
        await self._appointments.mark_arrived(tx, actor, visit, arrival.appointment_id)
        return given

    async def place(self, db: Reader, signed: str) -> PlaceInQueue:
        """What the holder of a ticket's QR may see. Anybody who holds it may ask.

        A ticket of another day that was never finished is shown as void: its queue is over.

        Raises:
            NoSuchTicket: not signed by this installation, or not stored.
        """
        row = await store.ticket(db, self.ticket_of(signed))
        if row is None:
            raise NoSuchTicket
        over = row["status"] != "done" and row["day"] != await self._today(db, row["hospital_id"])
        waits = row["status"] == "waiting" and not over
        ahead, earliest, latest = await self._wait(db, row) if waits else (0, 0, 0)
        return PlaceInQueue(
            number=row["label"],
            status="void" if over else row["status"],
            department_names=row["department_names"],
            floor=row["floor"],
            room=row["room"],
            ahead=ahead,
            wait_minutes_from=earliest,
            wait_minutes_to=latest,
            language=row["language"],
        )

    async def topics_of(self, db: Reader, signed: str) -> tuple[str, str]:
        """What a page that shows a ticket listens to: its own news, and those of its queue.

        Raises:
            NoSuchTicket: not signed by this installation, or not stored.
        """
        row = await store.ticket(db, self.ticket_of(signed))
        if row is None:
            raise NoSuchTicket
        return ticket_topic(row["id"]), queue_topic(row["hospital_id"], row["department"])

    async def board_snapshot(self, db: Reader, hospital_id: UUID) -> Board:
        """The hall board: called in the last ten minutes, newest first, at most eight.

        Raises:
            NotFound: there is no such hospital.
        """
        now = self._clock()
        called = await store.recently_called(
            db,
            hospital_id,
            await self._today(db, hospital_id),
            now - timedelta(minutes=rules.BOARD_MINUTES),
            rules.BOARD_ROWS,
        )
        rows = [
            BoardRow(
                number=row["label"],
                room=row["room"],
                floor=row["floor"],
                called_at=row["called_at"],
            )
            for row in called
        ]
        return Board(rows=rows, at=now)

    def sign(self, ticket_id: UUID) -> str:
        """The last path segment of a ticket's QR: signed, without personal data."""
        return self._vaulted.sign_id(_SIGNED, ticket_id)

    def ticket_of(self, signed: str) -> UUID:
        """The ticket that a QR's last path segment was signed for.

        Raises:
            NoSuchTicket: not signed by this installation.
        """
        try:
            return self._vaulted.verify_id(_SIGNED, signed)
        except CannotOpen as fault:
            raise NoSuchTicket from fault

    def _new(
        self, actor: Actor, visit: VisitFacts, ticket: dict[str, Any], priority: Priority
    ) -> dict[str, Any]:
        return {
            **ticket,
            "hospital_id": actor.hospital_id,
            "device_id": actor.id,
            "visit_id": visit.visit_id,
            "assurance": visit.level,
            "priority": priority,
            "rank": rules.RANK[priority],
            "status": "waiting",
            "issued_at": self._clock(),
        }

    async def _number(
        self,
        tx: Writing,
        actor: Actor,
        row: Record,
        prefix: str,
        what: Literal["join", "check_in"],
    ) -> Ticket:
        """Number the ticket that this transaction has just put in, and promise a wait."""
        ticket_id: UUID = row["id"]
        number = await numbering_store.take_number(
            tx, row["hospital_id"], row["department"], row["day"]
        )
        # Read once more now that it is this ticket's turn, so that arrival and number agree.
        issued_at = self._clock()
        placed = {**row, "number": number, "issued_at": issued_at}
        ahead, earliest, latest = await self._wait(tx, placed)
        given = {
            "number": number,
            "label": rules.label_of(prefix, number),
            "issued_at": issued_at,
            "promised_ahead": ahead,
            "promised_from": earliest,
            "promised_to": latest,
        }
        await numbering_store.complete_ticket(
            tx,
            ticket_id,
            given,
            {
                "id": uuid4(),
                "ticket_id": ticket_id,
                "what": what,
                "at": issued_at,
                "by_role": actor.role.value,
                "by_id": actor.id,
            },
        )
        self._news.after(tx, row["hospital_id"], row["department"], ticket_id)
        return self._ticket({**placed, **given}, ahead, earliest, latest)

    def _replayed(self, row: Record, digest: bytes) -> Ticket:
        """The first answer again: what was promised then; only the status is of now."""
        if row["body_digest"] != digest:
            raise IdempotencyMismatch
        return self._ticket(
            dict(row), row["promised_ahead"], row["promised_from"], row["promised_to"]
        )

    async def _current(self, db: Reader, row: Record) -> Ticket:
        """A ticket as it stands now."""
        waits = row["status"] == "waiting"
        ahead, earliest, latest = await self._wait(db, row) if waits else (0, 0, 0)
        return self._ticket(dict(row), ahead, earliest, latest)

    def _ticket(self, row: dict[str, Any], ahead: int, earliest: int, latest: int) -> Ticket:
        return Ticket(
            id=row["id"],
            number=row["label"],
            status=row["status"],
            priority=row["priority"],
            department=row["department"],
            department_names=row["department_names"],
            practitioner=row["practitioner"],
            floor=row["floor"],
            room=row["room"],
            ahead=ahead,
            wait_minutes_from=earliest,
            wait_minutes_to=latest,
            issued_at=row["issued_at"],
            language=row["language"],
            qr=f"{self._public_url}/t/{self.sign(row['id'])}",
        )

    async def _wait(self, db: Reader, row: Record) -> tuple[int, int, int]:
        """How many are called before, and the minutes that are promised: from, to."""
        since = self._clock() - timedelta(minutes=rules.CALLING_MINUTES)
        ahead, took, rooms = await numbering_store.queue_before(db, row, since)
        return ahead, *rules.wait_minutes(ahead, rules.service_minutes(took), rooms)

    async def _today(self, db: Reader, hospital_id: UUID) -> date:
        return await self._facilities.local_day(db, hospital_id, self._clock())

    def _digest(self, verb: str, actor: Actor, body: JoinQueue | CheckIn) -> bytes:
        content = json.dumps(body.model_dump(mode="json"), sort_keys=True)
        return self._vaulted.blind_index("tickets.body", f"{verb}|{actor.hospital_id}|{content}")


def _require_way(visit: VisitFacts, department: str, urgency: str | None) -> None:
    if visit.level != "unidentified" or department == "reception":
        return
    if department == "emergency" and urgency == "emergency":
        return
    raise NotAllowed(reason="unidentified")
