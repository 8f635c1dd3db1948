"""Routes for signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from mobile_api.access.door import (
    SESSION_COOKIE,
    ClientAddress,
    StaffActor,
    clear_session_cookie,
    csrf_token,
    require_same_origin,
    set_session_cookie,
)
from mobile_api.access.errors import ForeignForm, WrongLogin
from mobile_api.access.schemas import SignedIn, SignIn
from mobile_api.access.service import AccessService
from mobile_api.actors import Actor
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAuthenticated,
    TooManyAttempts,
    Unavailable,
)
from mobile_api.http import SecretKey, WritingTransaction, problems, service

router = APIRouter(prefix="/v1/access", tags=["access"])

Access = Annotated[AccessService, service(AccessService)]


@router.post(
    "/sessions",
    summary="Sign in",
    description=(
        "The session travels in an HttpOnly cookie. Repeating it begins another session; within "
        "a minute, with the same `Idempotency-Key`, it is the same one. The password is checked "
        "every time, and wrong ones are counted, with a key or without."
    ),
    responses=problems(
        *(WrongLogin, InvalidRequest, ForeignForm, TooManyAttempts),
        *(IdempotencyMismatch, Unavailable),
    ),
)
async def sign_in(
    request: Request,
    response: Response,
    access: Access,
    address: ClientAddress,
    tx: WritingTransaction,
    order: SignIn,
    key: SecretKey = None,
) -> SignedIn:
    require_same_origin(request)
    token, actor = await access.sign_in(
        tx, order.login, order.password.get_secret_value(), address, key=key
    )
    set_session_cookie(request, response, token)
    return _signed_in(actor, access.csrf_token(token))


@router.get(
    "/session", summary="Who is signed in", responses=problems(NotAuthenticated, ForeignForm)
)
async def signed_in(request: Request, actor: StaffActor) -> SignedIn:
    return _signed_in(actor, csrf_token(request))


@router.delete(
    "/session",
    summary="Sign out",
    status_code=204,
    responses=problems(NotAuthenticated, ForeignForm),
)
async def sign_out(
    request: Request,
    response: Response,
    _actor: StaffActor,
    access: Access,
    tx: WritingTransaction,
) -> None:
    await access.sign_out(tx, request.cookies[SESSION_COOKIE])
    clear_session_cookie(request, response)


def _signed_in(actor: Actor, csrf: str) -> SignedIn:
    return SignedIn(
        id=actor.id,
        role=actor.role,
        display_name=actor.label,
        departments=list(actor.departments),
        language=actor.language,
        csrf_token=csrf,
    )
