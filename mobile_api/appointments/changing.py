"""Shows what is booked, confirms, moves and cancels it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments import rules
from mobile_api.appointments.calendar_file import calendar_file
from mobile_api.appointments.errors import (
    AppointmentClosed,
    BookedElsewhere,
    TimeTaken,
    TooManyMoves,
)
from mobile_api.appointments.offering import OfferingService
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import (
    AboutAppointment,
    Appointment,
    Appointments,
    FreeTimes,
    MoveAppointment,
)
from mobile_api.appointments.standing import DESK, Requests, Standings, shown
from mobile_api.appointments.store import appointments as store
from mobile_api.appointments.store import taking
from mobile_api.appointments.telling import AppointmentNews
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.errors import InvalidRequest
from mobile_api.permissions import allowed

_PAGE = 50
_ALTERNATIVES = 6


class ChangingService:
    """What somebody does with what is booked already.

    Functions that take a row (``cancel_row``, …) are for callers that have found out by other
    means that whoever asks may do it: the holder of a one-tap link.
    """

    def __init__(
        self,
        clock: Clock,
        standings: Standings,
        requests: Requests,
        planning: PlanningService,
        offering: OfferingService,
        news: AppointmentNews,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._standings = standings
        self._requests = requests
        self._planning = planning
        self._offering = offering
        self._news = news
        self._audit = audit

    @allowed(Role.PATIENT, *DESK)
    async def one(self, db: Reader, actor: Actor, appointment_id: UUID) -> Appointment:
        """One appointment.

        Raises:
            NoSuchAppointment: it does not exist, or the actor may not know of it.
        """
        return shown(await self._standings.row(db, actor, appointment_id))

    @allowed(Role.PATIENT)
    async def calendar(self, db: Reader, actor: Actor, appointment_id: UUID) -> bytes:
        """One appointment as a calendar file.

        Raises:
            NoSuchAppointment: it does not exist, or the actor may not know of it.
        """
        row = await self._standings.row(db, actor, appointment_id)
        return calendar_file(row, actor.language, self._clock())

    @allowed(Role.PATIENT, *DESK)
    async def alternatives(self, db: Reader, actor: Actor, appointment_id: UUID) -> FreeTimes:
        """Free times closest to an appointment: what it can be moved to.

        Raises:
            NoSuchAppointment: it does not exist, or the actor may not know of it.
            NoSuchDepartment, NoSuchService: the hospital does not have it any more.
        """
        row = await self._standings.row(db, actor, appointment_id)
        return await self._planning.nearest(
            db,
            row["hospital_id"],
            row["department"],
            row["service"],
            row["starts_at"],
            _ALTERNATIVES,
        )

    @allowed(Role.PATIENT)
    async def own(
        self, db: Reader, actor: Actor, *, past: bool = False, cursor: str | None = None
    ) -> Appointments:
        """Appointments of everybody for whom the account may act, by time.

        Args:
            db: where to ask.
            actor: the account.
            past: those of the last year too; else those that are not over.
            cursor: where the last page ended.
        """
        mine = await self._standings.all_of(db, actor)
        now = self._clock()
        found = await store.of_people(
            db,
            [one.patient_id for one in mine if one.sure],
            [one.patient_id for one in mine if not one.sure],
            actor.id,
            since=now - timedelta(days=365) if past else now,
            after=_read_cursor(cursor),
            most=_PAGE + 1,
        )
        following = None
        if len(found) > _PAGE:
            last = found[_PAGE - 1]
            following = f"{last['starts_at'].timestamp():.0f}.{last['id']}"
        return Appointments(items=[shown(row) for row in found[:_PAGE]], next=following)

    @allowed(*DESK)
    async def of_patient(self, db: Reader, actor: Actor, patient_id: UUID) -> list[Appointment]:
        """What a patient has booked in the actor's hospital and is not over, by time."""
        found = await store.of_people(
            db, [patient_id], [], actor.id, since=self._clock(), after=None, most=_PAGE
        )
        return [shown(row) for row in found if row["hospital_id"] == actor.hospital_id]

    @allowed(Role.PATIENT, *DESK)
    async def confirm(
        self, tx: Writing, actor: Actor, appointment_id: UUID, request: AboutAppointment
    ) -> Appointment:
        """The patient says that they will come; said twice, the first time counts.

        Raises:
            NoSuchAppointment: it does not exist, or the actor may not know of it.
            AppointmentClosed: it is not booked (any more).
            IdempotencyMismatch: the id was used for something else.
        """
        row = await self._standings.row(tx, actor, appointment_id)
        if await self._requests.claim(tx, request.id, "confirm", appointment_id):
            await self.confirm_row(tx, actor, row)
        return shown(await self._standings.row(tx, actor, appointment_id))

    @allowed(Role.PATIENT, *DESK)
    async def cancel(
        self, tx: Writing, actor: Actor, appointment_id: UUID, request: AboutAppointment
    ) -> Appointment:
        """Cancel; until it begins. Less than the hospital's notice before, it counts as late.

        Raises:
            NoSuchAppointment: it does not exist, or the actor may not know of it.
            AppointmentClosed: it has begun, or is not booked (any more).
            IdempotencyMismatch: the id was used for something else.
        """
        row = await self._standings.row(tx, actor, appointment_id)
        if await self._requests.claim(tx, request.id, "cancel", appointment_id):
            await self.cancel_row(tx, actor, row)
        return shown(await self._standings.row(tx, actor, appointment_id))

    @allowed(Role.PATIENT, *DESK)
    async def move(
        self, tx: Writing, actor: Actor, appointment_id: UUID, wish: MoveAppointment
    ) -> Appointment:
        """Move to another time, maybe to another doctor of the department; nothing changes
        where the new time is taken.

        Raises:
            NoSuchAppointment: it does not exist, or the actor may not know of it.
            AppointmentClosed: it has begun, or is not booked (any more).
            TooManyMoves: its patient has moved it as often as may be.
            NoSuchService, NotATime: see ``PlanningService.exact``.
            TimeTaken, BookedElsewhere: somebody, or another appointment, is there.
            IdempotencyMismatch: the id was used for something else.
        """
        row = await self._standings.row(tx, actor, appointment_id)
        if await self._requests.claim(tx, wish.id, "move", appointment_id, wish):
            tells = True
            if actor.role is Role.PATIENT:
                tells = (await self._standings.of(tx, actor, row["patient_id"])).sure
            await self.move_row(tx, actor, row, wish, tells=tells)
        return shown(await self._standings.row(tx, actor, appointment_id))

    async def confirm_row(self, tx: Writing, actor: Actor, row: Record) -> None:
        """Confirm what the caller was found to have a right to."""
        now = self._clock()
        self._require_to_come(row, ("booked",), now)
        if row["confirmed_at"] is None:
            await store.set_state(tx, row["id"], ("booked",), {"confirmed_at": now})
            await self._audit.record(tx, actor, "appointments.confirm", "appointment", row["id"])

    async def cancel_row(self, tx: Writing, actor: Actor, row: Record) -> None:
        """Cancel what the caller was found to have a right to."""
        now = self._clock()
        self._require_to_come(row, ("booked", "pending"), now)
        wanted = await self._planning.rules_of(tx, row["hospital_id"], row["service_id"])
        by_patient = actor.role is Role.PATIENT
        late = row["starts_at"] < now + timedelta(minutes=wanted.late_cancel_minutes)
        done = await store.set_state(
            tx,
            row["id"],
            ("booked", "pending"),
            {
                "status": "cancelled",
                "cancelled_at": now,
                "cancelled_by": "patient",
                # Nobody is late with what the hospital itself has put into question.
                "cancelled_late": by_patient and late and row["status"] == "booked",
            },
        )
        if not done:
            raise AppointmentClosed(appointment_status="cancelled")
        await self._news.cancelled(tx, row)
        if row["status"] == "booked":
            await self._offering.freed(tx, row)
        await self._audit.record(
            tx, actor, "appointments.cancel", "appointment", row["id"], late=str(late).lower()
        )

    async def move_row(
        self,
        tx: Writing,
        actor: Actor,
        row: Record,
        wish: MoveAppointment,
        *,
        tells: bool = True,
    ) -> None:
        """Move what the caller was found to have a right to.

        Args:
            tx, actor, row, wish: as for ``move``.
            tells: say so where the patient has another appointment then; not to somebody who
                merely typed the patient's number.
        """
        now = self._clock()
        self._require_to_come(row, ("booked", "pending"), now)
        by_patient = actor.role is Role.PATIENT and row["status"] == "booked"
        practitioner_id = wish.practitioner_id or row["practitioner_id"]
        known, calendar, ends_at = await self._planning.exact(
            tx,
            row["hospital_id"],
            row["department"],
            row["service"],
            practitioner_id,
            wish.starts_at,
            patient_id=row["patient_id"],
            at_the_desk=actor.role in DESK,
        )
        if by_patient and row["moves"] >= known.rules.most_moves:
            raise TooManyMoves(most=known.rules.most_moves)
        number = calendar.number or await taking.calendar_number(tx, practitioner_id)
        before = await taking.calendar_number(tx, row["practitioner_id"])
        seat: int | None = None
        if known.offer.capacity > 1:
            seat = await taking.free_seat(
                tx, number, wish.starts_at, ends_at, known.offer.capacity, now
            )
            if seat is None:
                raise TimeTaken
        first_lane, last_lane = rules.lanes_of(number, seat)
        values = {
            "practitioner_id": practitioner_id,
            "starts_at": wish.starts_at,
            "ends_at": ends_at,
            "lane_from": first_lane,
            "lane_to": last_lane,
            "status": "booked",
            "sequence": row["sequence"] + 1,
            "moves": row["moves"] + by_patient,
            "confirmed_at": None,
        }
        await taking.clear_ended_holds_in(
            tx, {**values, "id": row["id"], "patient_id": row["patient_id"]}, now
        )
        if not await taking.move_to(tx, row["id"], (number, before), values):
            busy = tells and await store.patient_is_busy(
                tx, row["patient_id"], wish.starts_at, ends_at, row["id"], now
            )
            raise BookedElsewhere if busy else TimeTaken
        moved = await store.one(tx, row["id"])
        assert moved is not None
        await self._news.moved(tx, moved)
        if row["status"] == "booked":
            await self._offering.freed(tx, row)
        await self._audit.record(tx, actor, "appointments.move", "appointment", row["id"])

    @staticmethod
    def _require_to_come(row: Record, states: Sequence[str], now: datetime) -> None:
        if row["status"] not in states:
            raise AppointmentClosed(appointment_status=row["status"])
        if row["starts_at"] <= now:
            raise AppointmentClosed(appointment_status="over")


def _read_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    seconds, _, last = cursor.partition(".")
    try:
        return datetime.fromtimestamp(int(seconds), UTC), UUID(last)
    except (ValueError, OverflowError, OSError) as fault:
        raise InvalidRequest(fields=[{"field": "query.cursor", "rule": "not_a_cursor"}]) from fault
