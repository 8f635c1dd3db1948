"""Pages of the counter and the office: documents to look at, faces to decide, figures."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import RedirectResponse

from mobile_api.access.door import CheckedForm, SentForm
from mobile_api.actors import Actor
from mobile_api.database import Reader
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.errors import NotAllowed, TooManyAttempts
from mobile_api.faces.checking import COUNTER, FaceDeskService
from mobile_api.faces.counting import KEEPERS, FaceCountsService
from mobile_api.faces.errors import FaceNotChecked, FaceReviewOver
from mobile_api.faces.schemas import FALSE_ALARMS, CheckFace, DecideFace, FalseAlarm
from mobile_api.http import ReadingConnection, WritingTransaction, service
from mobile_api.pages.rendering import Pages

ROOT = "/staff/faces"
SPANS = (7, 30, 365)
"""Days that the page of figures offers."""

router = APIRouter(prefix=ROOT, include_in_schema=False)

PageMaker = Annotated[Pages, service(Pages)]
Desk = Annotated[FaceDeskService, service(FaceDeskService)]
Counts = Annotated[FaceCountsService, service(FaceCountsService)]

_SAID = (FaceNotChecked, FaceReviewOver, TooManyAttempts)
_DONE = frozenset({"checked", "review", "refused", "decided", "reported"})
_NOTICES = frozenset(fault.code for fault in _SAID) | _DONE


def _reader(view: StaffView) -> Actor:
    """Who looks, in the language of the page: names stand in its script."""
    return view.actor.model_copy(update={"language": view.language})


async def _page(
    pages: Pages, view: StaffView, db: Reader, template: str, tab: str, **values: Any
) -> Response:
    frame = await view.frame(db, back=ROOT)
    del frame["path"]  # the page's own
    return pages.page(view.request, template, view.language, tab=tab, **frame, **values)


@router.get("")
async def show_desk(
    pages: PageMaker, view: Staff, desk: Desk, db: ReadingConnection, notice: str = ""
) -> Response:
    if view.actor.role not in {*COUNTER, *KEEPERS}:
        raise NotAllowed(role=view.actor.role.value)
    found = await desk.desk(db, _reader(view)) if view.actor.role in COUNTER else None
    return await _page(
        pages,
        view,
        db,
        "faces.html",
        "desk",
        found=found,
        notice=notice if notice in _NOTICES else "",
        done=notice in _DONE,
        reports=FALSE_ALARMS,
    )


@router.get("/figures")
async def show_figures(
    pages: PageMaker,
    view: Staff,
    counts: Counts,
    db: ReadingConnection,
    days: Annotated[int, Query(ge=1, le=400)] = 30,
) -> Response:
    figures = await counts.figures(db, view.actor, days)
    return await _page(
        pages, view, db, "face_figures.html", "figures", figures=figures, spans=SPANS
    )


@router.post("/enrolments/{template_id}/check")
async def check(
    actor: CheckedForm,
    view: Staff,
    desk: Desk,
    template_id: UUID,
    sent: SentForm,
    code: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    typed = code.strip()
    if len(typed) != 4 or not typed.isascii() or not typed.isdigit():
        return _back(FaceNotChecked.code)
    try:
        # A transaction of its own: a refusal takes back what was written before it.
        async with view.database.writing() as tx:
            state = await desk.check(
                tx, actor, template_id, CheckFace(id=sent.order_id, code=typed)
            )
    except _SAID as fault:
        return _back(fault.code)
    return _back("review" if state == "review" else "checked")


@router.post("/enrolments/{template_id}/refusal")
async def refuse(
    actor: CheckedForm, view: Staff, desk: Desk, template_id: UUID, sent: SentForm
) -> Response:
    try:
        async with view.database.writing() as tx:
            if await sent.is_first(tx):
                await desk.refuse(tx, actor, template_id)
    except _SAID as fault:
        return _back(fault.code)
    return _back("refused")


@router.post("/reviews/{review_id}")
async def decide(
    actor: CheckedForm,
    view: Staff,
    desk: Desk,
    review_id: UUID,
    sent: SentForm,
    decision: Annotated[Literal["two_people", "same_person"], Form()],
) -> Response:
    try:
        async with view.database.writing() as tx:
            if await sent.is_first(tx):
                order = DecideFace(id=sent.order_id, decision=decision)
                await desk.decide(tx, actor, review_id, order)
    except _SAID as fault:
        return _back(fault.code)
    return _back("decided")


@router.post("/reports")
async def report(
    actor: CheckedForm,
    counts: Counts,
    tx: WritingTransaction,
    sent: SentForm,
    alarm: Annotated[FalseAlarm, Form()],
) -> Response:
    await counts.report(tx, actor, sent.order_id, alarm)
    return _back("reported")


def _back(notice: str) -> RedirectResponse:
    return RedirectResponse(f"{ROOT}?notice={notice}", status_code=303)
