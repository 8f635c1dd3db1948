"""Consents: what somebody agreed to, in which words, when, and when they withdrew it.

Health, biometric and genetic data need explicit, provable, withdrawable consent (law ZRU-547).
Decisions are only ever added; the newest one counts.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.patients import consents_store, store
from mobile_api.patients.encrypting import EncryptedRecords
from mobile_api.patients.errors import ConsentTextOutdated, NoSuchPerson, PersonDeceased
from mobile_api.patients.orders import Orders
from mobile_api.patients.people import PeopleService
from mobile_api.patients.port import OnWithdrawn
from mobile_api.patients.rules import CONSENT_VERSIONS
from mobile_api.patients.schemas import (
    CONSENT_KINDS,
    Consent,
    ConsentChannel,
    ConsentKind,
    Consents,
    ConsentState,
    ConsentText,
    ConsentTexts,
    DecideConsent,
)
from mobile_api.permissions import allowed
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import Language

_PHRASES = Path(__file__).parent / "phrases"
_AT_THE_DESK = (Role.RECEPTION, Role.NURSE, Role.IT_NURSE)


class ConsentsService:
    """Keeps decisions, and tells those whose work stands on them.

    Args:
        clock: tells the time.
        people: knows who may speak for whom.
        encrypted: for ids of orders.
        audit: the trail.
    """

    def __init__(
        self, clock: Clock, people: PeopleService, encrypted: EncryptedRecords, audit: AuditService
    ) -> None:
        self._clock = clock
        self._people = people
        self._audit = audit
        self._orders = Orders(clock, encrypted)
        self._phrases = Phrasebook(_PHRASES)
        self._listeners: list[OnWithdrawn] = []

    def on_withdrawn(self, listener: OnWithdrawn) -> None:
        """Call ``listener`` in the transaction of every withdrawal (composition root only)."""
        self._listeners.append(listener)

    async def has(self, db: Reader, patient_id: UUID, kind: ConsentKind) -> bool:
        """True where the newest decision is yes; never asked means no."""
        return await consents_store.latest(db, patient_id, kind) == "given"

    def texts(self, language: Language) -> ConsentTexts:
        """What is asked for today."""
        return ConsentTexts(
            items=[self._text(kind, CONSENT_VERSIONS[kind], language) for kind in CONSENT_KINDS]
        )

    @allowed(Role.PATIENT)
    async def of_person(self, db: Reader, actor: Actor, patient_id: UUID) -> Consents:
        """A person's consents, and everything that was ever decided.

        Raises:
            NoSuchPerson: the account is neither the person nor a parent of the child.
        """
        await self._people.speak_for(db, actor, patient_id)
        history = [_consent(row) for row in await consents_store.history(db, patient_id)]
        newest: dict[str, Consent] = {}
        for consent in history:
            newest.setdefault(consent.kind, consent)
        return Consents(
            items=[
                ConsentState(
                    kind=kind,
                    given=kind in newest and newest[kind].decision == "given",
                    text=self._text(kind, CONSENT_VERSIONS[kind], actor.language),
                    decided=newest.get(kind),
                )
                for kind in CONSENT_KINDS
            ],
            history=history,
        )

    @allowed(Role.PATIENT, Role.KIOSK, *_AT_THE_DESK)
    async def decide(self, tx: Writing, actor: Actor, order: DecideConsent) -> Consent:
        """Keep a decision. A withdrawal is told at once to those whose work stands on it.

        At a kiosk or a desk, the caller has made sure who stands there.

        Raises:
            NoSuchPerson: there is nobody with this id for whom the actor may decide.
            ConsentTextOutdated: agreed to a text that is no longer asked for.
            PersonDeceased: nobody agrees for somebody who has died.
            IdempotencyMismatch: the id was used for something else.
        """
        if actor.role is Role.PATIENT:
            await self._people.speak_for(tx, actor, order.patient_id)
        person = await store.by_id(tx, order.patient_id)
        if person is None:
            raise NoSuchPerson
        consent = {
            "id": order.id,
            "patient_id": person["id"],
            "kind": order.kind,
            "decision": order.decision,
            "text_version": order.text_version,
            "language": order.language,
            "channel": _channel(actor),
            "actor_role": actor.role.value,
            "actor_id": actor.id,
            "at": self._clock(),
        }
        if not await self._orders.came_before(tx, actor, order.id, order):
            self._require_current(order)
            if order.decision == "given" and person["deceased_on"] is not None:
                raise PersonDeceased
            await consents_store.add(tx, consent)
            await self._audit.record(
                tx,
                actor,
                f"patients.consent_{order.decision}",
                "patient",
                person["id"],
                consent=order.kind,
                text_version=str(order.text_version),
            )
            if order.decision == "withdrawn":
                for listener in self._listeners:
                    await listener(tx, actor, person["id"], order.kind)
        history = await consents_store.history(tx, order.patient_id)
        return _consent(next(row for row in history if row["id"] == order.id))

    @staticmethod
    def _require_current(order: DecideConsent) -> None:
        today = CONSENT_VERSIONS[order.kind]
        # A withdrawal may name any text that ever was: what counts is the wish to end it.
        if order.text_version > today or (
            order.decision == "given" and order.text_version != today
        ):
            raise ConsentTextOutdated(version=today)

    def _text(self, kind: ConsentKind, version: int, language: Language) -> ConsentText:
        key = f"consent-{kind.replace('_', '-')}-v{version}"
        return ConsentText(
            kind=kind,
            version=version,
            title=self._phrases.say(language, f"{key}-title"),
            text=self._phrases.say(language, f"{key}-text"),
        )


def _channel(actor: Actor) -> ConsentChannel:
    if actor.role is Role.KIOSK:
        return "kiosk"
    if actor.role is Role.PATIENT:
        # A chat acts without a signed-in phone.
        return "app" if actor.session_id is not None else "telegram"
    return "reception"


def _consent(row: RowMapping) -> Consent:
    return Consent.model_validate(dict(row))
