"""Begins visits, confirms who somebody is, and keeps people."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NoReturn, cast
from uuid import UUID, uuid4

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.identifiers import InvalidPinfl, age_years, read_pinfl
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.patients import rules, store
from mobile_api.patients.encrypting import EncryptedRecords, PersonalFacts, both_scripts
from mobile_api.patients.errors import (
    BirthDateInFuture,
    ConfirmationNeeded,
    NoSuchPerson,
    NotConfirmed,
    PersonDeceased,
)
from mobile_api.patients.schemas import ConfirmedVisit, ConfirmIdentity, Identify, NewPerson, Visit
from mobile_api.patients.tables import NameGramRow, PatientPhoneRow
from mobile_api.patients.visits import VISIT_SECONDS, VisitFacts, VisitTokens
from mobile_api.permissions import STAFF, allowed
from mobile_api.replays import Replays
from mobile_api.schemas import Language

VISITS_PER_DEVICE = 60
VISITS_SECONDS = 10 * 60
WRONG_PER_NUMBER = 5
NUMBER_SECONDS = 15 * 60
WRONG_PER_DEVICE = 20
DEVICE_SECONDS = 10 * 60

_TABLE = "patients"
_NOBODY = UUID(int=0)


class PatientsService:
    """People and their visits.

    No answer tells whether a number is known: an unknown number and wrong digits cost
    the same work, the same counters, and get the same answer.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        limits: Limits,
        replays: Replays,
        facilities: FacilitiesService,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._limits = limits
        self._replays = replays
        self._facilities = facilities
        self._audit = audit
        self._tokens = VisitTokens(vaulted)
        self._encrypted = EncryptedRecords(vaulted)
        # Decrypted in place of a phone that is not there. "none" equals no four digits.
        self._no_phone = vaulted.encrypt(_TABLE, _NOBODY, "phone", "+99890000none")

    @allowed(Role.KIOSK)
    async def identify(self, db: Reader, actor: Actor, who: Identify) -> Visit:
        """Begin a visit. The number is not even looked up, so nothing can tell if it is known.

        Raises:
            BirthDateInFuture: the number's birth date is later than the hospital's today.
            IdempotencyMismatch: the id was used with another body.
            TooManyAttempts: more than 60 visits in 10 minutes at this device.
        """
        now = self._clock()
        digest = self._vaulted.blind_index(
            "visits.body", f"{actor.id}|{who.for_whom}|{who.pinfl or ''}"
        )
        key = f"visit:{who.id}"
        token = await self._replays.first(key, digest)
        if token is None:
            age = sex = None
            if who.pinfl is not None:
                today = await self._facilities.local_day(db, actor.hospital_id, now)
                try:
                    facts = read_pinfl(who.pinfl, today)
                except InvalidPinfl as fault:
                    # The schema has checked everything else.
                    raise BirthDateInFuture from fault
                age, sex = age_years(facts.birth_date, today), facts.sex
            await self._limits.spend(
                f"visits:{actor.id}", limit=VISITS_PER_DEVICE, seconds=VISITS_SECONDS
            )
            visit = VisitFacts(
                visit_id=who.id,
                device_id=actor.id,
                level="unidentified" if who.pinfl is None else "claimed",
                for_whom=who.for_whom,
                patient_id=None,
                pinfl=who.pinfl,
                age_years=age,
                sex=sex,
                expires_at=now.replace(microsecond=0) + timedelta(seconds=VISIT_SECONDS),
            )
            token = await self._replays.keep(
                key, digest, self._tokens.seal(visit), seconds=VISIT_SECONDS
            )
        begun = self._tokens.open(token, actor.id, now)
        return Visit(token=token, level=begun.level, expires_at=begun.expires_at)

    def visit_of(self, actor: Actor, token: str) -> VisitFacts:
        """The visit that a device carries.

        Raises:
            VisitExpired: damaged, of another device, or older than 20 minutes.
        """
        return self._tokens.open(token, actor.id, self._clock())

    @allowed(Role.KIOSK)
    async def confirm(
        self, db: Reader, actor: Actor, visit: VisitFacts, digits: ConfirmIdentity
    ) -> ConfirmedVisit:
        """Confirm a visit by the last four digits of the phone on file.

        Raises:
            NotConfirmed: wrong digits, or nobody has this number, or no phone is on file:
                one answer for all, with ``attempts_left``.
            TooManyAttempts: five wrong for this number in 15 minutes, or twenty wrong at
                this device in 10.
        """
        index = self._vaulted.blind_index("patients.pinfl", visit.pinfl or str(visit.visit_id))
        device_key, number_key = f"confirm:device:{actor.id}", f"confirm:number:{index.hex()}"
        # Attempts are taken before the digits are looked at: two requests in the same
        # instant must not both get the last one.
        await self._limits.spend(device_key, limit=WRONG_PER_DEVICE, seconds=DEVICE_SECONDS)
        left = await self._limits.spend(number_key, limit=WRONG_PER_NUMBER, seconds=NUMBER_SECONDS)
        person = await store.by_pinfl(db, index)
        row, phone = _NOBODY, self._no_phone
        if person is not None and person["phone"] is not None:
            row, phone = person["id"], person["phone"]
        last4 = self._vaulted.decrypt(_TABLE, row, "phone", phone)[-4:]
        fits = hmac.compare_digest(last4.encode(), digits.phone_last4.encode())
        # Nobody stands here as somebody who has died: the answer that strangers get.
        if person is None or not fits or person["deceased_on"] is not None:
            self._refuse(left)
        await self._limits.forget(number_key)
        await self._limits.give_back(device_key)
        confirmed = replace(
            visit,
            level="confirmed",
            patient_id=person["id"],
            expires_at=self._clock().replace(microsecond=0) + timedelta(seconds=VISIT_SECONDS),
        )
        return ConfirmedVisit(
            token=self._tokens.seal(confirmed),
            level=confirmed.level,
            expires_at=confirmed.expires_at,
            masked_name=self._encrypted.masked(person),
        )

    @allowed(Role.KIOSK)
    async def confirmed_visit_of(
        self, db: Reader, actor: Actor, visit_id: UUID, patient_id: UUID
    ) -> ConfirmedVisit:
        """A confirmed visit of a patient whose app has just shown who it is.

        Raises:
            NotConfirmed: there is no such person (any more).
        """
        person = await store.by_id(db, patient_id)
        if person is None or person["deceased_on"] is not None:
            self._refuse(0)
        now = self._clock()
        age = await self._age(db, actor.hospital_id, person)
        visit = VisitFacts(
            visit_id=visit_id,
            device_id=actor.id,
            level="confirmed",
            for_whom="self",
            patient_id=person["id"],
            pinfl=None,
            age_years=age,
            sex=person["sex"],
            expires_at=now.replace(microsecond=0) + timedelta(seconds=VISIT_SECONDS),
        )
        return ConfirmedVisit(
            token=self._tokens.seal(visit),
            level=visit.level,
            expires_at=visit.expires_at,
            masked_name=self._encrypted.masked(person),
        )

    async def holder_of(self, db: Reader, visit: VisitFacts) -> UUID | None:
        """Who has the number of a visit; None for an unknown one, and for somebody who has died.

        The caller keeps to itself whether there is such a person.
        """
        if visit.pinfl is None:
            return visit.patient_id
        person = await store.by_pinfl(db, self._encrypted.pinfl_index(visit.pinfl))
        return None if person is None or person["deceased_on"] is not None else person["id"]

    @allowed(Role.KIOSK)
    async def confirmed_by_number(
        self, db: Reader, actor: Actor, visit_id: UUID, patient_ids: Sequence[UUID], last4: str
    ) -> ConfirmedVisit | None:
        """A confirmed visit of the one of a few people whose number ends in these digits.

        The caller counts attempts, and knows by something else that it is one of these people.

        Returns:
            None where nobody's number ends so, more than one does, or the person has died.
        """
        fitting = [
            row["id"]
            for row in await store.numbers_of(db, patient_ids)
            if hmac.compare_digest(
                self._encrypted.opened(row, "pinfl")[-4:].encode(), last4.encode()
            )
            and row["deceased_on"] is None
        ]
        if len(fitting) != 1:
            return None
        return await self.confirmed_visit_of(db, actor, visit_id, fitting[0])

    async def age_years(self, db: Reader, hospital_id: UUID, patient_id: UUID) -> float | None:
        """A patient's age on the hospital's own today, decimal years; None where unknown."""
        person = await store.by_id(db, patient_id)
        return None if person is None else await self._age(db, hospital_id, person)

    @allowed(*STAFF)
    async def shown_at_the_desk(
        self, db: Reader, actor: Actor, patient_id: UUID
    ) -> tuple[str, str]:
        """Masked name and the last four digits of the number, to compare with a document."""
        for row in await store.numbers_of(db, [patient_id]):
            return (
                self._encrypted.masked(row, actor.language),
                self._encrypted.opened(row, "pinfl")[-4:],
            )
        return "", ""

    async def _age(self, db: Reader, hospital_id: UUID, person: RowMapping) -> float | None:
        if person["birth_date"] is None:
            return None
        born = date.fromisoformat(self._encrypted.opened(person, "birth_date"))
        return age_years(born, await self._facilities.local_day(db, hospital_id, self._clock()))

    def require_confirmed(self, visit: VisitFacts) -> UUID:
        """The patient of a confirmed visit.

        Raises:
            ConfirmationNeeded: the number was only typed, or there is none.
        """
        if visit.level not in {"confirmed", "proven"} or visit.patient_id is None:
            raise ConfirmationNeeded
        return visit.patient_id

    @allowed(Role.KIOSK, Role.PATIENT, Role.RECEPTION, Role.NURSE)
    async def ensure_patient(self, tx: Writing, actor: Actor, visit: VisitFacts) -> UUID | None:
        """The patient of a visit; a number that nobody has becomes a new patient.

        Returns:
            The patient's id, None for an unidentified visit.
        """
        if visit.patient_id is not None or visit.pinfl is None:
            return visit.patient_id
        # As from a number alone: name and phone are added by reception.
        facts = PersonalFacts(pinfl=visit.pinfl, language=actor.language)
        return await store.ensure(
            tx, self._encrypted.row(uuid4(), facts, source="kiosk", now=self._clock())
        )

    @allowed(Role.SYSTEM)
    async def register(
        self, tx: Writing, actor: Actor, people: Sequence[NewPerson], source: str
    ) -> int:
        """Add people from a registry; those whose id is known are left as they are.

        Args:
            tx: the transaction.
            actor: who registers.
            people: at most a few thousand at a time.
            source: where they come from, e.g. ``demo``.

        Returns:
            How many were new.
        """
        known = await store.known(tx, [person.id for person in people])
        new = [person for person in people if person.id not in known]
        if new:
            await self._add(tx, new, source)
            await self._audit.record(
                tx, actor, "patients.register", "registry", source, people=str(len(new))
            )
        return len(new)

    async def is_deceased(self, db: Reader, pinfl: str) -> bool:
        """True where the holder of this number is recorded as deceased (``access.port.Deaths``)."""
        person = await store.by_pinfl(db, self._encrypted.pinfl_index(pinfl))
        return person is not None and person["deceased_on"] is not None

    @allowed(Role.RECEPTION, Role.NURSE)
    async def at_the_desk(
        self, db: Reader, actor: Actor, patient_id: UUID
    ) -> tuple[UUID, Language]:
        """Whose record is kept of somebody at the desk, and in which language they are spoken to.

        Raises:
            NoSuchPerson: there is no such patient.
            PersonDeceased: nobody waits any more.
        """
        person = await store.by_id(db, patient_id)
        if person is None:
            raise NoSuchPerson
        if person["deceased_on"] is not None:
            raise PersonDeceased
        return person["id"], cast(Language, person["language"])

    @allowed(Role.KIOSK, Role.SYSTEM, *STAFF)
    async def masked_name(self, db: Reader, actor: Actor, patient_id: UUID) -> str:
        """A patient's name as it may be seen by others, ``""`` where none is known."""
        person = await store.by_id(db, patient_id)
        return "" if person is None else self._encrypted.masked(person)

    async def _add(self, tx: Writing, people: Sequence[NewPerson], source: str) -> None:
        now, make = self._clock(), self._encrypted
        rows, phones, grams = [], [], []
        for person in people:
            phone = rules.normal_phone(person.phone)
            facts = PersonalFacts(
                pinfl=person.pinfl,
                family_name=person.family_name,
                given_name=person.given_name,
                patronymic=person.patronymic,
                phone=phone,
                language=person.language,
            )
            rows.append(make.row(person.id, facts, source=source, now=now))
            phones.append(make.phone_row(person.id, phone, now))
            grams += make.gram_rows(person.id, both_scripts(facts))
        await store.add(tx, rows)
        # A number that somebody has already kept its first record: nothing hangs on the new one.
        added = await store.known(tx, [person.id for person in people])
        for table, made in ((PatientPhoneRow, phones), (NameGramRow, grams)):
            await store.add_rows(tx, table, [row for row in made if row["patient_id"] in added])

    @staticmethod
    def _refuse(left: int) -> NoReturn:
        raise NotConfirmed(attempts_left=left)
