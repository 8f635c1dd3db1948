"""Shows a person's appointments of today and notes that they have arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments import rules
from mobile_api.appointments.errors import AppointmentClosed, NoSuchAppointment
from mobile_api.appointments.schemas import TodaysAppointment, TodaysAppointments
from mobile_api.appointments.store import appointments as store
from mobile_api.appointments.store import days, taking
from mobile_api.appointments.telling import AppointmentNews
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.patients.service import PatientsService
from mobile_api.patients.visits import VisitFacts
from mobile_api.permissions import STAFF, allowed


@dataclass(frozen=True, slots=True)
class NewAppointment:
    """An appointment to put in; moments are aware."""

    id: UUID
    patient_id: UUID
    practitioner_id: UUID
    department: str
    starts_at: datetime
    ends_at: datetime


class AppointmentsService:
    """Appointments of people who stand in the hospital."""

    def __init__(
        self,
        clock: Clock,
        facilities: FacilitiesService,
        patients: PatientsService,
        news: AppointmentNews,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._facilities = facilities
        self._patients = patients
        self._news = news
        self._audit = audit

    @allowed(Role.KIOSK)
    async def todays(self, db: Reader, actor: Actor, visit: VisitFacts) -> TodaysAppointments:
        """All appointments of the hospital's own today, cancelled and missed ones too.

        Raises:
            ConfirmationNeeded: a typed number alone does not show them.
        """
        patient_id = self._patients.require_confirmed(visit)
        begin, end = await self._today(db, actor)
        found = await days.of_patient(db, actor.hospital_id, patient_id, begin, end)
        return TodaysAppointments(items=[TodaysAppointment(**row) for row in found])

    @allowed(Role.KIOSK)
    async def expected_today(self, db: Reader, actor: Actor) -> list[UUID]:
        """Patients who may still arrive today: among them a face is looked for at the kiosk."""
        begin, end = await self._today(db, actor)
        return await days.expected(db, actor.hospital_id, begin, end, rules.ARRIVABLE)

    @allowed(Role.PATIENT, Role.RECEPTION, Role.NURSE)
    async def booked_today_in(
        self, db: Reader, actor: Actor, patient_id: UUID, department: str
    ) -> UUID | None:
        """The patient's next appointment of today in a department, None where there is none.

        Args:
            db: where to ask.
            actor: the account, in the hospital where it stands.
            patient_id: somebody for whom it may act: the caller has made sure.
            department: which queue.
        """
        begin, end = await self._today(db, actor)
        found = await days.of_patient(db, actor.hospital_id, patient_id, begin, end)
        return next(
            (
                row["id"]
                for row in found
                if row["department"] == department and row["status"] in rules.ARRIVABLE
            ),
            None,
        )

    @allowed(Role.KIOSK, Role.PATIENT, Role.RECEPTION, Role.NURSE)
    async def own_today(
        self, db: Reader, actor: Actor, visit: VisitFacts, appointment_id: UUID
    ) -> TodaysAppointment:
        """One of the person's own appointments of today, in whatever state.

        Raises:
            ConfirmationNeeded: the visit is not confirmed.
            NoSuchAppointment: it does not exist, is another person's, or of another day.
        """
        patient_id = self._patients.require_confirmed(visit)
        begin, end = await self._today(db, actor)
        found = await days.one_of_patient(
            db, actor.hospital_id, patient_id, appointment_id, begin, end
        )
        if found is None:
            raise NoSuchAppointment
        return TodaysAppointment(**found)

    @allowed(Role.KIOSK, Role.PATIENT, Role.RECEPTION, Role.NURSE)
    async def mark_arrived(
        self, tx: Writing, actor: Actor, visit: VisitFacts, appointment_id: UUID
    ) -> TodaysAppointment:
        """Note that the person has come; said twice, the first time counts.

        Raises:
            ConfirmationNeeded: the visit is not confirmed.
            NoSuchAppointment: it does not exist, is another person's, or of another day.
            AppointmentClosed: cancelled, missed or over; ``appointment_status`` says which.
        """
        if await self._own_arrived(tx, actor, visit, appointment_id):
            await self._audit.record(
                tx, actor, "appointments.arrive", "appointment", appointment_id
            )
        appointment = await self.own_today(tx, actor, visit, appointment_id)
        if appointment.status not in rules.ARRIVABLE:
            raise AppointmentClosed(appointment_status=appointment.status)
        return appointment

    @allowed(*STAFF)
    async def mark_fulfilled(self, tx: Writing, actor: Actor, appointment_id: UUID) -> None:
        """The patient has been seen. Changes nothing unless the patient had arrived."""
        if await days.move(tx, actor.hospital_id, appointment_id, "arrived", "fulfilled"):
            row = await store.one(tx, appointment_id)
            assert row is not None
            await self._news.seen(tx, row)

    @allowed(Role.SYSTEM)
    async def book_for_demo(
        self, tx: Writing, actor: Actor, appointments: Sequence[NewAppointment]
    ) -> int:
        """Put appointments in as booked; ids that are there already are left alone.

        One that overlaps another is left out: the database refuses it.

        Returns:
            How many were new.
        """
        now = self._clock()
        added = 0
        for new in appointments:
            number = await taking.calendar_number(tx, new.practitioner_id)
            first_lane, last_lane = rules.lanes_of(number, None)
            taken = await taking.take(
                tx,
                {
                    "id": new.id,
                    "hospital_id": actor.hospital_id,
                    "patient_id": new.patient_id,
                    "patient_key": rules.patient_key(new.patient_id),
                    "practitioner_id": new.practitioner_id,
                    "department": new.department,
                    "starts_at": new.starts_at,
                    "ends_at": new.ends_at,
                    "status": "booked",
                    "lane_from": first_lane,
                    "lane_to": last_lane,
                    "created_at": now,
                },
                now,
            )
            added += taken is not None
        return added

    async def _own_arrived(
        self, tx: Writing, actor: Actor, visit: VisitFacts, appointment_id: UUID
    ) -> bool:
        patient_id = self._patients.require_confirmed(visit)
        begin, end = await self._today(tx, actor)
        return await days.arrive(
            tx, actor.hospital_id, patient_id, appointment_id, begin, end, self._clock()
        )

    async def _today(self, db: Reader, actor: Actor) -> tuple[datetime, datetime]:
        zone = await self._facilities.zone(db, actor.hospital_id)
        return rules.bounds_of_day(self._clock(), zone)
