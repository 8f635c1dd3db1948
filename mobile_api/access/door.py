"""Who is signed in: staff by a cookie, people by a token, the bot by its key; whose form it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request, Response, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param

from mobile_api.access import rules
from mobile_api.access.chats import ChatsService
from mobile_api.access.errors import ForeignForm, SessionEnded, StepUpNeeded
from mobile_api.access.schemas import AppTokensReply, Renew
from mobile_api.access.sent_forms import Sent, SentFormsService
from mobile_api.access.service import AccessService
from mobile_api.access.sessions import AppSessionsService
from mobile_api.actors import Actor
from mobile_api.database import Database, Reading
from mobile_api.errors import NotAuthenticated
from mobile_api.http import IdempotencyKey, Services, require_same_key, service, service_of
from mobile_api.plain import parameter
from mobile_api.settings import Settings

SESSION_COOKIE = "dmed_session"
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"
ONCE_FIELD = "once"

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_cookie = APIKeyCookie(
    name=SESSION_COOKIE,
    auto_error=False,
    scheme_name="staffSession",
    description="Set when a member of staff signs in.",
)


def _access(request: Request) -> AccessService:
    services: Services = request.app.state.services
    return services.get(AccessService)


def _public_url(request: Request) -> str:
    settings: Settings = request.app.state.settings
    return settings.effective_public_url


def require_same_origin(request: Request) -> None:
    """Refuse what the browser says another site has sent.

    Raises:
        ForeignForm: it was another site.
    """
    if not rules.is_same_origin(request.headers, _public_url(request)):
        raise ForeignForm


async def _staff(request: Request, token: Annotated[str | None, Security(_cookie)]) -> Actor:
    if not token:
        raise NotAuthenticated
    if request.method not in _SAFE_METHODS:
        require_same_origin(request)
    access = _access(request)
    database: Database = request.app.state.database
    # Connections of its own, given back at once: see devices/door.py.
    async with database.reading() as db:
        session = await access.session_of(db, token)
    if session.stale:
        async with database.writing() as tx:
            await access.touch(tx, token)
    return session.actor


StaffActor = Annotated[Actor, Depends(_staff)]
"""Who is signed in by the cookie; raises NotAuthenticated, and ForeignForm for other sites."""


def csrf_token(request: Request) -> str:
    """The token for the hidden field ``csrf`` of a page's forms.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        raise NotAuthenticated
    return _access(request).csrf_token(token)


async def _checked_form(request: Request, actor: StaffActor) -> Actor:
    token = request.cookies.get(SESSION_COOKIE, "")
    sent = request.headers.get(CSRF_HEADER)
    if sent is None:
        field = (await request.form()).get(CSRF_FIELD)
        sent = field if isinstance(field, str) else ""
    if not _access(request).is_csrf_token(token, sent):
        raise ForeignForm
    return actor


CheckedForm = Annotated[Actor, Depends(_checked_form)]
"""Who sent a page's form, once its field ``csrf`` (or header) was verified; raises ForeignForm."""


async def _sent_form(
    request: Request,
    actor: CheckedForm,
    forms: Annotated[SentFormsService, service(SentFormsService)],
) -> Sent:
    form = await request.form()
    fields = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    key: UUID | None = None
    # Where a file travels along, whether it is the same one is not looked at here.
    if len(fields) == len(form.multi_items()):
        with suppress(ValueError):
            key = UUID(dict(fields).get(ONCE_FIELD, ""))
    told = [one for one in fields if one[0] not in {CSRF_FIELD, ONCE_FIELD}]
    return forms.read(actor, request.url.path, key, told)


SentForm = Annotated[Sent, Depends(_sent_form)]
"""A page's form with its key (field ``once``), after the checks of ``CheckedForm``."""


def set_session_cookie(request: Request, response: Response, token: str) -> None:
    """Hand the session to the browser, out of reach of scripts and other sites."""
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(rules.SESSION_LIFE.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict",
        secure=_public_url(request).startswith("https:"),
    )


def clear_session_cookie(request: Request, response: Response) -> None:
    """Take the session's cookie away."""
    response.delete_cookie(
        SESSION_COOKIE,
        path="/",
        httponly=True,
        samesite="strict",
        secure=_public_url(request).startswith("https:"),
    )


