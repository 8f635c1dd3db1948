"""A hospital's data over HTTP, for administrators and IT nurses.

Everything is put whole under an id that the caller made, so that every request may be
repeated; only what cannot be said twice carries an Idempotency-Key.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from mobile_api.access.door import StaffActor
from mobile_api.access.errors import ForeignForm
from mobile_api.administration.errors import StillNeeded
from mobile_api.administration.service import AdministrationService
from mobile_api.errors import (
    DmedError,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    Unavailable,
)
from mobile_api.facilities.errors import (
    AlreadyPast,
    ClosedOnHoliday,
    HolidayTaken,
    HoursOverlap,
    HoursReversed,
    LettersUsedUp,
    LetterTaken,
    NameMissing,
    NoSuchDepartment,
    NoSuchPractitioner,
    NoSuchRoom,
    OutsideOpeningHours,
    PersonnelNumberTaken,
    RoomTaken,
    ServiceCodeTaken,
    SlotTooLong,
    UnknownDepartmentCode,
    UnknownSpeciality,
)
from mobile_api.facilities.opening import OpeningService
from mobile_api.facilities.orders import (
    PutDepartment,
    PutException,
    PutHoliday,
    PutHospital,
    PutOpeningHours,
    PutPractitioner,
    PutRoom,
    PutService,
    PutWeek,
)
from mobile_api.facilities.places import PlacesService
from mobile_api.facilities.practitioners import PractitionersService
from mobile_api.facilities.schemas import (
    Calendar,
    Configuration,
    DepartmentRecord,
    HolidayRecord,
    PractitionerRecord,
    RoomRecord,
    ServiceRecord,
    Timetable,
)
from mobile_api.http import ReadingConnection, WritingTransaction, problems, service

router = APIRouter(prefix="/v1/facilities", tags=["facilities: administration"])

Administration = Annotated[AdministrationService, service(AdministrationService)]
Places = Annotated[PlacesService, service(PlacesService)]
Practitioners = Annotated[PractitionersService, service(PractitionersService)]
OpeningOf = Annotated[OpeningService, service(OpeningService)]
Code = Annotated[str, Path(pattern="^[a-z_]{3,40}$", examples=["therapy"])]

_STAFF = (NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest, Unavailable)


def _problems(*errors: type[DmedError]) -> dict[int | str, dict[str, object]]:
    return problems(*_STAFF, *errors)


@router.get(
    "/configuration",
    summary="Departments, rooms, practitioners and services, closed ones included",
    responses=_problems(),
)
async def configuration(actor: StaffActor, places: Places, db: ReadingConnection) -> Configuration:
    return await places.configuration(db, actor)


@router.put(
    "/hospital",
    summary="Name and emergency number of the hospital",
    status_code=204,
    responses=_problems(NameMissing),
)
async def put_hospital(
    actor: StaffActor, administration: Administration, tx: WritingTransaction, order: PutHospital
) -> None:
    await administration.put_hospital(tx, actor, order)


@router.put(
    "/departments/{code}",
    summary="Open, change or close a department",
    description="Never deleted. It is not closed while people wait, are booked or work there.",
    responses=_problems(
        StillNeeded, UnknownDepartmentCode, NameMissing, LetterTaken, LettersUsedUp
    ),
)
async def put_department(
    actor: StaffActor,
    administration: Administration,
    tx: WritingTransaction,
    code: Code,
    order: PutDepartment,
) -> DepartmentRecord:
    return await administration.put_department(tx, actor, code, order)


@router.put(
    "/rooms/{room_id}",
    summary="Add, change or close a room",
    responses=_problems(StillNeeded, NoSuchDepartment, RoomTaken, NotFound),
)
async def put_room(
    actor: StaffActor,
    administration: Administration,
    tx: WritingTransaction,
    room_id: UUID,
    order: PutRoom,
) -> RoomRecord:
    return await administration.put_room(tx, actor, room_id, order)


@router.put(
    "/practitioners/{practitioner_id}",
    summary="Add or change somebody who sees patients",
    responses=_problems(
        StillNeeded,
        UnknownSpeciality,
        NoSuchDepartment,
        NoSuchRoom,
        PersonnelNumberTaken,
        NotFound,
    ),
)
async def put_practitioner(
    actor: StaffActor,
    administration: Administration,
    tx: WritingTransaction,
    practitioner_id: UUID,
    order: PutPractitioner,
) -> PractitionerRecord:
    return await administration.put_practitioner(tx, actor, practitioner_id, order)


@router.get(
    "/practitioners/{practitioner_id}/timetable",
    summary="Weekly hours, absences and extra hours",
    responses=_problems(NoSuchPractitioner),
)
async def timetable(
    actor: StaffActor,
    practitioners: Practitioners,
    db: ReadingConnection,
    practitioner_id: UUID,
) -> Timetable:
    return await practitioners.timetable(db, actor, practitioner_id)


@router.put(
    "/practitioners/{practitioner_id}/week",
    summary="Replace weekly hours",
    responses=_problems(
        NoSuchPractitioner, HoursReversed, SlotTooLong, HoursOverlap, OutsideOpeningHours
    ),
)
async def put_week(
    actor: StaffActor,
    practitioners: Practitioners,
    tx: WritingTransaction,
    practitioner_id: UUID,
    order: PutWeek,
) -> Timetable:
    return await practitioners.put_week(tx, actor, practitioner_id, order)


@router.put(
    "/practitioners/{practitioner_id}/exceptions/{exception_id}",
    summary="Note an absence or extra hours",
    description="Whoever is booked in an absence is told, and offered other times.",
    responses=_problems(
        NoSuchPractitioner,
        NotFound,
        HoursReversed,
        SlotTooLong,
        AlreadyPast,
        ClosedOnHoliday,
        HoursOverlap,
    ),
)
async def put_exception(
    actor: StaffActor,
    administration: Administration,
    tx: WritingTransaction,
    practitioner_id: UUID,
    exception_id: UUID,
    order: PutException,
) -> Timetable:
    return await administration.put_exception(tx, actor, practitioner_id, exception_id, order)


@router.delete(
    "/practitioners/{practitioner_id}/exceptions/{exception_id}",
    summary="Take an absence or extra hours back",
    status_code=204,
    responses=_problems(NoSuchPractitioner, NotFound),
)
async def remove_exception(
    actor: StaffActor,
    administration: Administration,
    tx: WritingTransaction,
    practitioner_id: UUID,
    exception_id: UUID,
) -> None:
    await administration.remove_exception(tx, actor, practitioner_id, exception_id)


@router.put(
    "/services/{service_id}",
    summary="Add or change what a department offers",
    responses=_problems(NoSuchDepartment, NameMissing, ServiceCodeTaken, NotFound),
)
async def put_service(
    actor: StaffActor,
    places: Places,
    tx: WritingTransaction,
    service_id: UUID,
    order: PutService,
) -> ServiceRecord:
    return await places.put_service(tx, actor, service_id, order)


@router.get("/calendar", summary="Opening hours, and holidays from today on", responses=_problems())
async def calendar(actor: StaffActor, opening: OpeningOf, db: ReadingConnection) -> Calendar:
    return await opening.calendar(db, actor)


@router.put(
    "/opening-hours",
    summary="Replace opening hours; none means never closed",
    responses=_problems(HoursReversed, HoursOverlap),
)
async def put_opening_hours(
    actor: StaffActor, opening: OpeningOf, tx: WritingTransaction, order: PutOpeningHours
) -> Calendar:
    return await opening.put_opening_hours(tx, actor, order)


@router.put(
    "/holidays/{holiday_id}",
    summary="Close the hospital on a day",
    responses=_problems(NameMissing, AlreadyPast, HolidayTaken, NotFound),
)
async def put_holiday(
    actor: StaffActor,
    opening: OpeningOf,
    tx: WritingTransaction,
    holiday_id: UUID,
    order: PutHoliday,
) -> HolidayRecord:
    return await opening.put_holiday(tx, actor, holiday_id, order)


@router.delete(
    "/holidays/{holiday_id}",
    summary="Open the hospital on that day again",
    status_code=204,
    responses=_problems(NotFound),
)
async def remove_holiday(
    actor: StaffActor, opening: OpeningOf, tx: WritingTransaction, holiday_id: UUID
) -> None:
    await opening.remove_holiday(tx, actor, holiday_id)
