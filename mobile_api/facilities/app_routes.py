"""Where to go and whom to see, for people with the app."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Path, Response
from pydantic import BaseModel

from mobile_api.access.door import AppActor
from mobile_api.access.errors import ChatNotLinked
from mobile_api.errors import InvalidRequest, NotAuthenticated, NotFound, Unavailable
from mobile_api.facilities.errors import NoSuchDepartment
from mobile_api.facilities.schemas import (
    Departments,
    Hospitals,
    PublicPractitioners,
    PublicServices,
)
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import ReadingConnection, entity_tag, is_fresh, problems, service

router = APIRouter(prefix="/v1/facilities/hospitals", tags=["facilities: app"])

Facilities = Annotated[FacilitiesService, service(FacilitiesService)]
Code = Annotated[str, Path(pattern="^[a-z_]{3,40}$", examples=["therapy"])]
IfNoneMatch = Annotated[str | None, Header()]

_ASK = (NotAuthenticated, ChatNotLinked, InvalidRequest, Unavailable)
_UNCHANGED: dict[int | str, dict[str, Any]] = {
    304: {"description": "Unchanged since the ETag in If-None-Match."}
}


@router.get(
    "",
    summary="All hospitals of this installation",
    responses={**_UNCHANGED, **problems(*_ASK)},
    response_model=Hospitals,
)
async def hospitals(
    actor: AppActor,
    facilities: Facilities,
    db: ReadingConnection,
    response: Response,
    if_none_match: IfNoneMatch = None,
) -> BaseModel | Response:
    return _tagged(await facilities.hospitals(db, actor), response, if_none_match)


@router.get(
    "/{hospital_id}/departments",
    summary="The open departments of a hospital",
    responses={**_UNCHANGED, **problems(*_ASK, NotFound)},
    response_model=Departments,
)
async def departments(
    actor: AppActor,
    facilities: Facilities,
    db: ReadingConnection,
    response: Response,
    hospital_id: UUID,
    if_none_match: IfNoneMatch = None,
) -> BaseModel | Response:
    found = await facilities.departments_of(db, actor, hospital_id)
    return _tagged(found, response, if_none_match)


@router.get(
    "/{hospital_id}/departments/{department}/practitioners",
    summary="Who sees patients in a department",
    responses={**_UNCHANGED, **problems(*_ASK, NoSuchDepartment)},
    response_model=PublicPractitioners,
)
async def practitioners(
    actor: AppActor,
    facilities: Facilities,
    db: ReadingConnection,
    response: Response,
    hospital_id: UUID,
    department: Code,
    if_none_match: IfNoneMatch = None,
) -> BaseModel | Response:
    found = await facilities.practitioners_of(db, actor, hospital_id, department)
    return _tagged(found, response, if_none_match)


@router.get(
    "/{hospital_id}/departments/{department}/services",
    summary="What a department offers",
    responses={**_UNCHANGED, **problems(*_ASK, NoSuchDepartment)},
    response_model=PublicServices,
)
async def services(
    actor: AppActor,
    facilities: Facilities,
    db: ReadingConnection,
    response: Response,
    hospital_id: UUID,
    department: Code,
    if_none_match: IfNoneMatch = None,
) -> BaseModel | Response:
    found = await facilities.services_of(db, actor, hospital_id, department)
    return _tagged(found, response, if_none_match)


def _tagged(found: BaseModel, response: Response, known: str | None) -> BaseModel | Response:
    headers = {"ETag": entity_tag(found), "Cache-Control": "private, no-cache"}
    if is_fresh(headers["ETag"], known):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return found
