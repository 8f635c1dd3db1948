"""Pages of the desk: visits of one patient, booked, moved and cancelled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from mobile_api.administration.desk_forms import HOME, Desk, led_back, moment, show_desk
from mobile_api.administration.forms import (
    Act,
    Block,
    Field,
    FormBlock,
    PageMaker,
    Posted,
    PostedForm,
    Row,
    TableBlock,
)
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import (
    AboutAppointment,
    Appointment,
    BookForPatient,
    FreeTimes,
    MoveAppointment,
    OfferedService,
)
from mobile_api.database import Writing
from mobile_api.devices.staff_view import StaffView
from mobile_api.errors import DmedError, Kind
from mobile_api.facilities.schemas import Department
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import service
from mobile_api.pages.rendering import Pages
from mobile_api.patients.service import PatientsService
from mobile_api.schemas import in_language

TIMES = 24
"""Free times on a page: a morning of one doctor."""

router = APIRouter(prefix=HOME, include_in_schema=False)

Booking = Annotated[BookingService, service(BookingService)]
Changing = Annotated[ChangingService, service(ChangingService)]
Planning = Annotated[PlanningService, service(PlanningService)]
Patients = Annotated[PatientsService, service(PatientsService)]
Facilities = Annotated[FacilitiesService, service(FacilitiesService)]
Chosen = Annotated[str, Query(max_length=60)]

_STANDING = frozenset({"booked", "pending"})
_SAID = frozenset({Kind.INVALID, Kind.NOT_FOUND, Kind.CONFLICT, Kind.MISMATCH})


@router.get("/patients/{patient_id}")
async def of_patient(
    pages: PageMaker,
    view: Desk,
    changing: Changing,
    planning: Planning,
    patients: Patients,
    facilities: Facilities,
    patient_id: UUID,
    department: Chosen = "",
    service: Chosen = "",
    day: str = "",
    move: UUID | None = None,
    cancel: UUID | None = None,
    done: str = "",
    fault: str = "",
) -> Response:
    async with view.database.reading() as db:
        # In the script of the page.
        reader = view.actor.model_copy(update={"language": view.language})
        name, _ = await patients.shown_at_the_desk(db, reader, patient_id)
        visits = await changing.of_patient(db, view.actor, patient_id)
        moved = next((one for one in visits if one.id == move), None)
        given_up = next((one for one in visits if one.id == cancel), None)
        departments = await facilities.departments(db, view.hospital.id)
        chosen = department if moved is None else moved.department
        free: FreeTimes | None = None
        offered: list[OfferedService] = []
        if any(one.code == chosen for one in departments):
            if moved is None:
                offered = (await planning.services(db, view.actor, view.hospital.id, chosen)).items
            # Of another department, after that was chosen anew: a plain visit.
            service = service if any(one.code == service for one in offered) else ""
            free = FreeTimes.model_validate(
                await planning.free(
                    db,
                    view.actor,
                    view.hospital.id,
                    chosen,
                    service=(service or None) if moved is None else moved.service,
                    from_day=_day(day),
                    limit=TIMES,
                )
            )
    here = f"{HOME}/patients/{patient_id}"
    if given_up is not None and given_up.status in _STANDING:
        subtitle = f"{name} · {moment(view, given_up.starts_at)}"
        sure = _cancelling(here, given_up)
        return await show_desk(
            pages, view, "bookings-cancel-title", [sure], back=here, subtitle=subtitle
        )
    blocks: list[Block] = []
    if moved is None:
        blocks.append(_visits(pages, view, here, visits))
        blocks.append(_number(view, here, departments))
    choice = _Choice(chosen, service, day, offered)
    blocks.append(_choice(pages, view, here, departments, moved, choice))
    if free is not None:
        blocks.append(_free(view, here, choice, moved, free))
    title = "bookings-of-patient" if moved is None else "bookings-move-title"
    subtitle = name if moved is None else f"{name} · {moment(view, moved.starts_at)}"
    back = f"/staff/patients/records/{patient_id}" if moved is None else here
    return await show_desk(
        pages, view, title, blocks, back=back, subtitle=subtitle, done=done, fault=fault
    )


@router.post("/patients/{patient_id}/book")
async def book(view: Desk, booking: Booking, patient_id: UUID, form: PostedForm) -> Response:
    async def deed(tx: Writing) -> None:
        wish = BookForPatient.model_validate(
            {
                "id": form.text("id"),
                "hospital_id": view.hospital.id,
                "department": form.text("department"),
                "service": form.text("service") or None,
                "practitioner_id": form.text("practitioner_id"),
                "starts_at": form.text("starts_at"),
                "patient_id": patient_id,
            }
        )
        await booking.book_at_the_desk(tx, view.actor, wish)

    return await _did(view, patient_id, form, deed, "booked")


@router.post("/patients/{patient_id}/visits/{appointment_id}/{verb}")
async def change(
    view: Desk,
    changing: Changing,
    patient_id: UUID,
    appointment_id: UUID,
    verb: str,
    form: PostedForm,
) -> Response:
    async def deed(tx: Writing) -> None:
        if verb == "moved":
            wish = {name: form.text(name) for name in ("id", "practitioner_id", "starts_at")}
            order = MoveAppointment.model_validate(wish)
            await changing.move(tx, view.actor, appointment_id, order)
            return
        about = AboutAppointment.model_validate({"id": form.text("id")})
        deeds = {"cancelled": changing.cancel, "confirmed": changing.confirm}
        await deeds[verb](tx, view.actor, appointment_id, about)

    if verb not in {"moved", "cancelled", "confirmed"}:
        return RedirectResponse(f"{HOME}/patients/{patient_id}", status_code=303)
    return await _did(view, patient_id, form, deed, verb)


async def _did(
    view: StaffView,
    patient_id: UUID,
    form: Posted,
    deed: Callable[[Writing], Awaitable[None]],
    verb: str,
) -> Response:
    """Lead back to the patient's visits, with what was done or why it was not."""
    here = f"{HOME}/patients/{patient_id}"
    try:
        # A transaction of its own: what is refused is undone before the page is shown again.
        async with view.database.writing() as tx:
            await deed(tx)
    except ValidationError:
        return led_back(here, "", fault="invalid_request")
    except DmedError as refused:
        if refused.kind not in _SAID:
            raise
        return led_back(
            here, "", fault=refused.code, **form.filled("department", "service", "day", "move")
        )
    return led_back(here, verb)


