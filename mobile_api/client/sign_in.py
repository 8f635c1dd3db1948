"""The part of the clients that is about signing in and the own account."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from mobile_api.access.schemas import (
    Account,
    AppTokensReply,
    AskForCode,
    AskForOwnCode,
    AskForPhoneCode,
    BeginFace,
    BeginIdentity,
    ChangePhone,
    ChooseLanguage,
    CodeSent,
    FinishIdentity,
    LinkCode,
    MakeLinkCode,
    MyIdBegun,
    OneIdBegun,
    SignedInDevices,
    SignInByCode,
    SignInByIdentity,
    SteppedUp,
    StepUp,
)
from mobile_api.client.renewing import RenewingTransport
from mobile_api.client.transport import Transport

IdentityService = Literal["oneid", "myid"]


class OwnAccountCalls:
    """What a signed-in phone and a linked chat may ask alike."""

    _wire: Transport

    async def account(self) -> Account:
        """The own account."""
        return await self._wire.get("/v1/access/account", Account)

    async def choose_language(self, order: ChooseLanguage) -> Account:
        """Choose the language of messages."""
        return await self._wire.put("/v1/access/account/language", order, Account)

    async def unlink_chat(self) -> None:
        """Untie the account's chat."""
        await self._wire.delete("/v1/access/telegram/link")


class SignInCalls(OwnAccountCalls):
    """What only a phone may ask."""

    _wire: RenewingTransport

    async def ask_for_code(self, order: AskForCode) -> CodeSent:
        """Have a one-time code sent to a phone."""
        return await self._wire.post("/v1/access/codes", order, CodeSent, key=str(order.id))

    async def sign_in(self, order: SignInByCode) -> AppTokensReply:
        """Sign this phone in with the code that came; the client uses the tokens at once."""
        tokens = await self._wire.post(
            "/v1/access/app-sessions", order, AppTokensReply, key=str(order.id)
        )
        self._wire.keep(tokens)
        return tokens

    async def begin_oneid(self, order: BeginIdentity) -> OneIdBegun:
        """Where the system's browser goes, to sign in with OneID."""
        return await self._wire.post(
            "/v1/access/oneid/requests", order, OneIdBegun, key=str(order.id)
        )

    async def begin_myid(self, order: BeginFace) -> MyIdBegun:
        """A session for the SDK of MyID, to sign in with the face."""
        return await self._wire.post(
            "/v1/access/myid/requests", order, MyIdBegun, key=str(order.id)
        )

    async def sign_in_with(
        self, service: IdentityService, order: SignInByIdentity
    ) -> AppTokensReply:
        """Sign this phone in with what has come back; the client uses the tokens at once."""
        tokens = await self._wire.post(
            f"/v1/access/{service}/app-sessions", order, AppTokensReply, key=str(order.id)
        )
        self._wire.keep(tokens)
        return tokens

    async def begin_own_oneid(self, order: BeginIdentity) -> OneIdBegun:
        """Where the system's browser goes, to prove whose the signed-in account is."""
        return await self._wire.post(
            "/v1/access/account/oneid/requests", order, OneIdBegun, key=str(order.id)
        )

    async def begin_own_myid(self, order: BeginFace) -> MyIdBegun:
        """A session for the SDK of MyID, to prove whose the signed-in account is."""
        return await self._wire.post(
            "/v1/access/account/myid/requests", order, MyIdBegun, key=str(order.id)
        )

    async def prove_with(self, service: IdentityService, order: FinishIdentity) -> SteppedUp:
        """Prove whose the account is with what has come back; opens records on this phone."""
        return await self._wire.post(
            f"/v1/access/account/{service}/proofs", order, SteppedUp, key=str(order.id)
        )

    async def devices(self) -> SignedInDevices:
        """On which phones the account is signed in."""
        return await self._wire.get("/v1/access/devices", SignedInDevices)

    async def sign_out(self, session_id: UUID) -> None:
        """Sign one phone of the account out."""
        own = self._wire.tokens
        await self._wire.delete(f"/v1/access/devices/{session_id}")
        if own is not None and own.session_id == session_id:
            self._wire.keep(None)

    async def sign_out_all(self, *, keep_this: bool = False) -> None:
        """Sign every phone of the account out, or every other one."""
        await self._wire.delete(f"/v1/access/devices?keep_this={str(keep_this).lower()}")
        if not keep_this:
            self._wire.keep(None)

    async def ask_for_step_up(self, order: AskForOwnCode) -> CodeSent:
        """Have a code sent to the account's own phone."""
        return await self._wire.post("/v1/access/step-up-codes", order, CodeSent, key=str(order.id))

    async def step_up(self, order: StepUp) -> SteppedUp:
        """Open records on this phone for ten minutes."""
        return await self._wire.post("/v1/access/step-ups", order, SteppedUp, key=str(order.id))

    async def ask_for_phone_code(self, order: AskForPhoneCode) -> CodeSent:
        """Have a code sent to a phone that is to become the account's."""
        return await self._wire.post(
            "/v1/access/account/phone-codes", order, CodeSent, key=str(order.id)
        )

    async def change_phone(self, order: ChangePhone) -> Account:
        """Give the account the phone to which the code came."""
        return await self._wire.post("/v1/access/account/phone", order, Account, key=str(order.id))

    async def make_link_code(self, order: MakeLinkCode) -> LinkCode:
        """Make a one-time code that ties a Telegram chat to the account."""
        return await self._wire.post(
            "/v1/access/telegram/link-codes", order, LinkCode, key=str(order.id)
        )
