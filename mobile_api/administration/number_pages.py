"""The page of the desk that gives a number of today to whoever stands there."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from mobile_api.administration.desk_forms import HOME, Desk, led_back, show_desk
from mobile_api.administration.forms import PageMaker, PostedForm, SecretBlock
from mobile_api.errors import DmedError, Kind
from mobile_api.http import service
from mobile_api.queues.errors import AlreadyWaiting
from mobile_api.queues.schemas import NumberAtTheDesk
from mobile_api.queues.sharing import SharingService
from mobile_api.schemas import in_language

router = APIRouter(prefix=HOME, include_in_schema=False)

Sharing = Annotated[SharingService, service(SharingService)]

_SAID = frozenset({Kind.INVALID, Kind.NOT_FOUND, Kind.CONFLICT, Kind.MISMATCH})


@router.post("/patients/{patient_id}/number")
async def give_number(
    pages: PageMaker, view: Desk, sharing: Sharing, patient_id: UUID, form: PostedForm
) -> Response:
    here = f"{HOME}/patients/{patient_id}"
    subtitle, fault = "", ""
    try:
        order = NumberAtTheDesk(
            id=form.sent.order_id, department=form.text("department"), patient_id=patient_id
        )
        # A transaction of its own: a refusal takes back what was written before it.
        async with view.database.writing() as tx:
            ticket = await sharing.at_the_desk(tx, view.actor, order)
    except AlreadyWaiting as waits:
        number, fault = str(waits.facts["number"]), waits.code
    except ValidationError:
        return led_back(here, "", fault="invalid_request")
    except DmedError as refused:
        if refused.kind not in _SAID:
            raise
        return led_back(here, "", fault=refused.code)
    else:
        number = ticket.number
        places = (
            in_language(ticket.department_names, view.language),
            pages.say(view.language, "floor", floor=ticket.floor),
            pages.say(view.language, "room", room=ticket.room),
        )
        subtitle = " · ".join(places)
    block = SecretBlock("bookings-number-title", number, "bookings-number-tell")
    return await show_desk(
        pages, view, "bookings-number-title", [block], back=here, subtitle=subtitle, fault=fault
    )


@router.get("/patients/{patient_id}/number")
async def back_to_patient(_view: Desk, patient_id: UUID) -> Response:
    # An address that only takes forms: whoever changes the language there is led back.
    return RedirectResponse(f"{HOME}/patients/{patient_id}", status_code=303)
