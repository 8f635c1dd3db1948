"""Whose account is open: neither closed nor of somebody who has died."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import RowMapping

from mobile_api.access import app_store
from mobile_api.access.holders import AccountHolders
from mobile_api.access.port import Deaths
from mobile_api.database import Reader


class AccountStanding:
    """Asked whenever somebody signs in or renews.

    Args:
        holders: reads accounts and proven identities.
        deaths: who is recorded as deceased.
    """

    def __init__(self, holders: AccountHolders, deaths: Deaths) -> None:
        self._holders = holders
        self._deaths = deaths

    async def is_open(self, db: Reader, account: RowMapping) -> bool:
        """True where this account may be used."""
        if account["disabled_at"] is not None:
            return False
        identity = await self._holders.proven_identity(db, account["id"])
        return identity is None or not await self.is_deceased(db, identity.pinfl)

    async def is_open_account(self, db: Reader, account_id: UUID) -> bool:
        """The same, for an account that has not been read yet."""
        account = await app_store.app_account(db, account_id)
        return account is not None and await self.is_open(db, account)

    async def is_deceased(self, db: Reader, pinfl: str) -> bool:
        """True where the holder of this number is recorded as deceased."""
        return await self._deaths.is_deceased(db, pinfl)
