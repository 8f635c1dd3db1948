"""Alarms on every page of staff, and how the devices are."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from mobile_api.access.door import CheckedForm
from mobile_api.database import Reader
from mobile_api.devices.service import DevicesService, alarms_topic
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.http import ReadingConnection, WritingTransaction, service
from mobile_api.live import Live
from mobile_api.pages.rendering import Pages
from mobile_api.pages.serving import local_path
from mobile_api.pages.streaming import live_page

router = APIRouter(prefix="/staff", include_in_schema=False)

Devices = Annotated[DevicesService, service(DevicesService)]
PageMaker = Annotated[Pages, service(Pages)]
News = Annotated[Live, service(Live)]


async def _alarms(pages: Pages, view: StaffView, db: Reader, back: str) -> str:
    values = await view.frame(db, back=local_path(back, "/staff"))
    return pages.fragment("live_alarms.html", view.language, **values)


@router.get("/alarms/state")
async def alarms_state(
    pages: PageMaker, view: Staff, db: ReadingConnection, back: str = "/staff"
) -> Response:
    return HTMLResponse(await _alarms(pages, view, db, back))


@router.get("/alarms/stream")
async def alarms_stream(
    pages: PageMaker, view: Staff, live: News, back: str = "/staff"
) -> Response:
    async def render() -> str:
        async with view.database.reading() as db:
            await view.still_signed_in(db)
            return await _alarms(pages, view, db, back)

    return live_page(live, (alarms_topic(view.actor.hospital_id),), render)


@router.post("/alarms/{alarm_id}/acknowledge")
async def acknowledge(
    request: Request,
    alarm_id: UUID,
    actor: CheckedForm,
    view: Staff,
    devices: Devices,
    pages: PageMaker,
    tx: WritingTransaction,
    back: Annotated[str, Form(max_length=500)] = "/staff",
) -> Response:
    await devices.acknowledge(tx, actor, alarm_id)
    if request.headers.get("hx-request") == "true":
        values = await view.frame(tx, back=local_path(back, "/staff"))
        return HTMLResponse(pages.fragment("alarms.html", view.language, **values))
    return RedirectResponse(local_path(back, "/staff"), status_code=303)


async def _devices(pages: Pages, view: StaffView, db: Reader, devices: DevicesService) -> str:
    values = await view.frame(db, back="/staff/devices")
    listed = await devices.devices(db, view.actor)
    return pages.fragment("live_devices.html", view.language, devices=listed, **values)


@router.get("/devices")
async def show_devices(
    pages: PageMaker, view: Staff, devices: Devices, db: ReadingConnection
) -> Response:
    values = await view.frame(db)
    del values["path"]  # the page's own
    return pages.page(
        view.request,
        "devices.html",
        view.language,
        devices=await devices.devices(db, view.actor),
        **values,
    )


@router.get("/devices/state")
async def devices_state(
    pages: PageMaker, view: Staff, devices: Devices, db: ReadingConnection
) -> Response:
    return HTMLResponse(await _devices(pages, view, db, devices))


@router.get("/devices/stream")
async def devices_stream(pages: PageMaker, view: Staff, devices: Devices, live: News) -> Response:
    async def render() -> str:
        async with view.database.reading() as db:
            await view.still_signed_in(db)
            return await _devices(pages, view, db, devices)

    return live_page(live, (alarms_topic(view.actor.hospital_id),), render)
