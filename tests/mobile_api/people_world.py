"""The services of patients on a real database, with accounts and a clock that tests set."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from fakeredis import FakeAsyncRedis

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.database import Database
from mobile_api.errors import DmedError
from mobile_api.facilities.service import FacilitiesService
from mobile_api.keys import Keyring, Vaulted
from mobile_api.limits import Limits
from mobile_api.patients.consents import ConsentsService
from mobile_api.patients.encrypting import EncryptedRecords, PersonalFacts, both_scripts
from mobile_api.patients.merging import MergingService
from mobile_api.patients.people import PeopleService
from mobile_api.patients.registry import RegistryService
from mobile_api.patients.schemas import (
    Assurance,
    Consent,
    ConsentKind,
    DecideConsent,
    LinkChild,
    LinkPinfl,
    People,
    Person,
    Reach,
    Relation,
    Scope,
)
from mobile_api.patients.searching import SearchingService
from mobile_api.patients.store import add_rows
from mobile_api.patients.tables import (
    NameGramRow,
    PatientDocumentRow,
    PatientPhoneRow,
    PatientRow,
)
from mobile_api.patients.trust import TrustService
from mobile_api.tables import metadata
from tests.conftest import SettableClock
from tests.mobile_api.accounts import KnownAccounts
from tests.mobile_api.hall import HOSPITAL

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SYSTEM = Actor(role=Role.SYSTEM, id=NOWHERE, hospital_id=NOWHERE)


class World:
    """Everything that the tests of this domain need."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = SettableClock(NOW)
        self.vaulted = Vaulted(Keyring.generate())
        self.encrypted = EncryptedRecords(self.vaulted)
        self.accounts = KnownAccounts()
        self.limits = Limits(FakeAsyncRedis())
        self.audit = AuditService(self.clock)
        self.people = PeopleService(
            self.clock, self.encrypted, self.limits, self.accounts, self.audit
        )
        self.consents = ConsentsService(self.clock, self.people, self.encrypted, self.audit)
        self.trust = TrustService(
            self.clock,
            self.vaulted,
            self.encrypted,
            self.limits,
            self.people,
            self.accounts,
            self.audit,
        )

        facilities = FacilitiesService(self.audit)
        self.registry = RegistryService(self.clock, self.encrypted, facilities, self.audit)
        self.searching = SearchingService(self.encrypted, self.audit)
        self.merging = MergingService(self.clock, self.encrypted, self.registry, self.audit)

    async def open_hospital(self) -> Actor:
        """A hospital with a day of its own; returns its IT nurse."""
        row = {"id": HOSPITAL, "names": {}, "time_zone": "Asia/Tashkent", "emergency_phone": "103"}
        async with self.database.writing() as tx:
            await tx.execute(metadata.tables["hospitals"].insert().values(row))
        return Actor(role=Role.IT_NURSE, id=UUID(int=9), hospital_id=HOSPITAL)

    async def patient(
        self,
        *,
        phones: tuple[str, ...] = (),
        certificate: str | None = None,
        patient_id: UUID | None = None,
        **facts: Any,
    ) -> UUID:
        """Somebody whom the hospital knows; without a name: Bemor Sinov."""
        patient = patient_id or uuid4()
        named = {"given_name": "Bemor", "family_name": "Sinov", **facts}
        known = PersonalFacts(phone=phones[0] if phones else None, **named)
        async with self.database.writing() as tx:
            row = self.encrypted.row(patient, known, source="test", now=self.clock())
            await add_rows(tx, PatientRow, [row])
            await add_rows(tx, NameGramRow, self.encrypted.gram_rows(patient, both_scripts(known)))
            for phone in phones:
                made = self.encrypted.phone_row(patient, phone, self.clock())
                await add_rows(tx, PatientPhoneRow, [made])
            if certificate is not None:
                document = self.encrypted.document_row(
                    patient, "birth_certificate", certificate, source="test", now=self.clock()
                )
                await add_rows(tx, PatientDocumentRow, [document])
        return patient

    async def link(
        self,
        actor: Actor,
        patient: UUID,
        assurance: Assurance = "confirmed",
        relation: Relation = "self",
        ends_at: datetime | None = None,
    ) -> None:
        """As the system links, for tests that begin later."""
        async with self.database.writing() as tx:
            await self.people.link(
                tx, SYSTEM, actor.id, patient, relation, assurance, ends_at=ends_at
            )

    async def link_pinfl(self, actor: Actor, pinfl: str, order_id: UUID | None = None) -> Person:
        """The account's owner types a number."""
        async with self.database.writing() as tx:
            order = LinkPinfl(id=order_id or uuid4(), pinfl=pinfl)
            return await self.people.link_pinfl(tx, actor, order)

    async def link_child(self, actor: Actor, **order: Any) -> Person:
        """A parent types what stands in the child's papers."""
        async with self.database.writing() as tx:
            return await self.people.link_child(
                tx, actor, LinkChild.model_validate({"id": uuid4(), **order})
            )

    async def family(self, actor: Actor) -> People:
        """Everybody for whom the account may act."""
        async with self.database.reading() as db:
            return await self.people.own(db, actor)

    async def may(self, actor: Actor, patient: UUID, scope: Scope = "appointments") -> str:
        """``yes``, or the code of the refusal."""
        async with self.database.reading() as db:
            try:
                await self.people.may_act_for(db, actor, patient, scope)
            except DmedError as refused:
                return refused.code
        return "yes"

    async def reach(self, patient: UUID, scope: Scope = "appointments") -> list[Reach]:
        """Where somebody can be told something."""
        async with self.database.reading() as db:
            return await self.people.reachable(db, patient, scope)

    async def decide(self, actor: Actor, patient: UUID, **order: Any) -> Consent:
        """A decision about a consent; without more: yes to data about health."""
        said = {
            "id": uuid4(),
            "patient_id": patient,
            "kind": "health_data",
            "decision": "given",
            "text_version": 1,
            "language": "uz-Latn",
            **order,
        }
        async with self.database.writing() as tx:
            return await self.consents.decide(tx, actor, DecideConsent.model_validate(said))

    async def has(self, patient: UUID, kind: ConsentKind = "health_data") -> bool:
        """Whether somebody agrees today."""
        async with self.database.reading() as db:
            return await self.consents.has(db, patient, kind)

    async def change(self, table: str, values: dict[str, Any], **where: Any) -> None:
        """Something that another part of the house wrote."""
        changed = metadata.tables[table].update().values(values)
        for column, value in where.items():
            changed = changed.where(metadata.tables[table].c[column] == value)
        async with self.database.writing() as tx:
            await tx.execute(changed)

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """Everything in a table."""
        async with self.database.reading() as db:
            found = await db.execute(metadata.tables[table].select())
            return [dict(row) for row in found.mappings().all()]
