"""Pages for the hospital itself, departments, rooms and services."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from mobile_api.administration.forms import (
    HOME,
    Block,
    Fault,
    Field,
    FormBlock,
    Keeper,
    PageMaker,
    Posted,
    PostedForm,
    Row,
    TableBlock,
    Values,
    attempt,
    done,
    name_values,
    show,
)
from mobile_api.administration.service import AdministrationService
from mobile_api.database import Writing
from mobile_api.devices.staff_view import StaffView
from mobile_api.errors import NotFound
from mobile_api.facilities.orders import PutDepartment, PutHospital, PutRoom, PutService
from mobile_api.facilities.places import PlacesService
from mobile_api.facilities.prefixes import LETTERS, assign
from mobile_api.facilities.schemas import Configuration, DepartmentRecord
from mobile_api.facilities.terminology import DEPARTMENT_TERMS
from mobile_api.http import service
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import in_language

router = APIRouter(prefix=HOME, include_in_schema=False)

Administration = Annotated[AdministrationService, service(AdministrationService)]
Places = Annotated[PlacesService, service(PlacesService)]

_DEPARTMENTS = f"{HOME}/departments"


async def _configuration(view: StaffView, places: PlacesService) -> Configuration:
    async with view.database.reading() as db:
        return await places.configuration(db, view.actor)


_HOSPITAL = (
    Field("names", "field-hospital-name", "names"),
    Field("emergency_phone", "field-emergency-phone", length=20),
)


@router.get("/hospital")
async def show_hospital(pages: PageMaker, view: Keeper) -> Response:
    values = {
        **name_values(view.hospital.names),
        "emergency_phone": view.hospital.emergency_phone,
    }
    return await show(pages, view, "topic-hospital", [_hospital_form(values)])


@router.post("/hospital")
async def put_hospital(
    pages: PageMaker, view: Keeper, administration: Administration, form: PostedForm
) -> Response:
    async def deed(tx: Writing) -> None:
        order = PutHospital.model_validate(
            {"names": form.names(), "emergency_phone": form.text("emergency_phone")}
        )
        await administration.put_hospital(tx, view.actor, order)

    faults = await attempt(view, deed)
    if not faults:
        return done(f"{HOME}/hospital")
    block = _hospital_form(form.values(), faults)
    return await show(pages, view, "topic-hospital", [block])


def _hospital_form(values: Values, faults: dict[str, Fault] | None = None) -> FormBlock:
    return FormBlock(f"{HOME}/hospital", "keep", _HOSPITAL, values, faults or {})


@router.get("/departments")
async def list_departments(pages: PageMaker, view: Keeper, places: Places) -> Response:
    there = await _configuration(view, places)
    rows = [
        Row(
            (
                f"{one.prefix} · {in_language(one.names, view.language)}",
                str(one.floor),
                one.room,
                one.national_code or "–",
            ),
            href=f"{_DEPARTMENTS}/{one.code}",
            off=not one.active,
        )
        for one in there.departments
    ]
    columns = ("field-department", "field-floor", "field-main-room", "field-national-code")
    known = {one.code for one in there.departments}
    unused = [
        (code, in_language(dict(term.names), view.language))
        for code, term in DEPARTMENT_TERMS.items()
        if code not in known
    ]
    blocks: list[Block] = [TableBlock(columns, rows, "departments-none")]
    if unused:
        chosen = Field("code", "field-department", "select", options=sorted(unused, key=_words))
        blocks.append(
            FormBlock(
                f"{_DEPARTMENTS}/new",
                "departments-add",
                [chosen],
                {},
                title="departments-add-title",
                method="get",
            )
        )
    return await show(pages, view, "topic-departments", blocks)


def _words(option: tuple[str, str]) -> str:
    return option[1]


@router.get("/departments/new")
async def new_department(pages: PageMaker, view: Keeper, places: Places, code: str) -> Response:
    return await show_department(pages, view, places, code)


@router.get("/departments/{code}")
async def show_department(pages: PageMaker, view: Keeper, places: Places, code: str) -> Response:
    if code not in DEPARTMENT_TERMS:
        raise NotFound
    there = await _configuration(view, places)
    department = _of_code(there, code)
    if department is None:
        given = {one.code: one.prefix for one in there.departments}
        values = {
            **name_values(DEPARTMENT_TERMS[code].names),
            "prefix": "" if len(given) >= len(LETTERS) else assign([code], given)[code],
            "active": "1",
        }
    else:
        values = {
            **name_values(department.names),
            "floor": str(department.floor),
            "room": department.room,
            "prefix": department.prefix,
            "active": "1" if department.active else "",
        }
    return await _department_page(pages, view, there, code, values, {})


@router.post("/departments/{code}")
async def put_department(
    pages: PageMaker,
    view: Keeper,
    places: Places,
    administration: Administration,
    code: str,
    form: PostedForm,
) -> Response:
    async def deed(tx: Writing) -> None:
        order = PutDepartment.model_validate(
            {
                **{name: form.text(name) for name in ("floor", "room")},
                **form.filled("prefix"),
                "names": form.names(),
                "active": form.on("active"),
            }
        )
        await administration.put_department(tx, view.actor, code, order)

    faults = await attempt(view, deed)
    if not faults:
        return done(f"{_DEPARTMENTS}/{code}")
    there = await _configuration(view, places)
    return await _department_page(pages, view, there, code, form.values(), faults)


def _of_code(there: Configuration, code: str) -> DepartmentRecord | None:
    return next((one for one in there.departments if one.code == code), None)


async def _department_page(
    pages: Pages,
    view: StaffView,
    there: Configuration,
    code: str,
    values: Values,
    faults: dict[str, Fault],
) -> Response:
    taken = {one.prefix: one.code for one in there.departments}
    letters = [(one, one) for one in LETTERS if taken.get(one, code) == code]
    fields = (
        Field("names", "field-department-name", "names"),
        Field("floor", "field-floor", "number", hint="hint-floor", least=-5, most=60),
        Field("room", "field-main-room", hint="hint-main-room", length=20),
        Field("prefix", "field-prefix", "select", hint="hint-prefix", options=letters),
        Field("active", "field-open", "check", hint="hint-open", required=False),
    )
    blocks: list[Block] = [FormBlock(f"{_DEPARTMENTS}/{code}", "keep", fields, values, faults)]
    if _of_code(there, code) is not None:
        rooms = [
            Row(
                (one.number, str(one.floor), str(one.practitioners)),
                href=f"{HOME}/rooms/{one.id}",
                off=not one.active,
            )
            for one in there.rooms
            if one.department == code
        ]
        services = [
            Row(
                (
                    in_language(one.names, view.language),
                    one.code,
                    str(one.minutes),
                    str(one.capacity),
                ),
                href=f"{HOME}/services/{one.id}",
                off=not one.active,
            )
            for one in there.services
            if one.department == code
        ]
        blocks += [
            TableBlock(
                ("field-room-number", "field-floor", "field-practitioners-there"),
                rooms,
                "rooms-none-yet",
                title="rooms-of-department",
                add=(f"{HOME}/rooms/{uuid4()}?department={code}", "rooms-add"),
            ),
            TableBlock(
                ("field-service", "field-code", "field-minutes", "field-capacity"),
                services,
                "services-none",
                title="services-of-department",
                add=(f"{HOME}/services/{uuid4()}?department={code}", "services-add"),
            ),
        ]
    subtitle = in_language(dict(DEPARTMENT_TERMS[code].names), view.language)
    return await show(pages, view, "department-title", blocks, back=_DEPARTMENTS, subtitle=subtitle)


def _department_options(view: StaffView, there: Configuration) -> list[tuple[str, str]]:
    return [
        (one.code, in_language(one.names, view.language)) for one in there.departments if one.active
    ]


@router.get("/rooms/{room_id}")
async def show_room(
    pages: PageMaker, view: Keeper, places: Places, room_id: UUID, department: str = ""
) -> Response:
    there = await _configuration(view, places)
    room = next((one for one in there.rooms if one.id == room_id), None)
    if room is None:
        home_of = _of_code(there, department)
        floor = "" if home_of is None else str(home_of.floor)
        values = {"department": department, "floor": floor, "active": "1"}
    else:
        values = {
            "department": room.department,
            "number": room.number,
            "floor": str(room.floor),
            "active": "1" if room.active else "",
        }
    return await _room_page(pages, view, there, room_id, values, {})


@router.post("/rooms/{room_id}")
async def put_room(
    pages: PageMaker,
    view: Keeper,
    places: Places,
    administration: Administration,
    room_id: UUID,
    form: PostedForm,
) -> Response:
    async def deed(tx: Writing) -> None:
        names = ("department", "number", "floor")
        order = PutRoom.model_validate(
            {**{name: form.text(name) for name in names}, "active": form.on("active")}
        )
        await administration.put_room(tx, view.actor, room_id, order)

    faults = await attempt(view, deed)
    if not faults:
        return done(f"{_DEPARTMENTS}/{form.text('department')}")
    there = await _configuration(view, places)
    return await _room_page(pages, view, there, room_id, form.values(), faults)


async def _room_page(
    pages: Pages,
    view: StaffView,
    there: Configuration,
    room_id: UUID,
    values: Values,
    faults: dict[str, Fault],
) -> Response:
    options = _department_options(view, there)
    fields = (
        Field("department", "field-department", "select", options=options),
        Field("number", "field-room-number", hint="hint-room-number", length=20),
        Field("floor", "field-floor", "number", hint="hint-floor", least=-5, most=60),
        Field("active", "field-open", "check", hint="hint-room-open", required=False),
    )
    block = FormBlock(f"{HOME}/rooms/{room_id}", "keep", fields, values, faults)
    return await show(
        pages,
        view,
        "room-title",
        [block],
        back=_back_to_department(values),
        subtitle=values.get("number", ""),
    )


@router.get("/services/{service_id}")
async def show_service(
    pages: PageMaker, view: Keeper, places: Places, service_id: UUID, department: str = ""
) -> Response:
    there = await _configuration(view, places)
    offer = next((one for one in there.services if one.id == service_id), None)
    values = {"department": department, "minutes": "20", "capacity": "1", "active": "1"}
    if offer is not None:
        values = {
            **name_values(offer.names),
            "department": offer.department,
            "code": offer.code,
            "minutes": str(offer.minutes),
            "capacity": str(offer.capacity),
            "active": "1" if offer.active else "",
        }
    return await _service_page(pages, view, there, service_id, values, {})


@router.post("/services/{service_id}")
async def put_service(
    pages: PageMaker, view: Keeper, places: Places, service_id: UUID, form: PostedForm
) -> Response:
    async def deed(tx: Writing) -> None:
        await places.put_service(tx, view.actor, service_id, _service(form))

    faults = await attempt(view, deed)
    if not faults:
        return done(f"{_DEPARTMENTS}/{form.text('department')}")
    there = await _configuration(view, places)
    return await _service_page(pages, view, there, service_id, form.values(), faults)


def _service(form: Posted) -> PutService:
    names = ("department", "code", "minutes", "capacity")
    return PutService.model_validate(
        {
            **{name: form.text(name) for name in names},
            "names": form.names(),
            "active": form.on("active"),
        }
    )


async def _service_page(
    pages: Pages,
    view: StaffView,
    there: Configuration,
    service_id: UUID,
    values: Values,
    faults: dict[str, Fault],
) -> Response:
    options = _department_options(view, there)
    fields = (
        Field("names", "field-service-name", "names"),
        Field("code", "field-code", hint="hint-code", length=60),
        Field("department", "field-department", "select", options=options),
        Field("minutes", "field-minutes", "number", hint="hint-minutes", least=5, most=240),
        Field("capacity", "field-capacity", "number", hint="hint-capacity", least=1, most=200),
        Field("active", "field-offered", "check", hint="hint-offered", required=False),
    )
    block = FormBlock(f"{HOME}/services/{service_id}", "keep", fields, values, faults)
    return await show(pages, view, "service-title", [block], back=_back_to_department(values))


def _back_to_department(values: Values) -> str:
    code = values.get("department", "")
    return f"{_DEPARTMENTS}/{code}" if code in DEPARTMENT_TERMS else _DEPARTMENTS
