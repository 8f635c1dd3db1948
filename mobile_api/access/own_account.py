"""What somebody does with the own account: devices, language, phone, and the step-up."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from mobile_api.access import app_store
from mobile_api.access.codes import CodesService, read_phone
from mobile_api.access.errors import NoPhone, NoSuchDevice, PhoneTaken, StepUpNeeded
from mobile_api.access.holders import AccountHolders, Contact
from mobile_api.access.schemas import (
    Account,
    AskForOwnCode,
    AskForPhoneCode,
    ChangePhone,
    ChooseLanguage,
    CodeSent,
    Platform,
    SignedInDevice,
    SignedInDevices,
    SteppedUp,
    StepUp,
)
from mobile_api.access.sessions import AppSessionsService, require_phone
from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.errors import NotAuthenticated
from mobile_api.keys import Vaulted
from mobile_api.permissions import allowed
from mobile_api.phones import masked_phone

_SESSIONS = "app_sessions"
_ACCOUNTS = "app_accounts"


class OwnAccountService:
    """The account of whoever asks, and the phones that are signed in to it.

    Args:
        clock: tells the time.
        vaulted: encrypts phones, reads names of devices.
        codes: one-time codes.
        sessions: the signed-in phones.
        holders: reads accounts.
        audit: keeps what was changed.
    """

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        codes: CodesService,
        sessions: AppSessionsService,
        holders: AccountHolders,
        audit: AuditService,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._codes = codes
        self._sessions = sessions
        self._holders = holders
        self._audit = audit

    @allowed(Role.PATIENT)
    async def account(self, db: Reader, actor: Actor) -> Account:
        """The account of whoever asks, on a phone or in a chat."""
        contact = await self._contact(db, actor)
        identity = await self._holders.proven_identity(db, actor.id)
        return Account(
            id=actor.id,
            language=contact.language,
            masked_phone=None if contact.phone is None else masked_phone(contact.phone),
            identity_proven=identity is not None,
            proven_until=actor.proven_until if self._sessions.is_proven(actor) else None,
            telegram_linked=contact.telegram_user_id is not None,
        )

    @allowed(Role.PATIENT)
    async def choose_language(self, tx: Writing, actor: Actor, order: ChooseLanguage) -> Account:
        """The language in which the account is spoken to."""
        await app_store.set_language(tx, actor.id, order.language)
        return await self.account(tx, actor)

    @allowed(Role.PATIENT)
    async def devices(self, db: Reader, actor: Actor) -> SignedInDevices:
        """The signed-in phones of the account, the last used first.

        Raises:
            NotAllowed: asked by a chat.
        """
        require_phone(actor)
        rows = await app_store.live_app_sessions(db, actor.id, self._clock())
        return SignedInDevices(
            items=[
                SignedInDevice(
                    id=row["id"],
                    name=self._vaulted.decrypt(
                        _SESSIONS, row["id"], "device_name", row["device_name"]
                    ),
                    platform=cast(Platform, row["platform"]),
                    signed_in_at=row["created_at"],
                    last_used_at=row["renewed_at"],
                    this_one=row["id"] == actor.session_id,
                )
                for row in rows
            ]
        )

    @allowed(Role.PATIENT)
    async def sign_out(self, tx: Writing, actor: Actor, session_id: UUID) -> None:
        """Sign one phone of the account out.

        Raises:
            NoSuchDevice: the account has no such signed-in phone.
            NotAllowed: asked by a chat.
        """
        require_phone(actor)
        if not await self._end(tx, actor, [session_id]):
            raise NoSuchDevice

    @allowed(Role.PATIENT)
    async def sign_out_all(self, tx: Writing, actor: Actor, *, keep_this: bool) -> None:
        """Sign every phone of the account out, or every other one."""
        require_phone(actor)
        live = await app_store.live_app_sessions(tx, actor.id, self._clock())
        kept = {actor.session_id} if keep_this else set()
        await self._end(tx, actor, [row["id"] for row in live if row["id"] not in kept])

    @allowed(Role.PATIENT)
    async def ask_for_step_up(
        self, tx: Writing, actor: Actor, order: AskForOwnCode, address: str
    ) -> CodeSent:
        """Send a code to the account's own phone.

        Raises:
            NoPhone: the account has none; OneID or MyID steps it up.
            NotAllowed: asked by a chat, which is never proven.
            TooManyAttempts, IdempotencyMismatch: see ``CodesService.send``.
        """
        session_id = require_phone(actor)
        contact = await self._contact(tx, actor)
        if contact.phone is None:
            raise NoPhone
        return await self._codes.send(
            tx,
            order.id,
            "step_up",
            contact.phone,
            language=contact.language,
            address=address,
            device_id=session_id,
            session_id=session_id,
        )

    @allowed(Role.PATIENT)
    async def step_up(self, tx: Writing, actor: Actor, order: StepUp, address: str) -> SteppedUp:
        """Open records on this phone for ten minutes.

        Raises:
            WrongCode, CodeNotValid, TooManyAttempts: see ``CodesService.redeem``.
            NotAllowed: asked by a chat.
        """
        session_id = require_phone(actor)
        await self._codes.redeem(
            tx,
            order.code_id,
            order.code,
            "step_up",
            by=order.id,
            address=address,
            session_id=session_id,
        )
        return await self._sessions.prove(tx, actor, "code")

    @allowed(Role.PATIENT)
    async def ask_for_phone_code(
        self, tx: Writing, actor: Actor, order: AskForPhoneCode, address: str
    ) -> CodeSent:
        """Send a code to a phone that is to become the account's.

        Raises:
            InvalidPhone: not a number of this country.
            StepUpNeeded: the account has a phone, and it was not confirmed lately who asks.
            NotAllowed: asked by a chat.
            TooManyAttempts, IdempotencyMismatch: see ``CodesService.send``.
        """
        session_id = require_phone(actor)
        contact = await self._contact(tx, actor)
        # Whoever finds an unlocked phone must not carry its account away to another number.
        if contact.phone is not None and not self._sessions.is_proven(actor):
            raise StepUpNeeded
        return await self._codes.send(
            tx,
            order.id,
            "phone",
            read_phone(order.phone),
            language=actor.language,
            address=address,
            device_id=session_id,
            session_id=session_id,
        )

    @allowed(Role.PATIENT)
    async def change_phone(
        self, tx: Writing, actor: Actor, order: ChangePhone, address: str
    ) -> Account:
        """Give the account the phone to which the code came.

        Raises:
            PhoneTaken: another account has it.
            WrongCode, CodeNotValid, TooManyAttempts: see ``CodesService.redeem``.
        """
        session_id = require_phone(actor)
        redeemed = await self._codes.redeem(
            tx,
            order.code_id,
            order.code,
            "phone",
            by=order.id,
            address=address,
            session_id=session_id,
        )
        phone = self._vaulted.encrypt(_ACCOUNTS, actor.id, "phone", redeemed.phone)
        if not await app_store.set_phone(tx, actor.id, phone, redeemed.phone_index):
            raise PhoneTaken
        await self._audit.record(tx, actor, "access.change_phone", "app_account", actor.id)
        return await self.account(tx, actor)

    async def _contact(self, db: Reader, actor: Actor) -> Contact:
        found = await self._holders.contacts(db, [actor.id])
        if not found:
            raise NotAuthenticated  # closed since the door was passed
        return found[0]

    async def _end(self, tx: Writing, actor: Actor, session_ids: list[UUID]) -> list[UUID]:
        ended = await app_store.end_app_sessions(
            tx, actor.id, session_ids, self._clock(), "signed_out"
        )
        for session_id in ended:
            await self._audit.record(tx, actor, "access.app_sign_out", "app_session", session_id)
        return ended
