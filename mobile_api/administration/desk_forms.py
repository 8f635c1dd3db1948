"""What the pages of the desk share: who may look, how moments are written, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Response
from fastapi.responses import RedirectResponse

from mobile_api.actors import Role
from mobile_api.administration.forms import Block, show
from mobile_api.devices.staff_view import Staff, StaffView
from mobile_api.errors import NotAllowed
from mobile_api.pages.dates import clock_time, day_name
from mobile_api.pages.rendering import Pages

HOME = "/staff/bookings"

BOOK = frozenset({Role.RECEPTION, Role.NURSE})
SEND_AWAY = frozenset({Role.RECEPTION, Role.ADMINISTRATOR})
_DONE = frozenset({"booked", "moved", "cancelled", "confirmed", "away"})


def _desk(view: Staff) -> StaffView:
    if view.actor.role not in BOOK:
        raise NotAllowed(role=view.actor.role.value)
    return view


def _planners(view: Staff) -> StaffView:
    if view.actor.role not in BOOK | SEND_AWAY:
        raise NotAllowed(role=view.actor.role.value)
    return view


Desk = Annotated[StaffView, Depends(_desk)]
"""The look of somebody who books for people; the services check once more."""

Planner = Annotated[StaffView, Depends(_planners)]
"""The same, and administrators."""


def led_back(address: str, verb: str, **more: str) -> Response:
    """Lead to a page that says what was done, or why it was not."""
    told = {"done": verb, **more} if verb else more
    return RedirectResponse(f"{address}?{urlencode(told)}", status_code=303)


async def show_desk(
    pages: Pages,
    view: StaffView,
    title: str,
    blocks: Sequence[Block],
    *,
    back: str | None,
    subtitle: str = "",
    done: str = "",
    fault: str = "",
) -> Response:
    """A page of blocks; ``done`` and ``fault`` are told in words."""
    said, well = "", False
    if done in _DONE:
        said, well = pages.say(view.language, f"bookings-done-{done}"), True
    elif fault:
        key = f"bookings-fault-{fault.replace('_', '-')}"
        said = pages.say(view.language, key if pages.knows(key) else "bookings-fault-other")
    return await show(
        pages, view, title, blocks, back=back, subtitle=subtitle, said=said, well=well
    )


def moment(view: StaffView, at: datetime) -> str:
    """Day and time on the hospital's own wall."""
    return f"{day_name(at, view.zone, view.language)}, {clock_time(at, view.zone)}"
