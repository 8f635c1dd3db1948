"""Accounts that tests make up, until somebody really signs in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.database import Reader
from mobile_api.patients.port import AccountFacts
from mobile_api.schemas import Language


class KnownAccounts:
    """Accounts by id."""

    def __init__(self) -> None:
        self.known: dict[UUID, AccountFacts] = {}
        self.proven: dict[UUID, str] = {}

    def open(
        self,
        phone: str | None = None,
        *,
        language: Language = "uz-Latn",
        telegram: bool = False,
        proven_pinfl: str | None = None,
    ) -> Actor:
        """Somebody with an app."""
        account = AccountFacts(uuid4(), phone, language, telegram)
        self.known[account.id] = account
        if proven_pinfl is not None:
            self.proven[account.id] = proven_pinfl
        return Actor(role=Role.PATIENT, id=account.id, hospital_id=NOWHERE, language=language)

    def prove(self, actor: Actor, pinfl: str) -> None:
        """An identity service says whose account it is."""
        self.proven[actor.id] = pinfl

    async def facts(self, db: Reader, account_ids: Sequence[UUID]) -> Mapping[UUID, AccountFacts]:
        """See ``Accounts``."""
        return {one: self.known[one] for one in account_ids if one in self.known}

    async def proven_pinfl(self, db: Reader, account_id: UUID) -> str | None:
        """See ``Accounts``."""
        return self.proven.get(account_id)
