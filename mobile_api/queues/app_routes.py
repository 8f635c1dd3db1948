"""Queues over HTTP, for the app: a counter's QR, and the own places."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from mobile_api.access.door import AppActor, StaffActor
from mobile_api.access.errors import ChatNotLinked, ForeignForm
from mobile_api.appointments.errors import AppointmentClosed, NoSuchAppointment
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    Unavailable,
)
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    WritingTransaction,
    entity_tag,
    is_fresh,
    problems,
    require_same_key,
    service,
)
from mobile_api.patients.errors import NoSuchPerson, PersonDeceased
from mobile_api.queues.errors import AlreadyWaiting, NoSuchCounter
from mobile_api.queues.schemas import CounterCode, OwnTickets, ScanCounter, Ticket
from mobile_api.queues.sharing import SharingService

router = APIRouter(prefix="/v1/queues", tags=["queues: app"])

Sharing = Annotated[SharingService, service(SharingService)]
Department = Annotated[str, Path(pattern="^[a-z_]{3,40}$", examples=["therapy"])]

_PERSON = (NotAuthenticated, ChatNotLinked, NotAllowed, InvalidRequest, Unavailable)


@router.get(
    "/own",
    summary="Own places in queues of today",
    description="`live` is a stream of server-sent events for each.",
    response_model=OwnTickets,
    responses=problems(*_PERSON) | {304: {"description": "Nothing has changed."}},
)
async def own(
    actor: AppActor,
    sharing: Sharing,
    db: ReadingConnection,
    known: Annotated[str | None, Header(alias="If-None-Match")] = None,
) -> Response:
    found = await sharing.own(db, actor)
    tag = entity_tag(found)
    if is_fresh(tag, known):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(found.model_dump_json(), media_type="application/json", headers={"ETag": tag})


@router.post(
    "/scans",
    summary="A number for a counter's QR",
    description="Whoever is booked there today has arrived; all others join as walk-ins.",
    responses=problems(
        *_PERSON,
        *(IdempotencyMismatch, NoSuchCounter, NoSuchPerson, PersonDeceased, AlreadyWaiting),
        *(NoSuchDepartment, NoSuchAppointment, AppointmentClosed),
    ),
)
async def scan(
    actor: AppActor,
    sharing: Sharing,
    tx: WritingTransaction,
    order: ScanCounter,
    key: IdempotencyKey = None,
) -> Ticket:
    require_same_key(key, order.id)
    return await sharing.scan(tx, actor, order)


@router.get(
    "/counters/{department}",
    summary="The QR for a department's counter",
    responses=problems(NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest, NoSuchDepartment),
)
async def counter(
    actor: StaffActor, sharing: Sharing, db: ReadingConnection, department: Department
) -> CounterCode:
    return await sharing.counter(db, actor, department)
