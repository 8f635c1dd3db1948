"""Pages for letting kiosks and boards in, and putting them out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from mobile_api.administration.forms import (
    HOME,
    Act,
    Block,
    Fault,
    Field,
    FormBlock,
    Keeper,
    PageMaker,
    PostedForm,
    Row,
    SecretBlock,
    TableBlock,
    Values,
    attempt,
    done,
    show,
)
from mobile_api.database import Writing
from mobile_api.devices.enrolling import EnrollingService
from mobile_api.devices.schemas import EnrolmentCodeMade, MakeEnrolmentCode, RenameDevice
from mobile_api.devices.service import DevicesService
from mobile_api.devices.staff_view import StaffView
from mobile_api.errors import NotFound
from mobile_api.http import service
from mobile_api.pages.dates import clock_time
from mobile_api.pages.rendering import Pages

router = APIRouter(prefix=f"{HOME}/devices", include_in_schema=False)

Devices = Annotated[DevicesService, service(DevicesService)]
Enrolling = Annotated[EnrollingService, service(EnrollingService)]

_LIST = f"{HOME}/devices"


@router.get("")
async def list_devices(
    pages: PageMaker, view: Keeper, devices: Devices, enrolling: Enrolling
) -> Response:
    return await _page(pages, view, devices, enrolling, {})


@router.post("/codes")
async def make_code(
    pages: PageMaker, view: Keeper, devices: Devices, enrolling: Enrolling, form: PostedForm
) -> Response:
    made: list[EnrolmentCodeMade] = []

    async def deed(tx: Writing) -> None:
        names = ("name", "place", "kind", "device_id")
        order = MakeEnrolmentCode.model_validate(form.filled(*names))
        made.append(
            await enrolling.make_code(
                tx,
                view.actor,
                order.name,
                order.place,
                order.kind,
                device_id=order.device_id,
                key=form.sent.order_id,
            )
        )

    faults = await attempt(view, deed)
    if faults:
        return await _page(pages, view, devices, enrolling, form.values(), faults)
    code = made[0].code
    until = clock_time(made[0].expires_at, view.zone)
    block = SecretBlock("code-title", f"{code[:4]} {code[4:]}", "code-hint")
    subtitle = f"{made[0].name} · {made[0].place} · → {until}"
    return await show(pages, view, "topic-devices", [block], back=_LIST, subtitle=subtitle)


@router.get("/codes")
async def back_to_devices(_view: Keeper) -> Response:
    # A code is shown once: whoever reloads its page or changes its language is led back.
    return RedirectResponse(_LIST, status_code=303)


@router.post("/codes/{code_id}/withdraw")
async def withdraw_code(
    view: Keeper, enrolling: Enrolling, code_id: UUID, form: PostedForm
) -> Response:
    async with view.database.writing() as tx:
        if await form.sent.is_first(tx):
            await enrolling.withdraw_code(tx, view.actor, code_id)
    return done(_LIST)


@router.get("/{device_id}")
async def show_device(
    pages: PageMaker, view: Keeper, devices: Devices, device_id: UUID
) -> Response:
    async with view.database.reading() as db:
        there = await devices.devices(db, view.actor)
    one = next((one for one in there if one.id == device_id), None)
    if one is None:
        raise NotFound
    values = {"name": one.name, "place": one.place}
    return await _device_page(pages, view, device_id, one.kind, values)


@router.post("/{device_id}")
async def rename(
    pages: PageMaker, view: Keeper, devices: Devices, device_id: UUID, form: PostedForm
) -> Response:
    async def deed(tx: Writing) -> None:
        order = RenameDevice.model_validate(form.filled("name", "place"))
        await devices.rename(tx, view.actor, device_id, order.name, order.place)

    faults = await attempt(view, deed)
    if not faults:
        return done(_LIST)
    kind = form.text("kind")
    return await _device_page(pages, view, device_id, kind, form.values(), faults)


@router.post("/{device_id}/withdraw")
async def withdraw(view: Keeper, devices: Devices, device_id: UUID, form: PostedForm) -> Response:
    async with view.database.writing() as tx:
        if await form.sent.is_first(tx):
            await devices.withdraw(tx, view.actor, device_id)
    return done(_LIST)


_NAMED = (
    Field("name", "field-device-name", hint="hint-device-name", length=80),
    Field("place", "field-place", hint="hint-place-of-device"),
)


async def _device_page(
    pages: Pages,
    view: StaffView,
    device_id: UUID,
    kind: str,
    values: Values,
    faults: Mapping[str, Fault] | None = None,
) -> Response:
    again = {"device_id": str(device_id), "kind": kind, **dict(values)}
    hidden = [
        Field(name, "field-code", "hidden") for name in ("device_id", "kind", "name", "place")
    ]
    base = f"{_LIST}/{device_id}"
    blocks: list[Block] = [
        FormBlock(base, "keep", [*_NAMED, hidden[1]], {**dict(values), "kind": kind}, faults or {}),
        FormBlock(
            f"{_LIST}/codes", "code-make", hidden, again, title="new-key-title", hint="new-key-hint"
        ),
        FormBlock(
            f"{base}/withdraw", "device-withdraw", [], {}, {}, "withdraw-title", "withdraw-hint"
        ),
    ]
    subtitle = values.get("name", "")
    return await show(pages, view, "device-title", blocks, back=_LIST, subtitle=subtitle)


async def _page(
    pages: Pages,
    view: StaffView,
    devices: DevicesService,
    enrolling: EnrollingService,
    values: Values,
    faults: Mapping[str, Fault] | None = None,
) -> Response:
    async with view.database.reading() as db:
        there = await devices.devices(db, view.actor)
        codes = await enrolling.open_codes(db, view.actor)
    kinds = [(kind, pages.say(view.language, f"device-kind-{kind}")) for kind in ("kiosk", "board")]
    rows = [
        Row(
            (one.name, one.place, pages.say(view.language, f"device-kind-{one.kind}")),
            href=f"{_LIST}/{one.id}",
        )
        for one in there
    ]
    waiting = [
        Row(
            (one.name, one.place, clock_time(one.expires_at, view.zone)),
            acts=[Act(f"{_LIST}/codes/{one.id}/withdraw", "take-back")],
        )
        for one in codes
    ]
    named = ("field-device-name", "field-place")
    blocks: list[Block] = [TableBlock((*named, "field-device-kind"), rows, "devices-none")]
    if waiting:
        blocks.append(
            TableBlock((*named, "field-valid-until"), waiting, "devices-none", title="codes-title")
        )
    fields = (*_NAMED, Field("kind", "field-device-kind", "select", options=kinds))
    blocks.append(
        FormBlock(
            f"{_LIST}/codes",
            "code-make",
            fields,
            values,
            faults or {},
            title="code-make-title",
            hint="code-make-hint",
        )
    )
    return await show(pages, view, "topic-devices", blocks)
