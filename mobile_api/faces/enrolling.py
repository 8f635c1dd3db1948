"""From a consent to a template, and back: enrolled, checked by a person, withdrawn at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import RowMapping

from mobile_api.access.errors import StepUpNeeded
from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import IdempotencyMismatch
from mobile_api.faces import rules, store
from mobile_api.faces.encrypting import EncryptedTemplates
from mobile_api.faces.errors import (
    FaceConsentMissing,
    FaceForAdultsOnly,
    FaceModelUnknown,
)
from mobile_api.faces.index import FaceIndex
from mobile_api.faces.keeping import TemplateKeeping
from mobile_api.faces.schemas import (
    EnrolFace,
    EnrolledFace,
    FaceOffer,
    FaceState,
)
from mobile_api.faces.tables import FaceReviewRow
from mobile_api.keys import CannotOpen
from mobile_api.patients.consents import ConsentsService
from mobile_api.patients.errors import NoSuchPerson
from mobile_api.patients.people import PeopleService
from mobile_api.patients.rules import CONSENT_VERSIONS
from mobile_api.patients.schemas import ConsentKind, ConsentText, DecideConsent
from mobile_api.patients.service import PatientsService
from mobile_api.patients.visits import VisitFacts
from mobile_api.permissions import allowed
from mobile_api.schemas import Language

_KIND: ConsentKind = "face_id"


class FaceEnrolmentService:
    """Keeps templates.

    A face counts once two things are sure: a person has seen the document of its owner (or an
    identity service has proven them in the app), and the same face does not stand under another
    number, or a person has said that these are two people.
    """

    def __init__(
        self,
        clock: Clock,
        patients: PatientsService,
        people: PeopleService,
        consents: ConsentsService,
        encrypted: EncryptedTemplates,
        keeping: TemplateKeeping,
        index: FaceIndex,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._patients = patients
        self._people = people
        self._consents = consents
        self._encrypted = encrypted
        self._keeping = keeping
        self._index = index
        self._audit = audit

    # -- at the kiosk --------------------------------------------------------------------

    @allowed(Role.KIOSK)
    async def offer(
        self, db: Reader, actor: Actor, visit: VisitFacts, model_id: str, language: Language
    ) -> FaceOffer:
        """Whether the person at the kiosk may be asked, and in which words.

        Raises:
            ConfirmationNeeded: a typed number alone is told nothing.
        """
        patient_id = self._patients.require_confirmed(visit)
        adult = rules.is_adult(await self._patients.age_years(db, actor.hospital_id, patient_id))
        if visit.for_whom != "self" or not adult:
            return FaceOffer(state="none", may_enrol=False)
        state = await self._keeping.state(db, patient_id, model_id)
        return FaceOffer(
            state=state,
            may_enrol=state in {"none", "expired", "waiting"},
            text=self._text(language),
        )

    @allowed(Role.KIOSK)
    async def enrol_at_kiosk(
        self, tx: Writing, actor: Actor, visit: VisitFacts, order: EnrolFace
    ) -> EnrolledFace:
        """Keep a consent and a template; somebody at the counter looks at the document.

        Raises:
            ConfirmationNeeded: the visit is not confirmed.
            FaceForAdultsOnly: a child, somebody of unknown age, or not for oneself.
            FaceModelUnknown: nobody has measured this network.
            ConsentTextOutdated, PersonDeceased: see ``ConsentsService.decide``.
            IdempotencyMismatch: an id was used for something else.
        """
        patient_id = self._patients.require_confirmed(visit)
        if visit.for_whom != "self":
            raise FaceForAdultsOnly
        return await self._enrol(tx, actor, patient_id, actor.hospital_id, order, proven=False)

    @allowed(Role.KIOSK)
    async def withdraw_at_kiosk(
        self, tx: Writing, actor: Actor, visit: VisitFacts, decision_id: UUID, language: Language
    ) -> None:
        """The person at the kiosk no longer wants to be recognised.

        Raises:
            ConfirmationNeeded: the visit is not confirmed.
            IdempotencyMismatch: the id was used for something else.
        """
        patient_id = self._patients.require_confirmed(visit)
        await self._consents.decide(
            tx,
            actor,
            DecideConsent(
                id=decision_id,
                patient_id=patient_id,
                kind=_KIND,
                decision="withdrawn",
                text_version=CONSENT_VERSIONS[_KIND],
                language=language,
            ),
        )

    # -- in the app ----------------------------------------------------------------------

    @allowed(Role.PATIENT)
    async def require_proven_self(self, db: Reader, actor: Actor) -> UUID:
        """The account's owner, where an identity service has proven them, and just now again.

        Raises:
            StepUpNeeded: not within the last minutes, or never by an identity service.
            NoSuchPerson: the account says of nobody that it is them.
        """
        if actor.proven_until is None or actor.proven_until <= self._clock():
            raise StepUpNeeded
        for person in (await self._people.own(db, actor)).items:
            if person.relation == "self":
                if person.assurance != "proven":
                    raise StepUpNeeded
                return person.id
        raise NoSuchPerson

    @allowed(Role.PATIENT)
    async def offer_in_app(self, db: Reader, actor: Actor, model_id: str) -> FaceOffer:
        """Whether the account's owner may be asked, and in which words.

        Raises:
            StepUpNeeded, NoSuchPerson: see ``require_proven_self``.
        """
        patient_id = await self.require_proven_self(db, actor)
        born, _ = await self._people.birth_and_sex(db, actor, patient_id)
        if born is None or not rules.is_adult((self._clock().date() - born).days / 365.25):
            return FaceOffer(state="none", may_enrol=False)
        state = await self._keeping.state(db, patient_id, model_id)
        may_enrol = state in {"none", "expired", "waiting"}
        return FaceOffer(state=state, may_enrol=may_enrol, text=self._text(actor.language))

    @allowed(Role.PATIENT)
    async def enrol_in_app(
        self, tx: Writing, actor: Actor, site: UUID, order: EnrolFace
    ) -> EnrolledFace:
        """The same from the app: no counter, since OneID or MyID has proven who it is.

        Args:
            tx: the transaction.
            actor: the account.
            site: the hospital whose secret turns the template.
            order: what the server's own network made of the selfies.

        Raises:
            StepUpNeeded, NoSuchPerson: see ``require_proven_self``.
            FaceForAdultsOnly, FaceModelUnknown, ConsentTextOutdated, IdempotencyMismatch: see
                ``enrol_at_kiosk``.
        """
        patient_id = await self.require_proven_self(tx, actor)
        return await self._enrol(tx, actor, patient_id, site, order, proven=True)

    # -- forgetting ----------------------------------------------------------------------

    async def on_withdrawn(
        self, tx: Writing, actor: Actor, patient_id: UUID, kind: ConsentKind
    ) -> None:
        """Delete every template of somebody who withdrew (``patients.port.OnWithdrawn``)."""
        if kind != _KIND:
            return
        changed = await store.next_version(tx)
        rows = await store.of_pseudonyms(tx, await self._keeping.pseudonyms(tx, patient_id))
        await self._keeping.remove(tx, [row["id"] for row in rows], "withdrawn", actor, changed)
        self._keeping.tell_after(tx)
        await self._audit.record(
            tx, actor, "faces.withdraw", "patient", patient_id, templates=str(len(rows))
        )

    # -- two records of one person ---------------------------------------------------------

    async def on_merged(self, tx: Writing, actor: Actor, patient_id: UUID) -> None:
        """Of two records that became one person, one template per network lives on
        (``patients.port.OnMerged``).

        Inside it stays with the record under which it was made: a merge that is undone gives it
        back to its owner. Consents stay as they were decided, of both records; where the newest
        of them is a withdrawal, every template goes.
        """
        rows = await store.of_pseudonyms(tx, await self._keeping.pseudonyms(tx, patient_id))
        if not rows:
            return
        now, changed = self._clock(), await store.next_version(tx)
        agreed = await self._consents.has(tx, patient_id, _KIND)
        kept = rules.living_on(rows, now) if agreed else []
        gone = {row["id"] for row in rows} - {row["id"] for row in kept}
        why = "merged" if agreed else "withdrawn"
        await self._keeping.remove(tx, gone, why, actor, changed)
        records = await self._people.all_ids(tx, patient_id)
        await store.close_reviews_among(tx, records, "merged", actor.id, now)
        told_apart = await store.told_apart(tx, records)
        for row in kept:
            # Whoever was told apart from the other record was told apart from themselves.
            values: dict[str, Any] = {
                "alike": row["alike"] and bool(told_apart),
                "changed": changed,
            }
            disputed = await store.open_reviews(tx, template_id=row["id"])
            if row["state"] == "review" and not disputed:
                values["state"] = "waiting" if row["checked_at"] is None else "active"
            await store.change_template(tx, row["id"], values)
        self._keeping.tell_after(tx)
        await self._audit.record(
            tx, actor, "faces.merge", "patient", patient_id, templates=str(len(gone))
        )

    @allowed(Role.SYSTEM)
    async def remove_old(self, tx: Writing, actor: Actor) -> int:
        """Delete what has expired, what nobody checked in time, and old counts; how many
        templates went."""
        now = self._clock()
        gone = await store.over(tx, now)
        if gone:
            changed = await store.next_version(tx)
            await self._keeping.remove(tx, gone, "expired", actor, changed)
            self._keeping.tell_after(tx)
            await self._audit.record(
                tx, actor, "faces.expire", "face_templates", "expired", templates=str(len(gone))
            )
        await store.forget_removals(tx, now - rules.REMOVALS_KEPT)
        await store.forget_uses(tx, now - rules.USES_KEPT)
        return len(gone)

    # -- inside --------------------------------------------------------------------------

    async def _enrol(
        self,
        tx: Writing,
        actor: Actor,
        patient_id: UUID,
        site: UUID,
        order: EnrolFace,
        *,
        proven: bool,
    ) -> EnrolledFace:
        patient_id = await self._people.current_id(tx, patient_id)
        if not rules.is_adult(await self._patients.age_years(tx, site, patient_id)):
            raise FaceForAdultsOnly
        now, vector, model_id = self._clock(), order.face.numbers(), order.face.model_id
        # From here on one enrolment after the other, in every process; what the others have
        # committed is in memory before this one is compared with it.
        changed = await store.next_version(tx)
        await self._index.refresh(tx, changed - 1)
        if not self._index.fits(model_id, vector):
            raise FaceModelUnknown
        await self._consents.decide(
            tx,
            actor,
            DecideConsent(
                id=order.consent_id,
                patient_id=patient_id,
                kind=_KIND,
                decision="given",
                text_version=order.text_version,
                language=order.language,
            ),
        )
        if not await self._consents.has(tx, patient_id, _KIND):
            raise FaceConsentMissing  # withdrawn since, and this is a request that comes again
        before = await store.template(tx, order.id)
        if before is not None:
            return self._again(before, patient_id, order)
        records = await self._people.all_ids(tx, patient_id)
        pseudonyms = await self._keeping.pseudonyms(tx, patient_id)
        older = [
            row for row in await store.of_pseudonyms(tx, pseudonyms) if row["model_id"] == model_id
        ]
        await self._keeping.remove(
            tx, [row["id"] for row in older], "enrolled_again", actor, changed
        )
        similar = await self._index.duplicates(model_id, vector, records, now)
        # Of these a person said before that they are somebody else: nobody is asked again.
        told_apart = await store.told_apart(tx, records)
        twins = [one for one in similar if one.patient_id not in told_apart]
        for one in similar:
            if one.patient_id in told_apart and not one.alike:
                await store.change_template(
                    tx, one.template_id, {"alike": True, "changed": changed}
                )
        state: FaceState = "review" if twins else "active" if proven else "waiting"
        rotation = (await store.rotations(tx)).get(site, 1)
        await store.add_template(
            tx,
            {
                "id": order.id,
                **self._encrypted.sealed(
                    patient_id,
                    vector,
                    model_id=model_id,
                    version=max((row["version"] for row in older), default=0) + 1,
                    site=site,
                    rotation=rotation,
                ),
                "state": state,
                "alike": len(twins) < len(similar),
                "changed": changed,
                "source": "app" if proven else "kiosk",
                "enrolled_at": now,
                "expires_at": rules.expires_at(now),
                "checked_at": now if proven else None,
                "checked_by": None,
                "code_expires_at": None if proven else now + rules.CODE_LIFE,
            },
        )
        if state == "review":
            await self._ask(tx, site, order.id, patient_id, [one.patient_id for one in twins])
        self._keeping.tell_after(tx)
        await self._audit.record(
            tx, actor, "faces.enrol", "patient", patient_id, network=model_id, state=state
        )
        return EnrolledFace(
            state=state,
            code=None if proven else self._encrypted.code_of(order.id),
            code_expires_at=None if proven else now + rules.CODE_LIFE,
        )

    def _again(self, before: RowMapping, patient_id: UUID, order: EnrolFace) -> EnrolledFace:
        try:
            opened = self._encrypted.opened(before)
        except CannotOpen as fault:
            raise IdempotencyMismatch from fault
        same = len(opened.vector) == len(order.face.numbers()) and np.allclose(
            opened.vector, order.face.numbers(), atol=1e-4
        )
        if opened.patient_id != patient_id or not same:
            raise IdempotencyMismatch
        waits = before["checked_at"] is None
        return EnrolledFace(
            state=before["state"],
            code=self._encrypted.code_of(before["id"]) if waits else None,
            code_expires_at=before["code_expires_at"] if waits else None,
        )

    async def _ask(
        self, tx: Writing, site: UUID, template_id: UUID, patient_id: UUID, others: Sequence[UUID]
    ) -> None:
        await store.add_rows(
            tx,
            FaceReviewRow,
            [
                {
                    "id": uuid4(),
                    "hospital_id": site,
                    "template_id": template_id,
                    "patient_id": patient_id,
                    "other_id": other,
                    "found_at": self._clock(),
                }
                for other in dict.fromkeys(others)
            ],
        )

    def _text(self, language: Language) -> ConsentText:
        return next(one for one in self._consents.texts(language).items if one.kind == _KIND)
