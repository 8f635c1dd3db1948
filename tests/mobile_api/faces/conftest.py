"""A hall with Face ID: opened once for each database, and put back before every test."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio

from mobile_api.keys import Keyring
from tests.mobile_api.faces.faces_world import FacesHall
from tests.mobile_api.faces.shared_hall import (
    Kept,
    KeptPostgres,
    KeptSqlite,
    SharedHall,
    open_shared_hall,
)

_HERE = Path(__file__).parent

Opening = Callable[[str, Callable[[], Kept]], Awaitable[SharedHall]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one hall run in the loop in which it was opened."""
    one_loop = pytest.mark.asyncio(loop_scope="package")
    for item in items:
        if _HERE in item.path.parents and inspect.iscoroutinefunction(getattr(item, "obj", None)):
            item.add_marker(one_loop, append=False)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def shared_hall(
    keyring: Keyring, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Opening]:
    """Opens the hall of a database when the first test asks for it."""
    opened: dict[str, SharedHall] = {}
    async with AsyncExitStack() as stack:

        async def of(database: str, kept: Callable[[], Kept]) -> SharedHall:
            if database not in opened:
                folder = tmp_path_factory.mktemp(f"faces-{database}")
                hall = open_shared_hall(kept(), keyring, folder)
                opened[database] = await stack.enter_async_context(hall)
            return opened[database]

        yield of


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Callable[[], Kept]]:
    """Which database ``BOTH`` asks for, and how it is made."""
    database = getattr(request, "param", "sqlite")
    if database == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return database, lambda: KeptSqlite(template, tmp_path_factory.mktemp("kept"))
    server = request.getfixturevalue("postgres")
    return database, lambda: KeptPostgres(server)


@pytest_asyncio.fixture(loop_scope="package")
async def faces(shared_hall: Opening, database_url: tuple[str, Callable[[], Kept]]) -> FacesHall:
    """Persons 1, 2 and 3 are known; nobody is enrolled."""
    return await (await shared_hall(*database_url)).fresh()
