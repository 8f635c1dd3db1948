"""A backup that cannot be restored is none: every one here is restored and compared."""

from __future__ import annotations

import asyncio
import json
import shutil
import zipfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakeredis import FakeAsyncRedis
from sqlalchemy import delete, func, insert, select

from mobile_api import backup
from mobile_api.app import compose
from mobile_api.backup import BackupDamaged, NotEmpty, OtherSchema
from mobile_api.database import Database
from mobile_api.demo import people, secrets_file
from mobile_api.demo.seed import seed
from mobile_api.errors import Unavailable
from mobile_api.keys import Keyring, Vaulted
from mobile_api.patients import registry_store
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.settings import Settings
from mobile_api.tables import metadata
from tests.conftest import BOTH, SettableClock

CALENDARS = metadata.tables["calendars"]


@pytest.fixture(scope="module")
def saved(
    sqlite_template: Path, keyring: Keyring, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A backup of a whole small hospital, made on SQLite."""
    folder = tmp_path_factory.mktemp("saved")
    shutil.copyfile(sqlite_template, folder / "dmed.sqlite3")
    settings = Settings(data_dir=folder)

    async def make() -> None:
        database, clock = (
            Database(settings.effective_database_url),
            SettableClock(datetime(2026, 3, 4, 4, 30, tzinfo=UTC)),
        )
        services = compose(settings, keyring, database, FakeAsyncRedis(), clock, None)
        await seed(database, services, secrets_file.load_or_make(folder), clock)
        found = await backup.back_up(database, folder / "backup.zip")
        await database.close()
        assert found["patients"].rows > 10
        assert found["calendars"].rows
        assert found["audit_events"].rows

    asyncio.run(make())
    return folder / "backup.zip"


@pytest.fixture
def whole(saved: Path) -> bytes:
    """The backup's bytes."""
    return saved.read_bytes()


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[Database]:
    """An empty database with the newest schema."""
    database = Database(database_url)
    yield database
    await database.close()


async def rows(database: Database) -> int:
    """Rows of all tables together."""
    async with database.reading() as db:
        return sum(
            [
                (await db.execute(select(func.count()).select_from(table))).scalar_one()
                for table in metadata.sorted_tables
            ]
        )


@BOTH
async def test_what_was_saved_comes_back_on_either_database(
    saved: Path, empty: Database, keyring: Keyring, tmp_path: Path
) -> None:
    told = await backup.restore(empty, saved)
    # Saved again from there it is the same, whichever database it lies in.
    assert await backup.back_up(empty, tmp_path / "again.zip") == told == backup.check(saved)
    assert (tmp_path / "again.zip").stat().st_mode & 0o077 == 0
    records = EncryptedRecords(Vaulted(keyring))
    async with empty.writing() as tx:
        index = records.pinfl_index(people.BOOKED.pinfl)
        assert await registry_store.id_of_number(tx, index) is not None
        # What counts by itself goes on behind what was there.
        last = (await tx.execute(select(func.max(CALENDARS.c.number)))).scalar_one()
        free = (
            await tx.execute(select(CALENDARS.c.practitioner_id).order_by(CALENDARS.c.number))
        ).scalars()
        doctor = next(iter(free))
        await tx.execute(
            delete(CALENDARS).where(
                CALENDARS.c.practitioner_id == doctor, CALENDARS.c.number != last
            )
        )
        made = await tx.execute(
            insert(CALENDARS).values(practitioner_id=doctor).returning(CALENDARS.c.number)
        )
        assert made.scalar_one() > last
    with pytest.raises(NotEmpty):
        await backup.restore(empty, saved)
    with pytest.raises(FileExistsError):
        await backup.back_up(empty, tmp_path / "again.zip")


def _cut_off(whole: bytes, path: Path) -> None:
    path.write_bytes(whole[: len(whole) // 2])


def _one_bit(whole: bytes, path: Path) -> None:
    middle = len(whole) // 3
    path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])


def _nothing(whole: bytes, path: Path) -> None:
    path.write_bytes(b"")


def _repacked(change: Callable[[dict[str, bytes]], None]) -> Callable[[bytes, Path], None]:
    """As somebody would who opens the archive, changes something and packs it again."""

    def damage(whole: bytes, path: Path) -> None:
        path.write_bytes(whole)
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        change(files)
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)

    return damage


def _a_row_less(files: dict[str, bytes]) -> None:
    first, _, rest = files["tables/patients.jsonl"].partition(b"\n")
    assert first
    files["tables/patients.jsonl"] = rest


def _a_table_less(files: dict[str, bytes]) -> None:
    del files["tables/patients.jsonl"]


def _another_order(files: dict[str, bytes]) -> None:
    lines = files["tables/patients.jsonl"].splitlines(keepends=True)
    files["tables/patients.jsonl"] = b"".join(reversed(lines))


@pytest.mark.parametrize(
    "damage",
    [
        _cut_off,
        _one_bit,
        _nothing,
        _repacked(_a_row_less),
        _repacked(_a_table_less),
        _repacked(_another_order),
    ],
)
async def test_a_damaged_backup_is_refused_and_nothing_is_restored(
    whole: bytes, empty: Database, tmp_path: Path, damage: Callable[[bytes, Path], None]
) -> None:
    damage(whole, tmp_path / "damaged.zip")
    with pytest.raises(BackupDamaged):
        await backup.restore(empty, tmp_path / "damaged.zip")
    assert await rows(empty) == 0


async def test_a_backup_of_another_version_is_refused(
    whole: bytes, empty: Database, tmp_path: Path
) -> None:
    def older(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        files["manifest.json"] = json.dumps(manifest | {"schema": "0001"}).encode()

    _repacked(older)(whole, tmp_path / "older.zip")
    with pytest.raises(OtherSchema, match="0001"):
        await backup.restore(empty, tmp_path / "older.zip")


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    async def fail() -> None:
        missing = Database(f"sqlite+aiosqlite:///{tmp_path}/dmed.sqlite3")
        try:
            await backup.back_up(missing, tmp_path / "backup.zip")
        finally:
            await missing.close()

    with pytest.raises(Unavailable):
        asyncio.run(fail())
    assert not [path for path in tmp_path.iterdir() if "backup" in path.name]
