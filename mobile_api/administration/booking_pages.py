"""Pages of the desk: visits of one patient, booked, moved and cancelled; doctors who are away."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from mobile_api.actors import Role
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
    attempt,
    show,
)
from mobile_api.appointments.absence import AbsenceService
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.changing import ChangingService
from mobile_api.appointments.planning import PlanningService
from mobile_api.appointments.schemas import (
    AboutAppointment,
    Appointment,
    BookForPatient,
    FreeTimes,
    MoveAppointment,
    SendAway,
)
from mobile_api.database import Writing
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.errors import DmedError, Kind, NotAllowed
from mobile_api.facilities.schemas import Department
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import service
from mobile_api.pages.dates import clock_time, day_name
from mobile_api.pages.rendering import Pages
from mobile_api.patients.service import PatientsService
from mobile_api.schemas import in_language

HOME = "/staff/bookings"
TIMES = 24
"""Free times on a page: a morning of one doctor."""

router = APIRouter(prefix=HOME, include_in_schema=False)

Booking = Annotated[BookingService, service(BookingService)]
Changing = Annotated[ChangingService, service(ChangingService)]
Planning = Annotated[PlanningService, service(PlanningService)]
Absences = Annotated[AbsenceService, service(AbsenceService)]
Patients = Annotated[PatientsService, service(PatientsService)]
Facilities = Annotated[FacilitiesService, service(FacilitiesService)]
Chosen = Annotated[str, Query(max_length=60)]

_BOOK = frozenset({Role.RECEPTION, Role.NURSE})
_SEND_AWAY = frozenset({Role.RECEPTION, Role.ADMINISTRATOR})
_DONE = frozenset({"booked", "moved", "cancelled", "confirmed", "away"})
_SAID = frozenset({Kind.INVALID, Kind.NOT_FOUND, Kind.CONFLICT, Kind.MISMATCH})


def _desk(view: Staff) -> StaffView:
    if view.actor.role not in _BOOK:
        raise NotAllowed(role=view.actor.role.value)
    return view


def _planners(view: Staff) -> StaffView:
    if view.actor.role not in _BOOK | _SEND_AWAY:
        raise NotAllowed(role=view.actor.role.value)
    return view


Desk = Annotated[StaffView, Depends(_desk)]
"""The look of somebody who books for people; the services check once more."""

Planner = Annotated[StaffView, Depends(_planners)]
"""The same, and administrators."""


@router.get("")
async def home(pages: PageMaker, view: Planner, absences: Absences, done: str = "") -> Response:
    return await _home(pages, view, absences, done=done)


@router.post("/absences")
async def send_away(
    pages: PageMaker, view: Planner, absences: Absences, form: PostedForm
) -> Response:
    async def deed(tx: Writing) -> None:
        order = SendAway.model_validate(
            {
                "id": form.text("id"),
                "practitioner_id": form.text("practitioner_id"),
                "starts_at": _aware(view, form.text("starts_at")),
                "ends_at": _aware(view, form.text("ends_at")),
            }
        )
        await absences.send_away(tx, view.actor, order)

    faults = await attempt(view, deed)
    if not faults:
        return _done(HOME, "away")
    async with view.database.reading() as db:
        doctors = await absences.doctors(db, view.actor)
    return await _home(
        pages, view, absences, form=_away_form(doctors, form.values(), {"": faults.popitem()[1]})
    )


async def _home(
    pages: Pages,
    view: StaffView,
    absences: AbsenceService,
    *,
    done: str = "",
    form: FormBlock | None = None,
) -> Response:
    async with view.database.reading() as db:
        waiting = await absences.waiting(db, view.actor)
        away = await absences.away(db, view.actor)
        doctors = await absences.doctors(db, view.actor)
    books = view.actor.role in _BOOK
    blocks: list[Block] = [
        TableBlock(
            ("bookings-when", "bookings-doctor", "bookings-department"),
            [
                Row(
                    (
                        _moment(view, one.starts_at),
                        one.practitioner,
                        in_language(one.department_names, view.language),
                    ),
                    href=f"{HOME}/patients/{one.patient_id}" if books else None,
                )
                for one in waiting
            ],
            "bookings-nobody-waits",
            title="bookings-waiting-title",
            hint="bookings-waiting-hint",
            add=("/staff/patients", "bookings-find") if view.actor.role is Role.RECEPTION else None,
        ),
        TableBlock(
            ("bookings-doctor", "field-from", "field-to"),
            [
                Row((one.practitioner, _moment(view, one.starts_at), _moment(view, one.ends_at)))
                for one in away
            ],
            "bookings-nobody-away",
            title="bookings-away-title",
        ),
    ]
    if view.actor.role in _SEND_AWAY:
        blocks.append(form or _away_form(doctors, {"id": str(uuid4())}, {}))
    return await _show(pages, view, "bookings-title", blocks, back=None, done=done)


def _away_form(
    doctors: Sequence[tuple[UUID, str]], values: Mapping[str, str], faults: Mapping[str, object]
) -> FormBlock:
    return FormBlock(
        f"{HOME}/absences",
        "bookings-send-away",
        (
            Field("id", "field-code", "hidden"),
            Field(
                "practitioner_id",
                "bookings-doctor",
                "select",
                options=[(str(one), name) for one, name in doctors],
            ),
            Field("starts_at", "field-from", "datetime-local"),
            Field("ends_at", "field-to", "datetime-local"),
        ),
        values,
        faults,  # type: ignore[arg-type]  # as attempt() gives them
        title="bookings-away-add",
        hint="bookings-away-hint",
    )


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
    day: str = "",
    move: UUID | None = None,
    done: str = "",
    fault: str = "",
) -> Response:
    async with view.database.reading() as db:
        name = await patients.masked_name(db, view.actor, patient_id)
        visits = await changing.of_patient(db, view.actor, patient_id)
        moved = next((one for one in visits if one.id == move), None)
        departments = await facilities.departments(db, view.hospital.id)
        chosen = department if moved is None else moved.department
        free = None
        if any(one.code == chosen for one in departments):
            free = FreeTimes.model_validate(
                await planning.free(
                    db,
                    view.actor,
                    view.hospital.id,
                    chosen,
                    service=None if moved is None else moved.service,
                    from_day=_day(day),
                    limit=TIMES,
                )
            )
    here = f"{HOME}/patients/{patient_id}"
    blocks: list[Block] = []
    if moved is None:
        blocks.append(_visits(pages, view, here, visits))
    blocks.append(_choice(view, here, departments, moved, chosen, day))
    if free is not None:
        blocks.append(_free(view, here, chosen, moved, free))
    title = "bookings-of-patient" if moved is None else "bookings-move-title"
    subtitle = name if moved is None else f"{name} · {_moment(view, moved.starts_at)}"
    back = f"/staff/patients/records/{patient_id}" if moved is None else here
    return await _show(
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
        return _done(here, "", fault="invalid_request")
    except DmedError as refused:
        if refused.kind not in _SAID:
            raise
        return _done(here, "", fault=refused.code, **form.filled("department", "day", "move"))
    return _done(here, verb)


def _done(address: str, verb: str, **more: str) -> Response:
    told = {"done": verb, **more} if verb else more
    return RedirectResponse(f"{address}?{urlencode(told)}", status_code=303)


def _visits(pages: Pages, view: StaffView, here: str, visits: Sequence[Appointment]) -> TableBlock:
    return TableBlock(
        ("bookings-when", "bookings-doctor", "bookings-department", "bookings-state"),
        [
            Row(
                (
                    _moment(view, one.starts_at),
                    f"{one.practitioner} · {one.room}",
                    in_language(one.department_names, view.language),
                    pages.say(
                        view.language,
                        "bookings-state-"
                        + ("confirmed" if one.status == "booked" and one.confirmed else one.status),
                    ),
                ),
                href=f"{here}?move={one.id}" if one.status in {"booked", "pending"} else None,
                acts=_acts(here, one),
            )
            for one in visits
        ],
        "bookings-none",
        title="bookings-visits",
        hint="bookings-visits-hint",
    )


def _acts(here: str, one: Appointment) -> list[Act]:
    address = f"{here}/visits/{one.id}"
    acts = []
    if one.status == "booked" and not one.confirmed:
        acts.append(Act(f"{address}/confirmed", "bookings-confirm", {"id": str(uuid4())}))
    if one.status in {"booked", "pending"}:
        acts.append(Act(f"{address}/cancelled", "bookings-cancel", {"id": str(uuid4())}))
    return acts


def _choice(
    view: StaffView,
    here: str,
    departments: Sequence[Department],
    moved: Appointment | None,
    chosen: str,
    day: str,
) -> FormBlock:
    fields = [Field("day", "bookings-from-day", "date", required=False)]
    values = {"day": day}
    if moved is None:
        names = sorted(
            ((one.code, in_language(one.names, view.language)) for one in departments),
            key=lambda option: option[1].casefold(),
        )
        fields.insert(0, Field("department", "bookings-department", "select", options=names))
        values["department"] = chosen
    else:
        fields.append(Field("move", "field-code", "hidden"))
        values["move"] = str(moved.id)
    title = "bookings-new" if moved is None else None
    return FormBlock(here, "bookings-show-free", fields, values, title=title, method="get")


def _free(
    view: StaffView, here: str, department: str, moved: Appointment | None, free: FreeTimes
) -> TableBlock:
    action = f"{here}/book" if moved is None else f"{here}/visits/{moved.id}/moved"
    label = "bookings-book" if moved is None else "bookings-move-here"
    kept = {"department": department} if moved is None else {"move": str(moved.id)}
    rows = [
        Row(
            (_moment(view, one.starts_at), free.practitioners[one.practitioner_id]),
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


async def _show(
    pages: Pages,
    view: StaffView,
    title: str,
    blocks: Sequence[Block],
    *,
    back: str | None,
    subtitle: str = "",
    done: str = "",
    fault: str = "",
) -> Response:
    said, well = "", False
    if done in _DONE:
        said, well = pages.say(view.language, f"bookings-done-{done}"), True
    elif fault:
        key = f"bookings-fault-{fault.replace('_', '-')}"
        said = pages.say(view.language, key if pages.knows(key) else "bookings-fault-other")
    return await show(
        pages, view, title, blocks, back=back, subtitle=subtitle, said=said, well=well
    )


def _moment(view: StaffView, at: datetime) -> str:
    return f"{day_name(at, view.zone, view.language)}, {clock_time(at, view.zone)}"


def _aware(view: StaffView, typed: str) -> datetime | str:
    """On the hospital's own clock; what is no moment is refused by the schema."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=view.zone)
    except ValueError:
        return typed


def _day(typed: str) -> date | None:
    try:
        wanted = date.fromisoformat(typed)
    except ValueError:
        return None
    # Further away nothing is planned; and no day is later than the calendar's last.
    return wanted if wanted < date.max - timedelta(days=60) else None
