"""Says where a complaint leads, keeps the verdict, and rings when it is an emergency."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import timedelta
from typing import cast
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.assessments import rules, store
from mobile_api.assessments.errors import ComplaintEmpty, NoComplaintKept, NoSuchAssessment
from mobile_api.assessments.port import Assessor
from mobile_api.assessments.schemas import (
    Assess,
    Assessment,
    Complaint,
    Labelled,
    Question,
    RaisedFlag,
    RankedDepartment,
    Summary,
    Urgency,
)
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.devices.service import DevicesService
from mobile_api.errors import IdempotencyMismatch, Unavailable
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Vaulted
from mobile_api.patients.visits import VisitFacts
from mobile_api.permissions import STAFF, allowed
from mobile_api.schemas import Language
from triage.answers import Answers, Verdict

_TABLE = "assessments"
_TOLD_DEPARTMENTS = 3


class AssessmentsService:
    """Complaints and verdicts.

    Args:
        clock: tells the time.
        vaulted: encrypts the words that may be kept.
        facilities: knows which departments a hospital has.
        devices: rings for a nurse.
        audit: the trail.
        triage: the loaded model; None where it is missing or damaged, and then every new
            complaint is refused as unavailable while everything else works.
        keep_days: days after which kept words are deleted.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        facilities: FacilitiesService,
        devices: DevicesService,
        audit: AuditService,
        triage: Assessor | None,
        keep_days: int,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._facilities = facilities
        self._devices = devices
        self._audit = audit
        self._triage = triage
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
        body = json.dumps(complaint.model_dump(mode="json"), sort_keys=True)
        digest = self._vaulted.blind_index("assessments.body", f"{actor.hospital_id}|{body}")
        # Looked up first, so that a replay never needs the model; two at once are settled below.
        first = await self._told(tx, complaint.id, digest)
        if first is not None:
            return first
        text = rules.normalised(complaint.text)
        if not rules.is_readable(text) and not complaint.confirmed:
            raise ComplaintEmpty
        if self._triage is None:
            raise Unavailable(part="triage")
        verdict = self._triage.assess(
            Answers(
                text=text,
                age_years=visit.age_years,
                sex=visit.sex,
                pregnant=complaint.pregnant,
                struck=complaint.struck,
                confirmed=complaint.confirmed,
                answered=complaint.answered,
            )
        )
        departments = await self._facilities.departments(tx, actor.hospital_id)
        age = rules.age_of_patient(verdict, visit.age_years, for_child=visit.for_whom == "child")
        answer = self._answer(
            self._triage,
            complaint,
            verdict,
            rules.destination(verdict, {one.code for one in departments}, age),
        )
        now = self._clock()
        kept = complaint.keep_text and bool(text)
        added = await store.add(
            tx,
            {
                "id": complaint.id,
                "body_digest": digest,
                "hospital_id": actor.hospital_id,
                "device_id": actor.id,
                "visit_id": visit.visit_id,
                "assurance": visit.level,
                "patient_id": visit.patient_id,
                "language": complaint.language,
                "urgency": verdict.urgency,
                "abstain": verdict.abstain,
                "verdict": asdict(verdict),
                "answer": answer.model_dump(mode="json"),
                "version": verdict.version,
                "digest": verdict.digest,
                "created_at": now,
                "text": self._vaulted.encrypt(_TABLE, complaint.id, "text", text) if kept else None,
                "text_consent_at": now if kept else None,
            },
        )
        if not added:
            first = await self._told(tx, complaint.id, digest)
            assert first is not None
            return first
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
        found: dict[UUID, Summary] = {}
        for row in await store.verdicts(db, actor.hospital_id, ids):
            verdict = row["verdict"]
            found[row["id"]] = Summary(
                id=row["id"],
                urgency=row["urgency"],
                abstain=row["abstain"],
                red_flags=[
                    RaisedFlag(code=code, label=self._flag(code, actor.language), level=level)
                    for code, level in verdict["red_flags"]
                ],
                findings=[
                    Labelled(code=code, label=self._finding(code, actor.language))
                    for code in verdict["findings"]
                ],
                has_complaint=row["has_text"],
            )
        return found

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
        text = self._vaulted.decrypt(_TABLE, assessment_id, "text", row["text"])
        return Complaint(assessment_id=assessment_id, text=text)

    async def delete_old_complaints(self, tx: Writing) -> int:
        """Delete kept words whose days are over; verdicts stay. Returns how many."""
        return await store.delete_texts(tx, self._clock() - self._keep)

    async def _told(self, db: Reader, assessment_id: UUID, digest: bytes) -> Assessment | None:
        row = await store.told(db, assessment_id)
        if row is None:
            return None
        if row["body_digest"] != digest:
            raise IdempotencyMismatch
        return Assessment(**row["answer"])

    @staticmethod
    def _answer(
        triage: Assessor, complaint: Assess, verdict: Verdict, department: str
    ) -> Assessment:
        labels, language = triage.labels, complaint.language
        asked = verdict.question
        return Assessment(
            id=complaint.id,
            department=department,
            departments=[
                RankedDepartment(code=code, probability=probability)
                for code, probability in verdict.departments[:_TOLD_DEPARTMENTS]
            ],
            urgency=cast(Urgency, verdict.urgency),
            red_flags=[
                RaisedFlag(
                    code=code, label=labels.red_flag(code, language), level=cast(Urgency, level)
                )
                for code, level in verdict.red_flags
            ],
            findings=[
                Labelled(code=code, label=labels.finding(code, language))
                for code in verdict.findings
            ],
            question=None
            if asked is None
            else Question(
                id=asked.id,
                text=labels.question(asked.id, language),
                options=[
                    Labelled(code=option, label=labels.option(asked.id, option, language))
                    for option in asked.options
                ],
            ),
            abstain=verdict.abstain,
            version=verdict.version,
            digest=verdict.digest,
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
