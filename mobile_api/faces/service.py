"""Recognises people: the holder of a number, somebody of a small gallery; forgets them at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import numpy as np

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.faces import rules, store
from mobile_api.faces.encrypting import EncryptedTemplates
from mobile_api.faces.errors import FaceModelUnknown, FaceProposalOver
from mobile_api.faces.index import Enrolled, FaceIndex
from mobile_api.faces.port import BookedToday, ThresholdsOf
from mobile_api.faces.schemas import (
    ConfirmFace,
    DayGallery,
    Embedding,
    FaceFound,
    FaceVerified,
    GalleryEntry,
    SearchFace,
    VerifyFace,
)
from mobile_api.faces.tables import FaceUseRow
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.limits import Limits
from mobile_api.patients.consents import ConsentsService
from mobile_api.patients.errors import NotConfirmed
from mobile_api.patients.people import PeopleService
from mobile_api.patients.schemas import ConfirmedVisit
from mobile_api.patients.service import DEVICE_SECONDS, WRONG_PER_DEVICE, PatientsService
from mobile_api.patients.visits import VISIT_SECONDS, VisitFacts
from mobile_api.permissions import allowed
from mobile_api.replays import Replays
from models.face.thresholds import Purpose

_PROPOSAL = "face.proposal"
_NOBODY = UUID(int=0)


class FacesService:
    """Compares embeddings with templates.

    No answer holds a similarity: from scores a face could be rebuilt. Not enrolled, withdrawn,
    expired, another network, not similar enough: one answer for all.

    Args:
        clock: tells the time.
        vaulted: seals proposals.
        limits: how often a device and a number may try.
        replays: first answers of tries.
        facilities: the hospital's own day.
        patients: begins confirmed visits.
        people: which records are one person.
        consents: whether somebody still agrees.
        encrypted: opens templates.
        index: finds who is similar.
        thresholds: of networks.
        booked: who is expected today.
        audit: the trail.
        offline_gallery: kiosks may carry the day's gallery.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        limits: Limits,
        replays: Replays,
        facilities: FacilitiesService,
        patients: PatientsService,
        people: PeopleService,
        consents: ConsentsService,
        encrypted: EncryptedTemplates,
        index: FaceIndex,
        thresholds: ThresholdsOf,
        booked: BookedToday,
        audit: AuditService,
        *,
        offline_gallery: bool,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._limits = limits
        self._replays = replays
        self._facilities = facilities
        self._patients = patients
        self._people = people
        self._consents = consents
        self._encrypted = encrypted
        self._index = index
        self._thresholds = thresholds
        self._booked = booked
        self._audit = audit
        self._offline_gallery = offline_gallery

    # -- one to one ----------------------------------------------------------------------

    @allowed(Role.KIOSK)
    async def verify(
        self, tx: Writing, actor: Actor, visit: VisitFacts, order: VerifyFace
    ) -> FaceVerified:
        """Is this the holder of the number that was typed, or of the card that was shown?

        Only for oneself: the face of a mother says nothing about her child's number.

        Raises:
            TooManyAttempts: five tries in a row for this number, or forty at this device.
            IdempotencyMismatch: the id was used for another face.
        """
        before = await self._seen(actor, order.id, str(visit.visit_id), order.face)
        number = visit.pinfl or str(visit.visit_id)
        number_key = f"faces:number:{self._vaulted.blind_index('patients.pinfl', number).hex()}"
        device_key = f"faces:device:{actor.id}"
        if before is None:
            # Taken before anything is compared: two requests must not both get the last one.
            await self._limits.spend(
                device_key, limit=rules.TRIES_PER_DEVICE, seconds=rules.DEVICE_SECONDS
            )
            await self._limits.spend(
                number_key, limit=rules.TRIES_PER_NUMBER, seconds=rules.TRIES_SECONDS
            )
        patient_id = None
        if visit.for_whom == "self" and before != "no":
            holder = await self._patients.holder_of(tx, visit)
            patient_id = await self._is_holder(tx, holder, order.face)
        await self._keep(
            tx, actor, order.id, str(visit.visit_id), order.face, "face_number", patient_id
        )
        if patient_id is None:
            return FaceVerified()
        await self._limits.forget(number_key)
        if before is None:
            await self._limits.give_back(device_key)
        confirmed = await self._patients.confirmed_visit_of(tx, actor, visit.visit_id, patient_id)
        await self._audit.record(tx, actor, "faces.verify", "patient", patient_id)
        return FaceVerified(visit=confirmed)

    async def _is_holder(self, db: Reader, holder: UUID | None, face: Embedding) -> UUID | None:
        """The holder, where this is their face. Nobody costs the same work as somebody."""
        vector, now = face.numbers(), self._clock()
        thresholds = self._thresholds(face.model_id)
        ids = [_NOBODY] if holder is None else await self._people.all_ids(db, holder)
        pseudonyms = [one for record in ids for one in self._encrypted.pseudonyms(record)]
        rows = [
            row
            for row in await store.of_pseudonyms(db, pseudonyms)
            if row["model_id"] == face.model_id
            and row["state"] == "active"
            and row["expires_at"] > now
            # Somebody else looks the same: the face alone does not tell them apart.
            and not row["alike"]
        ]
        if thresholds is None or holder is None or not rows:
            return None
        limit = thresholds.similarity(Purpose.ONE_TO_ONE)
        for row in rows:
            try:
                kept = self._encrypted.opened(row).vector
            except CannotOpen:
                continue
            if len(kept) == len(vector) and float(np.dot(kept, vector)) >= limit:
                return holder if await self._consents.has(db, holder, "face_id") else None
        return None

    # -- one to many ---------------------------------------------------------------------

    @allowed(Role.KIOSK)
    async def search(self, tx: Writing, actor: Actor, order: SearchFace) -> FaceFound:
        """Somebody of those booked here today; only a proposal, which names nobody.

        Raises:
            TooManyAttempts: forty tries at this device within ten minutes.
            IdempotencyMismatch: the id was used for another face.
        """
        before = await self._seen(actor, order.id, order.among, order.face)
        device_key = f"faces:device:{actor.id}"
        if before is None:
            await self._limits.spend(
                device_key, limit=rules.TRIES_PER_DEVICE, seconds=rules.DEVICE_SECONDS
            )
        found: list[Enrolled] = []
        if before != "no":
            people = await self._gallery(tx, actor, attached=order.among == "attached")
            await self._index.refresh(tx)
            found = await self._index.nearest(
                order.face.model_id,
                order.face.numbers(),
                people,
                self._clock(),
                rules.MOST_CANDIDATES + 1,
            )
        proposed = found if rules.few_enough(found) else []
        first = proposed[0].patient_id if proposed else None
        await self._keep(tx, actor, order.id, order.among, order.face, "face_search", first)
        if not proposed:
            return FaceFound()
        if before is None:
            await self._limits.give_back(device_key)
        until = self._clock() + timedelta(seconds=rules.PROPOSAL_SECONDS)
        return FaceFound(
            proposal=self._proposal(actor, [one.template_id for one in proposed], until),
            expires_at=until,
        )

    @allowed(Role.KIOSK)
    async def confirm(self, tx: Writing, actor: Actor, order: ConfirmFace) -> ConfirmedVisit:
        """A confirmed visit: the face was recognised, and the digits are known.

        Raises:
            FaceProposalOver: damaged, of another device, too old, withdrawn or expired since.
            NotConfirmed: the digits do not fit; ``attempts_left``.
            TooManyAttempts: five wrong for this face, or twenty wrong at this device.
        """
        templates = self._read_proposal(actor, order.proposal)
        device_key = f"confirm:device:{actor.id}"
        face_key = f"faces:digits:{min(templates)}"
        await self._limits.spend(device_key, limit=WRONG_PER_DEVICE, seconds=DEVICE_SECONDS)
        left = await self._limits.spend(
            face_key, limit=rules.DIGITS_PER_PERSON, seconds=rules.TRIES_SECONDS
        )
        people = await self._still_enrolled(tx, templates)
        if not people:
            await self._limits.give_back(device_key)
            raise FaceProposalOver
        visit = await self._patients.confirmed_by_number(
            tx, actor, order.id, people, order.pinfl_last4
        )
        if visit is None:
            raise NotConfirmed(attempts_left=left)
        await self._limits.forget(face_key)
        await self._limits.give_back(device_key)
        await self._audit.record(tx, actor, "faces.recognise", "visit", order.id)
        return visit

    # -- the gallery of the day ----------------------------------------------------------

    @allowed(Role.KIOSK)
    async def day_gallery(self, db: Reader, actor: Actor, model_id: str, known: str) -> DayGallery:
        """Templates of those booked here today, for a kiosk whose line may break.

        Empty unless the operator has switched it on. It ends at the hospital's midnight.

        Args:
            db: where to read.
            actor: the kiosk.
            model_id: its network.
            known: the version that it has; ``""`` for none.

        Raises:
            FaceModelUnknown: nobody has measured this network.
        """
        if self._thresholds(model_id) is None:
            raise FaceModelUnknown
        zone = await self._facilities.zone(db, actor.hospital_id)
        now = self._clock()
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        ends = datetime.combine(tomorrow, time(), zone).astimezone(UTC)
        entries: list[tuple[Enrolled, Embedding]] = []
        if self._offline_gallery:
            people = await self._gallery(db, actor, attached=False)
            await self._index.refresh(db)
            entries = [
                (enrolled, Embedding.of(model_id, vector))
                for enrolled, vector in self._index.vectors(model_id, people, now)
            ]
        names = "|".join(str(enrolled.template_id) for enrolled, _ in entries)
        content = f"{actor.id}|{ends.isoformat()}|{model_id}|{names}"
        version = self._vaulted.blind_index("faces.gallery", content).hex()[:32]
        if version == known:
            return DayGallery(version=version, unchanged=True, expires_at=ends)
        return DayGallery(
            version=version,
            expires_at=ends,
            entries=[
                GalleryEntry(
                    proposal=self._proposal(actor, [enrolled.template_id], ends), face=face
                )
                for enrolled, face in entries
            ],
        )

    # -- inside --------------------------------------------------------------------------

    async def _gallery(self, db: Reader, actor: Actor, *, attached: bool) -> set[UUID]:
        people = await self._people.records_of(db, await self._booked(db, actor))
        return people | await store.attached(db, actor.hospital_id) if attached else people

    def _proposal(self, actor: Actor, templates: Sequence[UUID], until: datetime) -> str:
        return self._vaulted.seal(
            _PROPOSAL,
            {
                "device": str(actor.id),
                "templates": ",".join(str(one) for one in templates),
                "until": int(until.timestamp()),
            },
        )

    def _read_proposal(self, actor: Actor, proposal: str) -> list[UUID]:
        try:
            content = self._vaulted.unseal(_PROPOSAL, proposal)
        except CannotOpen as fault:
            raise FaceProposalOver from fault
        ends = datetime.fromtimestamp(int(content["until"] or 0), UTC)
        if content["device"] != str(actor.id) or ends <= self._clock():
            raise FaceProposalOver
        return [UUID(one) for one in str(content["templates"]).split(",")]

    async def _still_enrolled(self, db: Reader, templates: Sequence[UUID]) -> list[UUID]:
        """Whose the templates are, of those that may still be recognised."""
        people, now = [], self._clock()
        for template_id in templates:
            row = await store.template(db, template_id)
            if row is None or row["state"] != "active" or row["expires_at"] <= now:
                continue
            try:
                patient_id = self._encrypted.opened(row).patient_id
            except CannotOpen:
                continue
            if await self._consents.has(db, patient_id, "face_id"):
                people.append(patient_id)
        return people

    def _digest(self, actor: Actor, about: str, face: Embedding) -> bytes:
        return self._vaulted.blind_index(
            "faces.body", f"{actor.id}|{about}|{face.model_id}|{face.vector}"
        )

    async def _seen(self, actor: Actor, order_id: UUID, about: str, face: Embedding) -> str | None:
        return await self._replays.first(f"face:{order_id}", self._digest(actor, about, face))

    async def _keep(
        self,
        tx: Writing,
        actor: Actor,
        order_id: UUID,
        about: str,
        face: Embedding,
        way: str,
        patient_id: UUID | None,
    ) -> None:
        answer = "no" if patient_id is None else "yes"
        await self._replays.keep(
            f"face:{order_id}", self._digest(actor, about, face), answer, seconds=VISIT_SECONDS
        )
        await store.add_rows(
            tx,
            FaceUseRow,
            [
                {
                    "id": order_id,
                    "hospital_id": actor.hospital_id,
                    "told_by": actor.id,
                    "at": self._clock(),
                    "way": way,
                    "outcome": "recognised" if patient_id is not None else "not_recognised",
                }
            ],
        )
