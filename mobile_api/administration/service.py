"""What administrators may do only when nobody is hurt by it, and what others are told of it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.administration import store
from mobile_api.administration.errors import StillNeeded
from mobile_api.appointments.absence import AbsenceService
from mobile_api.audit.schemas import AuditFilter, AuditRecords, AuditVerified
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.devices.service import alarms_topic
from mobile_api.facilities.orders import (
    PutDepartment,
    PutException,
    PutHospital,
    PutPractitioner,
    PutRoom,
)
from mobile_api.facilities.places import PlacesService
from mobile_api.facilities.practitioners import PractitionersService
from mobile_api.facilities.schemas import (
    DepartmentRecord,
    PractitionerRecord,
    RoomRecord,
    Timetable,
)
from mobile_api.facilities.service import KEEPERS, FacilitiesService
from mobile_api.live import Live
from mobile_api.permissions import allowed
from mobile_api.queues.news import board_topic, queue_topic


class AdministrationService:
    """Closes nothing while people wait, are booked or work there; open pages follow at once.

    Args:
        clock: tells the time.
        live: tells pages that are open.
        facilities: knows the hospital's day.
        places: keeps departments and rooms.
        practitioners: keeps who sees patients.
        absences: tells those who are booked.
        audit: read by administrators.
    """

    def __init__(
        self,
        clock: Clock,
        live: Live,
        facilities: FacilitiesService,
        places: PlacesService,
        practitioners: PractitionersService,
        absences: AbsenceService,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._live = live
        self._facilities = facilities
        self._places = places
        self._practitioners = practitioners
        self._absences = absences
        self._audit = audit

    @allowed(*KEEPERS)
    async def put_hospital(self, tx: Writing, actor: Actor, order: PutHospital) -> None:
        """As ``PlacesService.put_hospital``; every open page of staff is told."""
        await self._places.put_hospital(tx, actor, order)
        self._tell_after(tx, board_topic(actor.hospital_id), alarms_topic(actor.hospital_id))

    @allowed(*KEEPERS)
    async def put_department(
        self, tx: Writing, actor: Actor, code: str, order: PutDepartment
    ) -> DepartmentRecord:
        """Open, change or close a department. Open queue pages follow at once.

        Raises:
            StillNeeded: it is to be closed, and people wait, are booked or work there.
            UnknownDepartmentCode, NameMissing, LetterTaken, LettersUsedUp: see there.
        """
        hospital = actor.hospital_id
        record = await self._places.put_department(tx, actor, code, order)
        if not order.active:
            # Asked after the lock was taken, and inside the transaction that closes it.
            now = self._clock()
            today = await self._facilities.local_day(tx, hospital, now)
            _require_nobody(
                waiting=await store.waiting_in(tx, hospital, code, today),
                booked=await store.booked_in(tx, hospital, code, now),
                practitioners=await store.working_in(tx, hospital, code),
            )
        self._tell_after(
            tx, queue_topic(hospital, code), board_topic(hospital), alarms_topic(hospital)
        )
        return record

    @allowed(*KEEPERS)
    async def put_room(
        self, tx: Writing, actor: Actor, room_id: UUID, order: PutRoom
    ) -> RoomRecord:
        """Add, change or close a room.

        Raises:
            StillNeeded: it is to be closed, and people work there.
            NoSuchDepartment, RoomTaken, NotFound: see ``PlacesService.put_room``.
        """
        record = await self._places.put_room(tx, actor, room_id, order)
        if not order.active:
            _require_nobody(practitioners=await store.working_at(tx, room_id))
        self._tell_after(
            tx, queue_topic(actor.hospital_id, order.department), board_topic(actor.hospital_id)
        )
        return record

    @allowed(*KEEPERS)
    async def put_practitioner(
        self, tx: Writing, actor: Actor, practitioner_id: UUID, order: PutPractitioner
    ) -> PractitionerRecord:
        """Add or change somebody who sees patients, or note that they have left.

        Raises:
            StillNeeded: patients are still booked with somebody who is to leave. The absence
                is entered first (they are then told and offered other times).
            UnknownSpeciality, NoSuchDepartment, NoSuchRoom, PersonnelNumberTaken, NotFound: see
                ``PractitionersService.put``.
        """
        record = await self._practitioners.put(tx, actor, practitioner_id, order)
        if not order.active:
            booked = await store.booked_with(tx, practitioner_id, self._clock())
            _require_nobody(booked=booked)
        self._tell_after(tx, queue_topic(actor.hospital_id, order.department))
        return record

    @allowed(*KEEPERS)
    async def put_exception(
        self,
        tx: Writing,
        actor: Actor,
        practitioner_id: UUID,
        exception_id: UUID,
        order: PutException,
    ) -> Timetable:
        """Note that somebody is away, or works extra hours. Whoever is booked in an absence is
        told, and offered other times; where it became shorter, that their visit stands again.

        Raises:
            NoSuchPractitioner, NotFound, HoursReversed, SlotTooLong, AlreadyPast,
                ClosedOnHoliday, HoursOverlap: see ``PractitionersService.put_exception``.
        """
        table = await self._practitioners.put_exception(
            tx, actor, practitioner_id, exception_id, order
        )
        if order.kind == "away":
            zone = await self._facilities.zone(tx, actor.hospital_id)
            starts, ends = (at.replace(tzinfo=zone) for at in (order.starts, order.ends))
            await self._absences.tell_away(tx, actor, practitioner_id, starts, ends)
            await self._absences.tell_back(tx, actor, practitioner_id)
        return table

    @allowed(*KEEPERS)
    async def remove_exception(
        self, tx: Writing, actor: Actor, practitioner_id: UUID, exception_id: UUID
    ) -> None:
        """Take an absence or extra hours back. Visits that an absence had put into question
        stand again, and their people are told.

        Raises:
            NoSuchPractitioner, NotFound: see ``PractitionersService.remove_exception``.
        """
        await self._practitioners.remove_exception(tx, actor, practitioner_id, exception_id)
        await self._absences.tell_back(tx, actor, practitioner_id)

    @allowed(Role.ADMINISTRATOR)
    async def events(
        self,
        db: Reader,
        actor: Actor,
        wanted: AuditFilter,
        *,
        cursor: str | None = None,
        limit: int = 50,
    ) -> AuditRecords:
        """Who did what in the actor's hospital, the newest first.

        Raises:
            InvalidRequest: the cursor is not ours.
        """
        return await self._audit.events(db, actor.hospital_id, wanted, cursor=cursor, limit=limit)

    @allowed(Role.ADMINISTRATOR)
    async def verify_audit(self, db: Reader, actor: Actor) -> AuditVerified:
        """Walk every chain of the audit trail.

        Raises:
            AuditBroken: an event was changed, removed or put in.
        """
        return AuditVerified(events=await self._audit.verify(db))

    def _tell_after(self, tx: Writing, *topics: str) -> None:
        tx.after_commit(partial(self._live.tell, *topics))


def _require_nobody(*, waiting: int = 0, booked: int = 0, practitioners: int = 0) -> None:
    if waiting or booked or practitioners:
        raise StillNeeded(
            field="active", waiting=waiting, booked=booked, practitioners=practitioners
        )
