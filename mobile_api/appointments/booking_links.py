"""Ways from a chat to the page on which a visit is chosen: a department never enters a chat.

Who opens the page is known in one of two ways: by a link that works once, made for the chat's
account a moment ago, or by what Telegram signs when it opens a Mini App. Either becomes a
session of half an hour that travels in the page's own forms: no cookie, so that it works inside
Telegram's web client too, and nothing in an address that stays valid.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl
from uuid import UUID

from mobile_api.access.chats import ChatsService
from mobile_api.access.holders import AccountHolders
from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.appointments.errors import LinkOver
from mobile_api.appointments.schemas import BookingLink, MakeBookingLink
from mobile_api.clock import Clock
from mobile_api.database import Reader
from mobile_api.errors import TooManyAttempts
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.limits import Limits
from mobile_api.permissions import allowed

PATH = "/app/book"

LINK_LIFE = timedelta(minutes=10)
SESSION_LIFE = timedelta(minutes=30)

INIT_DATA_LIFE = timedelta(minutes=10)
"""How old what Telegram signed may be: it is made when the Mini App is opened. Telegram leaves
the limit to us (https://core.telegram.org/bots/webapps, validating data)."""

_AHEAD = timedelta(minutes=2)
_LINK, _SESSION = "booking.link", "booking.session"


class BookingLinksService:
    """Lets people into the booking page.

    Args:
        clock: tells the time.
        vaulted: seals links and sessions.
        limits: remembers which links were used.
        holders: knows accounts.
        chats: knows whose chat it is.
        public_url: address that patients reach, without a slash at the end.
        bot_token: of the bot; empty where Mini Apps are not used.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        limits: Limits,
        holders: AccountHolders,
        chats: ChatsService,
        public_url: str,
        bot_token: str,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._limits = limits
        self._holders = holders
        self._chats = chats
        self._public_url = public_url
        self._bot_token = bot_token

    @allowed(Role.PATIENT)
    async def make(self, db: Reader, actor: Actor, wish: MakeBookingLink) -> BookingLink:
        """A link for the actor's account; the same id makes a link that is used up with it."""
        expires_at = self._clock() + LINK_LIFE
        token = self._vaulted.seal(
            _LINK, {"a": actor.id.hex, "i": wish.id.hex, "x": int(expires_at.timestamp())}
        )
        inside = bool(self._bot_token) and self._public_url.startswith("https://")
        return BookingLink(
            url=f"{self._public_url}{PATH}/{token}",
            mini_app=f"{self._public_url}{PATH}" if inside else None,
            expires_at=expires_at,
        )

    async def use(self, db: Reader, token: str) -> str:
        """A session for whoever opens a link, once.

        Raises:
            LinkOver: not one of ours, too old, used before, or the account is closed.
        """
        content = self._unsealed(_LINK, token)
        account_id = UUID(str(content["a"]))
        await self._actor(db, account_id)
        key = f"booking-link:{content['i']}"
        try:
            await self._limits.spend(key, limit=1, seconds=int(LINK_LIFE.total_seconds()) + 60)
        except TooManyAttempts as fault:
            raise LinkOver from fault
        return self._session(account_id)

    async def use_init_data(self, db: Reader, init_data: str) -> str:
        """A session for whom Telegram says that opens the Mini App.

        The check is Telegram's own: HMAC-SHA-256 over the sorted fields, with the key
        HMAC-SHA-256("WebAppData", token)
        (https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app).

        Raises:
            LinkOver: not signed by Telegram for our bot, or too old.
            ChatNotLinked: the chat acts for nobody.
        """
        user_id = self._signed_user(init_data)
        actor = await self._chats.actor_of_user(db, user_id)
        return self._session(actor.id)

    async def actor_of(self, db: Reader, session: str) -> Actor:
        """Whose session it is.

        Raises:
            LinkOver: not one of ours, too old, or the account is closed.
        """
        return await self._actor(db, UUID(str(self._unsealed(_SESSION, session)["a"])))

    def _session(self, account_id: UUID) -> str:
        ends = self._clock() + SESSION_LIFE
        return self._vaulted.seal(_SESSION, {"a": account_id.hex, "x": int(ends.timestamp())})

    def _unsealed(self, purpose: str, token: str) -> dict[str, str | int | float | None]:
        try:
            content = self._vaulted.unseal(purpose, token)
        except CannotOpen as fault:
            raise LinkOver from fault
        if int(content["x"] or 0) <= self._clock().timestamp():
            raise LinkOver
        return content

    async def _actor(self, db: Reader, account_id: UUID) -> Actor:
        found = await self._holders.contacts(db, [account_id])
        if not found:
            raise LinkOver
        return Actor(
            role=Role.PATIENT,
            id=account_id,
            hospital_id=NOWHERE,
            language=found[0].language,
        )

    def _signed_user(self, init_data: str) -> int:
        try:
            pairs = parse_qsl(init_data, strict_parsing=True, keep_blank_values=True)
            fields = dict(pairs)
            sent = fields.pop("hash")
            signed_at = datetime.fromtimestamp(int(fields["auth_date"]), UTC)
            user_id = int(json.loads(fields["user"])["id"])
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as fault:
            raise LinkOver from fault
        lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
        key = hmac.digest(b"WebAppData", self._bot_token.encode(), hashlib.sha256)
        right = hmac.digest(key, lines.encode(), hashlib.sha256).hex()
        now = self._clock()
        if (
            not self._bot_token
            or len(pairs) != len(fields) + 1
            or not hmac.compare_digest(right.encode(), sent.encode())
            or not now - INIT_DATA_LIFE <= signed_at <= now + _AHEAD
            or user_id <= 0
        ):
            raise LinkOver
        return user_id
