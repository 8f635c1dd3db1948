"""Somebody's way to OneID or MyID: begun by an app, used up once, by the same app."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, cast
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import RowMapping

from mobile_api.access import identity_store, rules
from mobile_api.access.errors import IdentityNotConfirmed
from mobile_api.access.schemas import BeginIdentity, FinishIdentity
from mobile_api.access.sessions import require_phone
from mobile_api.actors import Actor
from mobile_api.clock import Clock
from mobile_api.database import Database, Writing
from mobile_api.errors import IdempotencyMismatch, Unavailable
from mobile_api.keys import Vaulted, token_digest

Provider = Literal["oneid", "myid"]

KEPT_FOR = timedelta(hours=1)
ANSWER_WITHIN = timedelta(seconds=60)
"""By then an identity service has answered or was given up; more than three of its timeouts."""
RETRY_SECONDS = 3
_TABLE = "identity_requests"
_TICKET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Way:
    """A request that was used up just now.

    Attributes:
        secret: OneID: its code. MyID: the number for which the session was opened.
        repeated: the same order has used it before.
        asking: that was a moment ago, and the service may still be thinking.
    """

    secret: str = field(repr=False)
    repeated: bool
    asking: bool = False

    def unanswered(self) -> Exception:
        """What is said where the first try has left nothing to repeat."""
        return Unavailable(retry_after=RETRY_SECONDS) if self.asking else IdentityNotConfirmed()


class IdentityRequests:
    """What is kept between the steps.

    Args:
        clock: tells the time.
        database: where it is kept.
        vaulted: encrypts codes and numbers.
        app_link: opens the app, e.g. ``dmed://oneid``.
    """

    def __init__(self, clock: Clock, database: Database, vaulted: Vaulted, app_link: str) -> None:
        self._clock = clock
        self._database = database
        self._vaulted = vaulted
        self._app_link = app_link

    def sealed(self, request_id: UUID, secret: str) -> bytes:
        """What must not be read in the database: a code, or a number."""
        return self._vaulted.encrypt(_TABLE, request_id, "secret", secret)

    async def came_back(self, tx: Writing, state: str, code: str) -> str:
        """A browser comes back from OneID; returns the address that opens the app.

        Args:
            tx: the transaction.
            state: as it was given along.
            code: of OneID; ``""`` where the person refused.

        Raises:
            IdentityNotConfirmed: the state is unknown, too old, or has come back before.
        """
        request_id = await identity_store.came_back(tx, token_digest(state), self._clock())
        if request_id is None:
            raise IdentityNotConfirmed
        ticket = secrets.token_urlsafe(_TICKET_BYTES)
        secret = self.sealed(request_id, code)
        reference = token_digest(ticket).hex()
        if not await identity_store.keep_answer(tx, request_id, secret, reference):
            raise IdentityNotConfirmed
        return f"{self._app_link}?{urlencode({'request': str(request_id), 'ticket': ticket})}"

    async def delete_old(self) -> None:
        """Delete codes and requests that ended an hour ago: a late replay still gets its answer."""
        async with self._database.writing() as tx:
            await identity_store.delete_old(tx, self._clock() - KEPT_FOR)

    async def keep(
        self,
        tx: Writing,
        provider: Provider,
        order: BeginIdentity,
        actor: Actor | None,
        *,
        state_digest: bytes | None = None,
        secret: bytes | None = None,
        reference: str | None = None,
    ) -> RowMapping:
        now = self._clock()
        kept = await identity_store.add_identity_request(
            tx,
            {
                "id": order.id,
                "provider": provider,
                "session_id": None if actor is None else require_phone(actor),
                "challenge": order.challenge.encode(),
                "state_digest": state_digest,
                "secret": secret,
                "reference": reference,
                "body_digest": self._body_digest(order),
                "created_at": now,
                "expires_at": now + rules.IDENTITY_LIFE,
            },
        )
        self.require_same(kept, provider, order, actor)
        return cast(RowMapping, kept)

    def require_same(
        self, kept: RowMapping | None, provider: Provider, order: BeginIdentity, actor: Actor | None
    ) -> None:
        session_id = None if actor is None else actor.session_id
        asked = (provider, session_id, self._body_digest(order))
        if (
            kept is None
            or (kept["provider"], kept["session_id"], kept["body_digest"]) != asked
            or kept["used_by"] is not None
        ):
            raise IdempotencyMismatch

    async def use(self, provider: Provider, order: FinishIdentity, actor: Actor | None) -> Way:
        """Use a request up: one order gets it, and asks the service.

        Raises:
            IdentityNotConfirmed: unknown, another's, used by another order, refused before, or
                the verifier or ticket does not fit.
        """
        async with self._database.writing() as tx:
            row = await identity_store.identity_request(tx, order.request_id)
            session_id = None if actor is None else actor.session_id
            if (
                row is None
                or (row["provider"], row["session_id"]) != (provider, session_id)
                or not rules.fits_challenge(order.verifier.get_secret_value(), row["challenge"])
                or row["secret"] is None
                or not _fits_ticket(provider, row, order)
            ):
                raise IdentityNotConfirmed
            secret = self._vaulted.decrypt(_TABLE, row["id"], "secret", row["secret"])
            if await identity_store.use_identity_request(tx, row["id"], order.id, self._clock()):
                return Way(secret, repeated=False)
            # Read after the update: the same order may have been quicker in another process.
            row = await identity_store.identity_request(tx, order.request_id) or row
        if row["used_by"] == order.id:
            asking = self._clock() - row["used_at"] < ANSWER_WITHIN
            return Way(secret, repeated=True, asking=asking)
        raise IdentityNotConfirmed

    async def reopen(self, order: FinishIdentity) -> None:
        """The service has not answered: the same order, or another, may ask once more."""
        async with self._database.writing() as tx:
            await identity_store.reopen_identity_request(tx, order.request_id, order.id)

    async def end(self, order: FinishIdentity) -> None:
        """The service, or we, said no: nothing is asked a second time."""
        async with self._database.writing() as tx:
            await identity_store.end_identity_request(tx, order.request_id, order.id)

    def left(self, row: RowMapping) -> int:
        return max(0, int((row["expires_at"] - self._clock()).total_seconds()))

    def _body_digest(self, order: BeginIdentity) -> bytes:
        return self._vaulted.blind_index("access.identity_body", order.model_dump_json())


def _fits_ticket(provider: Provider, row: RowMapping, order: FinishIdentity) -> bool:
    """OneID: the ticket is the one that opened the app. MyID judges its code itself."""
    if provider == "myid":
        return True
    sent = token_digest(order.code.get_secret_value()).hex()
    return hmac.compare_digest(sent, row["reference"] or "")
