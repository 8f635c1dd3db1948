"""An account says who its owner is, and who its children are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Record, Writing
from mobile_api.identifiers import read_pinfl
from mobile_api.limits import Limits
from mobile_api.patients import links, rules, store
from mobile_api.patients.chat_consent import ChatConsent
from mobile_api.patients.encrypting import EncryptedRecords, PersonalFacts, both_scripts
from mobile_api.patients.errors import (
    AlreadyLinked,
    BirthDateInFuture,
    ChildNeedsParent,
    InvalidDocument,
    InvalidName,
    NoSuchPerson,
    NotAChild,
)
from mobile_api.patients.orders import Orders
from mobile_api.patients.port import AccountFacts, Accounts
from mobile_api.patients.schemas import (
    SCOPES,
    Assurance,
    LinkChild,
    LinkPinfl,
    Person,
    Relation,
    Scope,
)
from mobile_api.patients.tables import NameGramRow, PatientDocumentRow
from mobile_api.permissions import allowed

LINKS_PER_ACCOUNT = 10
LINKS_PER_NUMBER = 20
LINK_SECONDS = 24 * 3600

HISTORY = frozenset({"confirmed", "proven"})
"""How sure a link must be to show a name, records and prescriptions."""

LEVELS: tuple[Assurance, ...] = ("unidentified", "claimed", "confirmed", "proven")
"""From knowing nothing to being sure."""


class Linking:
    """Makes links between accounts and patients.

    Args:
        clock: tells the time.
        encrypted: makes rows and look-ups.
        limits: on attempts.
        accounts: knows verified phones and proven numbers.
        audit: the trail.
    """

    def __init__(
        self,
        clock: Clock,
        encrypted: EncryptedRecords,
        limits: Limits,
        accounts: Accounts,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._encrypted = encrypted
        self._limits = limits
        self._accounts = accounts
        self._audit = audit
        self._orders = Orders(clock, encrypted)
        self._chat_consent = ChatConsent(clock, audit)

    @allowed(Role.PATIENT)
    async def link_pinfl(self, tx: Writing, actor: Actor, order: LinkPinfl) -> Person:
        """The account's owner says which number is theirs.

        A number that nobody has becomes a new patient: the answer is the same, so that nobody
        can try numbers out. ``proven`` where an identity service has proven this number for
        the account, ``confirmed`` where the account's verified phone is on file, else
        ``claimed``.

        Raises:
            ChildNeedsParent: the number is of somebody under 16.
            BirthDateInFuture: the number's birth date is later than today.
            AlreadyLinked: the account said before that its owner is somebody else.
            IdempotencyMismatch: the id was used with another body.
            TooManyAttempts: ten numbers a day for an account, twenty claims a day for a number.
        """
        replayed = await self._orders.came_before(tx, actor, order.id, order)
        born = read_pinfl(order.pinfl, date.max).birth_date
        if self._age(born) < rules.ADULT_YEARS:
            raise ChildNeedsParent
        if not replayed:
            await self._spend(f"link:account:{actor.id}", LINKS_PER_ACCOUNT)
        patient = await self._of_number(
            tx, actor, PersonalFacts(pinfl=order.pinfl, language=actor.language)
        )
        now = self._clock()
        if not replayed:
            for link in await links.of_account(tx, actor.id, now):
                same = await links.kept_record(tx, link["patient_id"]) == patient
                if link["relation"] == "self" and not same:
                    raise AlreadyLinked
            account = await self._account(tx, actor)
            level = await self._assurance(tx, account, patient)
            if await self._accounts.proven_pinfl(tx, actor.id) == order.pinfl:
                level = "proven"
            if level == "claimed":
                number = self._encrypted.pinfl_index(order.pinfl).hex()
                await self._spend(f"link:number:{number}", LINKS_PER_NUMBER)
            await self.put(tx, actor, patient, "self", level, ends_at=None)
            chat = account is not None and account.telegram
            if chat and (level in HISTORY or not await store.phones_of(tx, patient)):
                await self._chat_consent.given(tx, actor, patient)
        return await self._shown(tx, actor, patient)

    @allowed(Role.PATIENT)
    async def link_child(self, tx: Writing, actor: Actor, order: LinkChild) -> Person:
        """A parent links a child under 16; the link ends on the child's 16th birthday.

        ``confirmed`` where the parent's verified phone is on the child's record, or where
        number and birth certificate were both given and both stand there; else ``claimed``.
        Both parents may link the same child.

        Raises:
            NotAChild: 16 or older.
            BirthDateInFuture: not born yet.
            InvalidDocument: not the number of a birth certificate.
            InvalidName: what was typed is no name.
            IdempotencyMismatch, TooManyAttempts: as for ``link_pinfl``.
        """
        replayed = await self._orders.came_before(tx, actor, order.id, order)
        born = order.birth_date
        if order.pinfl is not None:
            born = read_pinfl(order.pinfl, date.max).birth_date
        assert born is not None  # the schema asks for one or the other
        if self._age(born) >= rules.ADULT_YEARS:
            raise NotAChild
        certificate = _certificate(order)
        if not replayed:
            await self._spend(f"link:account:{actor.id}", LINKS_PER_ACCOUNT)
        patient, on_file = await self._child(tx, actor, order, born, certificate)
        if not replayed:
            level = await self._assurance(tx, await self._account(tx, actor), patient)
            if on_file and order.pinfl is not None:
                level = "confirmed"
            if level == "claimed":
                child = order.pinfl or certificate or ""
                number = self._encrypted.pinfl_index(child).hex()
                await self._spend(f"link:number:{number}", LINKS_PER_NUMBER)
            await self.put(
                tx, actor, patient, "child", level, ends_at=rules.sixteenth_birthday(born)
            )
        return await self._shown(tx, actor, patient)

    def name(self, actor: Actor, kept: Record, found: Sequence[Record]) -> str:
        """A name as the account may see it, in the script that its owner reads."""
        if all(link["assurance"] not in HISTORY for link in found):
            return ""
        return " ".join(filter(None, self._encrypted.names(kept, actor.language)))

    def person(self, actor: Actor, kept: Record, found: Sequence[Record]) -> Person:
        """Somebody as the account may see them.

        Args:
            actor: the account.
            kept: the record that is kept.
            found: the account's links to any of the person's records, at least one.
        """
        relation: Relation = min(
            (link["relation"] for link in found), key=("self", "child", "trusted").index
        )
        level = max((link["assurance"] for link in found), key=LEVELS.index)
        scopes = {scope for link in found for scope in link["scopes"]}
        sure = level in HISTORY
        return Person(
            id=kept["id"],
            relation=relation,
            assurance=level,
            name=self.name(actor, kept, found),
            scopes=[scope for scope in SCOPES if scope in scopes],
            ends_at=None
            if any(link["ends_at"] is None for link in found)
            else max(link["ends_at"] for link in found),
            deceased=sure and kept["deceased_on"] is not None,
        )

    async def put(
        self,
        tx: Writing,
        actor: Actor,
        patient_id: UUID,
        relation: Relation,
        level: Assurance,
        *,
        ends_at: datetime | None,
        scopes: Sequence[Scope] = SCOPES,
    ) -> None:
        """Link the account; a link that is open never becomes less sure than it was."""
        now = self._clock()
        for link in await links.of_person(tx, actor.id, patient_id, now):
            if link["relation"] == relation:
                level = max(level, link["assurance"], key=LEVELS.index)
        await links.put(
            tx,
            {
                "id": uuid4(),
                "account_id": actor.id,
                "patient_id": patient_id,
                "relation": relation,
                "scopes": list(scopes),
                "assurance": level,
                "linked_at": now,
                "ends_at": ends_at,
                "ended_at": None,
            },
        )
        await self._audit.record(
            tx, actor, "patients.link", "patient", patient_id, relation=relation, assurance=level
        )

    async def _shown(self, tx: Writing, actor: Actor, patient_id: UUID) -> Person:
        kept = (await store.kept_of(tx, {patient_id}))[patient_id]
        found = await links.of_person(tx, actor.id, patient_id, self._clock())
        if not found:  # a replay after the link was ended
            raise NoSuchPerson
        return self.person(actor, kept, found)

    async def _account(self, tx: Writing, actor: Actor) -> AccountFacts | None:
        return (await self._accounts.facts(tx, [actor.id])).get(actor.id)

    async def _assurance(
        self, tx: Writing, account: AccountFacts | None, patient_id: UUID
    ) -> Assurance:
        # The same work whether the number is known or not: a new record has no phones.
        on_file = {row["number_index"] for row in await store.phones_of(tx, patient_id)}
        if account is None or account.phone is None:
            return "claimed"
        index = self._encrypted.phone_index(account.phone)
        if index not in on_file:
            return "claimed"
        await store.verify_phone(tx, patient_id, index, self._clock())
        return "confirmed"

    async def _of_number(self, tx: Writing, actor: Actor, facts: PersonalFacts) -> UUID:
        row = self._encrypted.row(uuid4(), facts, source="app", now=self._clock())
        found = await store.ensure(tx, row)
        if found == row["id"]:
            await store.add_rows(
                tx, NameGramRow, self._encrypted.gram_rows(found, both_scripts(facts))
            )
        return found

    async def _child(
        self,
        tx: Writing,
        actor: Actor,
        order: LinkChild,
        born: date,
        certificate: str | None,
    ) -> tuple[UUID, bool]:
        """The child, and whether number and certificate both stand on its record."""
        holders = []
        if certificate is not None:
            index = self._encrypted.document_index("birth_certificate", certificate)
            holders = [
                row
                for row in await store.holders_of_document(tx, "birth_certificate", index)
                if row["birth_index"] == self._encrypted.birth_index(born)
            ]
        facts = PersonalFacts(
            pinfl=order.pinfl,
            family_name=_name(order.family_name, "family_name"),
            given_name=_name(order.given_name, "given_name"),
            birth_date=born,
            sex=order.sex,
            language=actor.language,
        )
        if order.pinfl is not None:
            child = await self._of_number(tx, actor, facts)
            family = set((await tx.execute(links.same_person(child))).scalars())
            on_file = any(row["patient_id"] in family and row["source"] != "app" for row in holders)
        elif holders:
            return holders[0]["patient_id"], False
        else:
            child, on_file = uuid4(), False
            await store.add(
                tx, [self._encrypted.row(child, facts, source="app", now=self._clock())]
            )
            await store.add_rows(
                tx, NameGramRow, self._encrypted.gram_rows(child, both_scripts(facts))
            )
        if certificate is not None and not on_file:
            document = self._encrypted.document_row(
                child, "birth_certificate", certificate, source="app", now=self._clock()
            )
            await store.add_rows(tx, PatientDocumentRow, [document])
        return child, on_file

    def _age(self, born: date) -> int:
        today = self._clock().astimezone(rules.NATIONAL_ZONE).date()
        if born > today:
            raise BirthDateInFuture
        return rules.age_in_whole_years(born, today)

    async def _spend(self, key: str, limit: int) -> None:
        await self._limits.spend(key, limit=limit, seconds=LINK_SECONDS)


def _certificate(order: LinkChild) -> str | None:
    if order.birth_certificate is None:
        return None
    try:
        return rules.normal_document("birth_certificate", order.birth_certificate)
    except rules.NotADocument as fault:
        raise InvalidDocument(document="birth_certificate") from fault


def _name(typed: str, field: str) -> str:
    try:
        return rules.normal_name(typed) if typed else ""
    except rules.NotAName as fault:
        raise InvalidName(field=field) from fault
