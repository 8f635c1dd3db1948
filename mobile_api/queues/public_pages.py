"""Pages without a sign-in: the board in the hall, and one's own ticket. Never a person."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from mobile_api.actors import Actor, Role
from mobile_api.database import Database, Reader
from mobile_api.facilities.service import FacilitiesService
from mobile_api.http import ReadingConnection, service
from mobile_api.live import Live
from mobile_api.pages.languages import QUERY, asked_by_browser, known
from mobile_api.pages.rendering import Pages
from mobile_api.pages.streaming import live_page
from mobile_api.queues.news import board_topic
from mobile_api.queues.schemas import PlaceInQueue
from mobile_api.queues.service import QueuesService
from mobile_api.schemas import Language

TICKET_EVERY_SECONDS = 30.0
"""Ticket pages are many and on phones: they are told at changes, and otherwise less often."""

router = APIRouter(include_in_schema=False)

Queues = Annotated[QueuesService, service(QueuesService)]
Facilities = Annotated[FacilitiesService, service(FacilitiesService)]
PageMaker = Annotated[Pages, service(Pages)]
News = Annotated[Live, service(Live)]


async def _board(
    queues: QueuesService, facilities: FacilitiesService, pages: Pages, db: Reader, hospital: UUID
) -> dict[str, Any]:
    viewer = Actor(role=Role.BOARD, id=hospital, hospital_id=hospital)
    place = await facilities.hospital(db, viewer)
    board = await queues.board_snapshot(db, hospital)
    return {
        "hospital": place,
        "zone": ZoneInfo(place.time_zone),
        "rows": board.rows,
        "at": board.at,
        "say": pages.say,
    }


@router.get("/board/{hospital_id}")
async def show_board(
    request: Request,
    pages: PageMaker,
    queues: Queues,
    facilities: Facilities,
    db: ReadingConnection,
    hospital_id: UUID,
) -> Response:
    values = await _board(queues, facilities, pages, db, hospital_id)
    return pages.page(request, "board.html", "uz-Latn", **values)


@router.get("/board/{hospital_id}/state")
async def board_state(
    pages: PageMaker,
    queues: Queues,
    facilities: Facilities,
    db: ReadingConnection,
    hospital_id: UUID,
) -> Response:
    values = await _board(queues, facilities, pages, db, hospital_id)
    return HTMLResponse(pages.fragment("live_board.html", "uz-Latn", **values))


@router.get("/board/{hospital_id}/stream")
async def board_stream(
    request: Request,
    pages: PageMaker,
    queues: Queues,
    facilities: Facilities,
    live: News,
    hospital_id: UUID,
) -> Response:
    database: Database = request.app.state.database

    async def render() -> str:
        async with database.reading() as db:
            values = await _board(queues, facilities, pages, db, hospital_id)
        return pages.fragment("live_board.html", "uz-Latn", **values)

    return live_page(live, (board_topic(hospital_id),), render)


def _ticket_language(request: Request, place: PlaceInQueue) -> Language:
    # No cookie here: a phone is lent, and each ticket has a language of its own.
    return (
        known(request.query_params.get(QUERY))
        or place.language
        or asked_by_browser(request.headers.get("accept-language", ""))
        or "uz-Latn"
    )


@router.get("/t/{signed}")
async def show_ticket(
    request: Request, pages: PageMaker, queues: Queues, db: ReadingConnection, signed: str
) -> Response:
    place = await queues.place(db, signed)
    return pages.page(request, "ticket.html", _ticket_language(request, place), place=place)


@router.get("/t/{signed}/state")
async def ticket_state(
    request: Request, pages: PageMaker, queues: Queues, db: ReadingConnection, signed: str
) -> Response:
    place = await queues.place(db, signed)
    language = _ticket_language(request, place)
    return HTMLResponse(pages.fragment("live_place.html", language, place=place))


@router.get("/t/{signed}/stream")
async def ticket_stream(
    request: Request,
    pages: PageMaker,
    queues: Queues,
    live: News,
    db: ReadingConnection,
    signed: str,
) -> Response:
    database: Database = request.app.state.database
    topics = await queues.topics_of(db, signed)

    async def render() -> str:
        async with database.reading() as db:
            place = await queues.place(db, signed)
        language = _ticket_language(request, place)
        return pages.fragment("live_place.html", language, place=place)

    return live_page(live, topics, render, every=TICKET_EVERY_SECONDS)
