"""How people are identified, why not by the face, and what staff say about it: counts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.faces import store
from mobile_api.faces.port import ThresholdsOf
from mobile_api.faces.schemas import (
    BYPASSES,
    FALSE_ALARMS,
    WAYS,
    Counted,
    CountWay,
    FaceFigures,
    FalseAlarm,
    Tally,
)
from mobile_api.faces.tables import FaceUseRow
from mobile_api.permissions import STAFF, allowed

KEEPERS = (Role.ADMINISTRATOR, Role.IT_NURSE)
"""Who sees the figures."""

_BY_FACE = ("face_number", "face_search")
_ALARM = "false_alarm"


class FaceCountsService:
    """Counts, so that a face that is passed by, or that does harm, is noticed.

    Nothing that is kept here says who it was.
    """

    def __init__(self, clock: Clock, thresholds: ThresholdsOf) -> None:
        self._clock = clock
        self._thresholds = thresholds

    @allowed(Role.KIOSK)
    async def count_way(self, tx: Writing, actor: Actor, order: CountWay) -> Counted:
        """Somebody was identified by another way; the same id counts once."""
        await self._add(tx, actor, order.id, order.way, order.bypass)
        return Counted(id=order.id)

    @allowed(*STAFF)
    async def report(self, tx: Writing, actor: Actor, report_id: UUID, alarm: FalseAlarm) -> None:
        """Somebody of the staff saw Face ID go wrong; the same id counts once."""
        await self._add(tx, actor, report_id, _ALARM, alarm)

    @allowed(*KEEPERS)
    async def figures(self, db: Reader, actor: Actor, days: int) -> FaceFigures:
        """What happened in the last days.

        Args:
            db: where to read.
            actor: of which hospital.
            days: 1 to 400.
        """
        now = self._clock()
        found = await store.uses(db, actor.hospital_id, now - timedelta(days=days))
        identified: Counter[str] = Counter()
        bypassed: Counter[str] = Counter()
        alarms: Counter[str] = Counter()
        tries = recognised = 0
        for way, outcome, count in found:
            if way in _BY_FACE:
                tries += count
                if outcome == "recognised":
                    recognised += count
                    identified[way] += count
            elif way == _ALARM:
                alarms[outcome] += count
            else:
                identified[way] += count
                bypassed[outcome] += count
        return FaceFigures(
            days=days,
            identified=_tallies(WAYS, identified),
            bypassed=_tallies(BYPASSES, bypassed),
            tries=tries,
            recognised=recognised,
            false_alarms=_tallies(FALSE_ALARMS, alarms),
            enrolled=await store.count_active(db, actor.hospital_id, now),
            calibrated=self._thresholds.calibrated,
        )

    async def _add(self, tx: Writing, actor: Actor, use_id: UUID, way: str, outcome: str) -> None:
        row = {
            "id": use_id,
            "hospital_id": actor.hospital_id,
            "told_by": actor.id,
            "at": self._clock(),
            "way": way,
            "outcome": outcome,
        }
        await store.add_rows(tx, FaceUseRow, [row])


def _tallies(names: Iterable[str], counts: Mapping[str, int]) -> list[Tally]:
    return [Tally(what=name, count=counts.get(name, 0)) for name in names]
