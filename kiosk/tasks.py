"""Tasks that are kept and can be let go of together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import structlog

log = structlog.get_logger(__name__)


class KeptTasks:
    """Tasks of one owner: the loop itself keeps only weak references.

    Args:
        crashed: called when a task died of a mistake of ours, so that nobody stands
            before a screen that waits forever.
    """

    def __init__(self, crashed: Callable[[], None]) -> None:
        self._crashed = crashed
        self._tasks: set[asyncio.Task[None]] = set()

    def keep(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Run ``work`` on the running loop."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def cancel(self) -> tuple[asyncio.Task[None], ...]:
        """Cancel all, and return them for whoever wants to wait for their end."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        return tasks

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        fault = task.exception()
        if fault is not None:
            # The kind alone: messages of exceptions can hold what was typed.
            log.error("task_crashed", kind=type(fault).__name__)
            self._crashed()
