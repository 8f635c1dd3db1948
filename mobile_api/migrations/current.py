"""Whether a database has the schema that this version needs: asked at every start and probe.

Without Alembic, which takes a tenth of a start to import and is needed only when there is
something to migrate.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mobile_api.database import Database
from mobile_api.errors import Unavailable


def newest_revision() -> str:
    """The revision of the newest migration, from the names of its files (v0001_first.py)."""
    names = (path.stem for path in (Path(__file__).parent / "versions").glob("v[0-9]*_*.py"))
    return max(names)[1:].partition("_")[0]


async def is_current(database: Database) -> bool:
    """True where the database has this version's schema, or a newer one.

    Migrations only add, so that processes of the version before go on working while the
    new ones are started one after the other.

    Raises:
        Unavailable: the database does not answer.
    """
    try:
        async with database.reading() as db:
            rows = await db.execute(text("SELECT version_num FROM alembic_version"))
            found = rows.scalars().all()
            return len(found) == 1 and found[0] >= newest_revision()
    except Unavailable as fault:
        if _has_no_table(fault):
            return False
        raise
    except DBAPIError as fault:
        if _has_no_table(fault):
            return False
        raise


def _has_no_table(fault: BaseException) -> bool:
    origin = getattr(fault.__cause__ if isinstance(fault, Unavailable) else fault, "orig", None)
    # 42P01: undefined_table (PostgreSQL); SQLite has no codes of its own for it
    return getattr(origin, "sqlstate", None) == "42P01" or "no such table" in str(origin)
