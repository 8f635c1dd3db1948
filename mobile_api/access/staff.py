"""Keeps accounts of staff: who works here, as what, and who lost a password."""

from __future__ import annotations

import asyncio
import secrets
from functools import partial
from uuid import UUID

from pydantic import SecretStr
from sqlalchemy import RowMapping

from mobile_api.access import rules, staff_store, store
from mobile_api.access.errors import LastAdministrator, LoginTaken, NotOneself
from mobile_api.access.schemas import HireStaff, PutStaff, StaffRecord
from mobile_api.access.service import AccessService
from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import IdempotencyMismatch, NotFound
from mobile_api.keys import Vaulted
from mobile_api.permissions import allowed
from mobile_api.replays import SealedReplays

KEPT_SECONDS = 600
"""For how long a lost answer with a fresh password is given again: nobody waits longer for it."""

_TABLE = "staff_accounts"

# No letters that are taken for others when somebody reads them from a slip of paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def fresh_password() -> str:
    """A password that a page shows once: 16 letters and digits, 79 bits, ``k7wq-m2xd-…``."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


class StaffService:
    """Accounts of staff. Only administrators change them: who gives out roles holds them all.

    Args:
        clock: tells the time.
        vaulted: encrypts names.
        access: hashes passwords, ends sessions.
        replays: gives a lost password again.
        audit: keeps who did it.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        access: AccessService,
        replays: SealedReplays,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._access = access
        self._replays = replays
        self._audit = audit

    @allowed(Role.ADMINISTRATOR)
    async def accounts(self, db: Reader, actor: Actor) -> list[StaffRecord]:
        """All accounts of the hospital, open ones first, by login."""
        rows = await store.accounts(db, actor.hospital_id)
        found = [self._record(row) for row in rows]
        return sorted(found, key=lambda one: (one.disabled, one.login))

    @allowed(Role.ADMINISTRATOR)
    async def account(self, db: Reader, actor: Actor, staff_id: UUID) -> StaffRecord:
        """One account.

        Raises:
            NotFound: not in this hospital.
        """
        return self._record(await self._known(db, actor, staff_id))

    @allowed(Role.ADMINISTRATOR)
    async def hire(self, tx: Writing, actor: Actor, order: HireStaff) -> StaffRecord:
        """Make an account. The same id is one account; its password is kept as a hash only.

        Raises:
            LoginTaken: another account has this login.
            WeakPassword: ``reason`` says why.
            IdempotencyMismatch: the id was used for another account.
        """
        there = await store.account_by_id(tx, order.id)
        if there is not None:
            record = self._record(there)
            asked = (order.login, order.role, order.display_name)
            if (record.login, record.role, record.display_name) != asked:
                raise IdempotencyMismatch
            return record
        if await store.logins(tx, [rules.normal_login(order.login)]):
            raise LoginTaken(field="login")
        await self._access.create_account(tx, actor, order.as_account(), staff_id=order.id)
        return await self.account(tx, actor, order.id)

    @allowed(Role.ADMINISTRATOR)
    async def hire_on_a_page(
        self, tx: Writing, actor: Actor, order: HireStaff, *, key: UUID
    ) -> tuple[StaffRecord, str | None]:
        """Make an account whose password the page shows once.

        Args:
            tx: the transaction.
            actor: who makes it.
            order: the account, with a fresh password.
            key: of this order: sent again by the same actor within ten minutes, it gets the
                account's first password, and nothing is done.

        Returns:
            The account and the password that opens it; None where that is no longer known.

        Raises:
            LoginTaken, WeakPassword, IdempotencyMismatch: as ``hire``.
        """
        kept = await self._replays.keep(
            "first-password",
            actor.id,
            key,
            str(order.id),
            {"password": order.password.get_secret_value()},
            seconds=KEPT_SECONDS,
        )
        password = kept.content["password"]
        account = await self.hire(
            tx, actor, order.model_copy(update={"password": SecretStr(password)})
        )
        # Later than ten minutes another one is kept, and is not this account's.
        fits = await self._access.has_password(tx, account.id, password)
        return account, password if fits else None

    @allowed(Role.ADMINISTRATOR)
    async def put(self, tx: Writing, actor: Actor, staff_id: UUID, order: PutStaff) -> StaffRecord:
        """Change what somebody is called, what they may do, and whether they may sign in.

        Raises:
            NotFound: not in this hospital.
            NotOneself: nobody takes the own role away or closes the own account.
            LastAdministrator: nobody would be left who could give roles out.
        """
        administrators = await staff_store.lock_administrators(tx, actor.hospital_id)
        before = self._record(await self._known(tx, actor, staff_id))
        loses_power = order.role is not Role.ADMINISTRATOR or order.disabled
        if staff_id == actor.id and loses_power:
            raise NotOneself(field="disabled" if order.disabled else "role")
        if loses_power and administrators == {staff_id}:
            raise LastAdministrator(field="disabled" if order.disabled else "role")
        now = self._clock()
        await staff_store.change(
            tx,
            staff_id,
            {
                "display_name": self._vaulted.encrypt(
                    _TABLE, staff_id, "display_name", order.display_name
                ),
                "role": order.role.value,
                "departments": list(dict.fromkeys(order.departments)),
                "language": order.language,
                "disabled_at": now if order.disabled else None,
            },
        )
        if order.disabled or order.role is not before.role:
            await store.end_sessions(tx, staff_id, now)
        verb = "change_account"
        if order.disabled != before.disabled:
            verb = "disable_account" if order.disabled else "enable_account"
        await self._audit.record(
            tx, actor, f"access.{verb}", "staff", staff_id, role=order.role.value
        )
        return await self.account(tx, actor, staff_id)

    @allowed(Role.ADMINISTRATOR)
    async def reset_password(
        self, tx: Writing, actor: Actor, staff_id: UUID, *, key: UUID | None = None
    ) -> str:
        """Give an account a fresh password; its sessions end.

        Args:
            tx: the transaction.
            actor: who gives it.
            staff_id: whose account it is.
            key: of this order: sent again by the same actor within ten minutes, it gets the same
                password, and nothing is changed again.

        Returns:
            The password: shown once, kept as a hash (with a key, sealed too, for ten minutes).

        Raises:
            NotFound: not in this hospital.
            IdempotencyMismatch: the actor used the key for another account.
        """
        account = await self._known(tx, actor, staff_id)
        password = fresh_password()
        if key is not None:
            kept = await self._replays.keep(
                "password",
                actor.id,
                key,
                str(staff_id),
                {"password": password},
                seconds=KEPT_SECONDS,
            )
            password = kept.content["password"]
            if kept.settled:
                return password
            tx.after_commit(partial(self._replays.settle, kept))
        await self._access.reset_password(tx, actor, account["login"], password)
        return password

    async def names(self, db: Reader, hospital_id: UUID) -> dict[UUID, str]:
        """Names of everybody who has or had an account, for those who read the audit trail."""
        rows = await store.accounts(db, hospital_id)
        # Decrypting a thousand names takes milliseconds that nobody else should wait for.
        return await asyncio.to_thread(lambda: {row["id"]: self._name(row) for row in rows})

    async def _known(self, db: Reader, actor: Actor, staff_id: UUID) -> RowMapping:
        row = await store.account_by_id(db, staff_id)
        if row is None or row["hospital_id"] != actor.hospital_id:
            raise NotFound
        return row

    def _record(self, row: RowMapping) -> StaffRecord:
        return StaffRecord(
            id=row["id"],
            login=row["login"],
            display_name=self._name(row),
            role=row["role"],
            departments=row["departments"],
            language=row["language"],
            disabled=row["disabled_at"] is not None,
        )

    def _name(self, row: RowMapping) -> str:
        return self._vaulted.decrypt(_TABLE, row["id"], "display_name", row["display_name"])
