"""The schema's history leads to exactly the tables that the code declares, and back."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from mobile_api.database import Database
from mobile_api.migrations.running import differences, is_current, migrate
from tests.conftest import BOTH


@BOTH
async def test_the_migrated_database_is_what_the_code_declares(database_url: str) -> None:
    assert await is_current(database_url)
    assert await differences(database_url) == []


@BOTH
async def test_migrating_twice_changes_nothing(database_url: str) -> None:
    await migrate(database_url)
    assert await differences(database_url) == []


async def test_an_empty_database_is_not_current(tmp_path: pytest.TempPathFactory) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3"
    assert not await is_current(url)
    await migrate(url)
    assert await is_current(url)


@BOTH
async def test_a_column_that_nobody_migrated_shows(database_url: str) -> None:
    database = Database(database_url)
    async with database.writing() as tx:
        await tx.execute(text("ALTER TABLE hospitals ADD COLUMN forgotten INTEGER"))
    await database.close()
    assert await differences(database_url) != []
