"""Routes to OneID and MyID and back: to sign in, or to prove whose the own account is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse

from mobile_api.access.door import AppActor, ClientAddress
from mobile_api.access.errors import (
    ChatNotLinked,
    IdentityNotConfirmed,
    IdentityServiceMissing,
    OtherPersonProven,
    TooYoung,
)
from mobile_api.access.identities import IdentitiesService
from mobile_api.access.identity_requests import IdentityRequests
from mobile_api.access.schemas import (
    AppTokensReply,
    BeginFace,
    BeginIdentity,
    FinishIdentity,
    MyIdBegun,
    OneIdBegun,
    SignInByIdentity,
    SteppedUp,
)
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
    TooManyAttempts,
    Unavailable,
)
from mobile_api.http import (
    IdempotencyKey,
    WritingTransaction,
    problems,
    require_same_key,
    service,
)

router = APIRouter(prefix="/v1/access", tags=["access: identity"])

Identities = Annotated[IdentitiesService, service(IdentitiesService)]
Requests = Annotated[IdentityRequests, service(IdentityRequests)]

_BEGIN = (
    IdentityServiceMissing,
    InvalidRequest,
    IdempotencyMismatch,
    TooManyAttempts,
    Unavailable,
)
_BEGIN_FACE = (*_BEGIN, IdentityNotConfirmed, TooYoung)
_FINISH = (
    IdentityServiceMissing,
    IdentityNotConfirmed,
    TooYoung,
    InvalidRequest,
    IdempotencyMismatch,
    Unavailable,
)
_OWN = (NotAuthenticated, ChatNotLinked, NotAllowed)


@router.post("/oneid/requests", summary="Begin to sign in with OneID", responses=problems(*_BEGIN))
async def begin_oneid(
    identities: Identities,
    address: ClientAddress,
    order: BeginIdentity,
    key: IdempotencyKey = None,
) -> OneIdBegun:
    require_same_key(key, order.id)
    return await identities.begin_oneid(order, address)


@router.get(
    "/oneid/callback",
    summary="OneID sends the browser back; it opens the app",
    description="Called by the browser. The app gets a ticket, never the code of OneID.",
    status_code=303,
    responses=problems(IdentityNotConfirmed, InvalidRequest),
)
async def oneid_callback(
    requests: Requests,
    tx: WritingTransaction,
    state: Annotated[str, Query(min_length=1, max_length=100)],
    code: Annotated[str, Query(max_length=500)] = "",
) -> RedirectResponse:
    return RedirectResponse(await requests.came_back(tx, state, code), status_code=303)


@router.post(
    "/oneid/app-sessions",
    summary="Sign in on a phone with OneID",
    description="Somebody new gets an account. The same id gets the same tokens.",
    responses=problems(*_FINISH),
)
async def sign_in_with_oneid(
    identities: Identities, order: SignInByIdentity, key: IdempotencyKey = None
) -> AppTokensReply:
    require_same_key(key, order.id)
    return await identities.sign_in("oneid", order)


@router.post(
    "/account/oneid/requests",
    summary="Begin to prove the own account with OneID",
    responses=problems(*_BEGIN, *_OWN),
)
async def begin_own_oneid(
    actor: AppActor,
    identities: Identities,
    address: ClientAddress,
    order: BeginIdentity,
    key: IdempotencyKey = None,
) -> OneIdBegun:
    require_same_key(key, order.id)
    return await identities.begin_oneid(order, address, actor)


@router.post(
    "/account/oneid/proofs",
    summary="Prove the own account with OneID; opens records on this phone",
    responses=problems(*_FINISH, *_OWN, OtherPersonProven),
)
async def prove_with_oneid(
    actor: AppActor, identities: Identities, order: FinishIdentity, key: IdempotencyKey = None
) -> SteppedUp:
    require_same_key(key, order.id)
    return await identities.prove("oneid", actor, order)


@router.post(
    "/myid/requests", summary="Begin to sign in with MyID", responses=problems(*_BEGIN_FACE)
)
async def begin_myid(
    identities: Identities, address: ClientAddress, order: BeginFace, key: IdempotencyKey = None
) -> MyIdBegun:
    require_same_key(key, order.id)
    return await identities.begin_myid(order, address)


@router.post(
    "/myid/app-sessions",
    summary="Sign in on a phone with MyID",
    description="Somebody new gets an account. The same id gets the same tokens.",
    responses=problems(*_FINISH),
)
async def sign_in_with_myid(
    identities: Identities, order: SignInByIdentity, key: IdempotencyKey = None
) -> AppTokensReply:
    require_same_key(key, order.id)
    return await identities.sign_in("myid", order)


@router.post(
    "/account/myid/requests",
    summary="Begin to prove the own account with MyID",
    responses=problems(*_BEGIN_FACE, *_OWN),
)
async def begin_own_myid(
    actor: AppActor,
    identities: Identities,
    address: ClientAddress,
    order: BeginFace,
    key: IdempotencyKey = None,
) -> MyIdBegun:
    require_same_key(key, order.id)
    return await identities.begin_myid(order, address, actor)


@router.post(
    "/account/myid/proofs",
    summary="Prove the own account with MyID; opens records on this phone",
    responses=problems(*_FINISH, *_OWN, OtherPersonProven),
)
async def prove_with_myid(
    actor: AppActor, identities: Identities, order: FinishIdentity, key: IdempotencyKey = None
) -> SteppedUp:
    require_same_key(key, order.id)
    return await identities.prove("myid", actor, order)
