"""The hall, and a world of patients without one, ready for the tests of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from argon2 import PasswordHasher

from mobile_api.access import service as access_service
from mobile_api.app import create_app
from mobile_api.database import Database
from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.mobile_api.clinic import Clinic, open_clinic
from tests.mobile_api.hall import Hall, open_hall
from tests.mobile_api.people_world import World


@pytest.fixture(scope="session", autouse=True)
def real_passwords() -> Iterator[PasswordHasher]:
    """How passwords are really stored; in the tests, cheaper: hundreds sign somebody in."""
    real = access_service._HASHER
    with pytest.MonkeyPatch.context() as patch:
        cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(access_service, "_HASHER", cheap)
        yield real


@pytest.fixture(scope="session")
def document(keyring: Keyring, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The API's description; made once, because it takes seconds."""
    folder = tmp_path_factory.mktemp("described")
    settings = Settings(
        data_dir=folder,
        database_url=f"sqlite+aiosqlite:///{folder}/never-opened.sqlite3",
        public_url="https://hospital.example",
    )
    return create_app(settings, keys=keyring, triage=lambda _: None).openapi()


@pytest.fixture
async def hall(settings: Settings, keyring: Keyring, clock: SettableClock) -> AsyncIterator[Hall]:
    """A small hospital with one kiosk that knows persons 1 and 2."""
    async with open_hall(settings, keyring, clock) as hall:
        await hall.know(1, 2)
        yield hall


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """Services of patients on a fresh database."""
    database = Database(database_url)
    yield World(database)
    await database.close()


@pytest.fixture
async def clinic(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> AsyncIterator[Clinic]:
    """A hospital to book in; see ``open_clinic``."""
    async with open_clinic(settings, keyring, clock) as clinic:
        yield clinic