def _visits(pages: Pages, view: StaffView, here: str, visits: Sequence[Appointment]) -> TableBlock:
    return TableBlock(
        ("bookings-when", "bookings-doctor", "bookings-department", "bookings-state"),
        [
            Row(
                (
                    moment(view, one.starts_at),
                    f"{one.practitioner} · {one.room}",
                    in_language(one.department_names, view.language),
                    pages.say(
                        view.language,
                        "bookings-state-"
                        + ("confirmed" if one.status == "booked" and one.confirmed else one.status),
                    ),
                ),
                acts=_acts(here, one),
            )
            for one in visits
        ],
        "bookings-none",
        title="bookings-visits",
    )


def _acts(here: str, one: Appointment) -> list[Act]:
    address = f"{here}/visits/{one.id}"
    acts = []
    if one.status == "booked" and not one.confirmed:
        acts.append(Act(f"{address}/confirmed", "bookings-confirm", {"id": str(uuid4())}))
    if one.status in _STANDING:
        acts.append(Act(f"{here}?move={one.id}", "bookings-move", leads=True))
        acts.append(Act(f"{here}?cancel={one.id}", "bookings-cancel", leads=True))
    return acts


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was chosen so far; ``offered``: the department's services."""

    department: str
    service: str
    day: str
    offered: Sequence[OfferedService]


def _cancelling(here: str, one: Appointment) -> FormBlock:
    """Asked once more: a slip of the finger would send somebody's time to the next."""
    return FormBlock(
        f"{here}/visits/{one.id}/cancelled",
        "bookings-cancel-do",
        [Field("id", "field-code", "hidden")],
        {"id": str(uuid4())},
        hint="bookings-cancel-hint",
    )


def _named(view: StaffView, departments: Sequence[Department]) -> list[tuple[str, str]]:
    names = [(one.code, in_language(one.names, view.language)) for one in departments]
    return sorted(names, key=lambda option: option[1].casefold())


def _number(view: StaffView, here: str, departments: Sequence[Department]) -> FormBlock:
    """For whoever stands here now and waits in a queue instead."""
    # None is chosen beforehand: a slip of the finger would send somebody elsewhere.
    names = [("", "–"), *_named(view, departments)]
    return FormBlock(
        f"{here}/number",
        "bookings-number-give",
        [Field("department", "bookings-department", "select", options=names)],
        {},
        title="bookings-number-title",
        hint="bookings-number-hint",
    )


def _choice(
    pages: Pages,
    view: StaffView,
    here: str,
    departments: Sequence[Department],
    moved: Appointment | None,
    choice: _Choice,
) -> FormBlock:
    fields = [Field("day", "bookings-from-day", "date", required=False)]
    values = {"day": choice.day}
    if moved is None:
        names = _named(view, departments)
        if choice.offered:
            plain = ("", pages.say(view.language, "book-plain-visit"))
            services = [(one.code, in_language(one.names, view.language)) for one in choice.offered]
            kinds = [plain, *services]
            fields.insert(
                0, Field("service", "field-service", "select", required=False, options=kinds)
            )
            values["service"] = choice.service
        fields.insert(0, Field("department", "bookings-department", "select", options=names))
        values["department"] = choice.department
    else:
        fields.append(Field("move", "field-code", "hidden"))
        values["move"] = str(moved.id)
    title = "bookings-new" if moved is None else None
    return FormBlock(here, "bookings-show-free", fields, values, title=title, method="get")


def _free(
    view: StaffView, here: str, choice: _Choice, moved: Appointment | None, free: FreeTimes
) -> TableBlock:
    action = f"{here}/book" if moved is None else f"{here}/visits/{moved.id}/moved"
    label = "bookings-book" if moved is None else "bookings-move-here"
    kept = {"department": choice.department, "service": choice.service}
    if moved is not None:
        kept = {"move": str(moved.id)}
    rows = [
        Row(
            (moment(view, one.starts_at), free.practitioners[one.practitioner_id]),
            acts=[
                Act(
                    action,
                    label,
                    {
                        "id": str(uuid4()),
                        "practitioner_id": str(one.practitioner_id),
                        "starts_at": one.starts_at.isoformat(),
                        **kept,
                    },
                )
            ],
        )
        for one in free.items
    ]
    return TableBlock(
        ("bookings-when", "bookings-doctor"), rows, "bookings-nothing-free", title="bookings-free"
    )


def _day(typed: str) -> date | None:
    try:
        wanted = date.fromisoformat(typed)
    except ValueError:
        return None
    # Further away nothing is planned; and no day is later than the calendar's last.
    return wanted if wanted < date.max - timedelta(days=60) else None
