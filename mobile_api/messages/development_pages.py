"""The page on which a demonstration's SMS are read; there only with ``DMED_DEMO``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from mobile_api.http import service
from mobile_api.messages.channels.inbox import DevelopmentInbox

router = APIRouter(prefix="/dev", include_in_schema=False)

Inbox = Annotated[DevelopmentInbox, service(DevelopmentInbox)]


@router.get("/inbox")
async def show_inbox(inbox: Inbox) -> PlainTextResponse:
    """Newest first, one a line: for developers, so in no language."""
    lines = [f"{sms['at'][:19]}Z  {sms['phone']}  {sms['text']}" for sms in await inbox.read()]
    return PlainTextResponse("\n".join(lines) + "\n" if lines else "-\n")
