"""Fixtures of all rooms: two real databases, a Redis, and a clock that can be set."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import hypothesis
import pytest

from mobile_api import database
from mobile_api.keys import Keyring
from mobile_api.migrations.running import migrate
from mobile_api.settings import Settings
from tests.postgres import PostgresServer

# Speed is measured by make bench; a busy machine must not fail a test.
_UNHURRIED = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("searching", _UNHURRIED)
# The same examples every time: what chance finds is looked for by make thorough, and stops nobody
# who has changed something else.
hypothesis.settings.register_profile("unhurried", _UNHURRIED, derandomize=True)
hypothesis.settings.load_profile("unhurried")

BOTH = pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)],
    indirect=True,
)
"""Run a test on both databases."""


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Whoever waits for the database behind a crowd waits on a slow machine too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "POOL_WAIT_SECONDS", 120)
        patch.setattr(database, "BUSY_TIMEOUT_MS", 120_000)
        yield


class SettableClock:
    """A clock that stands still until a test moves it.

    Attributes:
        now: the present moment.
        ticking: how far it moves at every look, for what depends on time passing.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.ticking = timedelta()

    def __call__(self) -> datetime:
        """The present moment of the test."""
        self.now += self.ticking
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass: ``forward(minutes=5)``."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> SettableClock:
    """Wednesday, 09:30 in Tashkent."""
    return SettableClock(datetime(2026, 3, 4, 4, 30, tzinfo=UTC))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL with a migrated, empty database called ``template_dmed``."""
    server = PostgresServer()
    try:
        asyncio.run(migrate(server.create("template_dmed")))
        yield server
    finally:
        server.stop()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database with the newest schema: SQLite, or what ``BOTH`` asks for."""
    if getattr(request, "param", "sqlite") == "sqlite":
        path = tmp_path / "dmed.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"t{uuid4().hex}"
    yield server.create(name, "template_dmed")
    server.drop(name)


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    """Keys of this test run."""
    return Keyring.generate()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of an API on the fresh database."""
    return Settings(
        data_dir=tmp_path, database_url=database_url, public_url="https://hospital.example"
    )
