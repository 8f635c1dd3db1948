"""The page on which a visit is chosen and booked, for people who come from a chat.

Every step is a form that carries what was chosen before; it works without a script. Only inside
Telegram a script is needed, to hand over what Telegram has signed.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter, Form, Request, Response
from pydantic import ValidationError

from mobile_api.access.errors import ChatNotLinked
from mobile_api.actors import Actor
from mobile_api.appointments.booking_links import PATH, BookingLinksService
from mobile_api.appointments.booking_steps import BookingSteps, Step
from mobile_api.appointments.choosing import Chosen
from mobile_api.appointments.errors import LinkOver
from mobile_api.database import Database
from mobile_api.errors import DmedError
from mobile_api.http import service
from mobile_api.pages.languages import QUERY, asked_by_browser, known
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import DEFAULT_LANGUAGE, Language

router = APIRouter(include_in_schema=False)

BookingLinks = Annotated[BookingLinksService, service(BookingLinksService)]
Steps = Annotated[BookingSteps, service(BookingSteps)]
PageMaker = Annotated[Pages, service(Pages)]

_MOST_LETTERS = 4096

# As everywhere, but Telegram's web client may show the page inside itself.
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors https://web.telegram.org"
    ),
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def _language(request: Request, own: Language | None = None) -> Language:
    return (
        known(request.query_params.get(QUERY))
        or own
        or asked_by_browser(request.headers.get("accept-language", ""))
        or DEFAULT_LANGUAGE
    )


@router.get(PATH)
async def open_inside_telegram(request: Request, pages: PageMaker) -> Response:
    """The script of this page hands over what Telegram has signed."""
    return _page(request, pages, _language(request), Step("inside"), {}, {}, status=200)


@router.get(PATH + "/{token}")
async def open_by_link(request: Request, pages: PageMaker, token: str) -> Response:
    """Looking uses nothing up: chats and mail programs open links by themselves."""
    language = _language(request)
    return _page(request, pages, language, Step("begin"), {"link": token[:_MOST_LETTERS]}, {})


@router.post(PATH)
async def go_on(
    request: Request,
    pages: PageMaker,
    links: BookingLinks,
    steps: Steps,
    session: Annotated[str, Form(max_length=_MOST_LETTERS)] = "",
    link: Annotated[str, Form(max_length=_MOST_LETTERS)] = "",
    init_data: Annotated[str, Form(max_length=_MOST_LETTERS)] = "",
    pinfl: Annotated[str, Form(max_length=40)] = "",
    order: Annotated[UUID | None, Form()] = None,
    act: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """One step."""
    database: Database = request.app.state.database
    try:
        async with database.reading() as db:
            if link:
                session = await links.use(db, link)
            elif init_data:
                session = await links.use_init_data(db, init_data)
            actor = await links.actor_of(db, session)
    except (LinkOver, ChatNotLinked) as refused:
        step = Step("over" if isinstance(refused, LinkOver) else "not-linked")
        return _page(request, pages, _language(request), step, {}, {}, status=403)
    language = _language(request, actor.language)
    actor = actor.model_copy(update={"language": language})
    chosen = await _chosen(request)
    step = await _step(database, steps, actor, chosen, pinfl=pinfl, order=order, act=act)
    return _page(request, pages, language, step, {"session": session}, step.chosen.fields())


async def _step(
    database: Database,
    steps: BookingSteps,
    actor: Actor,
    chosen: Chosen,
    *,
    pinfl: str,
    order: UUID | None,
    act: str,
) -> Step:
    """What follows; what is refused leads one step back, with words."""
    try:
        # Transactions of their own: what is refused is undone before the page is made.
        if act == "link" and order is not None:
            async with database.writing() as tx:
                await steps.link(tx, actor, pinfl, order)
        elif act == "hold" and order is not None:
            async with database.writing() as tx:
                chosen = await steps.hold(tx, actor, chosen, order)
        elif act == "release":
            async with database.writing() as tx:
                chosen = await steps.release(tx, actor, chosen)
        elif act == "book":
            async with database.writing() as tx:
                return await steps.book(tx, actor, chosen)
        async with database.reading() as db:
            return await steps.following(db, actor, chosen)
    except DmedError as refused:
        async with database.reading() as db:
            return await steps.after_refusal(db, actor, chosen, refused)


async def _chosen(request: Request) -> Chosen:
    form = await request.form()
    told = {
        name: value
        for name, value in form.items()
        if name in Chosen.model_fields and isinstance(value, str) and value
    }
    try:
        return Chosen.model_validate(told)
    except ValidationError:
        return Chosen()


def _fault_key(pages: Pages, code: str) -> str:
    for key in (f"book-fault-{code.replace('_', '-')}", f"visit-fault-{code.replace('_', '-')}"):
        if pages.knows(key):
            return key
    return "book-fault-other"


def _page(
    request: Request,
    pages: Pages,
    language: Language,
    step: Step,
    secret: dict[str, str],
    hidden: dict[str, str],
    status: int = 200,
) -> Response:
    return pages.page(
        request,
        "book.html",
        language,
        status=status,
        headers=_HEADERS,
        step=step,
        fault_key=_fault_key(pages, step.fault),
        ids=[uuid4() for _ in step.options],
        secret=secret,
        hidden=hidden,
        address=f"{PATH}?{QUERY}={language}",
        here=PATH,
    )
