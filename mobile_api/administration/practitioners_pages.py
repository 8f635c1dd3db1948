"""Pages for who sees patients, and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args
from uuid import UUID, uuid4

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
    TableBlock,
    Values,
    attempt,
    done,
    show,
    week_values,
)
from mobile_api.administration.service import AdministrationService
from mobile_api.database import Writing
from mobile_api.devices.staff_view import StaffView
from mobile_api.facilities.orders import PractitionerRole, PutException, PutPractitioner, PutWeek
from mobile_api.facilities.places import PlacesService
from mobile_api.facilities.practitioners import PractitionersService
from mobile_api.facilities.schemas import Configuration, PractitionerRecord, Timetable
from mobile_api.facilities.terminology import SPECIALITIES
from mobile_api.http import service
from mobile_api.pages.dates import clock_time, day_name
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import in_language

router = APIRouter(prefix=f"{HOME}/practitioners", include_in_schema=False)

Administration = Annotated[AdministrationService, service(AdministrationService)]
Places = Annotated[PlacesService, service(PlacesService)]
Practitioners = Annotated[PractitionersService, service(PractitionersService)]

_LIST = f"{HOME}/practitioners"


@router.get("")
async def list_practitioners(pages: PageMaker, view: Keeper, places: Places) -> Response:
    there = await _configuration(view, places)
    names = {one.code: in_language(one.names, view.language) for one in there.departments}
    rows = [
        Row(
            (_door(one), _speciality(view, one), names[one.department], one.room, one.key or "–"),
            href=f"{_LIST}/{one.id}",
            off=not one.active,
        )
        for one in there.practitioners
    ]
    columns = (
        "field-name", "field-speciality", "field-department", "field-room", "field-key",
    )  # fmt: skip
    add = (f"{_LIST}/{uuid4()}", "practitioners-add")
    block = TableBlock(columns, rows, "practitioners-none", add=add)
    return await show(pages, view, "topic-practitioners", [block])


def _door(one: PractitionerRecord) -> str:
    return f"{one.name} · {one.name_cyrillic}" if one.name_cyrillic else one.name


def _speciality(view: StaffView, one: PractitionerRecord) -> str:
    term = SPECIALITIES.get(one.speciality or "")
    return "–" if term is None else in_language(dict(term.names), view.language)


async def _configuration(view: StaffView, places: PlacesService) -> Configuration:
    async with view.database.reading() as db:
        return await places.configuration(db, view.actor)


@router.get("/{practitioner_id}")
async def show_practitioner(
    pages: PageMaker,
    view: Keeper,
    places: Places,
    practitioners: Practitioners,
    practitioner_id: UUID,
) -> Response:
    there = await _configuration(view, places)
    one = _of_id(there, practitioner_id)
    values = {"roles": "doctor", "active": "1"}
    if one is not None:
        values = {
            "name": one.name,
            "name_cyrillic": one.name_cyrillic,
            "place": f"{one.department}|{one.room}",
            "speciality": one.speciality or "",
            "roles": " ".join(one.roles),
            "key": one.key or "",
            "active": "1" if one.active else "",
        }
    return await _page(pages, view, practitioners, there, practitioner_id, values, {})


@router.post("/{practitioner_id}")
async def put_practitioner(
    pages: PageMaker,
    view: Keeper,
    places: Places,
    administration: Administration,
    practitioners: Practitioners,
    practitioner_id: UUID,
    form: PostedForm,
) -> Response:
    async def deed(tx: Writing) -> None:
        department, _, room = form.text("place").partition("|")
        order = PutPractitioner.model_validate(
            {
                "name": form.text("name"),
                "department": department,
                "room": room,
                **form.filled("name_cyrillic", "speciality", "key"),
                "roles": form.many("roles"),
                "active": form.on("active"),
            }
        )
        await administration.put_practitioner(tx, view.actor, practitioner_id, order)

    faults = await attempt(view, deed)
    if not faults:
        return done(f"{_LIST}/{practitioner_id}")
    if "room" in faults or "department" in faults:
        # One list on the page is two fields of the order.
        faults["place"] = faults.get("room") or faults["department"]
    there = await _configuration(view, places)
    values = form.values()
    return await _page(pages, view, practitioners, there, practitioner_id, values, faults)


def _of_id(there: Configuration, practitioner_id: UUID) -> PractitionerRecord | None:
    return next((one for one in there.practitioners if one.id == practitioner_id), None)


async def _page(
    pages: Pages,
    view: StaffView,
    practitioners: PractitionersService,
    there: Configuration,
    practitioner_id: UUID,
    values: Values,
    faults: dict[str, Fault],
    *,
    instead: FormBlock | None = None,
) -> Response:
    """Everything about one of them; ``instead`` replaces the form that was refused."""
    one = _of_id(there, practitioner_id)
    form = FormBlock(
        f"{_LIST}/{practitioner_id}", "keep", _fields(pages, view, there), values, faults
    )
    blocks: list[Block] = [form]
    if one is not None:
        async with view.database.reading() as db:
            table = await practitioners.timetable(db, view.actor, practitioner_id)
        for block in _timetable_blocks(pages, view, practitioner_id, table):
            same = instead is not None and getattr(block, "action", None) == instead.action
            blocks.append(instead if same and instead is not None else block)
    subtitle = "" if one is None else one.name
    return await show(pages, view, "practitioner-title", blocks, back=_LIST, subtitle=subtitle)


def _fields(pages: Pages, view: StaffView, there: Configuration) -> Sequence[Field]:
    names = {one.code: in_language(one.names, view.language) for one in there.departments}
    rooms = [
        (f"{one.department}|{one.number}", f"{names[one.department]} · {one.number}")
        for one in there.rooms
        if one.active
    ]
    specialities = [("", "–")] + [
        (code, in_language(dict(term.names), view.language)) for code, term in SPECIALITIES.items()
    ]
    roles = [
        (role, pages.say(view.language, f"role-{role}")) for role in get_args(PractitionerRole)
    ]
    return (
        Field("name", "field-name", hint="hint-name"),
        Field("name_cyrillic", "field-name-cyrillic", required=False),
        Field(
            "place", "field-room", "select", hint="hint-place", options=sorted(rooms, key=_words)
        ),
        Field(
            "speciality",
            "field-speciality",
            "select",
            options=[specialities[0], *sorted(specialities[1:], key=_words)],
            required=False,
        ),
        Field("roles", "field-roles", "many", options=roles),
        Field("key", "field-key", hint="hint-key", required=False, length=60),
        Field("active", "field-works-here", "check", hint="hint-works-here", required=False),
    )


def _words(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _week_form(
    practitioner_id: UUID, values: Values, faults: dict[str, Fault] | None = None
) -> FormBlock:
    fields = (
        Field("week", "field-week", "week", required=False),
        Field("slot_minutes", "field-minutes", "number", hint="hint-slot", least=5, most=240),
    )
    action = f"{_LIST}/{practitioner_id}/week"
    return FormBlock(
        action, "keep", fields, values, faults or {}, title="week-title", hint="week-hint"
    )


def _exception_form(
    pages: Pages,
    view: StaffView,
    practitioner_id: UUID,
    values: Values,
    faults: dict[str, Fault] | None = None,
) -> FormBlock:
    kinds = [(kind, pages.say(view.language, f"exception-{kind}")) for kind in ("away", "extra")]
    fields = (
        Field("id", "field-code", "hidden"),
        Field("kind", "field-exception-kind", "select", options=kinds),
        Field("starts", "field-from", "datetime-local"),
        Field("ends", "field-to", "datetime-local"),
        Field(
            "slot_minutes", "field-minutes", "number", hint="hint-extra-slot", least=5, most=240,
            required=False,
        ),
    )  # fmt: skip
    action = f"{_LIST}/{practitioner_id}/exceptions"
    return FormBlock(
        action, "exceptions-add", fields, values, faults or {}, title="exceptions-add-title"
    )


def _timetable_blocks(
    pages: Pages, view: StaffView, practitioner_id: UUID, table: Timetable
) -> list[Block]:
    hours = [(one.weekday, one.starts, one.ends) for one in table.hours]
    slot = str(table.hours[0].slot_minutes) if table.hours else "20"

    def moment(at: object) -> str:
        return f"{day_name(at, view.zone, view.language)}, {clock_time(at, view.zone)}"  # type: ignore[arg-type]  # always a moment

    rows = [
        Row(
            (
                pages.say(view.language, f"exception-{one.kind}"),
                moment(one.starts_at),
                moment(one.ends_at),
            ),
            acts=[Act(f"{_LIST}/{practitioner_id}/exceptions/{one.id}/remove", "take-back")],
        )
        for one in table.exceptions
    ]
    return [
        _week_form(practitioner_id, {**week_values(hours), "slot_minutes": slot}),
        TableBlock(
            ("field-exception-kind", "field-from", "field-to"),
            rows,
            "exceptions-none",
            title="exceptions-title",
        ),
        _exception_form(pages, view, practitioner_id, {"id": str(uuid4())}),
    ]


async def _again(
    pages: Pages,
    view: StaffView,
    places: PlacesService,
    practitioners: PractitionersService,
    practitioner_id: UUID,
    refused: FormBlock,
) -> Response:
    there = await _configuration(view, places)
    async with view.database.reading() as db:
        one = await practitioners.practitioner(db, view.actor, practitioner_id)
    values = {
        "name": one.name,
        "name_cyrillic": one.name_cyrillic,
        "place": f"{one.department}|{one.room}",
        "speciality": one.speciality or "",
        "roles": " ".join(one.roles),
        "key": one.key or "",
        "active": "1" if one.active else "",
    }
    return await _page(
        pages, view, practitioners, there, practitioner_id, values, {}, instead=refused
    )


@router.post("/{practitioner_id}/week")
async def put_week(
    pages: PageMaker,
    view: Keeper,
    places: Places,
    practitioners: Practitioners,
    practitioner_id: UUID,
    form: PostedForm,
) -> Response:
    hours, where = form.week("starts", "ends")

    async def deed(tx: Writing) -> None:
        slot = form.text("slot_minutes")
        order = PutWeek.model_validate({"hours": [{**one, "slot_minutes": slot} for one in hours]})
        await practitioners.put_week(tx, view.actor, practitioner_id, order)

    faults = await attempt(view, deed, where)
    if not faults:
        return done(f"{_LIST}/{practitioner_id}")
    refused = _week_form(practitioner_id, form.values(), faults)
    return await _again(pages, view, places, practitioners, practitioner_id, refused)


@router.post("/{practitioner_id}/exceptions")
async def put_exception(
    pages: PageMaker,
    view: Keeper,
    places: Places,
    practitioners: Practitioners,
    administration: Administration,
    practitioner_id: UUID,
    form: PostedForm,
) -> Response:
    async def deed(tx: Writing) -> None:
        names = ("kind", "starts", "ends")
        order = PutException.model_validate(
            {**{name: form.text(name) for name in names}, **form.filled("slot_minutes")}
        )
        exception_id = UUID(form.text("id"))
        await administration.put_exception(tx, view.actor, practitioner_id, exception_id, order)

    faults = await attempt(view, deed)
    if not faults:
        return done(f"{_LIST}/{practitioner_id}")
    refused = _exception_form(pages, view, practitioner_id, form.values(), faults)
    return await _again(pages, view, places, practitioners, practitioner_id, refused)


@router.post("/{practitioner_id}/exceptions/{exception_id}/remove")
async def remove_exception(
    view: Keeper,
    administration: Administration,
    practitioner_id: UUID,
    exception_id: UUID,
    form: PostedForm,
) -> Response:
    async with view.database.writing() as tx:
        if await form.sent.is_first(tx):
            await administration.remove_exception(tx, view.actor, practitioner_id, exception_id)
    return done(f"{_LIST}/{practitioner_id}")


@router.get("/{practitioner_id}/{rest:path}")
async def back_to_practitioner(_view: Keeper, practitioner_id: UUID, rest: str) -> Response:
    # A form that was refused has an address that only takes forms: a change of language on it
    # leads to the page of whom it was about.
    return RedirectResponse(f"{_LIST}/{practitioner_id}", status_code=303)
