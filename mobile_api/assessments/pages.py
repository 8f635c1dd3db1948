"""An assessment for who treats the patient: why so urgent, the patient's own words, the outcome."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import RedirectResponse

from mobile_api.access.door import CheckedForm
from mobile_api.assessments.errors import NoComplaintKept
from mobile_api.assessments.outcomes import OutcomesService
from mobile_api.assessments.schemas import SayOutcome
from mobile_api.assessments.service import AssessmentsService
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.facilities.prefixes import names_of
from mobile_api.http import ReadingConnection, WritingTransaction, service
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import in_language
from triage.departments import CODES

router = APIRouter(prefix="/staff/assessments", include_in_schema=False)

Assessments = Annotated[AssessmentsService, service(AssessmentsService)]
Outcomes = Annotated[OutcomesService, service(OutcomesService)]
PageMaker = Annotated[Pages, service(Pages)]
Back = Annotated[str, Query(max_length=200)]


@router.get("/{assessment_id}")
async def show_assessment(
    pages: PageMaker,
    view: Staff,
    assessments: Assessments,
    db: ReadingConnection,
    assessment_id: UUID,
    back: Back = "/staff",
) -> Response:
    return await _page(pages, view, assessments, db, assessment_id, back, words=None)


@router.post("/{assessment_id}/words")
async def show_words(
    pages: PageMaker,
    view: Staff,
    actor: CheckedForm,
    assessments: Assessments,
    tx: WritingTransaction,
    assessment_id: UUID,
    back: Annotated[str, Form(max_length=200)] = "/staff",
) -> Response:
    # A post, since each look is written down; and the words are in no address or history.
    try:
        words = (await assessments.read_complaint(tx, actor, assessment_id)).text
    except NoComplaintKept:
        words = ""
    answer = await _page(pages, view, assessments, tx, assessment_id, back, words=words)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/{assessment_id}/outcome")
async def say_outcome(
    actor: CheckedForm,
    outcomes: Outcomes,
    tx: WritingTransaction,
    assessment_id: UUID,
    department: Annotated[str, Form(max_length=40)],
    back: Annotated[str, Form(max_length=200)] = "/staff",
) -> Response:
    await outcomes.say(tx, actor, assessment_id, SayOutcome(department=department))
    return RedirectResponse(_own(back), status_code=303)


async def _page(
    pages: Pages,
    view: StaffView,
    assessments: AssessmentsService,
    db: ReadingConnection,
    assessment_id: UUID,
    back: str,
    *,
    words: str | None,
) -> Response:
    actor = view.actor.model_copy(update={"language": view.language})
    explained = await assessments.explain(db, actor, assessment_id)
    names = {code: in_language(names_of(code), view.language) for code in CODES}
    values = await view.frame(db)
    del values["path"]  # the page's own
    return pages.page(
        view.request,
        "assessment.html",
        view.language,
        explained=explained,
        names=dict(sorted(names.items(), key=lambda pair: pair[1])),
        words=words,
        back=_own(back),
        **values,
    )


def _own(address: str) -> str:
    """An address of our own staff pages, so that no link leads a colleague elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/staff") or "\\" in address:
        return "/staff"
    return address
