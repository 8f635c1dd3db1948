"""Routes for people with the app, and for chats that are linked to an account."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Response

from mobile_api.access.door import AppActor
from mobile_api.access.errors import ChatNotLinked, InvalidPhone, StepUpNeeded
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAuthenticated,
    TooManyAttempts,
    Unavailable,
)
from mobile_api.http import (
    IdempotencyKey,
    ReadingConnection,
    WritingTransaction,
    entity_tag,
    is_fresh,
    problems,
    require_same_key,
    service,
)
from mobile_api.patients.consents import ConsentsService
from mobile_api.patients.errors import (
    AlreadyLinked,
    BirthDateInFuture,
    ChildNeedsParent,
    ConsentTextOutdated,
    InvalidDocument,
    InvalidName,
    NoSuchInvitation,
    NoSuchPerson,
    NotAChild,
    PersonDeceased,
    TrustEndInvalid,
    TrustsOneself,
)
from mobile_api.patients.people import PeopleService
from mobile_api.patients.schemas import (
    AnswerInvitation,
    Consent,
    Consents,
    ConsentTexts,
    DecideConsent,
    Invitations,
    InviteTrusted,
    LinkChild,
    LinkPinfl,
    MessagePreferences,
    People,
    Person,
    Trust,
    Trusts,
)
from mobile_api.patients.trust import TrustService

router = APIRouter(prefix="/v1/patients", tags=["patients: app"])

PeopleOf = Annotated[PeopleService, service(PeopleService)]
ConsentsOf = Annotated[ConsentsService, service(ConsentsService)]
TrustOf = Annotated[TrustService, service(TrustService)]
IfNoneMatch = Annotated[str | None, Header(alias="If-None-Match")]

_ASK = (NotAuthenticated, ChatNotLinked, InvalidRequest, Unavailable)
_WRITE = (*_ASK, IdempotencyMismatch)


@router.get(
    "/people",
    summary="Everybody for whom the account may act, oneself first",
    description="`ended` holds what has ended by itself within 30 days: a child became 16.",
    response_model=People,
    responses={304: {"description": "Nothing has changed."}, **problems(*_ASK)},
)
async def people(
    actor: AppActor,
    service_: PeopleOf,
    db: ReadingConnection,
    response: Response,
    if_none_match: IfNoneMatch = None,
) -> People | Response:
    found = await service_.own(db, actor)
    tag = entity_tag(found)
    if is_fresh(tag, if_none_match):
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return found


@router.post(
    "/links",
    summary="Say which number is one's own",
    description=(
        "`confirmed` where the account's verified phone is on file, `proven` where OneID or MyID "
        "has proven this number, else `claimed`: it books and queues, and shows nothing. The "
        "answer is the same whether the number is known or not."
    ),
    responses=problems(
        *_WRITE, BirthDateInFuture, ChildNeedsParent, AlreadyLinked, NoSuchPerson, TooManyAttempts
    ),
)
async def link_pinfl(
    actor: AppActor,
    service_: PeopleOf,
    tx: WritingTransaction,
    order: LinkPinfl,
    key: IdempotencyKey = None,
) -> Person:
    require_same_key(key, order.id)
    return await service_.link_pinfl(tx, actor, order)


@router.post(
    "/children",
    summary="Link a child under 16 by number, birth certificate, or both",
    description="It ends by itself on the child's 16th birthday.",
    responses=problems(
        *_WRITE,
        BirthDateInFuture,
        NotAChild,
        InvalidDocument,
        InvalidName,
        NoSuchPerson,
        TooManyAttempts,
    ),
)
async def link_child(
    actor: AppActor,
    service_: PeopleOf,
    tx: WritingTransaction,
    order: LinkChild,
    key: IdempotencyKey = None,
) -> Person:
    require_same_key(key, order.id)
    return await service_.link_child(tx, actor, order)


@router.delete(
    "/links/{patient_id}",
    summary="Stop acting for somebody",
    status_code=204,
    responses=problems(*_ASK, NoSuchPerson),
)
async def unlink(
    actor: AppActor, service_: PeopleOf, tx: WritingTransaction, patient_id: UUID
) -> None:
    await service_.unlink(tx, actor, patient_id)


@router.get("/preferences", summary="How one wants to be told things", responses=problems(*_ASK))
async def preferences(
    actor: AppActor, service_: PeopleOf, db: ReadingConnection
) -> MessagePreferences:
    return await service_.preferences(db, actor)


@router.put(
    "/preferences", summary="Say how one wants to be told things", responses=problems(*_ASK)
)
async def prefer(
    actor: AppActor, service_: PeopleOf, tx: WritingTransaction, wish: MessagePreferences
) -> MessagePreferences:
    return await service_.prefer(tx, actor, wish)


@router.get(
    "/consents/texts",
    summary="What one is asked to agree to, in the own language",
    responses=problems(*_ASK),
)
async def consent_texts(actor: AppActor, service_: ConsentsOf) -> ConsentTexts:
    return service_.texts(actor.language)


@router.get(
    "/people/{patient_id}/consents",
    summary="A person's consents and their whole history",
    responses=problems(*_ASK, NoSuchPerson),
)
async def consents(
    actor: AppActor, service_: ConsentsOf, db: ReadingConnection, patient_id: UUID
) -> Consents:
    return await service_.of_person(db, actor, patient_id)


@router.post(
    "/consents",
    summary="Agree, or withdraw what was agreed to",
    responses=problems(*_WRITE, NoSuchPerson, ConsentTextOutdated, PersonDeceased),
)
async def decide(
    actor: AppActor,
    service_: ConsentsOf,
    tx: WritingTransaction,
    order: DecideConsent,
    key: IdempotencyKey = None,
) -> Consent:
    require_same_key(key, order.id)
    return await service_.decide(tx, actor, order)


@router.get(
    "/people/{patient_id}/trusts",
    summary="Whom one trusts: granted, waiting and ended, newest first",
    responses=problems(*_ASK, NoSuchPerson),
)
async def trusts(
    actor: AppActor, service_: TrustOf, db: ReadingConnection, patient_id: UUID
) -> Trusts:
    return await service_.granted(db, actor, patient_id)


@router.post(
    "/trusts",
    summary="Ask the owner of a phone to act for a person",
    description=(
        "It waits 14 days in the app of whoever has this phone; the answer never tells whether "
        "anybody has. `records` and `prescriptions` need a step-up."
    ),
    responses=problems(
        *_WRITE,
        NoSuchPerson,
        StepUpNeeded,
        InvalidPhone,
        TrustEndInvalid,
        TrustsOneself,
        PersonDeceased,
        TooManyAttempts,
    ),
)
async def invite(
    actor: AppActor,
    service_: TrustOf,
    tx: WritingTransaction,
    order: InviteTrusted,
    key: IdempotencyKey = None,
) -> Trust:
    require_same_key(key, order.id)
    return await service_.invite(tx, actor, order)


@router.delete(
    "/trusts/{invitation_id}",
    summary="End what was granted",
    status_code=204,
    responses=problems(*_ASK, NoSuchInvitation),
)
async def withdraw(
    actor: AppActor, service_: TrustOf, tx: WritingTransaction, invitation_id: UUID
) -> None:
    await service_.withdraw(tx, actor, invitation_id)


@router.get(
    "/invitations",
    summary="Who asks the account's owner to act for them",
    responses=problems(*_ASK),
)
async def invitations(actor: AppActor, service_: TrustOf, db: ReadingConnection) -> Invitations:
    return await service_.invitations(db, actor)


@router.post(
    "/invitations/{invitation_id}/answers",
    summary="Yes or no to an invitation",
    status_code=204,
    responses=problems(*_WRITE, NoSuchInvitation),
)
async def answer(
    actor: AppActor,
    service_: TrustOf,
    tx: WritingTransaction,
    invitation_id: UUID,
    order: AnswerInvitation,
    key: IdempotencyKey = None,
) -> None:
    require_same_key(key, order.id)
    await service_.answer(tx, actor, invitation_id, order)
