"""Complaints over HTTP."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body

from mobile_api.access.door import StaffActor
from mobile_api.access.errors import ForeignForm
from mobile_api.assessments.errors import ComplaintEmpty, NoComplaintKept, NoSuchAssessment
from mobile_api.assessments.schemas import Assess, Assessment, Complaint
from mobile_api.assessments.service import AssessmentsService
from mobile_api.devices.door import KioskActor
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    Unavailable,
)
from mobile_api.http import IdempotencyKey, WritingTransaction, problems, require_same_key, service
from mobile_api.patients.door import CurrentVisit
from mobile_api.patients.errors import VisitExpired

router = APIRouter(prefix="/v1/assessments", tags=["assessments"])

Assessments = Annotated[AssessmentsService, service(AssessmentsService)]


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
