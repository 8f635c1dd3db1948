"""Where patients really belonged: said by staff, or seen from the queue; exported to measure by."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from mobile_api.actors import Actor, Role
from mobile_api.assessments import store
from mobile_api.assessments.errors import NoSuchAssessment, NotADepartment
from mobile_api.assessments.rules import RECEPTION
from mobile_api.assessments.schemas import Outcome, SayOutcome
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.permissions import STAFF, allowed
from triage.departments import CODES

_PAGE = 500


class OutcomesService:
    """Feedback to triage. Holds codes only: no words, no person."""

    def __init__(self, clock: Clock, facilities: FacilitiesService, audit: AuditService) -> None:
        self._clock = clock
        self._facilities = facilities
        self._audit = audit

    @allowed(Role.DOCTOR, Role.NURSE)
    async def say(
        self, tx: Writing, actor: Actor, assessment_id: UUID, said: SayOutcome
    ) -> Outcome:
        """Note where the patient really belonged; the last word counts, all are in the audit.

        Raises:
            NotADepartment: the code is none.
            NoSuchAssessment: this hospital has no such assessment.
        """
        if said.department not in CODES:
            raise NotADepartment
        await self._put(tx, actor, assessment_id, said.department, "staff")
        found = await store.outcome(tx, assessment_id)
        own = await store.verdicts(tx, actor.hospital_id, [assessment_id])
        if found is None or not own:
            raise NoSuchAssessment
        await self._audit.record(
            tx,
            actor,
            "assessments.outcome",
            "assessment",
            assessment_id,
            department=said.department,
        )
        return Outcome(**found)

    @allowed(*STAFF)
    async def seen(self, tx: Writing, actor: Actor, assessment_id: UUID, department: str) -> None:
        """The patient was seen in this department; what staff have said counts more."""
        await self._put(tx, actor, assessment_id, department, "seen")

    async def lines(self, db: Reader) -> AsyncIterator[str]:
        """Every outcome of every hospital as a line of JSON, for ``python -m triage report``.

        Left out are those who were sent to reception: triage had named no department to them.
        """
        zones: dict[UUID, ZoneInfo] = {}
        after: UUID | None = None
        while rows := await store.outcomes(db, after, _PAGE):
            for row in rows:
                shown = row["answer"]["department"]
                if shown == RECEPTION or row["actual"] not in CODES:
                    continue
                hospital = row["hospital_id"]
                if hospital not in zones:
                    zones[hospital] = await self._facilities.zone(db, hospital)
                day = row["created_at"].astimezone(zones[hospital]).date()
                yield json.dumps(
                    {
                        "assessment_id": str(row["assessment_id"]),
                        "model_version": row["version"],
                        "ranked": [code for code, _ in row["verdict"]["departments"]],
                        "shown": shown,
                        "actual": row["actual"],
                        "date": day.isoformat(),
                    }
                )
            after = rows[-1]["assessment_id"]

    async def _put(
        self,
        tx: Writing,
        actor: Actor,
        assessment_id: UUID,
        department: str,
        source: Literal["staff", "seen"],
    ) -> None:
        await store.put_outcome(
            tx,
            {
                "assessment_id": assessment_id,
                "hospital_id": actor.hospital_id,
                "actual": department,
                "source": source,
                "said_by": actor.id,
                "said_at": self._clock(),
            },
            replace=source == "staff",
        )
