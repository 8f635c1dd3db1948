"""Pages on which staff sign in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from mobile_api.access.door import (
    SESSION_COOKIE,
    CheckedForm,
    ClientAddress,
    clear_session_cookie,
    require_same_origin,
    set_session_cookie,
)
from mobile_api.access.errors import WrongLogin
from mobile_api.access.service import AccessService
from mobile_api.database import Database
from mobile_api.errors import NotAuthenticated, TooManyAttempts
from mobile_api.http import ReadingConnection, WritingTransaction, service
from mobile_api.pages.languages import COOKIE as LANGUAGE_COOKIE
from mobile_api.pages.languages import language_of
from mobile_api.pages.rendering import Pages
from mobile_api.pages.serving import local_path

HOME = "/staff"

router = APIRouter(prefix="/staff", include_in_schema=False)

Access = Annotated[AccessService, service(AccessService)]
PageMaker = Annotated[Pages, service(Pages)]


@router.get("/login")
async def show_login(
    request: Request,
    pages: PageMaker,
    access: Access,
    db: ReadingConnection,
    next: str = "",  # noqa: A002 - the name that everybody gives this parameter
    reason: str = "",
) -> Response:
    wanted = local_path(next, HOME)
    try:
        await access.actor_of(db, request.cookies.get(SESSION_COOKIE, ""))
    except NotAuthenticated:
        pass
    else:
        return RedirectResponse(wanted, status_code=303)
    language = language_of(request)
    fault = pages.say(language, "login-expired") if reason == "expired" else ""
    return pages.page(request, "login.html", language, next=wanted, login="", fault=fault)


@router.post("/login")
async def sign_in(
    request: Request,
    pages: PageMaker,
    access: Access,
    address: ClientAddress,
    login: Annotated[str, Form(max_length=64)] = "",
    password: Annotated[str, Form(max_length=256)] = "",
    next: Annotated[str, Form(max_length=500)] = "",  # noqa: A002
) -> Response:
    require_same_origin(request)
    wanted = local_path(next, HOME)
    database: Database = request.app.state.database
    language = language_of(request)
    try:
        async with database.writing() as tx:
            token, _ = await access.sign_in(tx, login, password, address)
    except WrongLogin:
        status, headers = 401, {}
        fault = pages.say(language, "login-wrong")
    except TooManyAttempts as error:
        seconds = int(str(error.facts["retry_after"]))
        status, headers = 429, {"Retry-After": str(seconds)}
        fault = pages.say(language, "login-locked", minutes=max(1, -(-seconds // 60)))
    else:
        reply = RedirectResponse(wanted, status_code=303)
        set_session_cookie(request, reply, token)
        # The language of whoever sat here before is not the language of this account.
        reply.delete_cookie(LANGUAGE_COOKIE, path="/staff")
        return reply
    return pages.page(
        request,
        "login.html",
        language,
        status=status,
        headers=headers,
        next=wanted,
        login=login,
        fault=fault,
    )


@router.post("/logout")
async def sign_out(
    request: Request, _actor: CheckedForm, access: Access, tx: WritingTransaction
) -> Response:
    await access.sign_out(tx, request.cookies[SESSION_COOKIE])
    reply = RedirectResponse("/staff/login", status_code=303)
    clear_session_cookie(request, reply)
    reply.delete_cookie(LANGUAGE_COOKIE, path="/staff")
    return reply
