"""Records of patients at the desk: registered, looked at, corrected. Every look is in the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import RowMapping

from mobile_api.access.errors import InvalidPhone
from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.facilities.service import FacilitiesService
from mobile_api.identifiers import read_pinfl
from mobile_api.patients import registry_store, rules, store
from mobile_api.patients.encrypting import (
    NAME_COLUMNS,
    EncryptedRecords,
    PersonalFacts,
    both_scripts,
)
from mobile_api.patients.errors import (
    BirthDateInFuture,
    InvalidDocument,
    InvalidName,
    NoSuchPerson,
    NumberKept,
    NumberTaken,
    WrongDate,
)
from mobile_api.patients.orders import Orders
from mobile_api.patients.registry_schemas import (
    Attachment,
    ChangePatient,
    Document,
    Names,
    NewDocument,
    PatientNames,
    PatientRecord,
    Phone,
    RegisterPatient,
)
from mobile_api.patients.tables import (
    NameGramRow,
    PatientAttachmentRow,
    PatientPhoneRow,
    PatientRow,
)
from mobile_api.permissions import allowed
from mobile_api.phones import NotAPhone, normal_phone

DESK = (Role.RECEPTION, Role.IT_NURSE)
"""Who keeps records of patients."""


class RegistryService:
    """Keeps records of patients.

    Args:
        clock: tells the time.
        encrypted: makes rows and reads them.
        facilities: knows the hospital's day.
        audit: the trail.
    """

    def __init__(
        self,
        clock: Clock,
        encrypted: EncryptedRecords,
        facilities: FacilitiesService,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._encrypted = encrypted
        self._facilities = facilities
        self._audit = audit
        self._orders = Orders(clock, encrypted)

    @allowed(*DESK)
    async def register(self, tx: Writing, actor: Actor, order: RegisterPatient) -> PatientRecord:
        """Add somebody whom nobody knew yet.

        Raises:
            NumberTaken: somebody with this number is known: search for them.
            BirthDateInFuture, InvalidName, InvalidPhone, InvalidDocument: what cannot be.
            IdempotencyMismatch: the id was used for something else.
        """
        if not await self._orders.came_before(tx, actor, order.id, order):
            today = await self._today(tx, actor)
            facts = self._facts(order, today)
            if facts.pinfl is not None and await self._holder(tx, facts.pinfl) is not None:
                raise NumberTaken
            now = self._clock()
            row = self._encrypted.row(order.id, facts, source="reception", now=now)
            row |= {"insured": order.insured, "insured_until": order.insured_until}
            await store.add_rows(tx, PatientRow, [row])
            if order.id not in await store.known(tx, [order.id]):
                raise NumberTaken  # somebody else was quicker
            await store.add_rows(
                tx, NameGramRow, self._encrypted.gram_rows(order.id, both_scripts(facts))
            )
            for phone in order.phones:
                await self._add_phone(tx, order.id, _phone(phone))
            for document in order.documents:
                await self._add_document(tx, order.id, document)
            if order.attach_here:
                await self._attach(tx, order.id, actor.hospital_id, today)
            await self._audit.record(tx, actor, "patients.register", "patient", order.id)
        return await self.read(tx, order.id)

    @allowed(*DESK)
    async def look(self, tx: Writing, actor: Actor, patient_id: UUID) -> PatientRecord:
        """A record in plain. The look itself is kept in the audit.

        Raises:
            NoSuchPerson: there is none.
        """
        record = await self.read(tx, patient_id)
        await self._audit.record(tx, actor, "patients.look", "patient", record.id)
        return record

    @allowed(*DESK)
    async def change(
        self, tx: Writing, actor: Actor, patient_id: UUID, order: ChangePatient
    ) -> PatientRecord:
        """Correct a record: only what is in the order.

        Raises:
            NoSuchPerson: there is none.
            NumberKept: a number that stands there is not overwritten.
            NumberTaken: the number is on another record: they may be duplicates.
            WrongDate: a death in the future or before the birth, a birth date against the number.
            BirthDateInFuture, InvalidName, InvalidPhone, InvalidDocument: what cannot be.
            IdempotencyMismatch: the id was used for something else.
        """
        row = await registry_store.whole(tx, patient_id)
        if row is None:
            raise NoSuchPerson
        if not await self._orders.came_before(tx, actor, order.id, order):
            today = await self._today(tx, actor)
            values = await self._changed(tx, row, order, today)
            if order.names is not None:
                await registry_store.forget_grams(tx, row["id"])
                await store.add_rows(
                    tx, NameGramRow, self._encrypted.gram_rows(row["id"], self._spelt(order.names))
                )
            # Compared again with everybody else: see MergingService.
            await registry_store.change(tx, row["id"], values | {"compared_at": None})
            await self._change_phones(tx, row, order)
            if order.add_document is not None:
                await self._add_document(tx, row["id"], order.add_document)
            if order.attach_here:
                await self._attach(tx, row["id"], actor.hospital_id, today)
            changed = ",".join(sorted(order.model_fields_set - {"id"}))
            await self._audit.record(
                tx, actor, "patients.change", "patient", row["id"], fields=changed
            )
        return await self.read(tx, row["id"])

    async def read(self, db: Reader, patient_id: UUID) -> PatientRecord:
        """A record in plain, for those who have written down that they look.

        Raises:
            NoSuchPerson: there is none.
        """
        row = await registry_store.whole(db, patient_id)
        if row is None:
            raise NoSuchPerson
        opened = self._encrypted.opened
        born = opened(row, "birth_date")
        return PatientRecord(
            id=row["id"],
            names=PatientNames(**{name: opened(row, name) for name in NAME_COLUMNS}),
            pinfl=opened(row, "pinfl") or None,
            birth_date=date.fromisoformat(born) if born else None,
            sex=row["sex"],
            language=row["language"],
            phones=[
                Phone(
                    id=phone["id"],
                    number=self._encrypted.phone_number(phone),
                    verified=phone["verified_at"] is not None,
                    primary=phone["number_index"] == row["phone_index"],
                )
                for phone in sorted(
                    await store.phones_of(db, row["id"]),
                    key=lambda phone: phone["number_index"] != row["phone_index"],
                )
            ],
            documents=[
                Document(
                    id=document["id"],
                    kind=document["kind"],
                    number=self._encrypted.document_number(document),
                    expires_on=document["expires_on"],
                    typed_in_app=document["source"] == "app",
                )
                for document in await registry_store.documents_of(db, row["id"])
            ],
            attachments=[
                Attachment.model_validate(dict(one))
                for one in await registry_store.attachments_of(db, row["id"])
            ],
            insured=row["insured"],
            insured_until=row["insured_until"],
            deceased_on=row["deceased_on"],
            source=row["source"],
            created_at=row["created_at"],
            merged_ids=await registry_store.merged_into(db, row["id"]),
        )

    def _facts(self, order: RegisterPatient, today: date) -> PersonalFacts:
        facts = replace(
            self._named(order.names),
            pinfl=order.pinfl,
            birth_date=order.birth_date,
            sex=order.sex,
            phone=_phone(order.phones[0]) if order.phones else None,
            language=order.language,
        )
        born = facts.birth_date
        if facts.pinfl is not None:
            born = read_pinfl(facts.pinfl, date.max).birth_date
            if facts.birth_date not in {None, born}:
                raise WrongDate(field="birth_date")
        if born is not None and born > today:
            raise BirthDateInFuture
        return facts

    async def _changed(
        self, tx: Writing, row: RowMapping, order: ChangePatient, today: date
    ) -> dict[str, Any]:
        sent = order.model_fields_set
        values: dict[str, Any] = {
            name: getattr(order, name)
            for name in ("insured", "insured_until", "deceased_on")
            if name in sent
        }
        if order.language is not None:
            values["language"] = order.language
        if order.names is not None:
            values |= self._encrypted.name_columns(row["id"], self._spelt(order.names))
        stored = self._encrypted.opened(row, "birth_date")
        born = date.fromisoformat(stored) if stored else None
        if order.pinfl is not None:
            values |= await self._number(tx, row, order.pinfl)
            born = read_pinfl(order.pinfl, date.max).birth_date
        elif order.birth_date is not None or order.sex is not None:
            if row["pinfl"] is not None and order.birth_date not in {None, born}:
                raise WrongDate(field="birth_date")  # the number says it
            if order.birth_date is not None:
                born = order.birth_date
                values |= self._encrypted.birth_columns(row["id"], born)
            if order.sex is not None and row["pinfl"] is None:
                values["sex"] = order.sex
        if born is not None and born > today:
            raise BirthDateInFuture
        died = values.get("deceased_on")
        if died is not None and (died > today or (born is not None and died < born)):
            raise WrongDate(field="deceased_on")
        return values

    async def _number(self, tx: Writing, row: RowMapping, pinfl: str) -> dict[str, Any]:
        if row["pinfl"] is not None:
            if self._encrypted.opened(row, "pinfl") == pinfl:
                return {}
            raise NumberKept
        if await self._holder(tx, pinfl) is not None:
            raise NumberTaken
        told = read_pinfl(pinfl, date.max)
        return {
            "pinfl": self._encrypted.sealed(row["id"], "pinfl", pinfl),
            "pinfl_index": self._encrypted.pinfl_index(pinfl),
            "sex": told.sex,
            **self._encrypted.birth_columns(row["id"], told.birth_date),
        }

    async def _change_phones(self, tx: Writing, row: RowMapping, order: ChangePatient) -> None:
        patient_id = row["id"]
        primary = None
        if order.add_phone is not None:
            added = _phone(order.add_phone)
            await self._add_phone(tx, patient_id, added)
            primary = added if row["phone"] is None else None
        phones = {phone["id"]: phone for phone in await store.phones_of(tx, patient_id)}
        if {order.primary_phone, order.end_phone} - {None, *phones}:
            raise NoSuchPerson
        if order.end_phone is not None:
            ended = phones.pop(order.end_phone)
            await registry_store.end_phone(tx, order.end_phone, self._clock())
            if ended["number_index"] == row["phone_index"]:
                rest = next(iter(phones.values()), None)
                primary = "" if rest is None else self._encrypted.phone_number(rest)
        if order.primary_phone is not None:
            if order.primary_phone not in phones:
                raise NoSuchPerson
            primary = self._encrypted.phone_number(phones[order.primary_phone])
        if primary is not None:
            values = {
                "phone": self._encrypted.sealed(patient_id, "phone", primary),
                "phone_index": self._encrypted.phone_index(primary) if primary else None,
            }
            await registry_store.change(tx, patient_id, values)

    async def _add_phone(self, tx: Writing, patient_id: UUID, phone: str) -> None:
        row = self._encrypted.phone_row(patient_id, phone, self._clock())
        await store.add_rows(tx, PatientPhoneRow, [row])
        await registry_store.reopen_phone(tx, patient_id, row["number_index"])

    async def _add_document(self, tx: Writing, patient_id: UUID, document: NewDocument) -> None:
        try:
            number = rules.normal_document(document.kind, document.number)
        except rules.NotADocument as fault:
            raise InvalidDocument(document=document.kind) from fault
        row = self._encrypted.document_row(
            patient_id,
            document.kind,
            number,
            source="reception",
            now=self._clock(),
            expires_on=document.expires_on,
        )
        await store.seen_document(tx, row)

    async def _attach(self, tx: Writing, patient_id: UUID, hospital_id: UUID, today: date) -> None:
        attached = await registry_store.attachments_of(tx, patient_id)
        if any(one["hospital_id"] == hospital_id and one["until"] is None for one in attached):
            return
        await registry_store.end_attachments(tx, patient_id, today)
        row = {"id": uuid4(), "patient_id": patient_id, "hospital_id": hospital_id, "since": today}
        await store.add_rows(tx, PatientAttachmentRow, [row])

    async def _holder(self, db: Reader, pinfl: str) -> UUID | None:
        return await registry_store.id_of_number(db, self._encrypted.pinfl_index(pinfl))

    async def _today(self, db: Reader, actor: Actor) -> date:
        return await self._facilities.local_day(db, actor.hospital_id, self._clock())

    def _spelt(self, names: Names) -> Mapping[str, str]:
        return both_scripts(self._named(names))

    @staticmethod
    def _named(names: Names) -> PersonalFacts:
        def normal(field: str) -> str:
            typed: str = getattr(names, field)
            try:
                return rules.normal_name(typed) if typed else ""
            except rules.NotAName as fault:
                raise InvalidName(field=field) from fault

        return PersonalFacts(
            family_name=normal("family_name"),
            given_name=normal("given_name"),
            patronymic=normal("patronymic"),
            family_name_cyrillic=normal("family_name_cyrillic"),
            given_name_cyrillic=normal("given_name_cyrillic"),
            patronymic_cyrillic=normal("patronymic_cyrillic"),
        )


def _phone(typed: str) -> str:
    try:
        return normal_phone(typed)
    except NotAPhone as fault:
        raise InvalidPhone(fault=fault.fault) from fault
