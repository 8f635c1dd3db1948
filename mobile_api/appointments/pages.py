"""The page behind a one-tap link. Looking changes nothing; only a pressed button does."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from mobile_api.appointments.errors import LinkOver
from mobile_api.appointments.schemas import FreeTime, Tap
from mobile_api.appointments.tapping import TapsService
from mobile_api.appointments.taps import LinkTokens
from mobile_api.database import Database
from mobile_api.errors import DmedError
from mobile_api.http import ReadingConnection, service
from mobile_api.pages.languages import QUERY, asked_by_browser, known
from mobile_api.pages.rendering import Pages
from mobile_api.schemas import Language

router = APIRouter(include_in_schema=False)

Taps = Annotated[TapsService, service(TapsService)]
Links = Annotated[LinkTokens, service(LinkTokens)]
PageMaker = Annotated[Pages, service(Pages)]

_FAULTS = frozenset(
    {
        "appointment_closed",
        "booked_elsewhere",
        "not_a_time",
        "offer_over",
        "time_taken",
        "too_many_moves",
    }
)


def _language(request: Request) -> Language:
    # No cookie: a phone is lent, and the link is read on whatever is at hand.
    return (
        known(request.query_params.get(QUERY))
        or asked_by_browser(request.headers.get("accept-language", ""))
        or "uz-Latn"
    )


@router.get("/a/{token}")
async def show_visit(
    request: Request,
    pages: PageMaker,
    taps: Taps,
    links: Links,
    db: ReadingConnection,
    token: str,
    fault: str = "",
) -> Response:
    visit = await taps.show(db, token)
    times = []
    if "move" in visit.actions:
        # Nobody's name stands on this page: the same hour twice would only puzzle.
        by_hour: dict[datetime, FreeTime] = {}
        for one in (await taps.alternatives(db, token)).items:
            by_hour.setdefault(one.starts_at, one)
        times = list(by_hour.values())
    language = _language(request)
    key = f"visit-fault-{fault.replace('_', '-')}"
    return pages.page(
        request,
        "visit.html",
        language,
        headers={"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"},
        visit=visit,
        times=times,
        token=token,
        zone=ZoneInfo(visit.time_zone),
        offer=links.open(token).kind == "offer",
        fault=pages.say(language, key) if fault in _FAULTS else "",
        ids={name: uuid4() for name in (*visit.actions, *range(len(times)))},
    )


@router.post("/a/{token}")
async def tap(
    request: Request,
    taps: Taps,
    token: str,
    id: Annotated[UUID, Form()],  # noqa: A002 - the field's name, as everywhere
    action: Annotated[str, Form()],
    starts_at: Annotated[str | None, Form()] = None,
    practitioner_id: Annotated[str | None, Form()] = None,
) -> Response:
    database: Database = request.app.state.database
    fault = ""
    following = token
    try:
        wish = Tap.model_validate(
            {
                "id": id,
                "action": action,
                "starts_at": starts_at,
                "practitioner_id": practitioner_id,
            }
        )
        # A transaction of its own: what is refused is undone before the page is shown again.
        async with database.writing() as tx:
            following = await taps.tapped(tx, token, wish)
    except ValidationError as broken:
        raise LinkOver from broken
    except DmedError as refused:
        if refused.code not in _FAULTS:
            raise
        fault = f"&fault={refused.code}"
    # After a POST a GET: reloading the page does not send the form again.
    return RedirectResponse(f"/a/{following}?lang={_language(request)}{fault}", status_code=303)
