"""The counter: a person looks at the document, and decides where two records have one face."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.faces import rules, store
from mobile_api.faces.encrypting import EncryptedTemplates
from mobile_api.faces.errors import FaceNotChecked, FaceReviewOver
from mobile_api.faces.keeping import TemplateKeeping
from mobile_api.faces.schemas import (
    CheckFace,
    DecideFace,
    FaceDesk,
    FaceReview,
    FaceState,
    WaitingFace,
)
from mobile_api.keys import CannotOpen
from mobile_api.limits import Limits
from mobile_api.patients.service import PatientsService
from mobile_api.permissions import allowed

COUNTER = (Role.RECEPTION, Role.NURSE, Role.IT_NURSE)
"""Who looks at documents."""


class FaceDeskService:
    """What waits for a person, and what they decide."""

    def __init__(
        self,
        clock: Clock,
        limits: Limits,
        patients: PatientsService,
        encrypted: EncryptedTemplates,
        keeping: TemplateKeeping,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._limits = limits
        self._patients = patients
        self._encrypted = encrypted
        self._keeping = keeping
        self._audit = audit

    @allowed(*COUNTER)
    async def desk(self, db: Reader, actor: Actor) -> FaceDesk:
        """Enrolments that wait for a document, and, for the IT nurse, faces under two records."""
        waiting = []
        for row in await store.waiting_at(db, actor.hospital_id, self._clock()):
            try:
                patient_id = self._encrypted.opened(row).patient_id
            except CannotOpen:
                continue
            name, last4 = await self._patients.shown_at_the_desk(db, actor, patient_id)
            waiting.append(
                WaitingFace(
                    id=row["id"],
                    masked_name=name,
                    pinfl_last4=last4,
                    enrolled_at=row["enrolled_at"],
                    expires_at=row["code_expires_at"],
                )
            )
        reviews: list[FaceReview] = []
        if actor.role is Role.IT_NURSE:
            rows = await store.open_reviews(db, hospital_id=actor.hospital_id)
            reviews = [await self._review(db, actor, row) for row in rows]
        return FaceDesk(waiting=waiting, reviews=reviews)

    @allowed(*COUNTER)
    async def check(
        self, tx: Writing, actor: Actor, template_id: UUID, order: CheckFace
    ) -> FaceState:
        """The document belongs to the person at the counter, and they know the kiosk's code.

        Raises:
            FaceNotChecked: the code does not fit, or nothing waits under this id here.
            TooManyAttempts: five wrong codes; the person goes back to the kiosk.
        """
        key = f"faces:code:{template_id}"
        await self._limits.spend(
            key,
            limit=rules.CODES_PER_ENROLMENT,
            seconds=int(rules.CODE_LIFE.total_seconds()),
        )
        if order.code != self._encrypted.code_of(template_id):
            raise FaceNotChecked
        before = await store.template(tx, template_id)
        if before is not None and before["checked_by"] == actor.id:
            return cast(FaceState, before["state"])  # the same check, sent again
        row = await self._waiting(tx, actor, template_id)
        await self._limits.forget(key)
        disputed = await store.open_reviews(tx, template_id=template_id)
        state: FaceState = "review" if disputed else "active"
        await self._keeping.change(
            tx,
            row["id"],
            state=state,
            checked_at=self._clock(),
            checked_by=actor.id,
            code_expires_at=None,
        )
        await self._audit.record(tx, actor, "faces.check", "face_template", template_id)
        return state

    @allowed(*COUNTER)
    async def refuse(self, tx: Writing, actor: Actor, template_id: UUID) -> None:
        """The person at the counter is not who they said; the template goes.

        Raises:
            FaceNotChecked: nothing waits under this id here.
        """
        row = await self._waiting(tx, actor, template_id)
        await self._keeping.remove(tx, [row["id"]], "refused", actor)
        await self._audit.record(tx, actor, "faces.refuse", "face_template", template_id)

    @allowed(Role.IT_NURSE)
    async def decide(self, tx: Writing, actor: Actor, review_id: UUID, order: DecideFace) -> None:
        """Two people who look alike, or one person with two records.

        Two people: both keep their templates, and from now on neither is confirmed by the face
        alone. One person: the new template goes; the records are merged on the page of patients.

        Raises:
            FaceReviewOver: decided, withdrawn, or of another hospital.
        """
        changed = await store.next_version(tx)
        row = await store.decide_review(
            tx, review_id, actor.hospital_id, order.decision, actor.id, self._clock()
        )
        if row is None:
            raise FaceReviewOver
        if order.decision == "same_person":
            await self._keeping.remove(tx, [row["template_id"]], "same_person", actor, changed)
        else:
            await self._set_alike(tx, row, changed)
        self._keeping.tell_after(tx)
        await self._audit.record(
            tx, actor, "faces.decide", "face_review", review_id, decision=order.decision
        )

    async def _set_alike(self, tx: Writing, review: RowMapping, changed: int) -> None:
        other = await self._keeping.pseudonyms(tx, review["other_id"])
        for row in await store.of_pseudonyms(tx, other):
            await store.change_template(tx, row["id"], {"alike": True, "changed": changed})
        asked = await store.template(tx, review["template_id"])
        if asked is None:
            return
        values: dict[str, object] = {"alike": True, "changed": changed}
        if not await store.open_reviews(tx, template_id=asked["id"]):
            values["state"] = "waiting" if asked["checked_at"] is None else "active"
        await store.change_template(tx, asked["id"], values)

    async def _review(self, db: Reader, actor: Actor, row: RowMapping) -> FaceReview:
        name, _ = await self._patients.shown_at_the_desk(db, actor, row["patient_id"])
        other, _ = await self._patients.shown_at_the_desk(db, actor, row["other_id"])
        return FaceReview(
            id=row["id"],
            patient_id=row["patient_id"],
            other_id=row["other_id"],
            masked_name=name,
            other_masked_name=other,
            found_at=row["found_at"],
        )

    async def _waiting(self, tx: Writing, actor: Actor, template_id: UUID) -> RowMapping:
        row = await store.template(tx, template_id)
        if (
            row is None
            or row["site"] != actor.hospital_id
            or row["checked_at"] is not None
            or row["code_expires_at"] is None
            or row["code_expires_at"] <= self._clock()
        ):
            raise FaceNotChecked
        return row
