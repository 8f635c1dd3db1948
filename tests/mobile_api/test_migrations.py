"""The schema's history leads to exactly the tables that the code declares, and back."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from mobile_api import migrations
from mobile_api.database import Database
from mobile_api.migrations.current import is_current, newest_revision
from mobile_api.migrations.running import differences, migrate
from tests.conftest import BOTH
from tests.postgres import PostgresServer


async def current(url: str) -> bool:
    """Whether the database at ``url`` has the newest schema."""
    database = Database(url)
    try:
        return await is_current(database)
    finally:
        await database.close()


def test_the_files_tell_the_same_newest_revision_as_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == newest_revision()


@BOTH
async def test_the_migrated_database_is_what_the_code_declares(database_url: str) -> None:
    assert await current(database_url)
    assert await differences(database_url) == []


@BOTH
async def test_migrating_twice_changes_nothing(database_url: str) -> None:
    await migrate(database_url)
    assert await differences(database_url) == []


async def test_an_empty_database_is_not_current(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3"
    assert not await current(url)
    await migrate(url)
    assert await current(url)


@BOTH
async def test_a_column_that_nobody_migrated_shows(database_url: str) -> None:
    database = Database(database_url)
    async with database.writing() as tx:
        await tx.execute(text("ALTER TABLE hospitals ADD COLUMN forgotten INTEGER"))
    await database.close()
    assert await differences(database_url) != []


async def test_an_empty_postgresql_is_not_current(postgres: PostgresServer) -> None:
    url = postgres.create("empty")
    assert not await current(url)
    postgres.drop("empty")
