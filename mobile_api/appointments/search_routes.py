"""Looking for a time over HTTP: hospitals, doctors, free times."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import BaseModel, Field

from mobile_api.access.door import APP_HEADER, APP_SECURITY, AppActor, app_caller
from mobile_api.access.errors import ChatNotLinked
from mobile_api.actors import Actor, Role
from mobile_api.appointments.errors import NoSuchService
from mobile_api.appointments.planning import MOST_DAYS, MOST_TIMES, PlanningService
from mobile_api.appointments.schemas import (
    DepartmentCode,
    FreeDays,
    FreeTimes,
    Hospitals,
    OfferedServices,
    Practitioners,
)
from mobile_api.errors import InvalidRequest, NotAllowed, NotAuthenticated, Unavailable
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import ReadingConnection, entity_tag, is_fresh, problems, service, service_of
from mobile_api.plain import PlainRoute, asked, documented, parameter

router = APIRouter(prefix="/v1/appointments", tags=["appointments: app"])
plain_router = APIRouter(
    prefix="/v1/appointments", tags=["appointments: app"], route_class=PlainRoute
)

Planning = Annotated[PlanningService, service(PlanningService)]
Facilities = Annotated[FacilitiesService, service(FacilitiesService)]
Department = Annotated[str, Path(pattern="^[a-z_]{3,40}$", examples=["cardiology"])]
ServiceQuery = Annotated[str | None, Query(max_length=60, description="Code of a service.")]
Known = Annotated[str | None, Header(alias="If-None-Match", description="ETag of the last reply.")]

_PERSON = (NotAuthenticated, ChatNotLinked, NotAllowed, InvalidRequest, Unavailable)
_TIMES = (*_PERSON, NoSuchDepartment, NoSuchService)
_FRESH: dict[int | str, dict[str, Any]] = {
    304: {"description": "Nothing has changed since the ETag that was sent."}
}
_PLACE = "/hospitals/{hospital_id}/departments/{department}"
_KNOWN = parameter(
    "If-None-Match", "header", {"type": "string", "description": "ETag of the last reply."}
)


class FreeTimesWanted(BaseModel):
    """A page of free times, as path and query ask for it: see ``PlanningService.free``."""

    hospital_id: UUID
    department: DepartmentCode
    service: str | None = Field(None, max_length=60, description="Code of a service.")
    practitioner_id: UUID | None = None
    from_day: date | None = None
    days: int = Field(MOST_DAYS, ge=1, le=MOST_DAYS)
    cursor: str | None = Field(None, max_length=80, description="`next` of the last page.")
    limit: int = Field(100, ge=1, le=MOST_TIMES)


@router.get(
    "/hospitals",
    summary="Hospitals and their departments",
    response_model=Hospitals,
    responses=problems(*_PERSON) | _FRESH,
)
async def hospitals(
    actor: AppActor,
    facilities: Facilities,
    db: ReadingConnection,
    known: Known = None,
) -> Response:
    found = Hospitals(
        items=[
            await facilities.hospital(db, Actor(role=Role.BOARD, id=one, hospital_id=one))
            for one in await facilities.hospital_ids(db)
        ]
    )
    tag = entity_tag(found)
    if is_fresh(tag, known):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(found.model_dump_json(), media_type="application/json", headers={"ETag": tag})


@router.get(f"{_PLACE}/services", summary="What a department offers", responses=problems(*_TIMES))
async def services(
    actor: AppActor,
    planning: Planning,
    db: ReadingConnection,
    hospital_id: UUID,
    department: Department,
) -> OfferedServices:
    return await planning.services(db, actor, hospital_id, department)


@router.get(
    f"{_PLACE}/practitioners",
    summary="The doctors of a department and when each is free next",
    responses=problems(*_TIMES),
)
async def practitioners(
    actor: AppActor,
    planning: Planning,
    db: ReadingConnection,
    hospital_id: UUID,
    department: Department,
    service: ServiceQuery = None,
) -> Practitioners:
    return await planning.practitioners(db, actor, hospital_id, department, service)


@plain_router.get(
    f"{_PLACE}/free-times",
    summary="Free times of a department, by begin, then by doctor",
    description="At most 14 days. `seats` is more than one where people are seen together.",
    response_model=FreeTimes,
    responses=problems(*_TIMES) | _FRESH,
    openapi_extra={
        "parameters": documented(_PLACE, FreeTimesWanted, APP_HEADER, _KNOWN),
        "security": APP_SECURITY,
    },
)
async def free_times(request: Request) -> Response:
    async with app_caller(request) as (actor, db):
        wanted = asked(request, FreeTimesWanted)
        found = await service_of(request, PlanningService).free(
            db,
            actor,
            wanted.hospital_id,
            wanted.department,
            service=wanted.service,
            practitioner_id=wanted.practitioner_id,
            from_day=wanted.from_day,
            days=wanted.days,
            cursor=wanted.cursor,
            limit=wanted.limit,
        )
    body = orjson.dumps(found)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if is_fresh(tag, request.headers.get("If-None-Match")):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})


@router.get(
    f"{_PLACE}/free-days",
    summary="How many times are free on each day",
    responses=problems(*_TIMES),
)
async def free_days(
    actor: AppActor,
    planning: Planning,
    db: ReadingConnection,
    hospital_id: UUID,
    department: Department,
    service: ServiceQuery = None,
    practitioner_id: UUID | None = None,
    from_day: date | None = None,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS)] = MOST_DAYS,
) -> FreeDays:
    return await planning.free_days(
        db,
        actor,
        hospital_id,
        department,
        service=service,
        practitioner_id=practitioner_id,
        from_day=from_day,
        days=days,
    )
