"""What could not be delivered, for the IT nurse."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from fastapi.responses import RedirectResponse
from pydantic import AwareDatetime

from mobile_api.access.door import CheckedForm, SentForm
from mobile_api.devices.staff_view import Staff
from mobile_api.http import ReadingConnection, WritingTransaction, service
from mobile_api.messages.dead_letters import DeadLettersService
from mobile_api.messages.errors import MessageNotDead
from mobile_api.pages.rendering import Pages

router = APIRouter(prefix="/staff/messages", include_in_schema=False)

Letters = Annotated[DeadLettersService, service(DeadLettersService)]
PageMaker = Annotated[Pages, service(Pages)]


@router.get("")
async def show_dead_letters(
    pages: PageMaker,
    view: Staff,
    letters: Letters,
    db: ReadingConnection,
    before: Annotated[AwareDatetime | None, Query()] = None,
    notice: str = "",
) -> Response:
    values = await view.frame(db)
    del values["path"]  # the page's own
    found = await letters.look(db, view.actor, before)
    older: datetime | None = found.older
    return pages.page(
        view.request,
        "messages.html",
        view.language,
        letters=found.items,
        late=found.late,
        older=older.isoformat().replace("+00:00", "Z") if older else "",
        notice=notice == MessageNotDead.code,
        **values,
    )


@router.post("/{message_id}/{verb}")
async def act(
    actor: CheckedForm,
    sent: SentForm,
    letters: Letters,
    tx: WritingTransaction,
    message_id: UUID,
    verb: Literal["retry", "close"],
) -> Response:
    where = "/staff/messages"
    try:
        if await sent.is_first(tx):
            await (letters.retry if verb == "retry" else letters.close)(tx, actor, message_id)
    except (
        MessageNotDead
    ) as fault:  # a colleague was quicker: said in words, with the list as it is
        where += f"?notice={fault.code}"
    return RedirectResponse(where, status_code=303)
