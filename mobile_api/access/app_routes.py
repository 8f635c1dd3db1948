"""Routes for people with the app: codes, tokens, devices, the own account."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response

from mobile_api.access.door import AppActor, ClientAddress, RenewedTokens
from mobile_api.access.errors import (
    ChatNotLinked,
    CodeNotValid,
    InvalidPhone,
    NoPhone,
    NoSuchDevice,
    PhoneTaken,
    SessionEnded,
    StepUpNeeded,
    WrongCode,
)
from mobile_api.access.own_account import OwnAccountService
from mobile_api.access.schemas import (
    Account,
    AppTokensReply,
    AskForCode,
    AskForOwnCode,
    AskForPhoneCode,
    ChangePhone,
    ChooseLanguage,
    CodeSent,
    SignedInDevices,
    SignInByCode,
    SteppedUp,
    StepUp,
)
from mobile_api.access.sessions import AppSessionsService
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
    ReadingConnection,
    WritingTransaction,
    entity_tag,
    is_fresh,
    problems,
    require_same_key,
    service,
)

router = APIRouter(prefix="/v1/access", tags=["access: app"])

Sessions = Annotated[AppSessionsService, service(AppSessionsService)]
OwnAccount = Annotated[OwnAccountService, service(OwnAccountService)]

_WRITE = (InvalidRequest, IdempotencyMismatch, Unavailable)
_PERSON = (NotAuthenticated, ChatNotLinked, InvalidRequest, Unavailable)
_PHONE = (*_PERSON, NotAllowed)
_CODE = (WrongCode, CodeNotValid, TooManyAttempts, IdempotencyMismatch)


@router.post(
    "/codes",
    summary="Send a one-time code to a phone",
    description="The answer is the same whether the phone is known or not.",
    responses=problems(*_WRITE, InvalidPhone, TooManyAttempts),
)
async def ask_for_code(
    sessions: Sessions,
    address: ClientAddress,
    tx: WritingTransaction,
    order: AskForCode,
    key: IdempotencyKey = None,
) -> CodeSent:
    require_same_key(key, order.id)
    return await sessions.ask_for_code(tx, order, address)


@router.post(
    "/app-sessions",
    summary="Sign in on a phone with a one-time code",
    description="A phone that nobody has becomes an account. The same id gets the same tokens.",
    responses=problems(*_WRITE, *_CODE),
)
async def sign_in(
    sessions: Sessions,
    address: ClientAddress,
    tx: WritingTransaction,
    order: SignInByCode,
    key: IdempotencyKey = None,
) -> AppTokensReply:
    require_same_key(key, order.id)
    return await sessions.sign_in(tx, order, address)


@router.post(
    "/tokens",
    summary="Exchange a refresh token for the next pair",
    description=(
        "Every refresh token is good once. Sent again within five minutes with the same id it gets "
        "the same pair; any other second use signs the device out, because it was copied."
    ),
    responses=problems(*_WRITE, SessionEnded),
)
async def renew(tokens: RenewedTokens) -> AppTokensReply:
    return tokens


@router.get("/account", summary="The own account", responses=problems(*_PERSON))
async def account(actor: AppActor, own: OwnAccount, db: ReadingConnection) -> Account:
    return await own.account(db, actor)


@router.put(
    "/account/language",
    summary="Choose the language of messages",
    responses=problems(*_PERSON),
)
async def choose_language(
    actor: AppActor, own: OwnAccount, tx: WritingTransaction, order: ChooseLanguage
) -> Account:
    return await own.choose_language(tx, actor, order)


@router.post(
    "/account/phone-codes",
    summary="Send a code to a phone that is to become the account's",
    responses=problems(*_PHONE, InvalidPhone, StepUpNeeded, TooManyAttempts, IdempotencyMismatch),
)
async def ask_for_phone_code(
    actor: AppActor,
    own: OwnAccount,
    address: ClientAddress,
    tx: WritingTransaction,
    order: AskForPhoneCode,
    key: IdempotencyKey = None,
) -> CodeSent:
    require_same_key(key, order.id)
    return await own.ask_for_phone_code(tx, actor, order, address)


@router.post(
    "/account/phone",
    summary="Give the account another phone, with the code that came to it",
    responses=problems(*_PHONE, *_CODE, PhoneTaken),
)
async def change_phone(
    actor: AppActor,
    own: OwnAccount,
    address: ClientAddress,
    tx: WritingTransaction,
    order: ChangePhone,
    key: IdempotencyKey = None,
) -> Account:
    require_same_key(key, order.id)
    return await own.change_phone(tx, actor, order, address)


@router.get(
    "/devices",
    summary="On which phones the account is signed in",
    responses={
        304: {"description": "Unchanged since the ETag in If-None-Match."},
        **problems(*_PHONE),
    },
    response_model=SignedInDevices,
)
async def devices(
    actor: AppActor,
    own: OwnAccount,
    db: ReadingConnection,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> SignedInDevices | Response:
    found = await own.devices(db, actor)
    headers = {"ETag": entity_tag(found), "Cache-Control": "private, no-cache"}
    if is_fresh(headers["ETag"], if_none_match):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return found


@router.delete(
    "/devices/{session_id}",
    summary="Sign one phone out",
    status_code=204,
    responses=problems(*_PHONE, NoSuchDevice),
)
async def sign_out(
    actor: AppActor, own: OwnAccount, tx: WritingTransaction, session_id: UUID
) -> None:
    await own.sign_out(tx, actor, session_id)


@router.delete(
    "/devices",
    summary="Sign every phone out",
    status_code=204,
    responses=problems(*_PHONE),
)
async def sign_out_all(
    actor: AppActor,
    own: OwnAccount,
    tx: WritingTransaction,
    keep_this: Annotated[bool, Query(description="Leave this phone signed in.")] = False,
) -> None:
    await own.sign_out_all(tx, actor, keep_this=keep_this)


@router.post(
    "/step-up-codes",
    summary="Send a code to the account's own phone",
    responses=problems(*_PHONE, NoPhone, TooManyAttempts, IdempotencyMismatch),
)
async def ask_for_step_up(
    actor: AppActor,
    own: OwnAccount,
    address: ClientAddress,
    tx: WritingTransaction,
    order: AskForOwnCode,
    key: IdempotencyKey = None,
) -> CodeSent:
    require_same_key(key, order.id)
    return await own.ask_for_step_up(tx, actor, order, address)


@router.post(
    "/step-ups",
    summary="Open records on this phone for ten minutes",
    responses=problems(*_PHONE, *_CODE),
)
async def step_up(
    actor: AppActor,
    own: OwnAccount,
    address: ClientAddress,
    tx: WritingTransaction,
    order: StepUp,
    key: IdempotencyKey = None,
) -> SteppedUp:
    require_same_key(key, order.id)
    return await own.step_up(tx, actor, order, address)
