"""Trusted persons: asked by phone number, accepted in their own app, ended by who granted it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import RowMapping

from mobile_api.access.errors import InvalidPhone, StepUpNeeded
from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.patients import links, store, trust_store
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.patients.errors import (
    NoSuchInvitation,
    NoSuchPerson,
    PersonDeceased,
    TrustEndInvalid,
    TrustsOneself,
)
from mobile_api.patients.linking import HISTORY
from mobile_api.patients.orders import Orders
from mobile_api.patients.people import PeopleService
from mobile_api.patients.port import Accounts
from mobile_api.patients.schemas import (
    AnswerInvitation,
    Invitation,
    Invitations,
    InviteTrusted,
    Trust,
    Trusts,
    TrustState,
)
from mobile_api.permissions import allowed
from mobile_api.phones import NotAPhone, masked_phone, normal_phone

INVITATION_LIFE = timedelta(days=14)
LONGEST_TRUST = timedelta(days=5 * 366)
INVITATIONS_A_DAY = 10
_DAY = 24 * 3600
_TABLE = "trust_invitations"
_OPENS_RECORDS = frozenset({"records", "prescriptions"})


class TrustService:
    """Who may act for somebody because that person wants it.

    Args:
        clock: tells the time.
        vaulted: encrypts the invited phone.
        encrypted: look-ups and names.
        limits: on invitations.
        people: knows who may speak for whom.
        accounts: knows verified phones.
        audit: the trail.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        encrypted: EncryptedRecords,
        limits: Limits,
        people: PeopleService,
        accounts: Accounts,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._encrypted = encrypted
        self._limits = limits
        self._people = people
        self._accounts = accounts
        self._audit = audit
        self._orders = Orders(clock, encrypted)

    @allowed(Role.PATIENT)
    async def invite(self, tx: Writing, actor: Actor, order: InviteTrusted) -> Trust:
        """Ask the owner of a phone to act for a person. It never tells whether that phone has
        an account.

        Raises:
            NoSuchPerson: the account is neither that person nor a parent, or only claimed.
            StepUpNeeded: opening records or prescriptions needs a proof of who asks.
            InvalidPhone, TrustEndInvalid, TrustsOneself: what was typed cannot be.
            PersonDeceased: nobody acts for somebody who has died.
            IdempotencyMismatch, TooManyAttempts: as everywhere; ten a day.
        """
        if await self._people.speak_for(tx, actor, order.patient_id) not in HISTORY:
            raise NoSuchPerson
        person = await store.by_id(tx, order.patient_id)
        if person is None:
            raise NoSuchPerson
        if not await self._orders.came_before(tx, actor, order.id, order):
            if person["deceased_on"] is not None:
                raise PersonDeceased
            await self._require_sound(tx, actor, order)
            await self._limits.spend(f"trust:{actor.id}", limit=INVITATIONS_A_DAY, seconds=_DAY)
            now, phone = self._clock(), _phone(order.phone)
            await trust_store.add(
                tx,
                {
                    "id": order.id,
                    "patient_id": person["id"],
                    "granted_by": actor.id,
                    "phone": self._vaulted.encrypt(_TABLE, order.id, "phone", phone),
                    "phone_index": self._encrypted.phone_index(phone),
                    "scopes": list(order.scopes),
                    "trust_ends_at": order.ends_at,
                    "created_at": now,
                    "expires_at": min(now + INVITATION_LIFE, order.ends_at),
                },
            )
            await self._audit.record(
                tx,
                actor,
                "patients.invite_trusted",
                "patient",
                person["id"],
                scopes=",".join(order.scopes),
            )
        invitation = await trust_store.one(tx, order.id)
        assert invitation is not None
        return self._trust(invitation)

    @allowed(Role.PATIENT)
    async def granted(self, db: Reader, actor: Actor, patient_id: UUID) -> Trusts:
        """Everything that was granted for a person, newest first.

        Raises:
            NoSuchPerson: the account is neither that person nor a parent, or only claimed.
        """
        if await self._people.speak_for(db, actor, patient_id) not in HISTORY:
            raise NoSuchPerson
        rows = await trust_store.of_person(db, patient_id)
        return Trusts(items=[self._trust(row) for row in rows])

    @allowed(Role.PATIENT)
    async def withdraw(self, tx: Writing, actor: Actor, invitation_id: UUID) -> None:
        """End what was granted; repeated, nothing more happens.

        Raises:
            NoSuchInvitation: it is for nobody for whom the account speaks.
        """
        invitation = await trust_store.one(tx, invitation_id)
        if invitation is None:
            raise NoSuchInvitation
        patient_id = invitation["patient_id"]
        try:
            level = await self._people.speak_for(tx, actor, patient_id)
        except NoSuchPerson as fault:
            raise NoSuchInvitation from fault
        if level not in HISTORY:
            raise NoSuchInvitation
        now = self._clock()
        if not await trust_store.answer(tx, invitation_id, ("accepted", None), "withdrawn", now):
            return
        # Read again: it may have been accepted in the meantime.
        ended = await trust_store.one(tx, invitation_id)
        if ended is not None and ended["accepted_by"] is not None:
            await links.end(tx, ended["accepted_by"], patient_id, now, ("trusted",))
        await self._audit.record(tx, actor, "patients.withdraw_trust", "patient", patient_id)

    @allowed(Role.PATIENT)
    async def invitations(self, db: Reader, actor: Actor) -> Invitations:
        """What waits for the account's owner, by the account's verified phone."""
        index = await self._own_phone(db, actor)
        rows = [] if index is None else await trust_store.waiting(db, index, self._clock())
        people = await store.kept_of(db, {row["patient_id"] for row in rows})
        return Invitations(
            items=[
                Invitation(
                    id=row["id"],
                    masked_name=self._encrypted.masked(people[row["patient_id"]], actor.language),
                    scopes=row["scopes"],
                    ends_at=row["trust_ends_at"],
                    expires_at=row["expires_at"],
                )
                for row in rows
            ]
        )

    @allowed(Role.PATIENT)
    async def answer(
        self, tx: Writing, actor: Actor, invitation_id: UUID, order: AnswerInvitation
    ) -> None:
        """Yes or no, by the owner of the invited phone.

        Raises:
            NoSuchInvitation: not for this account's phone, answered already, or too late.
            IdempotencyMismatch: the id was used for something else.
        """
        index = await self._own_phone(tx, actor)
        invitation = await trust_store.one(tx, invitation_id)
        if invitation is None or invitation["phone_index"] != index:
            raise NoSuchInvitation
        if await self._orders.came_before(tx, actor, order.id, order):
            return
        now = self._clock()
        if invitation["expires_at"] <= now or not await trust_store.answer(
            tx,
            invitation_id,
            (None,),
            "accepted" if order.accept else "declined",
            now,
            accepted_by=actor.id if order.accept else None,
        ):
            raise NoSuchInvitation
        if not order.accept:
            return
        patient_id = invitation["patient_id"]
        near = await links.of_person(tx, actor.id, patient_id, now)
        if any(link["relation"] != "trusted" for link in near):
            return  # a parent, or the person: they may do all of it already
        await self._people.put(
            tx,
            actor,
            patient_id,
            "trusted",
            "confirmed",
            ends_at=invitation["trust_ends_at"],
            scopes=invitation["scopes"],
        )

    async def _require_sound(self, tx: Writing, actor: Actor, order: InviteTrusted) -> None:
        now = self._clock()
        if not now < order.ends_at <= now + LONGEST_TRUST:
            raise TrustEndInvalid
        proven = actor.proven_until is not None and actor.proven_until > now
        if _OPENS_RECORDS & set(order.scopes) and not proven:
            raise StepUpNeeded
        if self._encrypted.phone_index(_phone(order.phone)) == await self._own_phone(tx, actor):
            raise TrustsOneself

    async def _own_phone(self, db: Reader, actor: Actor) -> bytes | None:
        account = (await self._accounts.facts(db, [actor.id])).get(actor.id)
        if account is None or account.phone is None:
            return None
        return self._encrypted.phone_index(account.phone)

    def _trust(self, row: RowMapping) -> Trust:
        return Trust(
            id=row["id"],
            patient_id=row["patient_id"],
            masked_phone=masked_phone(
                self._vaulted.decrypt(_TABLE, row["id"], "phone", row["phone"])
            ),
            scopes=row["scopes"],
            ends_at=row["trust_ends_at"],
            state=_state(row, self._clock()),
        )


def _state(row: RowMapping, now: datetime) -> TrustState:
    answer = cast("TrustState | None", row["answer"])
    if answer is None:
        return "expired" if row["expires_at"] <= now else "waiting"
    return "ended" if answer == "accepted" and row["trust_ends_at"] <= now else answer


def _phone(typed: str) -> str:
    try:
        return normal_phone(typed)
    except NotAPhone as fault:
        raise InvalidPhone(fault=fault.fault) from fault
