"""Asks triage and keeps what it said: the one way in which a complaint becomes a verdict.

The kiosk in the hall and the phone at home differ in who asks and in what happens next, never
in the medical rule.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import cast
from uuid import UUID

from mobile_api.assessments import rules, store
from mobile_api.assessments.errors import ComplaintEmpty
from mobile_api.assessments.port import Assessor
from mobile_api.assessments.schemas import (
    Assessment,
    Complaining,
    Labelled,
    Question,
    RaisedFlag,
    RankedDepartment,
    Urgency,
)
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import IdempotencyMismatch, Unavailable
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Vaulted
from mobile_api.patients.schemas import Assurance, Sex
from triage.answers import Answers, Verdict

TABLE = "assessments"
_TOLD_DEPARTMENTS = 3


@dataclass(frozen=True, slots=True)
class Asker:
    """Who complains, and where.

    Attributes:
        caller: a kiosk, or somebody's account.
        visit_id: binds later requests of the same visit to it.
        patient_id: None where nobody is named.
        age_years: decimal; None where unknown.
        for_child: the visit is a child's, whoever types.
    """

    hospital_id: UUID
    caller: UUID
    visit_id: UUID
    assurance: Assurance
    patient_id: UUID | None
    age_years: float | None
    sex: Sex | None
    for_child: bool


class Verdicts:
    """Gives verdicts and keeps them; see ``AssessmentsService`` for the arguments."""

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        facilities: FacilitiesService,
        triage: Assessor | None,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._facilities = facilities
        self._triage = triage

    @property
    def triage(self) -> Assessor | None:
        """The loaded model; None where it is missing or damaged."""
        return self._triage

    async def give(
        self, tx: Writing, asker: Asker, complaint: Complaining
    ) -> tuple[Assessment, Verdict | None]:
        """Where a complaint leads. The same id gets the stored verdict again.

        Returns:
            What the patient is told, and the verdict where it is new.

        Raises:
            ComplaintEmpty: nothing that can be read, and no finding was chosen.
            IdempotencyMismatch: the id was used with another body.
            Unavailable: the triage model is missing or damaged (``part="triage"``).
        """
        body = json.dumps(complaint.model_dump(mode="json"), sort_keys=True)
        digest = self._vaulted.blind_index("assessments.body", f"{asker.hospital_id}|{body}")
        # Looked up first, so that a replay never needs the model; two at once are settled below.
        first = await self._told(tx, complaint.id, asker.caller, digest)
        if first is not None:
            return first, None
        text = rules.normalised(complaint.text)
        if not rules.is_readable(text) and not complaint.confirmed:
            raise ComplaintEmpty
        if self._triage is None:
            raise Unavailable(part="triage")
        verdict = self._triage.assess(
            Answers(
                text=text,
                age_years=asker.age_years,
                sex=asker.sex,
                pregnant=complaint.pregnant,
                struck=complaint.struck,
                confirmed=complaint.confirmed,
                answered=complaint.answered,
            )
        )
        departments = await self._facilities.departments(tx, asker.hospital_id)
        age = rules.age_of_patient(verdict, asker.age_years, for_child=asker.for_child)
        answer = _answer(
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
                "hospital_id": asker.hospital_id,
                "device_id": asker.caller,
                "visit_id": asker.visit_id,
                "assurance": asker.assurance,
                "patient_id": asker.patient_id,
                "language": complaint.language,
                "urgency": verdict.urgency,
                "abstain": verdict.abstain,
                "verdict": asdict(verdict),
                "answer": answer.model_dump(mode="json"),
                "version": verdict.version,
                "digest": verdict.digest,
                "created_at": now,
                "text": self._vaulted.encrypt(TABLE, complaint.id, "text", text) if kept else None,
                "text_consent_at": now if kept else None,
            },
        )
        if not added:
            first = await self._told(tx, complaint.id, asker.caller, digest)
            assert first is not None
            return first, None
        return answer, verdict

    async def _told(
        self, db: Reader, assessment_id: UUID, caller: UUID, digest: bytes
    ) -> Assessment | None:
        row = await store.told(db, assessment_id)
        if row is None:
            return None
        # Somebody else's id is never answered with what that person was told.
        if row["body_digest"] != digest or row["device_id"] != caller:
            raise IdempotencyMismatch
        return Assessment(**row["answer"])


def _answer(
    triage: Assessor, complaint: Complaining, verdict: Verdict, department: str
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
            RaisedFlag(code=code, label=labels.red_flag(code, language), level=cast(Urgency, level))
            for code, level in verdict.red_flags
        ],
        findings=[
            Labelled(code=code, label=labels.finding(code, language)) for code in verdict.findings
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
