"""What is done about patients when nobody asks: new and changed records are compared."""

from __future__ import annotations

from mobile_api.database import Database
from mobile_api.patients.merging import BATCH, MergingService

EVERY_SECONDS = 30.0


async def find_duplicates(database: Database, merging: MergingService) -> None:
    """Compare what is new or changed with all other records, a transaction for each batch."""
    async with database.reading() as db:
        if not await merging.anything_to_compare(db):
            return  # no transaction: SQLite has one writer
    compared = BATCH
    while compared == BATCH:
        async with database.writing() as tx:
            compared = await merging.compare_some(tx)
