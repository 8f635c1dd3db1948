"""What is done about appointments when nobody asks; safe to run twice, and by two processes."""

from __future__ import annotations

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.appointments.absence import AbsenceService
from mobile_api.appointments.booking import BookingService
from mobile_api.appointments.passes import PassesService
from mobile_api.appointments.waiting import WaitingService
from mobile_api.database import Database

OFFERS_EVERY_SECONDS = 20.0
HOLDS_EVERY_SECONDS = 60.0
DAY_EVERY_SECONDS = 300.0

_SYSTEM = Actor(role=Role.SYSTEM, id=NOWHERE, hospital_id=NOWHERE)


async def end_offers(database: Database, waiting: WaitingService) -> int:
    """Give freed times that nobody has accepted to the next who waits."""
    async with database.writing() as tx:
        return await waiting.end_offers(tx, _SYSTEM)


async def clear_holds(database: Database, booking: BookingService, passes: PassesService) -> int:
    """Clear away holds and passes that have ended."""
    async with database.writing() as tx:
        cleared = await booking.clear_ended_holds(tx, _SYSTEM)
        return cleared + await passes.forget(tx, _SYSTEM)


async def close_day(database: Database, absences: AbsenceService) -> int:
    """Mark who has not come."""
    async with database.writing() as tx:
        return await absences.close_day(tx, _SYSTEM)
