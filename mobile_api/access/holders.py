"""Tells other domains whose an account is: how its holder is reached, who that is proven to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

from mobile_api.access import app_store, identity_store
from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.keys import Vaulted
from mobile_api.permissions import allowed
from mobile_api.schemas import Language


@dataclass(frozen=True, slots=True)
class Contact:
    """How the owner of an open account can be reached.

    Attributes:
        account_id: the account.
        language: in which its owner is spoken to.
        phone: verified, in normal form; None where there is none.
        telegram_user_id: the chat that is tied to the account; None where there is none.
    """

    account_id: UUID
    language: Language
    phone: str | None = field(repr=False)
    telegram_user_id: int | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProvenPerson:
    """Who the owner of an account is, as OneID or MyID said it.

    Attributes:
        pinfl: valid.
        family_name: as in the document; names may be in either script.
        given_name: as in the document.
        patronymic: ``""`` where there is none.
        proven_by: which service said it.
        proven_at: aware, UTC.
    """

    pinfl: str = field(repr=False)
    family_name: str = field(repr=False)
    given_name: str = field(repr=False)
    patronymic: str = field(repr=False)
    proven_by: Literal["oneid", "myid"]
    proven_at: datetime


class AccountHolders:
    """Facts about the people behind accounts; closes accounts of those who have died.

    Args:
        clock: tells the time.
        vaulted: decrypts phones, chats and identities.
        audit: keeps who closed an account.
    """

    def __init__(self, clock: Clock, vaulted: Vaulted, audit: AuditService) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._audit = audit

    async def contacts(self, db: Reader, account_ids: Sequence[UUID]) -> list[Contact]:
        """How the owners of these accounts can be reached; closed accounts are left out."""
        return [
            Contact(
                account_id=row["id"],
                language=cast(Language, row["language"]),
                phone=self._opened("app_accounts", row["id"], "phone", row["phone"]),
                telegram_user_id=(
                    None
                    if row["chat"] is None
                    else int(
                        self._vaulted.decrypt("telegram_links", row["link_id"], "chat", row["chat"])
                    )
                ),
            )
            for row in await app_store.contacts(db, account_ids)
        ]

    async def proven_identity(self, db: Reader, account_id: UUID) -> ProvenPerson | None:
        """Who the owner of an account is proven to be; None where nobody has proven it."""
        row = await identity_store.proven_identity(db, account_id)
        if row is None:
            return None
        pinfl, family, given, patronymic = (
            self._vaulted.decrypt("proven_identities", account_id, column, row[column])
            for column in ("pinfl", "family_name", "given_name", "patronymic")
        )
        return ProvenPerson(pinfl, family, given, patronymic, row["proven_by"], row["proven_at"])

    @allowed(Role.ADMINISTRATOR, Role.IT_NURSE, Role.SYSTEM)
    async def close_accounts_proven_as(self, tx: Writing, actor: Actor, pinfl: str) -> int:
        """Close the accounts of one proven person, e.g. of somebody who has died.

        Returns:
            How many there are.
        """
        index = self._vaulted.blind_index("access.pinfl", pinfl)
        found = [row["id"] for row in await identity_store.accounts_proven_as(tx, index)]
        await app_store.disable_app_accounts(tx, found, self._clock())
        for account_id in found:
            await self._audit.record(tx, actor, "access.close", "app_account", account_id)
        return len(found)

    @allowed(Role.ADMINISTRATOR, Role.SYSTEM)
    async def close_app_account(self, tx: Writing, actor: Actor, account_id: UUID) -> None:
        """Close an account of a person, with its signed-in phones and its chat."""
        await app_store.disable_app_accounts(tx, [account_id], self._clock())
        await self._audit.record(tx, actor, "access.close", "app_account", account_id)

    def _opened(self, table: str, row: UUID, column: str, stored: bytes | None) -> str | None:
        return None if stored is None else self._vaulted.decrypt(table, row, column, stored)
