"""What is done when nobody asks: each domain's jobs, again and again until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from mobile_api.errors import DmedError

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something done periodically; must be safe to run twice, and by two processes.

    Attributes:
        name: for the log.
        every_seconds: pause between the end of one run and the next.
        act: one run.
    """

    name: str
    every_seconds: float
    act: Callable[[], Awaitable[object]]


class Worker:
    """Runs jobs side by side: one that fails or hangs holds up no other."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set; a run that has begun is finished first."""
        await asyncio.gather(*(self._repeat(job, stop) for job in self._jobs))

    async def _repeat(self, job: Job, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await job.act()
            except DmedError as fault:
                log.warning("job_postponed", job=job.name, code=fault.code)
            except Exception as fault:  # noqa: BLE001 - one bad run must not end the job for good
                log.error("job_failed", job=job.name, kind=type(fault).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), job.every_seconds)
