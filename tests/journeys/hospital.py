"""A real API process on a database of its own, for a journey or a bench."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.cast import Cast
from tests.journeys.moved_clock import MovedClock
from tests.journeys.processes import Process, answers, free_port, run


@dataclass(frozen=True, slots=True)
class Hospital:
    """A running demo hospital.

    Attributes:
        url: address of the API.
        data: its data directory.
        cast: the people that the seed made.
        process: the API.
        clock: of the API, where it can be moved.
        environment: of the API, for commands of the operator.
    """

    url: str
    data: Path
    cast: Cast
    process: Process
    clock: MovedClock
    environment: dict[str, str]


@contextmanager
def open_hospital(
    folder: Path,
    *,
    database_url: str = "",
    extra: dict[str, str] | None = None,
    movable_clock: bool = False,
) -> Iterator[Hospital]:
    """Migrate and seed a fresh database, serve it on a free port, stop it at the end.

    Args:
        folder: emptied, then used as data directory.
        database_url: empty for SQLite in ``folder``.
        extra: further settings.
        movable_clock: the API looks at ``Hospital.clock``; else it is the machine's.

    Raises:
        ProcessFailed: a command failed, or the API did not become ready.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        "DMED_DATA_DIR": str(folder),
        "DMED_DATABASE_URL": database_url,
        "DMED_REDIS_URL": "",
        "DMED_HOST": "127.0.0.1",
        "DMED_PORT": str(port),
        "DMED_PUBLIC_URL": url,
        **(extra or {}),
    }
    run("-m", "mobile_api", "migrate", environment=environment)
    summary = run("-m", "mobile_api", "seed", "demo", "--json", environment=environment)
    ahead = folder / "clock"
    served = (
        ["tests.journeys.moved_clock", str(ahead)] if movable_clock else ["mobile_api", "serve"]
    )
    process = Process(
        "API",
        [sys.executable, "-m", *served],
        log=folder / "api.log",
        environment=environment,
    )
    try:
        process.wait_until(lambda: answers(f"{url}/readyz"), seconds=120, what="readiness")
        yield Hospital(url, folder, Cast.of(summary), process, MovedClock(ahead), environment)
    finally:
        process.stop()
