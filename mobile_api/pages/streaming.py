"""Server-sent events: a page is told its newest state, never a backlog."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing

from fastapi.responses import StreamingResponse

from mobile_api.errors import DmedError, Kind
from mobile_api.live import Live

EVERY_SECONDS = 15.0
"""A page is told at least this often, so that waiting minutes grow, and so that silence
means a lost connection (the page's own script says so after 35 seconds)."""

CALM_SECONDS = 0.2
"""The shortest time between two states: a burst of changes is told as one."""

Render = Callable[[], Awaitable[str]]
"""Asks for the newest state and gives it as HTML. Raises DmedError."""

_GONE = (Kind.UNAUTHENTICATED, Kind.FORBIDDEN, Kind.NOT_FOUND)


def live_page(
    live: Live, topics: tuple[str, ...], render: Render, *, every: float = EVERY_SECONDS
) -> StreamingResponse:
    """A stream of HTML for htmx: at once, at every change of ``topics``, and every so often.

    Who may no longer see the page (signed out, account closed) gets the event ``gone`` and
    the stream ends; a state that cannot be read just now is told as ``trouble``.
    """
    return StreamingResponse(
        _events(live, topics, render, every),
        media_type="text/event-stream",
        # nginx would collect the events and pass them on much later.
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )


async def _events(
    live: Live, topics: tuple[str, ...], render: Render, every: float
) -> AsyncIterator[str]:
    told = ""
    async with aclosing(live.changes(*topics, every=every)) as changes:
        async for _ in changes:
            try:
                # Shielded: a page that is closed must not tear a database connection apart.
                html = await asyncio.shield(asyncio.ensure_future(render()))
            except DmedError as error:
                if error.kind in _GONE:
                    yield event("gone", error.code)
                    return
                yield event("trouble", error.code)
                continue
            if html == told:
                yield event("alive", "1")
            else:
                yield message(html)
                told = html
            await asyncio.sleep(CALM_SECONDS)


def message(html: str) -> str:
    """HTML that the page puts in place."""
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"


def event(name: str, data: str) -> str:
    """News that is not HTML."""
    return f"event: {name}\ndata: {data}\n\n"
