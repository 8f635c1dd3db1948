"""Lets staff in: accounts, passwords, sessions."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

import structlog
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import RowMapping

from mobile_api.access import rules, store
from mobile_api.access.errors import LoginTaken, WeakPassword, WrongLogin
from mobile_api.access.schemas import NewAccount
from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import IdempotencyMismatch, NotAuthenticated, NotFound
from mobile_api.keys import Vaulted, token_digest
from mobile_api.limits import Limits
from mobile_api.permissions import STAFF_ACCOUNTS, allowed
from mobile_api.replays import SealedReplays

WRONG_PER_LOGIN = 10
WRONG_PER_ADDRESS = 30
WRONG_SECONDS = 15 * 60

_TABLE = "staff_accounts"
_TOKEN_BYTES = 32

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Session:
    """A live session.

    Attributes:
        actor: who is signed in.
        stale: True where its last use should be written down (``touch``).
    """

    actor: Actor
    stale: bool


# OWASP Password Storage: Argon2id with 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobodys_hash() -> str:
    """What a password is compared with where the login does not exist: it takes as long."""
    return _HASHER.hash(secrets.token_urlsafe(_TOKEN_BYTES))


class AccessService:
    """Staff accounts and sessions.

    Args:
        clock: tells the time.
        vaulted: encrypts names, derives CSRF tokens.
        limits: counts wrong passwords.
        replays: gives a lost token again.
        audit: keeps who signed in.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        limits: Limits,
        replays: SealedReplays,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._limits = limits
        self._replays = replays
        self._audit = audit

    async def sign_in(
        self, tx: Writing, login: str, password: str, address: str, *, key: UUID | None = None
    ) -> tuple[str, Actor]:
        """Check a password and begin a session.

        Args:
            tx: the transaction.
            login: as typed.
            password: as typed.
            address: of the browser, for the limit; never stored.
            key: of this order; sent again with the right password, it is one session.

        Returns:
            The session's token (for the cookie; only its digest is stored) and who it is.

        Raises:
            WrongLogin: wrong login, wrong password or a disabled account, after equal work.
            TooManyAttempts: ten wrong for this login or thirty from this address in 15 minutes.
            IdempotencyMismatch: the key's session has ended since.
        """
        login = rules.normal_login(login)
        counted = {
            f"sign-in:login:{self._hidden('login', login)}": WRONG_PER_LOGIN,
            f"sign-in:address:{self._hidden('address', address)}": WRONG_PER_ADDRESS,
        }
        for name, limit in counted.items():
            await self._limits.spend(name, limit=limit, seconds=WRONG_SECONDS)
        account = await store.account(tx, login)
        stored = _nobodys_hash() if account is None else account["password_hash"]
        fits = await asyncio.to_thread(self._fits, stored, rules.normal_password(password))
        if account is None or account["disabled_at"] is not None or not fits:
            log.warning("sign_in_refused")
            raise WrongLogin
        for name in counted:
            await self._limits.give_back(name)
        if _HASHER.check_needs_rehash(stored):
            await store.set_password(tx, account["id"], await self._hash(password))
        actor, token, now = self._actor(account), secrets.token_urlsafe(_TOKEN_BYTES), self._clock()
        if key is not None:
            # Only here, and under the account: nobody learns of it without the password.
            kept = await self._replays.keep(
                "sign-in", actor.id, key, "", {"token": token}, seconds=rules.SIGN_IN_KEPT_SECONDS
            )
            token = kept.content["token"]
        state = await store.add_session(
            tx,
            {
                "token_digest": token_digest(token),
                "staff_id": actor.id,
                "created_at": now,
                "last_used_at": now,
                "expires_at": now + rules.SESSION_LIFE,
            },
        )
        if state == "ended":
            raise IdempotencyMismatch
        if state == "added":
            await self._audit.record(tx, actor, "access.sign_in", "staff", actor.id)
        return token, actor

    async def sign_out(self, tx: Writing, token: str) -> None:
        """End a session; nothing happens where it had ended."""
        session = await store.session(tx, token_digest(token))
        ended = await store.end_session(tx, token_digest(token), self._clock())
        if session is not None and ended is not None:
            await self._audit.record(tx, self._actor(session), "access.sign_out", "staff", ended)

    async def session_of(self, db: Reader, token: str) -> Session:
        """The live session of a token.

        Raises:
            NotAuthenticated: unknown, ended, unused for an hour, older than 12 hours, or
                its account was disabled.
        """
        now = self._clock()
        row = await store.session(db, token_digest(token))
        if (
            row is None
            or row["disabled_at"] is not None
            or not rules.is_live(now, row["last_used_at"], row["expires_at"], row["ended_at"])
        ):
            raise NotAuthenticated
        return Session(self._actor(row), now - row["last_used_at"] >= rules.TOUCH_AFTER)

    async def actor_of(self, db: Reader, token: str) -> Actor:
        """Who is signed in with a token; raises as ``session_of``."""
        return (await self.session_of(db, token)).actor

    async def touch(self, tx: Writing, token: str) -> None:
        """Note that a session is in use."""
        await store.touch(tx, token_digest(token), self._clock())

    def csrf_token(self, token: str) -> str:
        """What every form of a session carries: derived, so that nothing is stored."""
        return self._vaulted.blind_index("access.csrf", token).hex()

    def is_csrf_token(self, token: str, sent: str) -> bool:
        """True where ``sent`` belongs to this session."""
        return hmac.compare_digest(self.csrf_token(token).encode(), sent.encode())

    @allowed(Role.ADMINISTRATOR, Role.SYSTEM)
    async def create_account(
        self, tx: Writing, actor: Actor, order: NewAccount, *, staff_id: UUID | None = None
    ) -> UUID:
        """Make a staff account in the actor's hospital; ``staff_id``: its id, default a fresh one.

        Raises:
            LoginTaken: another account has this login.
            WeakPassword: ``reason`` says why.
        """
        if order.role not in STAFF_ACCOUNTS:
            raise ValueError("only staff have accounts")
        self._require_strong(order.password.get_secret_value(), order.login)
        staff_id = staff_id or uuid4()
        added = await store.add_account(
            tx,
            {
                "id": staff_id,
                "hospital_id": actor.hospital_id,
                "login": rules.normal_login(order.login),
                "display_name": self._vaulted.encrypt(
                    _TABLE, staff_id, "display_name", order.display_name
                ),
                "role": order.role.value,
                "departments": list(order.departments),
                "language": order.language,
                "password_hash": await self._hash(order.password.get_secret_value()),
                "created_at": self._clock(),
            },
        )
        if not added:
            raise LoginTaken(field="login")
        await self._audit.record(
            tx, actor, "access.create_account", "staff", staff_id, role=order.role.value
        )
        return staff_id

    @allowed(Role.ADMINISTRATOR, Role.SYSTEM)
    async def taken(self, db: Reader, actor: Actor, logins: list[str]) -> set[str]:
        """Those of the logins that have an account."""
        return await store.logins(db, [rules.normal_login(login) for login in logins])

    @allowed(Role.ADMINISTRATOR)
    async def disable_account(self, tx: Writing, actor: Actor, staff_id: UUID) -> None:
        """Close an account and end its sessions.

        Raises:
            NotFound: this hospital has no such account.
        """
        if not await store.disable(tx, actor.hospital_id, staff_id, self._clock()):
            raise NotFound
        await store.end_sessions(tx, staff_id, self._clock())
        await self._audit.record(tx, actor, "access.disable_account", "staff", staff_id)

    @allowed(*STAFF_ACCOUNTS)
    async def change_password(self, tx: Writing, actor: Actor, old: str, new: str) -> None:
        """Replace one's own password; every session of the account ends.

        Raises:
            WrongLogin: the old one is wrong.
            WeakPassword: the new one is too weak.
            TooManyAttempts: ten wrong in 15 minutes.
        """
        account = await store.account_by_id(tx, actor.id)
        if account is None:
            raise NotFound
        key = f"sign-in:login:{self._hidden('login', account['login'])}"
        await self._limits.spend(key, limit=WRONG_PER_LOGIN, seconds=WRONG_SECONDS)
        stored = account["password_hash"]
        if not await asyncio.to_thread(self._fits, stored, rules.normal_password(old)):
            raise WrongLogin
        await self._limits.give_back(key)
        self._require_strong(new, account["login"])
        await store.set_password(tx, actor.id, await self._hash(new))
        await store.end_sessions(tx, actor.id, self._clock())
        await self._audit.record(tx, actor, "access.change_password", "staff", actor.id)

    @allowed(Role.ADMINISTRATOR, Role.SYSTEM)
    async def reset_password(self, tx: Writing, actor: Actor, login: str, new: str) -> None:
        """Give an account of the actor's hospital a new password; its sessions end.

        Raises:
            NotFound: this hospital has no such account.
            WeakPassword: the new one is too weak.
        """
        account = await store.account(tx, rules.normal_login(login))
        if account is None or account["hospital_id"] != actor.hospital_id:
            raise NotFound
        self._require_strong(new, account["login"])
        await store.set_password(tx, account["id"], await self._hash(new))
        await store.end_sessions(tx, account["id"], self._clock())
        await self._audit.record(tx, actor, "access.reset_password", "staff", account["id"])

    async def has_password(self, db: Reader, staff_id: UUID, password: str) -> bool:
        """True where this is what the account is opened with."""
        account = await store.account_by_id(db, staff_id)
        if account is None:
            return False
        stored, normal = account["password_hash"], rules.normal_password(password)
        return await asyncio.to_thread(self._fits, stored, normal)

    def _actor(self, row: RowMapping) -> Actor:
        return Actor(
            role=Role(row["role"]),
            id=row["id"],
            hospital_id=row["hospital_id"],
            label=self._vaulted.decrypt(_TABLE, row["id"], "display_name", row["display_name"]),
            departments=tuple(row["departments"]),
            language=row["language"],
        )

    def _require_strong(self, password: str, login: str) -> None:
        fault = rules.password_fault(password, rules.normal_login(login))
        if fault is not None:
            raise WeakPassword(reason=fault, field="password")

    async def _hash(self, password: str) -> str:
        return await asyncio.to_thread(_HASHER.hash, rules.normal_password(password))

    def _fits(self, stored: str, password: str) -> bool:
        try:
            return _HASHER.verify(stored, password)
        except VerifyMismatchError:
            return False

    def _hidden(self, kind: str, value: str) -> str:
        return self._vaulted.blind_index(f"limits.{kind}", value).hex()
