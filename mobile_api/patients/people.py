"""For whom an account may act: oneself, one's children, whoever trusts one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.database import Reader, Writing
from mobile_api.patients import consents_store, links, store
from mobile_api.patients.errors import NoSuchPerson, PersonDeceased
from mobile_api.patients.linking import HISTORY, LEVELS, Linking
from mobile_api.patients.schemas import (
    SCOPES,
    Assurance,
    EndedLink,
    MessagePreferences,
    People,
    Reach,
    Relation,
    Scope,
    Sex,
)
from mobile_api.permissions import allowed

TOLD_FOR = timedelta(days=30)
"""How long the app says that a link has ended by itself."""


class PeopleService(Linking):
    """Links between accounts and patients.

    A claimed link (a typed number) books and queues; it never shows a name, records or
    prescriptions, so that a number that somebody found opens nothing. Every id may be that of
    a merged record: it means the person all the same.
    """

    @allowed(Role.PATIENT)
    async def may_act_for(
        self, db: Reader, actor: Actor, patient_id: UUID, scope: Scope
    ) -> Assurance:
        """Stop whoever may not do this for that patient.

        Returns:
            How sure it is that the account may: ``claimed`` for a number that was only typed.

        Raises:
            NoSuchPerson: no link, one that has ended, or without this scope: one answer for
                all, whether the patient exists or not.
            PersonDeceased: nothing can be booked any more (history stays open); told only to
                who is confirmed, to others it is NoSuchPerson.
        """
        found = await links.of_person(db, actor.id, patient_id, self._clock())
        sure = [link for link in found if link["assurance"] in HISTORY]
        history = scope in {"records", "prescriptions"}
        if not any(scope in link["scopes"] for link in (sure if history else found)):
            raise NoSuchPerson
        if not history and any(link["deceased"] for link in found):
            raise PersonDeceased if sure else NoSuchPerson
        if any(link["assurance"] == "proven" and scope in link["scopes"] for link in sure):
            return "proven"
        return "confirmed" if any(scope in link["scopes"] for link in sure) else "claimed"

    @allowed(Role.PATIENT)
    async def own(self, db: Reader, actor: Actor) -> People:
        """Everybody for whom the account may act, oneself first, and what has ended by itself."""
        now = self._clock()
        open_links = await links.of_account(db, actor.id, now)
        ended = await links.ran_out(db, actor.id, now - TOLD_FOR, now)
        kept = await store.kept_of(db, {link["patient_id"] for link in (*open_links, *ended)})
        by_person: dict[UUID, list[RowMapping]] = {}
        for link in open_links:
            by_person.setdefault(kept[link["patient_id"]]["id"], []).append(link)
        gone = {
            kept[link["patient_id"]]["id"]: link
            for link in ended
            if kept[link["patient_id"]]["id"] not in by_person
        }
        return People(
            items=[
                self.person(actor, kept[found[0]["patient_id"]], found)
                for found in by_person.values()
            ],
            ended=[
                EndedLink(
                    id=patient_id,
                    relation=link["relation"],
                    name=self.name(actor, kept[link["patient_id"]], [link]),
                    ended_at=link["ends_at"],
                    reason="sixteen" if link["relation"] == "child" else "trust_ended",
                )
                for patient_id, link in gone.items()
            ],
        )

    @allowed(Role.PATIENT)
    async def birth_and_sex(
        self, db: Reader, actor: Actor, patient_id: UUID
    ) -> tuple[date | None, Sex | None]:
        """Birth date and sex of somebody for whom the account may book; None where unknown.

        Raises:
            NoSuchPerson, PersonDeceased: see ``may_act_for``.
        """
        await self.may_act_for(db, actor, patient_id, "appointments")
        kept = (await store.kept_of(db, {patient_id}))[patient_id]
        born = self._encrypted.opened(kept, "birth_date")
        return date.fromisoformat(born) if born else None, kept["sex"]

    @allowed(Role.PATIENT)
    async def unlink(self, tx: Writing, actor: Actor, patient_id: UUID) -> None:
        """The account stops acting for somebody; repeated, nothing more happens.

        Raises:
            NoSuchPerson: it never did.
        """
        now = self._clock()
        if not await links.end(tx, actor.id, patient_id, now):
            if not await links.ever(tx, actor.id, patient_id):
                raise NoSuchPerson
            return
        await self._audit.record(tx, actor, "patients.unlink", "patient", patient_id)

    @allowed(Role.PATIENT)
    async def speak_for(self, db: Reader, actor: Actor, patient_id: UUID) -> Assurance:
        """How sure it is that the account is the person, or a parent of the child.

        A claimed link counts only as long as no phone stands on the record, that is, while
        nobody else has said anything about this person.

        Raises:
            NoSuchPerson: neither, or only claimed for somebody whom others know.
        """
        found = await links.of_person(db, actor.id, patient_id, self._clock())
        levels = [link["assurance"] for link in found if link["relation"] != "trusted"]
        sure: list[Assurance] = [level for level in levels if level in HISTORY]
        if sure:
            return max(sure, key=LEVELS.index)
        if not levels or await store.phones_of(db, patient_id):
            raise NoSuchPerson
        return "claimed"

    @allowed(Role.SYSTEM)
    async def link(
        self,
        tx: Writing,
        actor: Actor,
        account_id: UUID,
        patient_id: UUID,
        relation: Relation,
        assurance: Assurance,
        scopes: tuple[Scope, ...] = SCOPES,
        ends_at: datetime | None = None,
    ) -> None:
        """Let an account act for a patient; said again, the new words count."""
        await links.put(
            tx,
            {
                "id": uuid4(),
                "account_id": account_id,
                "patient_id": patient_id,
                "relation": relation,
                "scopes": list(scopes),
                "assurance": assurance,
                "linked_at": self._clock(),
                "ends_at": ends_at,
                "ended_at": None,
            },
        )

    @allowed(Role.PATIENT)
    async def chat_linked(self, tx: Writing, actor: Actor) -> None:
        """The account's chat was linked: its owner agrees to be told there."""
        for patient_id in await self._oneself(tx, actor):
            await self._chat_consent.given(tx, actor, patient_id)

    @allowed(Role.PATIENT)
    async def chat_unlinked(self, tx: Writing, actor: Actor) -> None:
        """The account's chat was untied: its owner is no longer told there."""
        for patient_id in await self._oneself(tx, actor):
            await self._chat_consent.withdrawn(tx, actor, patient_id)

    async def _oneself(self, db: Reader, actor: Actor) -> list[UUID]:
        # As in speak_for: a number that somebody only typed decides nothing about a person whom
        # others know. Children have two parents, of whom one must not silence the other's chat.
        return [
            link["patient_id"]
            for link in await links.of_account(db, actor.id, self._clock())
            if link["relation"] == "self"
            and (link["assurance"] in HISTORY or not await store.phones_of(db, link["patient_id"]))
        ]

    async def reachable(
        self,
        db: Reader,
        patient_id: UUID,
        scope: Scope = "appointments",
        booked_by: UUID | None = None,
    ) -> list[Reach]:
        """Where a patient can be told something: nobody who must not know of it.

        Accounts of the person and of parents count where they are confirmed or proven. A
        merely claimed one counts only as long as no phone stands on the record, that is, while
        nobody else has said anything about this person; but whoever booked a visit is told of
        that visit, which they see in their app all the same. Trusted persons count for their
        scopes. The phone on file counts where neither the person nor a parent surely has an
        account.

        Args:
            db: where to read.
            patient_id: of any record of the person.
            scope: what it is about.
            booked_by: the account that booked what it is about, if it was an account.

        Returns:
            Empty for somebody who has died, and for nobody.
        """
        kept = (await store.kept_of(db, {patient_id})).get(patient_id)
        if kept is None or kept["deceased_on"] is not None:
            return []
        phones = await store.phones_of(db, patient_id)
        heard: dict[UUID, RowMapping] = {}
        for link in await links.to_person(db, patient_id, self._clock()):
            sure = link["assurance"] in HISTORY or not (phones or kept["phone"])
            if (sure or link["account_id"] == booked_by) and scope in link["scopes"]:
                heard.setdefault(link["account_id"], link)
        facts = await self._accounts.facts(db, list(heard))
        wishes = await links.preferences(db, list(heard))
        silent = await consents_store.latest(db, patient_id, "telegram") == "withdrawn"
        found = [
            Reach(
                key=account.id,
                account_id=account.id,
                phone=account.phone,
                language=account.language,
                relation=heard[account.id]["relation"],
                telegram=account.telegram and not silent,
                preferences=_wish(wishes.get(account.id)),
            )
            for account in facts.values()
        ]
        if kept["phone"] is not None and all(
            one.relation == "trusted" or heard[one.key]["assurance"] not in HISTORY for one in found
        ):
            phone = self._encrypted.opened(kept, "phone")
            if all(one.phone != phone for one in found):
                found.append(_by_phone(kept, phone))
        return found

    async def current_id(self, db: Reader, patient_id: UUID) -> UUID:
        """The id of the record that is kept for a person, whichever of its records is given.

        Raises:
            NoSuchPerson: there is no such record.
        """
        found = await links.kept_record(db, patient_id)
        if found is None:
            raise NoSuchPerson
        return found

    async def all_ids(self, db: Reader, patient_id: UUID) -> list[UUID]:
        """The ids of all records of a person: what refers to any of them is the person's."""
        rows = await db.execute(links.same_person(patient_id))
        return sorted(rows.scalars())

    async def records_of(self, db: Reader, patient_ids: Collection[UUID]) -> set[UUID]:
        """The ids of all records of several people: what refers to any of them is theirs."""
        kept = await store.kept_of(db, patient_ids)
        return await links.all_records(db, {row["id"] for row in kept.values()})

    @allowed(Role.PATIENT)
    async def preferences(self, db: Reader, actor: Actor) -> MessagePreferences:
        """How the account wants to be told things."""
        return _wish((await links.preferences(db, [actor.id])).get(actor.id))

    @allowed(Role.PATIENT)
    async def prefer(
        self, tx: Writing, actor: Actor, wish: MessagePreferences
    ) -> MessagePreferences:
        """The account says how it wants to be told things."""
        await links.put_preferences(
            tx, {"account_id": actor.id, **wish.model_dump(), "changed_at": self._clock()}
        )
        return wish


def _wish(row: RowMapping | None) -> MessagePreferences:
    if row is None:
        return MessagePreferences()
    return MessagePreferences(
        channels=row["channels"], quiet_from=row["quiet_from"], quiet_until=row["quiet_until"]
    )


def _by_phone(kept: RowMapping, phone: str) -> Reach:
    return Reach(
        key=kept["id"],
        account_id=None,
        phone=phone,
        language=kept["language"],
        relation="self",
        telegram=False,
        preferences=MessagePreferences(),
    )
