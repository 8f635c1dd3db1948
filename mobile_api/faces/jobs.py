"""What is done about faces when nobody asks."""

from __future__ import annotations

import structlog

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.database import Database
from mobile_api.errors import DmedError
from mobile_api.faces.enrolling import FaceEnrolmentService
from mobile_api.faces.index import FaceIndex
from mobile_api.faces.keeping import TOPIC
from mobile_api.live import Live

log = structlog.get_logger(__name__)

OLD_EVERY_SECONDS = 15 * 60
"""An enrolment that nobody checked goes within minutes of its end."""

LOOK_EVERY_SECONDS = 60
"""Should the news of a withdrawal have been lost, its template leaves memory a minute later.
It is not found any more from the next search on in any case."""

_SYSTEM = Actor(role=Role.SYSTEM, id=NOWHERE, hospital_id=NOWHERE, label="faces")


async def remove_old(database: Database, enrolment: FaceEnrolmentService) -> None:
    """Delete what has expired."""
    async with database.writing() as tx:
        await enrolment.remove_old(tx, _SYSTEM)


async def keep_fresh(database: Database, index: FaceIndex, live: Live) -> None:
    """Let this process's memory follow the index until the process ends."""
    async for _ in live.changes(TOPIC, every=LOOK_EVERY_SECONDS):
        if not index.has_been_asked:
            continue
        try:
            async with database.reading() as db:
                await index.refresh(db)
        except DmedError as fault:
            log.warning("face_index_postponed", code=fault.code)
