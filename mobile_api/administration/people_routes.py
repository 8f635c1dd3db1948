"""Accounts of staff, devices, lists to import and the audit trail over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from mobile_api.access.door import StaffActor
from mobile_api.access.errors import (
    ForeignForm,
    LastAdministrator,
    LoginTaken,
    NotOneself,
    WeakPassword,
)
from mobile_api.access.schemas import (
    FreshPassword,
    HireStaff,
    PutStaff,
    StaffRecord,
    StaffRecords,
)
from mobile_api.access.staff import StaffService
from mobile_api.administration.errors import ImportFaulty, ImportOver, ImportUnreadable
from mobile_api.administration.importing import ListsService
from mobile_api.administration.schemas import CheckList, ListReport
from mobile_api.administration.service import AdministrationService
from mobile_api.audit.errors import AuditBroken
from mobile_api.audit.schemas import AuditFilter, AuditRecords, AuditVerified
from mobile_api.devices.enrolling import EnrollingService
from mobile_api.devices.schemas import EnrolmentCodeMade, MakeEnrolmentCode, RenameDevice
from mobile_api.devices.service import DevicesService
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    Unavailable,
)
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    SecretKey,
    WritingTransaction,
    problems,
    require_same_key,
    service,
)

router = APIRouter(prefix="/v1", tags=["administration"])

Staff = Annotated[StaffService, service(StaffService)]
Devices = Annotated[DevicesService, service(DevicesService)]
Enrolling = Annotated[EnrollingService, service(EnrollingService)]
Importing = Annotated[ListsService, service(ListsService)]
Administration = Annotated[AdministrationService, service(AdministrationService)]

_STAFF = (NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest, Unavailable)


@router.get("/access/staff", summary="All accounts of staff", responses=problems(*_STAFF))
async def accounts(actor: StaffActor, staff: Staff, db: ReadingConnection) -> StaffRecords:
    return StaffRecords(items=await staff.accounts(db, actor))


@router.post(
    "/access/staff",
    summary="Make an account",
    responses=problems(*_STAFF, LoginTaken, WeakPassword, IdempotencyMismatch),
)
async def hire(
    actor: StaffActor,
    staff: Staff,
    tx: WritingTransaction,
    order: HireStaff,
    key: IdempotencyKey = None,
) -> StaffRecord:
    require_same_key(key, order.id)
    return await staff.hire(tx, actor, order)


@router.put(
    "/access/staff/{staff_id}",
    summary="Change a role, departments, or whether somebody may sign in",
    responses=problems(*_STAFF, NotFound, NotOneself, LastAdministrator),
)
async def put_staff(
    actor: StaffActor, staff: Staff, tx: WritingTransaction, staff_id: UUID, order: PutStaff
) -> StaffRecord:
    return await staff.put(tx, actor, staff_id, order)


@router.post(
    "/access/staff/{staff_id}/password",
    summary="Give an account a fresh password, shown once",
    description=(
        "Every repetition makes another one, and the last one counts; within ten minutes, with "
        "the same `Idempotency-Key`, the same administrator gets the first one again."
    ),
    responses=problems(*_STAFF, NotFound, IdempotencyMismatch),
)
async def reset_password(
    actor: StaffActor,
    staff: Staff,
    tx: WritingTransaction,
    staff_id: UUID,
    key: SecretKey = None,
) -> FreshPassword:
    return FreshPassword(password=await staff.reset_password(tx, actor, staff_id, key=key))


@router.post(
    "/devices/enrolment-codes",
    summary="Make a one-time code for a kiosk or board",
    description=(
        "Ten minutes, one device. Every repetition makes another code; while the code lives, with "
        "the same `Idempotency-Key`, the same sender gets the first one again."
    ),
    responses=problems(*_STAFF, NotFound, IdempotencyMismatch),
)
async def make_code(
    actor: StaffActor,
    enrolling: Enrolling,
    tx: WritingTransaction,
    order: MakeEnrolmentCode,
    key: SecretKey = None,
) -> EnrolmentCodeMade:
    return await enrolling.make_code(
        tx, actor, order.name, order.place, order.kind, device_id=order.device_id, key=key
    )


@router.put(
    "/devices/{device_id}",
    summary="Say what a device is called and where it stands",
    status_code=204,
    responses=problems(*_STAFF, NotFound),
)
async def rename(
    actor: StaffActor,
    devices: Devices,
    tx: WritingTransaction,
    device_id: UUID,
    order: RenameDevice,
) -> None:
    await devices.rename(tx, actor, device_id, order.name, order.place)


@router.delete(
    "/devices/{device_id}",
    summary="Make a device's key worthless",
    status_code=204,
    responses=problems(*_STAFF, NotFound),
)
async def withdraw(
    actor: StaffActor, devices: Devices, tx: WritingTransaction, device_id: UUID
) -> None:
    await devices.withdraw(tx, actor, device_id)


@router.post(
    "/facilities/imports",
    summary="Check a list: what would be added and changed, and what is wrong with it",
    description="Nothing is stored but the list itself, encrypted, for an hour.",
    responses=problems(*_STAFF, ImportUnreadable, IdempotencyMismatch),
)
async def check_list(
    actor: StaffActor,
    importing: Importing,
    tx: WritingTransaction,
    order: CheckList,
    key: IdempotencyKey = None,
) -> ListReport:
    require_same_key(key, order.id)
    return await importing.check(tx, actor, order)


@router.post(
    "/facilities/imports/{import_id}/application",
    summary="Import a list that was checked: all of it, or nothing",
    description="Repeating it answers what the first time did.",
    responses=problems(*_STAFF, ImportOver, ImportFaulty, IdempotencyMismatch),
)
async def apply_list(
    actor: StaffActor,
    importing: Importing,
    tx: WritingTransaction,
    import_id: UUID,
    key: IdempotencyKey = None,
) -> ListReport:
    require_same_key(key, import_id)
    return await importing.apply(tx, actor, import_id)


@router.get(
    "/audit/events",
    summary="Who did what, the newest first",
    responses=problems(*_STAFF),
)
async def audit_events(
    actor: StaffActor,
    administration: Administration,
    db: ReadingConnection,
    since: datetime | None = None,
    until: datetime | None = None,
    actor_id: UUID | None = None,
    domain: Annotated[str | None, Query(pattern="^[a-z]{2,20}$")] = None,
    subject_id: Annotated[str | None, Query(max_length=64)] = None,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditRecords:
    _require_aware(since, until)
    wanted = AuditFilter(since, until, actor_id, domain, subject_id)
    return await administration.events(db, actor, wanted, cursor=cursor, limit=limit)


@router.get(
    "/audit/verification",
    summary="Walk every chain of the audit trail",
    responses=problems(*_STAFF, AuditBroken),
)
async def verify_audit(
    actor: StaffActor, administration: Administration, db: ReadingConnection
) -> AuditVerified:
    return await administration.verify_audit(db, actor)


def _require_aware(*moments: datetime | None) -> None:
    for moment in moments:
        if moment is not None and moment.tzinfo is None:
            raise InvalidRequest(fields=[{"field": "query.since", "rule": "timezone_aware"}])
