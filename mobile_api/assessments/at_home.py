"""Complaints typed on one's own phone: where to go, how soon, and what to do now."""

from __future__ import annotations

from mobile_api.actors import Actor, Role
from mobile_api.assessments import rules
from mobile_api.assessments.errors import NotInChats
from mobile_api.assessments.schemas import AssessAtHome, HomeAssessment
from mobile_api.assessments.verdicts import Asker, Verdicts
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.identifiers import age_years
from mobile_api.limits import Limits
from mobile_api.patients.people import PeopleService
from mobile_api.permissions import allowed

PER_ACCOUNT = 40
SECONDS = 10 * 60
"""Attempts: a person types and corrects a few complaints; a program that copies us, thousands."""


class HomeTriageService:
    """The same verdicts as in the hall. Nobody stands beside the patient, so no nurse is rung
    for: whoever is in danger is told to call the ambulance.
    """

    def __init__(
        self,
        clock: Clock,
        verdicts: Verdicts,
        facilities: FacilitiesService,
        people: PeopleService,
        limits: Limits,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._verdicts = verdicts
        self._facilities = facilities
        self._people = people
        self._limits = limits
        self._audit = audit

    @allowed(Role.PATIENT)
    async def assess(self, tx: Writing, actor: Actor, complaint: AssessAtHome) -> HomeAssessment:
        """Where a complaint leads, and what to do now. The same id gets the same answer.

        Raises:
            NotInChats: the bot asks for a chat: symptoms have no place there.
            NoSuchPerson, PersonDeceased: the account may not act for that patient.
            NotFound: there is no such hospital.
            ComplaintEmpty: nothing that can be read, and no finding was chosen.
            IdempotencyMismatch: the id was used with another body, or by somebody else.
            TooManyAttempts: more than 40 in ten minutes.
            Unavailable: the triage model is missing or damaged (``part="triage"``).
        """
        if actor.session_id is None:
            raise NotInChats
        await self._limits.spend(f"triage:{actor.id}", limit=PER_ACCOUNT, seconds=SECONDS)
        phone = await self._facilities.emergency_phone(tx, complaint.hospital_id)
        age, sex = complaint.age_years, complaint.sex
        if complaint.patient_id is not None:
            born, sex = await self._people.birth_and_sex(tx, actor, complaint.patient_id)
            today = await self._facilities.local_day(tx, complaint.hospital_id, self._clock())
            age = None if born is None else age_years(born, today)
        asker = Asker(
            hospital_id=complaint.hospital_id,
            caller=actor.id,
            visit_id=complaint.id,
            assurance="unidentified" if complaint.patient_id is None else "claimed",
            patient_id=complaint.patient_id,
            age_years=age,
            sex=sex,
            for_child=False,
        )
        answer, verdict = await self._verdicts.give(tx, asker, complaint)
        if verdict is not None:
            await self._audit.record(
                tx,
                actor,
                "assessments.assess_at_home",
                "assessment",
                complaint.id,
                version=verdict.version,
            )
        return HomeAssessment(
            **answer.model_dump(), advice=rules.advice(answer), emergency_phone=phone
        )
