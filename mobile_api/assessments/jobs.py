"""What is done with assessments when nobody asks."""

from __future__ import annotations

import structlog

from mobile_api.assessments.service import AssessmentsService
from mobile_api.database import Database

log = structlog.get_logger(__name__)

EVERY_SECONDS = 3600.0


async def delete_old_complaints(database: Database, assessments: AssessmentsService) -> int:
    """Delete the kept words of complaints after their days; safe to run at any time.

    Returns:
        How many were deleted.

    Raises:
        Unavailable: the database does not answer.
    """
    async with database.writing() as tx:
        deleted = await assessments.delete_old_complaints(tx)
    if deleted:
        log.info("complaints_deleted", count=deleted)
    return deleted
