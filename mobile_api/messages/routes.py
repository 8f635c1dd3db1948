"""Messages over HTTP: for the bot, for the app, and for gateways that tell what arrived."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import parse_qsl
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Path, Request, Response

from mobile_api.access.door import AppActor, BotActor
from mobile_api.access.errors import ChatNotLinked
from mobile_api.errors import (
    IdempotencyMismatch,
    InvalidRequest,
    NotAllowed,
    NotAuthenticated,
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
from mobile_api.messages.claiming import ClaimingService
from mobile_api.messages.delivery_reports import DeliveryReports
from mobile_api.messages.errors import NoSuchMessage, PushNotPossible
from mobile_api.messages.schemas import (
    Acknowledge,
    Acknowledged,
    ChooseMessages,
    Claimed,
    ClaimMessages,
    ConfirmReceipt,
    Device,
    Devices,
    Done,
    MessageChoices,
    PushKey,
    RegisterDevice,
    TalksAgain,
)
from mobile_api.messages.subscriptions import SubscriptionsService

router = APIRouter(prefix="/v1/messages", tags=["messages"])

Claiming = Annotated[ClaimingService, service(ClaimingService)]
Subscriptions = Annotated[SubscriptionsService, service(SubscriptionsService)]
Reports = Annotated[DeliveryReports, service(DeliveryReports)]
Secret = Annotated[str, Path(max_length=200, pattern="^[A-Za-z0-9_-]+$")]

_BOT = (NotAuthenticated, NotAllowed, InvalidRequest, IdempotencyMismatch, Unavailable)
_APP = (NotAuthenticated, ChatNotLinked, InvalidRequest, Unavailable)

MAX_REPORT_BYTES = 64 * 1024


async def _report(request: Request) -> dict[str, object]:
    """A gateway's report, as JSON or as a form: their descriptions say neither.

    Raises:
        InvalidRequest: too long, or neither of the two.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_REPORT_BYTES:
            raise InvalidRequest
    try:
        text = body.decode()
        if "json" in request.headers.get("content-type", ""):
            read = json.loads(text)
            if isinstance(read, dict):
                return read
            raise InvalidRequest
        return dict(parse_qsl(text, strict_parsing=True))
    except (ValueError, RecursionError) as fault:
        raise InvalidRequest from fault


Report = Annotated[dict[str, object], Depends(_report)]
"""Read before a transaction is asked for: a gateway that sends slowly must not hold one."""


@router.post(
    "/claims",
    summary="The bot asks what it may send now",
    description=(
        "Each message comes with the moment at which it may be sent (`delay_ms` after this "
        "reply), so that all bots together never send more than 25 a second, and one a second "
        "to a chat. What is not acknowledged within the lease may be handed to another bot."
    ),
    responses=problems(*_BOT),
)
async def claim(
    actor: BotActor,
    claiming: Claiming,
    tx: WritingTransaction,
    order: ClaimMessages,
    key: IdempotencyKey = None,
) -> Claimed:
    require_same_key(key, order.id)
    return await claiming.claim(tx, actor, order)


@router.post(
    "/acknowledgements",
    summary="The bot tells what became of what it claimed",
    description="Said again, nothing changes. `retry_after` stops all bots for so long.",
    responses=problems(*_BOT),
)
async def acknowledge(
    actor: BotActor,
    claiming: Claiming,
    tx: WritingTransaction,
    order: Acknowledge,
    key: IdempotencyKey = None,
) -> Acknowledged:
    require_same_key(key, order.id)
    return await claiming.acknowledge(tx, actor, order)


@router.get(
    "/push-key",
    summary="What a browser needs to subscribe to push (VAPID), and which platforms are set up",
    description="Public: not a secret.",
)
async def push_key(subscriptions: Subscriptions) -> PushKey:
    return subscriptions.push_key()


