"""Says where a complaint leads, keeps the verdict, and rings when it is an emergency."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from uuid import UUID

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.assessments import rules, store
from mobile_api.assessments.errors import NoComplaintKept, NoSuchAssessment
from mobile_api.assessments.port import Assessor
from mobile_api.assessments.schemas import (
    Assess,
    Assessment,
    Complaint,
    Explained,
    Labelled,
    Outcome,
    RaisedFlag,
    Summary,
)
from mobile_api.assessments.verdicts import TABLE, Asker, Verdicts
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.devices.service import DevicesService
from mobile_api.keys import Vaulted
from mobile_api.patients.visits import VisitFacts
from mobile_api.permissions import STAFF, allowed
from mobile_api.schemas import Language


class AssessmentsService:
    """Complaints and verdicts.

    Args:
        clock: tells the time.
        vaulted: encrypts the words that may be kept.
        verdicts: asks triage; without a model every new complaint is refused as unavailable
            while everything else works.
        devices: rings for a nurse.
        audit: the trail.
        keep_days: days after which kept words are deleted.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        verdicts: Verdicts,
        devices: DevicesService,
        audit: AuditService,
        keep_days: int,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._verdicts = verdicts
        self._devices = devices
        self._audit = audit
        self._triage = verdicts.triage
        self._keep = timedelta(days=keep_days)

    @property
    def is_ready(self) -> bool:
        """True where complaints can be assessed: the model is there and whole."""
        return self._triage is not None

    @allowed(Role.KIOSK)
    async def assess(
        self, tx: Writing, actor: Actor, visit: VisitFacts, complaint: Assess
    ) -> Assessment:
        """Where a complaint leads, and how soon. The same id gets the stored verdict again.

        A red flag of level emergency rings for a nurse in the same transaction.

        Raises:
            ComplaintEmpty: nothing that can be read, and no finding was chosen.
            IdempotencyMismatch: the id was used with another body.
            Unavailable: the triage model is missing or damaged (``part="triage"``).
        """
        asker = Asker(
            hospital_id=actor.hospital_id,
            caller=actor.id,
            visit_id=visit.visit_id,
            assurance=visit.level,
            patient_id=visit.patient_id,
            age_years=visit.age_years,
            sex=visit.sex,
            for_child=visit.for_whom == "child",
        )
        answer, verdict = await self._verdicts.give(tx, asker, complaint)
        if verdict is None:
            return answer
        ringing = [code for code, level in verdict.red_flags if level == rules.EMERGENCY]
        if ringing:
            # The assessment's own id: one alarm for one complaint, however often it is sent.
            await self._devices.raise_red_flag(tx, actor, complaint.id, ringing, complaint.id)
        await self._audit.record(
            tx, actor, "assessments.assess", "assessment", complaint.id, version=verdict.version
        )
        return answer

    @allowed(Role.KIOSK)
    async def urgency_of(
        self, db: Reader, actor: Actor, visit: VisitFacts, assessment_id: UUID
    ) -> str:
        """Urgency of an assessment that this visit has made.

        Raises:
            NoSuchAssessment: it does not exist, or belongs to another visit.
        """
        found = await store.urgency_in_visit(db, actor.hospital_id, visit.visit_id, assessment_id)
        if found is None:
            raise NoSuchAssessment
        return found

    @allowed(*STAFF)
    async def summaries(
        self, db: Reader, actor: Actor, ids: Collection[UUID]
    ) -> dict[UUID, Summary]:
        """Several assessments of the actor's hospital, labelled in the actor's language.

        Ids that do not exist here are left out.
        """
        if not ids:
            return {}
        found = await store.verdicts(db, actor.hospital_id, ids)
        return {row["id"]: self._summary(row, actor.language) for row in found}

    @allowed(Role.DOCTOR, Role.NURSE)
    async def explain(self, db: Reader, actor: Actor, assessment_id: UUID) -> Explained:
        """One assessment for who treats the patient: why it is so urgent, where it led.

        Raises:
            NoSuchAssessment: this hospital has no such assessment.
        """
        rows = await store.verdicts(db, actor.hospital_id, [assessment_id])
        if not rows:
            raise NoSuchAssessment
        row = rows[0]
        outcome = await store.outcome(db, assessment_id)
        return Explained(
            summary=self._summary(row, actor.language),
            shown=row["answer"]["department"],
            assessed_at=row["created_at"],
            raised_by=row["verdict"]["urgency_raised_by"],
            outcome=None if outcome is None else Outcome(**outcome),
        )

    @allowed(Role.DOCTOR, Role.NURSE)
    async def read_complaint(self, tx: Writing, actor: Actor, assessment_id: UUID) -> Complaint:
        """The patient's own words; who reads them is written to the audit trail.

        Raises:
            NoSuchAssessment: this hospital has no such assessment.
            NoComplaintKept: the patient did not let them be kept, or their time is over.
        """
        row = await store.text_of(tx, actor.hospital_id, assessment_id)
        if row is None:
            raise NoSuchAssessment
        if row["text"] is None:
            raise NoComplaintKept
        await self._audit.record(tx, actor, "assessments.read", "assessment", assessment_id)
        text = self._vaulted.decrypt(TABLE, assessment_id, "text", row["text"])
        return Complaint(assessment_id=assessment_id, text=text)

    async def delete_old_complaints(self, tx: Writing) -> int:
        """Delete kept words whose days are over; verdicts stay. Returns how many."""
        return await store.delete_texts(tx, self._clock() - self._keep)

    def _summary(self, row: RowMapping, language: Language) -> Summary:
        verdict = row["verdict"]
        return Summary(
            id=row["id"],
            urgency=row["urgency"],
            abstain=row["abstain"],
            red_flags=[
                RaisedFlag(code=code, label=self._flag(code, language), level=level)
                for code, level in verdict["red_flags"]
            ],
            findings=[
                Labelled(code=code, label=self._finding(code, language))
                for code in verdict["findings"]
            ],
            has_complaint=row["has_text"],
        )

    def _finding(self, code: str, language: Language) -> str:
        return self._label(code, lambda triage: triage.labels.finding(code, language))

    def _flag(self, code: str, language: Language) -> str:
        return self._label(code, lambda triage: triage.labels.red_flag(code, language))

    def _label(self, code: str, of: Callable[[Assessor], str]) -> str:
        # A verdict of last month may hold a code that today's knowledge has no word for;
        # staff see the code rather than nothing.
        if self._triage is None:
            return code
        try:
            return of(self._triage)
        except KeyError:
            return code
