"""Ties Telegram chats to accounts, and knows for whom a chat acts."""

from __future__ import annotations

import base64
import secrets
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import RowMapping

from mobile_api.access import app_store, chat_store, rules
from mobile_api.access.codes import phone_index, read_phone
from mobile_api.access.errors import (
    ChatNotLinked,
    ContactNotAccepted,
    ForeignContact,
    WrongLinkCode,
)
from mobile_api.access.port import ChatNews
from mobile_api.access.schemas import ChatLinked, LinkChat, LinkCode, LinkContact, MakeLinkCode
from mobile_api.access.sessions import AppSessionsService, require_phone
from mobile_api.access.standing import AccountStanding
from mobile_api.actors import NOWHERE, Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import IdempotencyMismatch, NotAuthenticated, Unavailable
from mobile_api.keys import Vaulted, token_digest
from mobile_api.limits import Limits
from mobile_api.permissions import allowed

_TABLE = "telegram_links"
_KEY_BYTES = 32
_CODE_BYTES = 18
WRONG_PER_CHAT, WRONG_SECONDS = 10, 15 * 60


class ChatsService:
    """The bot's key, link codes, and chats that act for accounts.

    Args:
        clock: tells the time.
        vaulted: encrypts chats, makes link codes.
        limits: counts wrong link codes.
        sessions: makes accounts.
        standing: knows whose account is closed.
        audit: keeps what was tied to what.
        news: hears of it.
        bot_username: of the bot, for links that open it; ``""`` where nobody has set it.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        limits: Limits,
        sessions: AppSessionsService,
        standing: AccountStanding,
        audit: AuditService,
        news: ChatNews,
        bot_username: str = "",
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._limits = limits
        self._sessions = sessions
        self._standing = standing
        self._audit = audit
        self._news = news
        self._bot_username = bot_username

    @allowed(Role.SYSTEM)
    async def make_bot_key(self, tx: Writing, actor: Actor, *, replace: bool = False) -> str:
        """A new key for the bot: shown once, stored as a digest.

        Args:
            tx: the transaction.
            actor: who makes it.
            replace: withdraw all others; else they stay good, so that a bot can be
                restarted with the new one first.
        """
        key, key_id = secrets.token_urlsafe(_KEY_BYTES), uuid4()
        if replace:
            await chat_store.withdraw_bot_keys(tx, self._clock())
        await chat_store.add_bot_key(
            tx, {"id": key_id, "key_digest": token_digest(key), "created_at": self._clock()}
        )
        await self._audit.record(tx, actor, "access.make_bot_key", "bot_key", key_id)
        return key

    async def bot_of(self, db: Reader, key: str) -> Actor:
        """The bot that holds a key.

        Raises:
            NotAuthenticated: nobody has it, or it was withdrawn.
        """
        found = await chat_store.bot_key(db, token_digest(key))
        if found is None:
            raise NotAuthenticated
        return Actor(role=Role.BOT, id=found, hospital_id=NOWHERE)

    async def actor_of(self, db: Reader, key: str, telegram_user: str) -> Actor:
        """For whom the bot acts when it speaks for a chat.

        Raises:
            NotAuthenticated: it is not the bot.
            ChatNotLinked: the chat acts for nobody.
        """
        await self.bot_of(db, key)
        if not (telegram_user.isascii() and telegram_user.isdigit() and len(telegram_user) < 17):
            raise ChatNotLinked
        return await self.actor_of_user(db, int(telegram_user))

    async def actor_of_user(self, db: Reader, telegram_user_id: int) -> Actor:
        """For whose account the chat of a Telegram user acts, once it is known to be theirs.

        Raises:
            ChatNotLinked: the chat acts for nobody.
        """
        account = await chat_store.account_of_chat(db, self._index(telegram_user_id))
        if account is None or account["disabled_at"] is not None:
            raise ChatNotLinked
        return _acting_for(account)

    @allowed(Role.PATIENT)
    async def make_link_code(self, tx: Writing, actor: Actor, order: MakeLinkCode) -> LinkCode:
        """A code that ties the chat that sends it to the actor's account, once, in ten minutes.

        Raises:
            NotAllowed: asked by a chat.
            IdempotencyMismatch: another account has used this id.
        """
        require_phone(actor)
        # It follows from the id, so that a lost reply can be repeated and nothing is stored.
        hashed = self._vaulted.blind_index("access.link_code", f"{actor.id}|{order.id}")
        code = base64.urlsafe_b64encode(hashed[:_CODE_BYTES]).decode()
        now = self._clock()
        kept = await chat_store.add_link_code(
            tx,
            {
                "id": order.id,
                "account_id": actor.id,
                "code_digest": token_digest(code),
                "created_at": now,
                "expires_at": now + rules.LINK_CODE_LIFE,
            },
        )
        if kept is None or kept["account_id"] != actor.id:
            raise IdempotencyMismatch
        link = f"https://t.me/{self._bot_username}?start={code}" if self._bot_username else None
        return LinkCode(
            code=code,
            link=link,
            expires_at=kept["expires_at"],
            expires_in=max(0, int((kept["expires_at"] - now).total_seconds())),
        )

    @allowed(Role.BOT)
    async def link(self, tx: Writing, actor: Actor, order: LinkChat) -> ChatLinked:
        """Tie a chat to the account that made a code.

        Raises:
            WrongLinkCode: unknown, used by another chat, too old, or the account is closed.
            TooManyAttempts: ten wrong from this chat in 15 minutes.
            Unavailable: somebody ties the same chat or account in this instant.
        """
        index = self._index(order.telegram_user_id)
        key = f"link-code:{index.hex()}"
        await self._limits.spend(key, limit=WRONG_PER_CHAT, seconds=WRONG_SECONDS)
        digest = token_digest(order.code.get_secret_value())
        account_id = await chat_store.use_link_code(tx, digest, index, self._clock())
        if account_id is None:
            raise WrongLinkCode
        await self._limits.give_back(key)
        if not await self._standing.is_open_account(tx, account_id):
            raise WrongLinkCode
        return await self._tie(tx, actor, account_id, order.telegram_user_id, "code")

    @allowed(Role.BOT)
    async def link_contact(self, tx: Writing, actor: Actor, order: LinkContact) -> ChatLinked:
        """Tie a chat to the account of the phone that Telegram says is the sender's own.

        A phone proves possession, not identity: what a chat does is never proven.

        Raises:
            ForeignContact: the contact is somebody else's.
            InvalidPhone: not a number of this country.
            ContactNotAccepted: the account of this phone is closed.
            Unavailable: somebody ties the same chat or account in this instant.
        """
        if order.contact_user_id != order.telegram_user_id:
            raise ForeignContact
        # Telegram leaves the plus away.
        phone = read_phone("+" + order.phone.lstrip("+"))
        index = phone_index(self._vaulted, phone)
        account = await app_store.account_by_phone(tx, index)
        if account is None:
            await self._sessions.add_account(tx, order.language, phone)
            account = await app_store.account_by_phone(tx, index)
        if account is None or not await self._standing.is_open(tx, account):
            raise ContactNotAccepted
        return await self._tie(tx, actor, account["id"], order.telegram_user_id, "contact")

    @allowed(Role.PATIENT)
    async def unlink(self, tx: Writing, actor: Actor) -> None:
        """Untie the account's chat; nothing happens where there is none."""
        if await chat_store.unlink_chat(tx, actor.id):
            await self._news.chat_unlinked(tx, actor)
            await self._audit.record(tx, actor, "access.unlink_chat", "app_account", actor.id)

    async def _tie(
        self,
        tx: Writing,
        actor: Actor,
        account_id: UUID,
        user_id: int,
        how: Literal["code", "contact"],
    ) -> ChatLinked:
        index = self._index(user_id)
        account = await app_store.app_account(tx, account_id)
        assert account is not None
        tied = await chat_store.account_of_chat(tx, index)
        if tied is None or tied["id"] != account_id:
            link_id = uuid4()
            row = {
                "id": link_id,
                "account_id": account_id,
                "chat": self._vaulted.encrypt(_TABLE, link_id, "chat", str(user_id)),
                "chat_index": index,
                "linked_by": how,
                "linked_at": self._clock(),
            }
            if not await chat_store.link_chat(tx, row):
                raise Unavailable(part="database")
            await self._news.chat_linked(tx, _acting_for(account))
            await self._audit.record(
                tx, actor, "access.link_chat", "app_account", account_id, how=how
            )
        return ChatLinked(language=account["language"])

    def _index(self, user_id: int) -> bytes:
        return self._vaulted.blind_index("access.telegram_user", str(user_id))


def _acting_for(account: RowMapping) -> Actor:
    """An account as its chat acts for it: without a signed-in phone, never proven."""
    return Actor(
        role=Role.PATIENT,
        id=account["id"],
        hospital_id=NOWHERE,
        language=account["language"],
    )
