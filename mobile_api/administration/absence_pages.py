"""The page of the desk about doctors who are away, and whose patients wait for another time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Response

from mobile_api.actors import Role
from mobile_api.administration.desk_forms import (
    BOOK,
    HOME,
    SEND_AWAY,
    Planner,
    led_back,
    moment,
    show_desk,
)
from mobile_api.administration.forms import (
    Block,
    Fault,
    Field,
    FormBlock,
    PageMaker,
    PostedForm,
    Row,
    TableBlock,
    attempt,
)
from mobile_api.appointments.absence import AbsenceService
from mobile_api.appointments.schemas import SendAway
from mobile_api.database import Writing
from mobile_api.devices.staff_view import StaffView
from mobile_api.http import service
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import in_language

router = APIRouter(prefix=HOME, include_in_schema=False)

SEARCHED_BY = ("name", "phone", "pinfl")

Absences = Annotated[AbsenceService, service(AbsenceService)]


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
        return led_back(HOME, "away")
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
    books = view.actor.role in BOOK
    blocks: list[Block] = [
        TableBlock(
            ("bookings-when", "bookings-doctor", "bookings-department"),
            [
                Row(
                    (
                        moment(view, one.starts_at),
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
        ),
        TableBlock(
            ("bookings-doctor", "field-from", "field-to"),
            [
                Row((one.practitioner, moment(view, one.starts_at), moment(view, one.ends_at)))
                for one in away
            ],
            "bookings-nobody-away",
            title="bookings-away-title",
        ),
    ]
    if view.actor.role is Role.RECEPTION:
        blocks.insert(0, _search(pages, view))
    if view.actor.role in SEND_AWAY:
        blocks.append(form or _away_form(doctors, {"id": str(uuid4())}, {}))
    return await show_desk(pages, view, "bookings-title", blocks, back=None, done=done)


def _search(pages: Pages, view: StaffView) -> FormBlock:
    """Whoever stands at the desk is looked for first."""
    ways = [(way, pages.say(view.language, f"patients-by-{way}")) for way in SEARCHED_BY]
    return FormBlock(
        "/staff/patients",
        "patients-find",
        (
            Field("by", "patients-by", "select", options=ways),
            Field("typed", "patients-typed"),
        ),
        {"by": SEARCHED_BY[0]},
        title="desk-title",
        hint="desk-hint",
    )


def _away_form(
    doctors: Sequence[tuple[UUID, str]], values: Mapping[str, str], faults: Mapping[str, Fault]
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
        faults,
        title="bookings-away-add",
        hint="bookings-away-hint",
    )


def _aware(view: StaffView, typed: str) -> datetime | str:
    """On the hospital's own clock; what is no moment is refused by the schema."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=view.zone)
    except ValueError:
        return typed
