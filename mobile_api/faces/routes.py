"""Routes for a kiosk that looks at people, and for the counter that looks at documents."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from mobile_api.access.door import ProvenActor, StaffActor
from mobile_api.access.errors import ChatNotLinked, ForeignForm, StepUpNeeded
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
from mobile_api.faces.checking import FaceDeskService
from mobile_api.faces.counting import FaceCountsService
from mobile_api.faces.enrolling import FaceEnrolmentService
from mobile_api.faces.errors import (
    FaceConsentMissing,
    FaceForAdultsOnly,
    FaceModelUnknown,
    FaceNotChecked,
    FaceProposalOver,
    FaceReviewOver,
    FaceSelfiesUnavailable,
    FaceSelfiesUnclear,
    FaceSelfieTaskOver,
)
from mobile_api.faces.keeping import TOPIC
from mobile_api.faces.schemas import (
    CheckFace,
    ConfirmFace,
    Counted,
    CountWay,
    DayGallery,
    DecideFace,
    EnrolFace,
    EnrolledFace,
    EnrolSelfies,
    FaceChecked,
    FaceDesk,
    FaceFigures,
    FaceFound,
    FaceOffer,
    FaceVerified,
    RefuseFace,
    SearchFace,
    SelfieTask,
    VerifyFace,
    WithdrawFace,
)
from mobile_api.faces.selfies import SelfiesService
from mobile_api.faces.service import FacesService
from mobile_api.http import (
    CurrentDatabase,
    IdempotencyKey,
    ReadingConnection,
    WritingTransaction,
    problems,
    require_same_key,
    service,
)
from mobile_api.live import Live
from mobile_api.patients.door import CurrentVisit
from mobile_api.patients.errors import (
    ConfirmationNeeded,
    ConsentTextOutdated,
    NoSuchPerson,
    NotConfirmed,
    PersonDeceased,
    VisitExpired,
)
from mobile_api.patients.schemas import ConfirmedVisit
from mobile_api.schemas import Language

router = APIRouter(prefix="/v1/faces", tags=["faces"])

Faces = Annotated[FacesService, service(FacesService)]
Enrolment = Annotated[FaceEnrolmentService, service(FaceEnrolmentService)]
Desk = Annotated[FaceDeskService, service(FaceDeskService)]
Counts = Annotated[FaceCountsService, service(FaceCountsService)]
News = Annotated[Live, service(Live)]
MOST_WAIT = 4
"""Seconds that a kiosk may let the question for its gallery wait; its client gives up after six."""
Selfies = Annotated[SelfiesService, service(SelfiesService)]
Network = Annotated[
    str,
    Query(
        pattern=r"^[A-Za-z0-9._:+-]{1,80}$",
        description="The kiosk's network.",
        examples=["mobilefacenet-1"],
    ),
]

_TRY = (DeviceNotEnrolled, InvalidRequest, IdempotencyMismatch, TooManyAttempts, Unavailable)
_APP = (NotAuthenticated, ChatNotLinked, StepUpNeeded, NoSuchPerson, InvalidRequest, Unavailable)
_STAFF = (NotAuthenticated, ForeignForm, NotAllowed, InvalidRequest, Unavailable)


@router.post(
    "/verifications",
    summary="Is this the holder of the number that was typed?",
    description="Not enrolled, another network and another face get the same answer.",
    responses=problems(*_TRY, VisitExpired),
)
async def verify(
    actor: KioskActor,
    visit: CurrentVisit,
    faces: Faces,
    tx: WritingTransaction,
    order: VerifyFace,
    key: IdempotencyKey = None,
) -> FaceVerified:
    require_same_key(key, order.id)
    return await faces.verify(tx, actor, visit, order)


@router.post(
    "/searches",
    summary="Who of those booked here today is this?",
    description="Proposes, names nobody: the last digits of the national number confirm.",
    responses=problems(*_TRY),
)
async def search(
    actor: KioskActor,
    faces: Faces,
    tx: WritingTransaction,
    order: SearchFace,
    key: IdempotencyKey = None,
) -> FaceFound:
    require_same_key(key, order.id)
    return await faces.search(tx, actor, order)


@router.post(
    "/confirmations",
    summary="Confirm a proposal with the last four digits of the national number",
    responses=problems(*_TRY, FaceProposalOver, NotConfirmed),
)
async def confirm(
    actor: KioskActor,
    faces: Faces,
    tx: WritingTransaction,
    order: ConfirmFace,
    key: IdempotencyKey = None,
) -> ConfirmedVisit:
    require_same_key(key, order.id)
    return await faces.confirm(tx, actor, order)


@router.get(
    "/gallery",
    summary="The day's gallery, for a kiosk whose line may break",
    description=(
        "Empty unless the operator has switched it on. Names nobody. With `wait_s` an unchanged "
        "gallery is answered only when that time is over: who withdraws meanwhile is told of at "
        "once."
    ),
    responses=problems(DeviceNotEnrolled, InvalidRequest, FaceModelUnknown, Unavailable),
)
async def day_gallery(
    actor: KioskActor,
    faces: Faces,
    database: CurrentDatabase,
    live: News,
    model_id: Network,
    known: Annotated[str, Query(max_length=64, description="The version that it has.")] = "",
    wait_s: Annotated[int, Query(ge=0, le=MOST_WAIT, description="Seconds.")] = 0,
) -> DayGallery:
    async def now() -> DayGallery:
        # No connection is held while it waits: every kiosk asks this all the time.
        async with database.reading() as db:
            return await faces.day_gallery(db, actor, model_id, known)

    day, looks = await now(), 0
    if wait_s and day.unchanged:
        # The first turn comes at once: what changed before anybody listened is seen too.
        async for _ in live.changes(TOPIC, every=wait_s):
            day, looks = await now(), looks + 1
            if looks > 1 or not day.unchanged:
                break
    return day


@router.get(
    "/offer",
    summary="May the person at the kiosk be enrolled, and what would they agree to?",
    responses=problems(
        DeviceNotEnrolled, VisitExpired, InvalidRequest, ConfirmationNeeded, Unavailable
    ),
)
async def offer(
    actor: KioskActor,
    visit: CurrentVisit,
    enrolment: Enrolment,
    db: ReadingConnection,
    model_id: Network,
    language: Language,
) -> FaceOffer:
    return await enrolment.offer(db, actor, visit, model_id, language)


@router.post(
    "/enrolments",
    summary="Agree and be looked at; somebody at the counter checks the document",
    responses=problems(
        *_TRY,
        VisitExpired,
        ConfirmationNeeded,
        FaceForAdultsOnly,
        FaceModelUnknown,
        FaceConsentMissing,
        ConsentTextOutdated,
        PersonDeceased,
    ),
)
async def enrol(
    actor: KioskActor,
    visit: CurrentVisit,
    enrolment: Enrolment,
    tx: WritingTransaction,
    order: EnrolFace,
    key: IdempotencyKey = None,
) -> EnrolledFace:
    require_same_key(key, order.id)
    return await enrolment.enrol_at_kiosk(tx, actor, visit, order)


@router.post(
    "/withdrawals",
    summary="The person at the kiosk no longer wants to be recognised",
    status_code=204,
    responses=problems(
        DeviceNotEnrolled,
        VisitExpired,
        InvalidRequest,
        IdempotencyMismatch,
        ConfirmationNeeded,
        Unavailable,
    ),
)
async def withdraw(
    actor: KioskActor,
    visit: CurrentVisit,
    enrolment: Enrolment,
    tx: WritingTransaction,
    order: WithdrawFace,
    key: IdempotencyKey = None,
) -> None:
    require_same_key(key, order.id)
    await enrolment.withdraw_at_kiosk(tx, actor, visit, order.id, order.language)


@router.post(
    "/ways",
    summary="Count by what way somebody was identified, and why not by the face",
    responses=problems(DeviceNotEnrolled, InvalidRequest, IdempotencyMismatch, Unavailable),
)
async def count_way(
    actor: KioskActor,
    counts: Counts,
    tx: WritingTransaction,
    order: CountWay,
    key: IdempotencyKey = None,
) -> Counted:
    require_same_key(key, order.id)
    return await counts.count_way(tx, actor, order)


@router.get(
    "/desk",
    summary="Enrolments that wait for a document, and faces under two records",
    responses=problems(*_STAFF),
)
async def desk(actor: StaffActor, waiting: Desk, db: ReadingConnection) -> FaceDesk:
    return await waiting.desk(db, actor)


@router.post(
    "/enrolments/{template_id}/check",
    summary="The document was seen, and the code fits",
    responses=problems(*_STAFF, IdempotencyMismatch, FaceNotChecked, TooManyAttempts),
)
async def check(
    actor: StaffActor,
    waiting: Desk,
    tx: WritingTransaction,
    template_id: UUID,
    order: CheckFace,
    key: IdempotencyKey = None,
) -> FaceChecked:
    require_same_key(key, order.id)
    return FaceChecked(state=await waiting.check(tx, actor, template_id, order))


@router.post(
    "/enrolments/{template_id}/refusal",
    summary="The person at the counter is somebody else",
    status_code=204,
    responses=problems(*_STAFF, IdempotencyMismatch, FaceNotChecked),
)
async def refuse(
    actor: StaffActor,
    waiting: Desk,
    tx: WritingTransaction,
    template_id: UUID,
    order: RefuseFace,
    key: IdempotencyKey = None,
) -> None:
    require_same_key(key, order.id)
    await waiting.refuse(tx, actor, template_id)


@router.post(
    "/reviews/{review_id}/decision",
    summary="Two people who look alike, or one person with two records",
    status_code=204,
    responses=problems(*_STAFF, IdempotencyMismatch, FaceReviewOver),
)
async def decide(
    actor: StaffActor,
    waiting: Desk,
    tx: WritingTransaction,
    review_id: UUID,
    order: DecideFace,
    key: IdempotencyKey = None,
) -> None:
    require_same_key(key, order.id)
    await waiting.decide(tx, actor, review_id, order)


@router.get(
    "/figures",
    summary="How people were identified in the last days",
    responses=problems(*_STAFF),
)
async def figures(
    actor: StaffActor,
    counts: Counts,
    db: ReadingConnection,
    days: Annotated[int, Query(ge=1, le=400)] = 30,
) -> FaceFigures:
    return await counts.figures(db, actor, days)


@router.get(
    "/selfies",
    summary="May the account's owner be enrolled from a phone, and how?",
    description=(
        "Only for whom OneID or MyID has proven, stepped up within ten minutes. Where this server "
        "has no networks, `available` is false and `reason` says why: enrol at a kiosk."
    ),
    responses=problems(*_APP),
)
async def selfie_task(actor: ProvenActor, selfies: Selfies, db: ReadingConnection) -> SelfieTask:
    return await selfies.task(db, actor)


@router.post(
    "/selfies",
    summary="Agree, and be enrolled from a phone",
    description="Pictures are looked at in memory and never kept. Up to 1 MiB in all.",
    responses=problems(
        *_APP,
        IdempotencyMismatch,
        TooManyAttempts,
        NotFound,
        FaceSelfiesUnavailable,
        FaceSelfieTaskOver,
        FaceSelfiesUnclear,
        FaceForAdultsOnly,
        FaceModelUnknown,
        FaceConsentMissing,
        ConsentTextOutdated,
        PersonDeceased,
    ),
)
async def enrol_selfies(
    actor: ProvenActor,
    selfies: Selfies,
    database: CurrentDatabase,
    order: EnrolSelfies,
    key: IdempotencyKey = None,
) -> EnrolledFace:
    require_same_key(key, order.id)
    return await selfies.enrol(database, actor, order)
