"""An open page is told the newest state, once, and is let go when it may no longer look."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import cast

from fakeredis import FakeAsyncRedis

from mobile_api.errors import DmedError, NotAuthenticated, Unavailable
from mobile_api.live import Live
from mobile_api.pages.streaming import Render, live_page


@asynccontextmanager
async def news() -> AsyncIterator[Live]:
    """A running listener."""
    redis = FakeAsyncRedis()
    live = Live(redis)
    await live.start()
    yield live
    await live.stop()
    await redis.aclose()


def told(
    live: Live, render: Render, *, every: float = 60, topics: tuple[str, ...] = ("a", "b")
) -> aclosing[AsyncGenerator[str]]:
    """What a browser would receive."""
    body = live_page(live, topics, render, every=every).body_iterator
    return aclosing(cast("AsyncGenerator[str]", body))


async def test_a_page_is_told_at_once_and_at_every_change_of_any_topic() -> None:
    state = ["first"]

    async def render() -> str:
        return f"<p>\n{state[-1]}</p>"

    async with news() as live, told(live, render) as events:
        assert await anext(events) == "data: <p>\ndata: first</p>\n\n"
        for topic in ("b", "a"):
            state.append(f"after {topic}")
            waiting = asyncio.ensure_future(anext(events))
            while not waiting.done():
                await live.tell(topic)
                await asyncio.sleep(0.02)
            assert f"after {topic}" in await waiting


async def test_what_has_not_changed_is_only_a_sign_of_life() -> None:
    async def render() -> str:
        return "same"

    async with news() as live, told(live, render, every=0.01) as events:
        assert await anext(events) == "data: same\n\n"
        assert await anext(events) == "event: alive\ndata: 1\n\n"


async def test_trouble_is_told_and_the_page_stays_open() -> None:
    faults: list[DmedError] = [Unavailable()]

    async def render() -> str:
        if faults:
            raise faults.pop()
        return "well again"

    async with news() as live, told(live, render, every=0.01) as events:
        assert await anext(events) == "event: trouble\ndata: unavailable\n\n"
        assert await anext(events) == "data: well again\n\n"


async def test_whoever_signed_out_is_told_and_the_stream_ends() -> None:
    async def render() -> str:
        raise NotAuthenticated

    async with news() as live, told(live, render) as events:
        assert [event async for event in events] == ["event: gone\ndata: not_authenticated\n\n"]


async def test_pages_that_were_closed_leave_nothing_behind() -> None:
    async def render() -> str:
        return "x"

    async with news() as live:
        for number in range(5):
            async with told(live, render, topics=(f"ticket:{number}", "queue")) as events:
                await anext(events)
        assert live._readers == {}
