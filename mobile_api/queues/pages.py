"""Pages of the queue for staff: which room, and the console of a room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Literal
from urllib.parse import quote
from uuid import UUID, uuid4, uuid5

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from mobile_api.access.door import CheckedForm
from mobile_api.actors import Actor
from mobile_api.database import Reader, Writing
from mobile_api.devices.service import alarms_topic
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.errors import IdempotencyMismatch
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import ReadingConnection, service
from mobile_api.live import Live
from mobile_api.pages.rendering import Pages
from mobile_api.pages.streaming import live_page
from mobile_api.queues import rules
from mobile_api.queues.calling import CallingService
from mobile_api.queues.errors import (
    NobodyWaiting,
    NoSuchTicket,
    TicketNotCalled,
    TicketNotWaiting,
)
from mobile_api.queues.news import queue_topic
from mobile_api.queues.schemas import Queue, QueueRow

router = APIRouter(prefix="/staff", include_in_schema=False)

Calling = Annotated[CallingService, service(CallingService)]
Facilities = Annotated[FacilitiesService, service(FacilitiesService)]
PageMaker = Annotated[Pages, service(Pages)]
News = Annotated[Live, service(Live)]
Room = Annotated[str, Query(min_length=1, max_length=20, pattern=r"^\S(.*\S)?$")]
PostedRoom = Annotated[str, Form(min_length=1, max_length=20, pattern=r"^\S(.*\S)?$")]
PostedId = Annotated[UUID, Form()]

# What the list looked like when the button was pressed is no longer so: said in words,
# with the list as it is now. Everything else is an error.
_CHANGED = (NobodyWaiting, NoSuchTicket, TicketNotCalled, TicketNotWaiting, IdempotencyMismatch)
_NOTICES = frozenset(fact.code for fact in _CHANGED)


@router.get("")
async def choose_room(
    pages: PageMaker, view: Staff, facilities: Facilities, db: ReadingConnection
) -> Response:
    own = view.actor.departments
    departments = [one for one in view.hospital.departments if not own or one.code in own]
    values = await view.frame(db)
    del values["path"]
    return pages.page(
        view.request,
        "rooms.html",
        view.language,
        departments=departments,
        rooms=await facilities.rooms(db, view.actor.hospital_id),
        **values,
    )


@router.get("/rooms/{department}")
async def show_console(
    pages: PageMaker,
    view: Staff,
    calling: Calling,
    db: ReadingConnection,
    department: str,
    room: Room,
    notice: str = "",
) -> Response:
    values = await _console(view, calling, db, department, room)
    values["notice"] = notice if notice in _NOTICES else ""
    del values["path"]
    return pages.page(view.request, "console.html", view.language, **values)


@router.get("/rooms/{department}/state")
async def console_state(
    pages: PageMaker,
    view: Staff,
    calling: Calling,
    db: ReadingConnection,
    department: str,
    room: Room,
) -> Response:
    values = await _console(view, calling, db, department, room)
    return HTMLResponse(pages.fragment("live_console.html", view.language, **values))


@router.get("/rooms/{department}/stream")
async def console_stream(
    pages: PageMaker, view: Staff, calling: Calling, live: News, department: str, room: Room
) -> Response:
    async def render() -> str:
        async with view.database.reading() as db:
            await view.still_signed_in(db)
            values = await _console(view, calling, db, department, room)
            return pages.fragment("live_console.html", view.language, **values)

    hospital = view.actor.hospital_id
    return live_page(live, (queue_topic(hospital, department), alarms_topic(hospital)), render)


@router.post("/rooms/{department}/calls")
async def call_next(
    pages: PageMaker,
    view: Staff,
    actor: CheckedForm,
    calling: Calling,
    department: str,
    room: PostedRoom,
    request_id: PostedId,
    current: Annotated[UUID | None, Form()] = None,
) -> Response:
    async def deed(tx: Writing) -> None:
        if current is not None:
            # Who was in the room has left it: one press, not two. Where somebody else has
            # closed that ticket in the meantime, nobody is called unseen.
            await calling.done(tx, actor, current, uuid5(request_id, "done"))
        await calling.call_next(tx, actor, department, room, request_id)

    return await _do(pages, view, calling, department, room, deed)


@router.post("/rooms/{department}/tickets/{ticket_id}/{verb}")
async def act_on_ticket(
    pages: PageMaker,
    view: Staff,
    actor: CheckedForm,
    calling: Calling,
    department: str,
    ticket_id: UUID,
    verb: Literal["call", "recall", "no-answer", "done"],
    room: PostedRoom,
    request_id: PostedId,
) -> Response:
    async def deed(tx: Writing) -> None:
        if verb == "call":
            await calling.call_one(tx, actor, ticket_id, room, request_id)
            return
        act = {"recall": calling.recall, "no-answer": calling.no_answer, "done": calling.done}
        await act[verb](tx, actor, ticket_id, request_id)

    return await _do(pages, view, calling, department, room, deed)


async def _do(
    pages: Pages,
    view: StaffView,
    calling: CallingService,
    department: str,
    room: str,
    deed: Callable[[Writing], Awaitable[None]],
) -> Response:
    notice = ""
    try:
        # A transaction of its own: what is said afterwards is read after it was stored, and
        # a deed that half failed leaves nothing.
        async with view.database.writing() as tx:
            await deed(tx)
    except _CHANGED as fact:
        notice = fact.code
    if view.request.headers.get("hx-request") != "true":
        address = f"/staff/rooms/{department}?room={quote(room)}"
        return RedirectResponse(address + (f"&notice={notice}" if notice else ""), status_code=303)
    async with view.database.reading() as db:
        values = await _console(view, calling, db, department, room)
    values["notice"] = notice
    return HTMLResponse(pages.fragment("queue.html", view.language, **values))


async def _console(
    view: StaffView, calling: CallingService, db: Reader, department: str, room: str
) -> dict[str, Any]:
    actor: Actor = view.actor.model_copy(update={"language": view.language})
    queue = await calling.queue_of(db, actor, department)
    base = f"/staff/rooms/{department}"
    return {
        **await view.frame(db, back=f"{base}?room={quote(room)}"),
        **_shown(queue, room),
        "queue": queue,
        "room": room,
        "base": base,
        "notice": "",
        "new_id": uuid4,
    }


def _shown(queue: Queue, room: str) -> dict[str, Any]:
    waiting = [row for row in queue.rows if row.status == "waiting"]
    called = [row for row in queue.rows if row.status == "called"]
    here = [row for row in called if row.called_room == room]
    # Should two be called into one room, the latest is with the doctor; the others stay
    # visible below until somebody says what became of them.
    current = max(here, key=lambda row: row.called_at or row.issued_at, default=None)
    return {
        "current": current,
        "waiting": waiting,
        "missed": [row for row in queue.rows if row.status == "no_answer"],
        "elsewhere": [row for row in called if row is not current],
        "earlier": _called_earlier(waiting),
        "longest": max((row.waited_minutes for row in waiting), default=0),
    }


def _called_earlier(waiting: list[QueueRow]) -> set[UUID]:
    """Who is called before somebody that came earlier: staff are asked why, and can answer."""
    first_come = None
    earlier = set()
    for row in reversed(waiting):
        if first_come is not None and row.issued_at > first_come:
            earlier.add(row.id)
        first_come = row.issued_at if first_come is None else min(first_come, row.issued_at)
    return {one for one in earlier if _rank(one, waiting) < max(rules.RANK.values())}


def _rank(ticket_id: UUID, waiting: list[QueueRow]) -> int:
    return next(rules.RANK[row.priority] for row in waiting if row.id == ticket_id)