_app_token = HTTPBearer(
    auto_error=False, scheme_name="appToken", description="Access token of a signed-in phone."
)
_bot_key = HTTPBearer(
    auto_error=False,
    scheme_name="botKey",
    description="Key of the Telegram bot. With `Dmed-Telegram-User` it acts for that chat.",
)

Sessions = Annotated[AppSessionsService, service(AppSessionsService)]
Chats = Annotated[ChatsService, service(ChatsService)]
_Bearer = HTTPAuthorizationCredentials | None

_CHAT = "Dmed-Telegram-User"
_FOR_WHOM = "With the bot's key: the Telegram user for whose account it acts."
_LONGEST_CHAT = 20

APP_SECURITY: list[dict[str, list[str]]] = [
    {_app_token.scheme_name: []},
    {_bot_key.scheme_name: []},
]
APP_HEADER = parameter(
    _CHAT, "header", {"type": "string", "maxLength": _LONGEST_CHAT, "description": _FOR_WHOM}
)
"""What ``app_caller`` reads, for the document of a plain route."""


@asynccontextmanager
async def app_caller(request: Request) -> AsyncIterator[tuple[Actor, Reading]]:
    """Who asks, and the connection on which it was looked up, for reading what was asked for.

    For routes that only read: a transaction must not begin while this connection is held (see
    devices/door.py).

    Raises:
        NotAuthenticated, ChatNotLinked: nobody.
        Unavailable: the database does not answer.
    """
    scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
    if scheme.lower() != "bearer" or not token:
        raise NotAuthenticated
    chat = request.headers.get(_CHAT)
    database: Database = request.app.state.database
    async with database.reading() as db:
        if chat is not None:
            yield await service_of(request, ChatsService).actor_of(db, token, chat), db
        else:
            yield await service_of(request, AppSessionsService).actor_of(db, token), db


async def _app(
    request: Request,
    _credentials: Annotated[_Bearer, Security(_app_token)],
    _or_bot: Annotated[_Bearer, Security(_bot_key)],
    _chat: Annotated[
        str | None, Header(alias=_CHAT, max_length=_LONGEST_CHAT, description=_FOR_WHOM)
    ] = None,
) -> Actor:
    # A connection of its own, given back at once: see devices/door.py.
    async with app_caller(request) as (actor, _):
        return actor


AppActor = Annotated[Actor, Depends(_app)]
"""A person by the signed-in phone or the linked chat; raises NotAuthenticated, ChatNotLinked."""


async def _proven(actor: AppActor, sessions: Sessions) -> Actor:
    if not sessions.is_proven(actor):
        raise StepUpNeeded
    return actor


ProvenActor = Annotated[Actor, Depends(_proven)]
"""As AppActor, proven within ten minutes; raises StepUpNeeded. A chat never is."""


async def _bot(
    request: Request, chats: Chats, credentials: Annotated[_Bearer, Security(_bot_key)]
) -> Actor:
    if credentials is None:
        raise NotAuthenticated
    database: Database = request.app.state.database
    async with database.reading() as db:
        return await chats.bot_of(db, credentials.credentials)


BotActor = Annotated[Actor, Depends(_bot)]
"""The bot itself; raises NotAuthenticated."""


async def _renewed(
    request: Request, sessions: Sessions, order: Renew, key: IdempotencyKey = None
) -> AppTokensReply:
    require_same_key(key, order.id)
    database: Database = request.app.state.database
    # A transaction of its own, that ends before the refusal: raised inside it, the refusal
    # would undo the signing out of a device whose token was stolen.
    async with database.writing() as tx:
        tokens = await sessions.renew(tx, order)
    if tokens is None:
        raise SessionEnded
    return tokens


RenewedTokens = Annotated[AppTokensReply, Depends(_renewed)]
"""The next pair for a refresh token; raises SessionEnded."""


async def _address(request: Request) -> str:
    settings: Settings = request.app.state.settings
    return rules.client_address(
        request.client.host if request.client else "",
        ",".join(request.headers.getlist("x-forwarded-for")),
        rules.networks(settings.trusted_proxies),
    )


ClientAddress = Annotated[str, Depends(_address)]
"""Who is at the other end, for limits; never stored or logged."""
