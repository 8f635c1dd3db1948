"""Routes that tie Telegram chats to accounts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from mobile_api.access.chats import ChatsService
from mobile_api.access.door import AppActor, BotActor
from mobile_api.access.errors import (
    ChatNotLinked,
    ContactNotAccepted,
    ForeignContact,
    InvalidPhone,
    WrongLinkCode,
)
from mobile_api.access.schemas import ChatLinked, LinkChat, LinkCode, LinkContact, MakeLinkCode
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

router = APIRouter(prefix="/v1/access/telegram", tags=["access: chats"])

Chats = Annotated[ChatsService, service(ChatsService)]

_WRITE = (NotAuthenticated, InvalidRequest, IdempotencyMismatch, Unavailable)


@router.post(
    "/link-codes",
    summary="Make a one-time code that ties a Telegram chat to the own account",
    responses=problems(*_WRITE, ChatNotLinked, NotAllowed),
)
async def make_link_code(
    actor: AppActor,
    chats: Chats,
    tx: WritingTransaction,
    order: MakeLinkCode,
    key: IdempotencyKey = None,
) -> LinkCode:
    require_same_key(key, order.id)
    return await chats.make_link_code(tx, actor, order)


@router.post(
    "/links",
    summary="Tie a chat to the account that made a code (the bot)",
    responses=problems(*_WRITE, WrongLinkCode, TooManyAttempts),
)
async def link(
    actor: BotActor,
    chats: Chats,
    tx: WritingTransaction,
    order: LinkChat,
    key: IdempotencyKey = None,
) -> ChatLinked:
    require_same_key(key, order.id)
    return await chats.link(tx, actor, order)


@router.post(
    "/contacts",
    summary="Tie a chat to the account of its own contact's phone (the bot)",
    description="Accepted only where `contact_user_id` is the sender.",
    responses=problems(*_WRITE, ForeignContact, InvalidPhone, ContactNotAccepted),
)
async def link_contact(
    actor: BotActor,
    chats: Chats,
    tx: WritingTransaction,
    order: LinkContact,
    key: IdempotencyKey = None,
) -> ChatLinked:
    require_same_key(key, order.id)
    return await chats.link_contact(tx, actor, order)


@router.delete(
    "/link",
    summary="Untie the account's chat",
    description="By the app, or by the bot for the chat itself.",
    status_code=204,
    responses=problems(NotAuthenticated, ChatNotLinked, Unavailable),
)
async def unlink(actor: AppActor, chats: Chats, tx: WritingTransaction) -> None:
    await chats.unlink(tx, actor)
