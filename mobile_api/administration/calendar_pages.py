"""Pages for opening hours and holidays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Annotated
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
    name_values,
    show,
    week_values,
)
from mobile_api.database import Writing
from mobile_api.devices.staff_view import StaffView
from mobile_api.facilities.opening import OpeningService
from mobile_api.facilities.orders import PutHoliday, PutOpeningHours
from mobile_api.http import service
from mobile_api.pages.dates import day_name
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import in_language

router = APIRouter(prefix=f"{HOME}/calendar", include_in_schema=False)

OpeningOf = Annotated[OpeningService, service(OpeningService)]

_PAGE = f"{HOME}/calendar"


@router.get("")
async def show_calendar(pages: PageMaker, view: Keeper, opening: OpeningOf) -> Response:
    return await _page(pages, view, opening)


@router.post("/opening-hours")
async def put_opening_hours(
    pages: PageMaker, view: Keeper, opening: OpeningOf, form: PostedForm
) -> Response:
    hours, where = form.week("opens", "closes")

    async def deed(tx: Writing) -> None:
        order = PutOpeningHours.model_validate({"hours": hours})
        await opening.put_opening_hours(tx, view.actor, order)

    faults = await attempt(view, deed, where)
    if not faults:
        return done(_PAGE)
    return await _page(pages, view, opening, week=_week_form(form.values(), faults))


@router.post("/holidays")
async def put_holiday(
    pages: PageMaker, view: Keeper, opening: OpeningOf, form: PostedForm
) -> Response:
    async def deed(tx: Writing) -> None:
        order = PutHoliday.model_validate({"day": form.text("day"), "names": form.names()})
        await opening.put_holiday(tx, view.actor, UUID(form.text("id")), order)

    faults = await attempt(view, deed)
    if not faults:
        return done(_PAGE)
    return await _page(pages, view, opening, holiday=_holiday_form(form.values(), faults))


@router.post("/holidays/{holiday_id}/remove")
async def remove_holiday(
    view: Keeper, opening: OpeningOf, holiday_id: UUID, form: PostedForm
) -> Response:
    async with view.database.writing() as tx:
        if await form.sent.is_first(tx):
            await opening.remove_holiday(tx, view.actor, holiday_id)
    return done(_PAGE)


def _week_form(values: Values, faults: Mapping[str, Fault] | None = None) -> FormBlock:
    return FormBlock(
        f"{_PAGE}/opening-hours",
        "keep",
        [Field("week", "field-week", "week", required=False)],
        values,
        faults or {},
        title="opening-title",
        hint="opening-hint",
    )


def _holiday_form(values: Values, faults: Mapping[str, Fault] | None = None) -> FormBlock:
    fields = (
        Field("id", "field-code", "hidden"),
        Field("day", "field-day", "date"),
        Field("names", "field-holiday-name", "names"),
    )
    return FormBlock(
        f"{_PAGE}/holidays",
        "holidays-add",
        fields,
        values,
        faults or {},
        title="holidays-add-title",
        hint="holidays-add-hint",
    )


async def _page(
    pages: Pages,
    view: StaffView,
    opening: OpeningService,
    *,
    week: FormBlock | None = None,
    holiday: FormBlock | None = None,
) -> Response:
    async with view.database.reading() as db:
        calendar = await opening.calendar(db, view.actor)
        suggested = await opening.suggested_holidays(db, view.actor)
    hours = [(one.weekday, one.opens, one.closes) for one in calendar.opening_hours]

    def named(day: date) -> str:
        noon = datetime.combine(day, time(12), tzinfo=view.zone)
        return f"{day_name(noon, view.zone, view.language)} {day.year}"

    own = [
        Row(
            (named(one.day), in_language(one.names, view.language)),
            acts=[Act(f"{_PAGE}/holidays/{one.id}/remove", "take-back")],
        )
        for one in calendar.holidays
    ]
    offered = [
        Row(
            (named(one.day), in_language(one.names, view.language)),
            acts=[
                Act(
                    f"{_PAGE}/holidays",
                    "holidays-take",
                    {
                        "id": str(one.id),
                        "day": one.day.isoformat(),
                        **name_values(one.names),
                    },
                )
            ],
        )
        for one in suggested
    ]
    columns = ("field-day", "field-holiday-name")
    blocks: list[Block] = [
        week or _week_form(week_values(hours)),
        TableBlock(columns, own, "holidays-none", title="holidays-title"),
    ]
    if offered:
        blocks.append(
            TableBlock(
                columns, offered, "holidays-none", "holidays-suggested", "holidays-suggested-hint"
            )
        )
    blocks.append(holiday or _holiday_form({"id": str(uuid4())}))
    return await show(pages, view, "topic-calendar", blocks)


@router.get("/{rest:path}")
async def back_to_calendar(_view: Keeper, rest: str) -> Response:
    # As for practitioners: an address that only takes forms.
    return RedirectResponse(_PAGE, status_code=303)
