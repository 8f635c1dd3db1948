"""Complaints over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body

from mobile_api.access.door import AppActor, StaffActor
from mobile_api.access.errors import ChatNotLinked, ForeignForm
from mobile_api.assessments.at_home import HomeTriageService
from mobile_api.assessments.errors import (
    ComplaintEmpty,
    NoComplaintKept,
    NoSuchAssessment,
    NotADepartment,
    NotInChats,
)
from mobile_api.assessments.outcomes import OutcomesService
from mobile_api.assessments.schemas import (
    Assess,
    AssessAtHome,
    Assessment,
    Complaint,
    Explained,
    HomeAssessment,
    Outcome,
    SayOutcome,
)
from mobile_api.assessments.service import AssessmentsService
from mobile_api.devices.door import KioskActor
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    TooManyAttempts,
    Unavailable,
)
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    WritingTransaction,
    problems,
    require_same_key,
    service,
)
from mobile_api.patients.door import CurrentVisit
from mobile_api.patients.errors import NoSuchPerson, PersonDeceased, VisitExpired

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])

home_router = APIRouter(prefix="/v1/triage", tags=["assessments: app"])

Assessments = Annotated[AssessmentsService, service(AssessmentsService)]
Home = Annotated[HomeTriageService, service(HomeTriageService)]
Outcomes = Annotated[OutcomesService, service(OutcomesService)]


@router.post(
    "",
    summary="Where a complaint leads, and how soon",
    description=(
        "Never a diagnosis. The verdict is kept with the versions that gave it and is never "
        "silently recomputed. The words are kept only with `keep_text`."
    ),
    responses=problems(
        DeviceNotEnrolled,
        VisitExpired,
        InvalidRequest,
        ComplaintEmpty,
        IdempotencyMismatch,
        Unavailable,
    ),
)
async def assess(
    actor: KioskActor,
    visit: CurrentVisit,
    assessments: Assessments,
    tx: WritingTransaction,
    complaint: Annotated[
        Assess,
        Body(
            openapi_examples={
                "headache": {
                    "summary": "Two days of headache, in Uzbek",
                    "value": {
                        "id": "0b6f0c7e-4f0e-4c1e-9d0a-5f5a3a1f7c11",
                        "text": "Boshim ogʻriyapti, ikki kundan beri koʻnglim ayniyapti",
                        "language": "uz-Latn",
                    },
                }
            }
        ),
    ],
    key: IdempotencyKey = None,
) -> Assessment:
    require_same_key(key, complaint.id)
    return await assessments.assess(tx, actor, visit, complaint)


@router.get(
    "/{assessment_id}/complaint",
    summary="The patient's own words, for nurses and doctors",
    description="Only where the patient let them be kept. Who reads them is written down.",
    responses=problems(
        NotAuthenticated, ForeignForm, NotAllowed, NoSuchAssessment, NoComplaintKept, Unavailable
    ),
)
async def complaint(
    actor: StaffActor, assessments: Assessments, tx: WritingTransaction, assessment_id: UUID
) -> Complaint:
    return await assessments.read_complaint(tx, actor, assessment_id)


@router.get(
    "/{assessment_id}",
    summary="What triage understood and why it is so urgent, for nurses and doctors",
    responses=problems(
        NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest, NoSuchAssessment, Unavailable
    ),
)
async def explain(
    actor: StaffActor, assessments: Assessments, db: ReadingConnection, assessment_id: UUID
) -> Explained:
    return await assessments.explain(db, actor, assessment_id)


@router.put(
    "/{assessment_id}/outcome",
    summary="Note where the patient really belonged",
    description="The last word counts. Measures triage; changes nothing for the patient.",
    responses=problems(
        NotAuthenticated,
        ForeignForm,
        NotAllowed,
        InvalidRequest,
        NotADepartment,
        NoSuchAssessment,
        Unavailable,
    ),
)
async def say_outcome(
    actor: StaffActor,
    outcomes: Outcomes,
    tx: WritingTransaction,
    assessment_id: UUID,
    said: Annotated[
        SayOutcome,
        Body(
            openapi_examples={
                "other": {
                    "summary": "Sent on to the surgeon",
                    "value": {"department": "surgery"},
                }
            }
        ),
    ],
) -> Outcome:
    return await outcomes.say(tx, actor, assessment_id, said)


@home_router.post(
    "",
    summary="Where a complaint leads, asked at home",
    description=(
        "Never a diagnosis. Typed on our own pages or in the app, never in a chat: the bot is "
        "refused. The words are kept only with `keep_text`, encrypted, and deleted after a set "
        "time. `advice` says what to do now."
    ),
    responses=problems(
        NotAuthenticated,
        ChatNotLinked,
        NotInChats,
        InvalidRequest,
        ComplaintEmpty,
        NoSuchPerson,
        PersonDeceased,
        NotFound,
        IdempotencyMismatch,
        TooManyAttempts,
        Unavailable,
    ),
)
async def assess_at_home(
    actor: AppActor,
    home: Home,
    tx: WritingTransaction,
    complaint: Annotated[
        AssessAtHome,
        Body(
            openapi_examples={
                "throat": {
                    "summary": "A sore throat, for oneself, in Uzbek",
                    "value": {
                        "id": "7d0a3c55-8d7e-4f0a-9a55-0a4d6f6c2b10",
                        "hospital_id": "5f0e2a34-6f1e-4f4c-9a54-2f8f7f1f0c01",
                        "text": "Tomogʻim ogʻriyapti, yutinsam achishadi",
                        "language": "uz-Latn",
                        "age_years": 34,
                    },
                }
            }
        ),
    ],
    key: IdempotencyKey = None,
) -> HomeAssessment:
    require_same_key(key, complaint.id)
    return await home.assess(tx, actor, complaint)
