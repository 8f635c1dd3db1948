"""Routes for devices in the halls."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Response

from mobile_api.access.door import ClientAddress
from mobile_api.devices.door import KioskActor
from mobile_api.devices.enrolling import EnrollingService
from mobile_api.devices.errors import DeviceNotEnrolled, WrongEnrolmentCode
from mobile_api.devices.schemas import (
    Alarm,
    DeviceStatus,
    EnrolByCode,
    EnrolledDevice,
    RaiseAlarm,
    SignOfLife,
)
from mobile_api.devices.service import DevicesService
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    TooManyAttempts,
    Unavailable,
)
from mobile_api.facilities.schemas import Hospital
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    UnneededKey,
    WritingTransaction,
    entity_tag,
    is_fresh,
    problems,
    require_same_key,
    service,
)

router = APIRouter(prefix="/v1")

Devices = Annotated[DevicesService, service(DevicesService)]
Facilities = Annotated[FacilitiesService, service(FacilitiesService)]
Enrolling = Annotated[EnrollingService, service(EnrollingService)]


# It stands here, because facilities lie below devices and do not know who asks.
@router.get(
    "/facilities/hospital",
    tags=["facilities"],
    summary="The hospital in which this device stands, with its departments",
    responses={
        304: {"description": "Unchanged since the ETag in If-None-Match."},
        **problems(DeviceNotEnrolled),
    },
    response_model=Hospital,
)
async def hospital(
    actor: KioskActor,
    facilities: Facilities,
    db: ReadingConnection,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Hospital | Response:
    found = await facilities.hospital(db, actor)
    headers = {"ETag": entity_tag(found), "Cache-Control": "private, no-cache"}
    if is_fresh(headers["ETag"], if_none_match):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return found


@router.post(
    "/devices/signs-of-life",
    tags=["devices"],
    summary="Tell how this device is",
    description=(
        "Sent every half minute; the newest word counts. Repeating it has no other effect than "
        "that the device was seen again."
    ),
    responses=problems(DeviceNotEnrolled, InvalidRequest),
)
async def sign_of_life(
    actor: KioskActor,
    devices: Devices,
    tx: WritingTransaction,
    state: SignOfLife,
    _key: UnneededKey = None,
) -> DeviceStatus:
    return await devices.sign_of_life(tx, actor, state)


@router.post(
    "/devices/alarms",
    tags=["devices"],
    summary="Ring for a nurse, or for somebody who brings paper",
    responses=problems(DeviceNotEnrolled, InvalidRequest, IdempotencyMismatch),
)
async def raise_alarm(
    actor: KioskActor,
    devices: Devices,
    tx: WritingTransaction,
    order: RaiseAlarm,
    key: IdempotencyKey = None,
) -> Alarm:
    require_same_key(key, order.id)
    return await devices.raise_alarm(tx, actor, order)


@router.post(
    "/devices/enrolments",
    tags=["devices"],
    summary="Exchange a one-time code for this device's key",
    description=(
        "An administrator makes the code on the page of devices. It lives ten minutes and is good "
        "for one device; the same request, sent again, gets the same key."
    ),
    responses=problems(
        WrongEnrolmentCode, InvalidRequest, IdempotencyMismatch, TooManyAttempts, Unavailable
    ),
)
async def enrol(
    address: ClientAddress,
    enrolling: Enrolling,
    tx: WritingTransaction,
    order: EnrolByCode,
    key: IdempotencyKey = None,
) -> EnrolledDevice:
    require_same_key(key, order.id)
    return await enrolling.enrol(tx, address, order)
