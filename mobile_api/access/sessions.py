"""Signs people in on their phones: by a code, with tokens that rotate, on devices they see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

import structlog

from mobile_api.access import app_store, rules
from mobile_api.access.codes import CodesService, phone_index, read_phone
from mobile_api.access.errors import (
    SessionEnded,
    WrongCode,
)
from mobile_api.access.schemas import (
    AppTokensReply,
    AskForCode,
    CodeSent,
    Renew,
    SignInByCode,
    SteppedUp,
    ThisDevice,
)
from mobile_api.access.standing import AccountStanding
from mobile_api.access.tokens import AppTokens
from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Record, Writing
from mobile_api.errors import IdempotencyMismatch, NotAllowed, NotAuthenticated
from mobile_api.keys import Vaulted
from mobile_api.permissions import allowed
from mobile_api.schemas import Language

_TABLE = "app_sessions"
_ACCOUNTS = "app_accounts"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class NewSession:
    """A phone that is about to be signed in.

    Attributes:
        id: made by the device.
        account_id: whose it is.
        device: as its owner will find it in the list.
        how: ``code``, ``oneid`` or ``myid``; for the audit.
        proven: True where who it is has just been proven.
    """

    id: UUID
    account_id: UUID
    device: ThisDevice = field(repr=False)
    how: str
    proven: bool = False


class AppSessionsService:
    """Signs phones in, renews their tokens, and knows who is asking.

    Args:
        clock: tells the time.
        vaulted: encrypts names and phones, makes tokens.
        codes: one-time codes.
        standing: knows whose account is closed.
        audit: keeps who signed in.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        codes: CodesService,
        standing: AccountStanding,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._codes = codes
        self._standing = standing
        self._audit = audit
        self._tokens = AppTokens(vaulted)

    async def ask_for_code(self, tx: Writing, order: AskForCode, address: str) -> CodeSent:
        """Send a code to a phone. The answer never tells whether the phone is known.

        Raises:
            InvalidPhone: not a number of this country.
            TooManyAttempts, IdempotencyMismatch: see ``CodesService.send``.
        """
        return await self._codes.send(
            tx,
            order.id,
            "sign_in",
            read_phone(order.phone),
            language=order.language,
            address=address,
            device_id=order.device_id,
        )

    async def sign_in(self, tx: Writing, order: SignInByCode, address: str) -> AppTokensReply:
        """Sign a phone in; a number that nobody has becomes an account.

        Raises:
            WrongCode: it does not fit, or the account is closed: one answer.
            CodeNotValid, TooManyAttempts: see ``CodesService.redeem``.
            IdempotencyMismatch: the id names another signed-in device.
        """
        redeemed = await self._codes.redeem(
            tx, order.code_id, order.code, "sign_in", by=order.id, address=address
        )
        account = await app_store.account_by_phone(tx, redeemed.phone_index)
        if account is None:
            await self.add_account(tx, order.language, redeemed.phone)
            account = await app_store.account_by_phone(tx, redeemed.phone_index)
        if account is None or not await self._standing.is_open(tx, account):
            raise WrongCode
        return await self.begin(tx, NewSession(order.id, account["id"], order.device, "code"))

    async def add_account(self, tx: Writing, language: Language, phone: str | None) -> UUID:
        """Make an account, unless the phone has one; returns the id of the new one."""
        account_id = uuid4()
        row: dict[str, object] = {
            "id": account_id,
            "language": language,
            "created_at": self._clock(),
        }
        if phone is not None:
            row["phone"] = self._vaulted.encrypt(_ACCOUNTS, account_id, "phone", phone)
            row["phone_index"] = phone_index(self._vaulted, phone)
        await app_store.add_app_account(tx, row)
        return account_id

    async def begin(self, tx: Writing, new: NewSession) -> AppTokensReply:
        """Sign a phone in. The same order again gets the same tokens, until they are renewed.

        Raises:
            IdempotencyMismatch: the id names another signed-in device, or one that has
                renewed its tokens since.
        """
        now = self._clock()
        added = await app_store.add_app_session(
            tx,
            {
                "id": new.id,
                "account_id": new.account_id,
                "device_id": new.device.id,
                "device_name": self._vaulted.encrypt(
                    _TABLE, new.id, "device_name", new.device.name
                ),
                "platform": new.device.platform,
                "created_at": now,
                "generation": 0,
                "renewed_at": now,
                "renewed_by": new.id,
                "expires_at": now + rules.REFRESH_LIFE,
                "proven_until": now + rules.PROVEN_LIFE if new.proven else None,
            },
        )
        session = await app_store.app_session(tx, new.id)
        assert session is not None
        if not added:
            same = (session["account_id"], session["device_id"], session["generation"])
            if same != (new.account_id, new.device.id, 0) or session["ended_at"] is not None:
                raise IdempotencyMismatch
            return self._reply(session)
        actor = self._actor(session)
        live = await app_store.live_app_sessions(tx, new.account_id, now)
        others = [one for one in live if one["id"] != new.id]
        # Signed in again on the same phone: the old family has nobody to use it any more.
        replaced = [one["id"] for one in others if one["device_id"] == new.device.id]
        kept = [one["id"] for one in others if one["id"] not in replaced]
        replaced += kept[rules.MAX_DEVICES - 1 :]
        await app_store.end_app_sessions(tx, new.account_id, replaced, now, "replaced")
        await self._audit.record(
            tx, actor, "access.app_sign_in", "app_session", new.id, how=new.how
        )
        return self._reply(session)

    async def replayed(self, db: Reader, session_id: UUID) -> AppTokensReply | None:
        """The answer that signing in already gave; None where there was none, or too long ago."""
        session = await app_store.app_session(db, session_id)
        if (
            session is None
            or session["generation"] != 0
            or session["ended_at"] is not None
            or session["disabled_at"] is not None
            or self._clock() - session["created_at"] > rules.RENEWAL_GRACE
        ):
            return None
        return self._reply(session)

    async def renew(self, tx: Writing, order: Renew) -> AppTokensReply | None:
        """The next pair of tokens for a refresh token.

        An old token that comes back was copied by somebody: whoever sends it, the whole
        family of that device ends. Only the request that used it may repeat itself for five
        minutes, because its answer may have been lost.

        Returns:
            None where the device has to sign in again. It is no error here, because an
            error would undo the ending of the family: the door raises it after the commit.

        Raises:
            SessionEnded: the token is not ours; nothing is written.
        """
        named = self._tokens.read_refresh(order.refresh_token.get_secret_value())
        if named is None:
            raise SessionEnded
        now = self._clock()
        session = await app_store.app_session(tx, named.session_id)
        if session is None or not await self._standing.is_open_account(tx, session["account_id"]):
            return None
        renewed = await app_store.renew_app_session(
            tx, named.session_id, named.number, order.id, now, now + rules.REFRESH_LIFE
        )
        if renewed is not None:
            return self._reply(renewed)
        # Read after the update: the same request may have been quicker in another process.
        session = await app_store.app_session(tx, named.session_id)
        if session is None or session["ended_at"] is not None or session["expires_at"] <= now:
            return None
        repeated = named.number == session["generation"] - 1 and session["renewed_by"] == order.id
        if repeated and now - session["renewed_at"] <= rules.RENEWAL_GRACE:
            return self._reply(session)
        log.warning("refresh_token_reused")
        await app_store.end_app_sessions(
            tx, session["account_id"], [named.session_id], now, "reused"
        )
        await self._audit.record(
            tx, self._actor(session), "access.refresh_reused", "app_session", named.session_id
        )
        return None

    async def actor_of(self, db: Reader, token: str) -> Actor:
        """Who is signed in with an access token.

        Raises:
            NotAuthenticated: not ours, older than 15 minutes, signed out, or the account is
                closed.
        """
        named = self._tokens.read_access(token, self._clock())
        session = None if named is None else await app_store.app_session(db, named.session_id)
        if session is None or session["ended_at"] or session["disabled_at"]:
            raise NotAuthenticated
        return self._actor(session)

    def is_proven(self, actor: Actor) -> bool:
        """True while records are open to this sign-in."""
        return actor.proven_until is not None and actor.proven_until > self._clock()

    @allowed(Role.PATIENT)
    async def prove(self, tx: Writing, actor: Actor, how: str) -> SteppedUp:
        """Open records on the actor's phone for ten minutes, after it was proven who it is.

        Raises:
            NotAuthenticated: it was signed out in the meantime.
        """
        session_id = require_phone(actor)
        until = self._clock() + rules.PROVEN_LIFE
        if not await app_store.prove_session(tx, session_id, until):
            raise NotAuthenticated
        await self._audit.record(tx, actor, "access.step_up", "app_session", session_id, how=how)
        return SteppedUp(proven_until=until, proven_for=int(rules.PROVEN_LIFE.total_seconds()))

    def _reply(self, session: Record) -> AppTokensReply:
        now = self._clock()
        expires_at = session["renewed_at"].replace(microsecond=0) + rules.ACCESS_LIFE
        left = max(timedelta(), expires_at - now)
        return AppTokensReply(
            session_id=session["id"],
            account_id=session["account_id"],
            access_token=self._tokens.access(session["id"], expires_at),
            access_expires_in=int(left.total_seconds()),
            refresh_token=self._tokens.refresh(session["id"], session["generation"]),
            refresh_expires_at=session["expires_at"],
            server_time=now,
        )

    @staticmethod
    def _actor(session: Record) -> Actor:
        return Actor(
            role=Role.PATIENT,
            id=session["account_id"],
            hospital_id=NOWHERE,
            session_id=session["id"],
            proven_until=session["proven_until"],
            language=session["language"],
        )


def require_phone(actor: Actor) -> UUID:
    """The signed-in phone of an actor.

    Raises:
        NotAllowed: it is a chat, which has none.
    """
    if actor.session_id is None:
        raise NotAllowed(role="chat")
    return actor.session_id
