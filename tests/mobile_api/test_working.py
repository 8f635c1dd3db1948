"""Periodic jobs: one that fails holds up no other, and all stop when told to."""

from __future__ import annotations

import asyncio

from mobile_api.errors import Unavailable
from mobile_api.working import Job, Worker


async def test_jobs_go_on_after_a_failure_and_stop_when_told() -> None:
    stop, runs = asyncio.Event(), {"unavailable": 0, "broken": 0, "fine": 0}

    async def act(name: str, fault: Exception | None) -> None:
        runs[name] += 1
        if min(runs.values()) >= 3:
            stop.set()
        if fault is not None:
            raise fault

    await Worker(
        [
            Job("unavailable", 0.001, lambda: act("unavailable", Unavailable())),
            Job("broken", 0.001, lambda: act("broken", ValueError())),
            Job("fine", 0.001, lambda: act("fine", None)),
        ]
    ).run(stop)
    assert min(runs.values()) >= 3


async def test_a_run_that_has_begun_is_finished_before_the_end() -> None:
    stop, done = asyncio.Event(), []

    async def slow() -> None:
        stop.set()
        await asyncio.sleep(0)
        done.append("finished")

    await Worker([Job("slow", 60, slow)]).run(stop)
    assert done == ["finished"]
