"""Proves who somebody is, with OneID or MyID: to sign in, or for the account that is signed in.

Three things must come together: the verifier, which only the app that began has; the code
or ticket, which only the device has on which the person signed in there; and, for an
account, its session. So an address that somebody was talked into opening signs nobody
else in.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from uuid import UUID

from mobile_api.access import identity_store, rules
from mobile_api.access.errors import (
    IdentityNotConfirmed,
    IdentityServiceMissing,
    OtherPersonProven,
    TooYoung,
)
from mobile_api.access.identity_requests import IdentityRequests, Provider, Way
from mobile_api.access.port import MyId, OneId, StatedIdentity
from mobile_api.access.schemas import (
    AppTokensReply,
    BeginFace,
    BeginIdentity,
    FinishIdentity,
    MyIdBegun,
    OneIdBegun,
    SignInByIdentity,
    SteppedUp,
)
from mobile_api.access.sessions import AppSessionsService, NewSession, require_phone
from mobile_api.access.standing import AccountStanding
from mobile_api.actors import Actor
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Database, Writing
from mobile_api.errors import Unavailable
from mobile_api.identifiers import InvalidPinfl, read_pinfl
from mobile_api.keys import Vaulted, token_digest
from mobile_api.limits import Limits

BEGUN_PER_ADDRESS = 60
BEGUN_PER_NUMBER = 5
BEGUN_PER_DEVICE = 10
BEGUN_SECONDS = 10 * 60
_PROVEN = "proven_identities"
_STATE_BYTES = 24


class IdentitiesService:
    """The way to OneID and MyID and back.

    What asks them is not given a transaction: their answer takes seconds, and SQLite has one
    writer.

    Args:
        clock: tells the time.
        database: for what is written between the steps.
        requests: what is kept between the steps.
        vaulted: encrypts codes, numbers and names.
        limits: counts what is begun.
        sessions: signs phones in and steps them up.
        standing: knows whose account is closed and who has died.
        audit: keeps who was proven.
        oneid: None where there is no contract.
        myid: None where there is no contract.
        public_url: of this API; OneID sends browsers back to it.
    """

    def __init__(
        self,
        clock: Clock,
        database: Database,
        requests: IdentityRequests,
        vaulted: Vaulted,
        limits: Limits,
        sessions: AppSessionsService,
        standing: AccountStanding,
        audit: AuditService,
        oneid: OneId | None,
        myid: MyId | None,
        public_url: str,
    ) -> None:
        self._clock = clock
        self._database = database
        self._requests = requests
        self._vaulted = vaulted
        self._limits = limits
        self._sessions = sessions
        self._standing = standing
        self._audit = audit
        self._oneid = oneid
        self._myid = myid
        self._redirect_uri = f"{public_url}/v1/access/oneid/callback"

    async def begin_oneid(
        self, order: BeginIdentity, address: str, actor: Actor | None = None
    ) -> OneIdBegun:
        """Where the browser goes. The same order gets the same address.

        Args:
            order: with the challenge of the app.
            address: of the device, for the limit.
            actor: whose account is to be proven; None: to sign in.

        Raises:
            NotAllowed: asked by a chat.
            IdentityServiceMissing: there is no contract with OneID.
            IdempotencyMismatch: the id was used for something else.
            TooManyAttempts: sixty begun from this address in 10 minutes.
        """
        if actor is not None:
            require_phone(actor)
        if self._oneid is None:
            raise IdentityServiceMissing
        await self._limits.spend(
            f"identity:address:{self._hidden('address', address)}",
            limit=BEGUN_PER_ADDRESS,
            seconds=BEGUN_SECONDS,
        )
        hashed = self._vaulted.blind_index("access.oneid_state", f"{order.id}|{order.challenge}")
        state = base64.urlsafe_b64encode(hashed[:_STATE_BYTES]).decode()
        async with self._database.writing() as tx:
            kept = await self._requests.keep(
                tx, "oneid", order, actor, state_digest=token_digest(state)
            )
        return OneIdBegun(
            id=order.id,
            authorize_url=self._oneid.authorize_url(state, self._redirect_uri),
            expires_in=self._requests.left(kept),
        )

    async def begin_myid(
        self, order: BeginFace, address: str, actor: Actor | None = None
    ) -> MyIdBegun:
        """A session for the SDK of MyID. The same order gets the same session.

        Args:
            order: with the number and the challenge of the app.
            address: of the device, for the limit.
            actor: whose account is to be proven; None: to sign in.

        Raises:
            NotAllowed: asked by a chat.
            IdentityServiceMissing: there is no contract with MyID.
            IdentityNotConfirmed: MyID refused, or the birth date lies in the future.
            TooYoung: the number is of somebody under 16.
            IdempotencyMismatch: the id was used for something else.
            TooManyAttempts: five for a number, ten for a device, sixty for an address in 10
                minutes.
            Unavailable: MyID does not answer.
        """
        if actor is not None:
            require_phone(actor)
        if self._myid is None:
            raise IdentityServiceMissing
        self._require_grown_up(order.pinfl)
        async with self._database.reading() as db:
            known = await identity_store.identity_request(db, order.id)
        if known is None:
            number = self._vaulted.blind_index("access.pinfl", order.pinfl).hex()
            for key, limit in (
                (f"identity:address:{self._hidden('address', address)}", BEGUN_PER_ADDRESS),
                (f"identity:device:{order.device_id}", BEGUN_PER_DEVICE),
                (f"identity:number:{number}", BEGUN_PER_NUMBER),
            ):
                await self._limits.spend(key, limit=limit, seconds=BEGUN_SECONDS)
            session_id = await self._myid.open_session(order.pinfl)
            async with self._database.writing() as tx:
                known = await self._requests.keep(
                    tx,
                    "myid",
                    order,
                    actor,
                    secret=self._requests.sealed(order.id, order.pinfl),
                    reference=session_id,
                )
        self._requests.require_same(known, "myid", order, actor)
        return MyIdBegun(
            id=order.id, session_id=known["reference"], expires_in=self._requests.left(known)
        )

    async def sign_in(self, provider: Provider, order: SignInByIdentity) -> AppTokensReply:
        """Sign a phone in as the person whom the service names.

        Somebody new gets an account without a phone; who has several is signed in to the one
        that was proven last.

        Raises:
            IdentityServiceMissing: there is no contract with it.
            IdentityNotConfirmed: anything does not fit, the account is closed, or the person
                is recorded as deceased: one answer.
            TooYoung: a child; a parent links it.
            Unavailable: the service does not answer.
        """
        way = await self._used(provider, order, None)
        if way.repeated:
            async with self._database.reading() as db:
                tokens = await self._sessions.replayed(db, order.id)
            if tokens is None:
                raise way.unanswered()
            return tokens
        async with self._settled(order):
            stated = await self._ask(provider, order, way)
            return await self._sign_in(provider, order, stated)

    async def _sign_in(
        self, provider: Provider, order: SignInByIdentity, stated: StatedIdentity
    ) -> AppTokensReply:
        async with self._database.writing() as tx:
            await self._require_alive(tx, stated.pinfl)
            index = self._vaulted.blind_index("access.pinfl", stated.pinfl)
            accounts = await identity_store.accounts_proven_as(tx, index)
            account_ids = [a["id"] for a in accounts if a["disabled_at"] is None]
            if accounts and not account_ids:
                raise IdentityNotConfirmed
            if not accounts:
                account_ids = [await self._sessions.add_account(tx, order.language, None)]
            await self._put(tx, account_ids[0], provider, stated)
            new = NewSession(order.id, account_ids[0], order.device, provider, proven=True)
            return await self._sessions.begin(tx, new)

    async def prove(self, provider: Provider, actor: Actor, order: FinishIdentity) -> SteppedUp:
        """Prove whose the signed-in account is, and open records on this phone.

        Raises:
            OtherPersonProven: the account is another proven person's.
            NotAllowed: asked by a chat.
            IdentityServiceMissing, IdentityNotConfirmed, TooYoung, Unavailable: see
                ``sign_in``.
        """
        require_phone(actor)
        way = await self._used(provider, order, actor)
        if way.repeated:
            if not self._sessions.is_proven(actor):
                raise way.unanswered()
            assert actor.proven_until is not None
            left = int((actor.proven_until - self._clock()).total_seconds())
            return SteppedUp(proven_until=actor.proven_until, proven_for=left)
        async with self._settled(order):
            stated = await self._ask(provider, order, way)
            async with self._database.writing() as tx:
                await self._require_alive(tx, stated.pinfl)
                await self._put(tx, actor.id, provider, stated)
                await self._audit.record(
                    tx, actor, "access.prove_identity", "app_account", actor.id, by=provider
                )
                return await self._sessions.prove(tx, actor, provider)

    @asynccontextmanager
    async def _settled(self, order: FinishIdentity) -> AsyncIterator[None]:
        """Leave a request so that trying again is right: reopened unless somebody said no."""
        try:
            yield
        except (IdentityNotConfirmed, TooYoung, OtherPersonProven):
            await self._requests.end(order)
            raise
        except Unavailable:
            await self._requests.reopen(order)
            raise

    async def _used(self, provider: Provider, order: FinishIdentity, actor: Actor | None) -> Way:
        if (self._oneid if provider == "oneid" else self._myid) is None:
            raise IdentityServiceMissing
        return await self._requests.use(provider, order, actor)

    async def _ask(self, provider: Provider, order: FinishIdentity, way: Way) -> StatedIdentity:
        if provider == "oneid":
            assert self._oneid is not None
            if not way.secret:
                raise IdentityNotConfirmed  # the person refused there
            stated = await self._oneid.identify(way.secret, self._redirect_uri)
        else:
            assert self._myid is not None
            stated = await self._myid.identify(order.code.get_secret_value())
            # The face must be that of the number for which the session was opened.
            if not hmac.compare_digest(stated.pinfl.encode(), way.secret.encode()):
                raise IdentityNotConfirmed
        self._require_grown_up(stated.pinfl)
        return stated

    def _require_grown_up(self, pinfl: str) -> None:
        now = self._clock()
        today: date = now.astimezone(rules.TIME_ZONE).date()
        try:
            facts = read_pinfl(pinfl, today)
        except InvalidPinfl:
            raise IdentityNotConfirmed from None
        if not rules.may_sign_in_alone(facts.birth_date, now):
            raise TooYoung

    async def _require_alive(self, tx: Writing, pinfl: str) -> None:
        if await self._standing.is_deceased(tx, pinfl):
            raise IdentityNotConfirmed

    async def _put(
        self, tx: Writing, account_id: UUID, provider: Provider, stated: StatedIdentity
    ) -> None:
        row: dict[str, object] = {
            column: self._vaulted.encrypt(_PROVEN, account_id, column, getattr(stated, column))
            for column in ("pinfl", "family_name", "given_name", "patronymic")
        }
        row |= {
            "account_id": account_id,
            "pinfl_index": self._vaulted.blind_index("access.pinfl", stated.pinfl),
            "proven_by": provider,
            "proven_at": self._clock(),
        }
        if not await identity_store.put_proven_identity(tx, row):
            raise OtherPersonProven

    def _hidden(self, kind: str, value: str) -> str:
        return self._vaulted.blind_index(f"limits.{kind}", value).hex()
