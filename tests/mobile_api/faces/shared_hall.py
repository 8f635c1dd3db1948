"""One hall for many tests: what a test did in it is undone before the next one.

Opening a hall takes seconds; putting its database back as it was takes milliseconds.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from sqlalchemy import insert

from mobile_api.faces.tables import FaceIndexRow
from mobile_api.keys import Keyring
from mobile_api.limits import Limits
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.mobile_api.faces.faces_world import NETWORK, OTHER_NETWORK, FacesHall, calibrate
from tests.mobile_api.hall import Hall, open_hall
from tests.postgres import PostgresServer

MORNING = datetime(2026, 3, 4, 4, 30, tzinfo=UTC)
"""Wednesday, 09:30 in Tashkent."""


class Kept(Protocol):
    """A database that can be put back as it was; nobody is connected meanwhile."""

    @property
    def url(self) -> str:
        """Its address."""

    def keep(self) -> None:
        """It is as it shall be."""

    def put_back(self) -> None:
        """As it was then."""


class KeptSqlite:
    """A file, and its copy."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._file, self._copy = folder / "shared.sqlite3", folder / "kept.sqlite3"
        shutil.copyfile(template, self._file)

    @property
    def url(self) -> str:
        """See ``Kept``."""
        return f"sqlite+aiosqlite:///{self._file}"

    def keep(self) -> None:
        """See ``Kept``."""
        _copy(self._file, self._copy)

    def put_back(self) -> None:
        """See ``Kept``."""
        _copy(self._copy, self._file)


def _copy(source: Path, target: Path) -> None:
    """Into a database that stays open elsewhere: SQLite's own copying is a transaction."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


class KeptPostgres:
    """A database, and its copy on the same server."""

    def __init__(self, server: PostgresServer) -> None:
        self._server, self._name = server, f"shared_{uuid4().hex}"
        self.url = server.create(self._name, "template_dmed")

    def keep(self) -> None:
        """See ``Kept``."""
        self._server.create(f"{self._name}_kept", self._name)

    def put_back(self) -> None:
        """See ``Kept``."""
        self._server.drop(self._name)
        self._server.create(self._name, f"{self._name}_kept")


@dataclass
class SharedHall:
    """A hall in which persons 1, 2 and 3 are known; nobody is enrolled."""

    hall: Hall
    kept: Kept
    _used: int = field(default=0)

    async def fresh(self) -> FacesHall:
        """As if it had just been opened."""
        await self.part()
        self.kept.put_back()
        await self.hall.services.get(Limits)._redis.flushall()
        self.hall.clock.now = MORNING
        self._used += 1
        # Whatever an earlier test left in memory is older than this: it is read anew.
        newest = 1000 * self._used
        async with self.hall.database.writing() as tx:
            await tx.execute(insert(FaceIndexRow).values(id=1, version=newest, floor=newest))
        return FacesHall(self.hall)

    async def part(self) -> None:
        """Let go of the database where a copy wants it alone; SQLite's own copying does not.

        A pool that is thrown away while somebody has one of its connections never closes it.
        """
        await self._nobody_asks()
        if not self.hall.database.is_sqlite:
            await self.hall.database.close()

    async def _nobody_asks(self) -> None:
        """Until what follows the index in the background has come to rest."""
        for engine in self.hall.database._engines:
            pool: Any = engine.pool
            while pool.checkedout():  # noqa: ASYNC110 - a pool has no event
                await asyncio.sleep(0.001)


@asynccontextmanager
async def open_shared_hall(kept: Kept, keyring: Keyring, folder: Path) -> AsyncIterator[SharedHall]:
    """With a calibration, and with galleries for kiosks."""
    settings = Settings(
        data_dir=folder,
        database_url=kept.url,
        public_url="https://hospital.example",
        face_calibration=calibrate(folder / "calibration", NETWORK, OTHER_NETWORK),
        face_offline_gallery=True,
    )
    async with open_hall(settings, keyring, SettableClock(MORNING)) as hall:
        await hall.know(1, 2, 3)
        shared = SharedHall(hall, kept)
        await shared.part()
        kept.keep()
        yield shared
