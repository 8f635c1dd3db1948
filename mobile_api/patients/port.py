"""What patients need from outside: facts about accounts, and who must hear of a withdrawal or of
two records that became one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from mobile_api.actors import Actor
from mobile_api.database import Reader, Writing
from mobile_api.patients.schemas import ConsentKind
from mobile_api.schemas import Language


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account that is open.

    Attributes:
        id: of the account.
        phone: verified by a one-time code, in normal form; None where it has none.
        language: in which its owner reads.
        telegram: a chat is linked to it.
    """

    id: UUID
    phone: str | None = field(repr=False)
    language: Language
    telegram: bool


class Accounts(Protocol):
    """What is known about accounts; implemented over the domain of access."""

    async def facts(self, db: Reader, account_ids: Sequence[UUID]) -> Mapping[UUID, AccountFacts]:
        """Those of the accounts that are open; the others are left out."""

    async def proven_pinfl(self, db: Reader, account_id: UUID) -> str | None:
        """The number that an identity service (OneID, MyID) has proven for an account."""


class OnWithdrawn(Protocol):
    """Called in the transaction in which a consent is withdrawn: both happen, or neither."""

    async def __call__(
        self, tx: Writing, actor: Actor, patient_id: UUID, kind: ConsentKind, /
    ) -> None:
        """Stop, and delete what stood on the consent."""


class OnMerged(Protocol):
    """Called in the transaction in which two records become one person: both happen, or neither."""

    async def __call__(self, tx: Writing, actor: Actor, patient_id: UUID, /) -> None:
        """Put together what stands under the records of this person."""