@router.post(
    "/devices",
    summary="Get push messages on this device or browser",
    description=(
        "A device belongs to whoever registered it last; its messages end with the session "
        "that registered it. At most ten devices of an account."
    ),
    responses=problems(*_APP, PushNotPossible, IdempotencyMismatch),
)
async def register_device(
    actor: AppActor,
    subscriptions: Subscriptions,
    tx: WritingTransaction,
    order: RegisterDevice,
    key: IdempotencyKey = None,
) -> Device:
    require_same_key(key, order.id)
    return await subscriptions.register(tx, actor, order)


@router.get(
    "/devices",
    summary="The account's devices for push",
    description="At most ten, so that there are no pages of them.",
    responses={
        304: {"description": "Unchanged since the ETag in If-None-Match."},
        **problems(*_APP),
    },
    response_model=Devices,
)
async def devices(
    actor: AppActor,
    subscriptions: Subscriptions,
    db: ReadingConnection,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Devices | Response:
    found = await subscriptions.devices(db, actor)
    headers = {"ETag": entity_tag(found), "Cache-Control": "private, no-cache"}
    if is_fresh(headers["ETag"], if_none_match):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return found


@router.delete(
    "/devices/{device_id}",
    status_code=204,
    summary="Send no more push messages to this device",
    description="Nothing happens where the account has no such device.",
    responses=problems(*_APP),
)
async def remove_device(
    actor: AppActor, subscriptions: Subscriptions, tx: WritingTransaction, device_id: UUID
) -> None:
    await subscriptions.remove(tx, actor, device_id)


@router.get("/choices", summary="Which kinds of messages are not wanted", responses=problems(*_APP))
async def choices(
    actor: AppActor, subscriptions: Subscriptions, db: ReadingConnection
) -> MessageChoices:
    return await subscriptions.choices(db, actor)


@router.post(
    "/choices",
    summary="Say which kinds of messages are not wanted",
    description=(
        "All of them, each time: what is not named is wanted. That a visit was moved or "
        "cancelled is told nevertheless."
    ),
    responses=problems(*_APP, IdempotencyMismatch),
)
async def choose(
    actor: AppActor,
    subscriptions: Subscriptions,
    tx: WritingTransaction,
    order: ChooseMessages,
    key: IdempotencyKey = None,
) -> MessageChoices:
    require_same_key(key, order.id)
    return await subscriptions.choose(tx, actor, order)


@router.post(
    "/unblocked",
    summary="The person talks to the bot again",
    description="Sent by the bot when somebody who had blocked it comes back.",
    responses=problems(*_APP, IdempotencyMismatch),
)
async def unblocked(
    actor: AppActor,
    subscriptions: Subscriptions,
    tx: WritingTransaction,
    order: TalksAgain,
    key: IdempotencyKey = None,
) -> Done:
    require_same_key(key, order.id)
    return await subscriptions.unblocked(tx, actor, order)


@router.post(
    "/receipts",
    summary="Push messages have arrived",
    description="Then no SMS repeats them. `message_id` is in each push.",
    responses=problems(*_APP, NoSuchMessage, IdempotencyMismatch),
)
async def confirm_receipt(
    actor: AppActor,
    subscriptions: Subscriptions,
    tx: WritingTransaction,
    order: ConfirmReceipt,
    key: IdempotencyKey = None,
) -> Done:
    require_same_key(key, order.id)
    return await subscriptions.confirm_receipt(tx, actor, order)


@router.post(
    "/deliveries/eskiz/{signed}",
    summary="Eskiz tells what became of an SMS",
    description="The address is made for one message and signed. JSON or a form with `status`.",
    responses=problems(NoSuchMessage, InvalidRequest),
)
async def eskiz_delivery(
    reports: Reports, signed: Secret, report: Report, tx: WritingTransaction
) -> Done:
    return await reports.from_eskiz(tx, signed, report)


@router.post(
    "/deliveries/playmobile/{secret}",
    summary="PlayMobile tells what became of SMS",
    description="`message-id` and `status`, or a list of them under `messages`.",
    responses=problems(NoSuchMessage, InvalidRequest),
)
async def playmobile_delivery(
    reports: Reports, secret: Secret, report: Report, tx: WritingTransaction
) -> Done:
    return await reports.from_playmobile(tx, secret, report)
