"""For whom an account may act: oneself, one's children, whoever trusts one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import RowMapping

from mobile_api.actors import Actor, Role
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.keys import Vaulted
from mobile_api.patients import links
from mobile_api.patients.errors import NoSuchPerson
from mobile_api.patients.schemas import (
    SCOPES,
    Assurance,
    People,
    Person,
    Relation,
    Scope,
)
from mobile_api.permissions import allowed

_TABLE = "patients"
_HISTORY = frozenset({"confirmed", "proven"})


class PeopleService:
    """Links between accounts and patients.

    A claimed link (a typed number) books and queues; it never shows a name, records or
    prescriptions, so that a number that somebody found opens nothing.
    """

    def __init__(self, clock: Clock, vaulted: Vaulted) -> None:
        self._clock = clock
        self._vaulted = vaulted

    @allowed(Role.PATIENT)
    async def may_act_for(self, db: Reader, actor: Actor, patient_id: UUID, scope: Scope) -> None:
        """Stop whoever may not do this for that patient.

        Raises:
            NoSuchPerson: no link, one that has ended, or without this scope: one answer for
                all, whether the patient exists or not.
        """
        found = await links.one(db, actor.id, patient_id, self._clock())
        if found is None or scope not in found["scopes"]:
            raise NoSuchPerson
        if scope in {"records", "prescriptions"} and found["assurance"] not in _HISTORY:
            raise NoSuchPerson

    @allowed(Role.PATIENT)
    async def own(self, db: Reader, actor: Actor) -> People:
        """Everybody for whom the account may act, oneself first."""
        rows = await links.of_account(db, actor.id, self._clock())
        return People(items=[self._person(row) for row in rows])

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

    def _person(self, row: RowMapping) -> Person:
        parts = []
        if row["assurance"] in _HISTORY:
            parts = [
                self._vaulted.decrypt(_TABLE, row["patient_id"], column, row[column])
                for column in ("given_name", "family_name")
                if row[column] is not None
            ]
        return Person(
            id=row["patient_id"],
            relation=row["relation"],
            assurance=row["assurance"],
            name=" ".join(parts),
            scopes=row["scopes"],
            ends_at=row["ends_at"],
        )
