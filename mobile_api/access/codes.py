"""One-time codes: seven digits, ten minutes, one use, five tries, bound to their request."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

import structlog
from sqlalchemy import RowMapping

from mobile_api.access import app_store, rules
from mobile_api.access.errors import CodeNotValid, InvalidPhone, WrongCode
from mobile_api.access.port import CodeSender
from mobile_api.access.schemas import CodeSent
from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.errors import IdempotencyMismatch, TooManyAttempts
from mobile_api.keys import Vaulted
from mobile_api.limits import Limits
from mobile_api.phones import NotAPhone, masked_phone, normal_phone
from mobile_api.schemas import Language

Purpose = Literal["sign_in", "step_up", "phone"]

_MINUTE, _HOUR, _DAY = 60, 3600, 24 * 3600
RESEND_SECONDS = _MINUTE
SENT_PER_PHONE = ((1, RESEND_SECONDS), (5, _HOUR), (10, _DAY))
SENT_PER_DEVICE = ((5, 10 * _MINUTE), (20, _DAY))
# Mobile operators put thousands of phones behind one address.
SENT_PER_ADDRESS = ((60, 10 * _MINUTE),)
WRONG_PER_ADDRESS, WRONG_SECONDS = 100, 15 * _MINUTE

_TABLE = "one_time_codes"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Redeemed:
    """A code that was right.

    Attributes:
        phone: to which it was sent, in normal form.
        phone_index: its blind index.
    """

    phone: str = field(repr=False)
    phone_index: bytes


def phone_index(vaulted: Vaulted, phone: str) -> bytes:
    """By which an account is found; ``phone`` in normal form."""
    return vaulted.blind_index("access.phone", phone)


def read_phone(typed: str) -> str:
    """The normal form of a typed number.

    Raises:
        InvalidPhone: ``fault`` says what is wrong.
    """
    try:
        return normal_phone(typed)
    except NotAPhone as fault:
        raise InvalidPhone(fault=fault.fault) from None  # the cause's frames hold the number


class CodesService:
    """Makes codes, has them sent, and takes them back once.

    Args:
        clock: tells the time.
        vaulted: encrypts phones, hashes codes.
        limits: counts what is sent and what is tried.
        sender: brings a code to a phone.
    """

    def __init__(self, clock: Clock, vaulted: Vaulted, limits: Limits, sender: CodeSender) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._limits = limits
        self._sender = sender

    async def send(
        self,
        tx: Writing,
        request_id: UUID,
        purpose: Purpose,
        phone: str,
        *,
        language: Language,
        address: str,
        device_id: UUID,
        session_id: UUID | None = None,
    ) -> CodeSent:
        """Make a code and have it sent. Repeated with the same id, nothing is sent again.

        Args:
            tx: the transaction.
            request_id: made by the device; the code is worth nothing with another one.
            purpose: what it is for; it is worth nothing for anything else.
            phone: in normal form.
            language: of the message.
            address: of the device, for the limit; never stored.
            device_id: the installation, or the signed-in device.
            session_id: only this signed-in device may redeem it; None for signing in.

        Raises:
            IdempotencyMismatch: the id was used for another phone or purpose.
            TooManyAttempts: one a minute, five an hour, ten a day for a phone; five in ten
                minutes for a device; sixty in ten minutes for an address.
        """
        index = phone_index(self._vaulted, phone)
        known = await app_store.code(tx, request_id)
        if known is None:
            await self._spend(index, device_id, address)
            code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
            now = self._clock()
            row = {
                "id": request_id,
                "purpose": purpose,
                "session_id": session_id,
                "phone": self._vaulted.encrypt(_TABLE, request_id, "phone", phone),
                "phone_index": index,
                "code_digest": self._digest(request_id, code),
                "created_at": now,
                "expires_at": now + rules.CODE_LIFE,
            }
            known = await app_store.add_code(tx, row)
            account = await app_store.account_by_phone(tx, index)
            closed = account is not None and account["disabled_at"] is not None
            # A closed account gets the same answer and no message.
            if known is not None and not closed:
                await self._sender.send_code(
                    tx,
                    code_id=request_id,
                    phone=phone,
                    code=code,
                    language=language,
                    expires_at=known["expires_at"],
                )
            # None: the same request in the same instant was quicker.
            known = known or await app_store.code(tx, request_id)
        if known is None or (known["phone_index"], known["purpose"], known["session_id"]) != (
            index,
            purpose,
            session_id,
        ):
            raise IdempotencyMismatch
        return self._sent(known, phone)

    async def redeem(
        self,
        tx: Writing,
        code_id: UUID,
        code: str,
        purpose: Purpose,
        *,
        by: UUID,
        address: str,
        session_id: UUID | None = None,
    ) -> Redeemed:
        """Take a code back, once; the request that did it may repeat itself.

        Args:
            tx: the transaction.
            code_id: the id of the request for which it was made.
            code: as typed.
            purpose: what somebody wants to do with it.
            by: id of the request that redeems it.
            address: of the device, for the limit.
            session_id: the signed-in device, where the code was made for one.

        Raises:
            WrongCode: it does not fit, or there is no such request; ``attempts_left``.
            CodeNotValid: too old, used, or five wrong ones were tried.
            TooManyAttempts: a hundred wrong from this address in 15 minutes.
        """
        # Attempts are taken before the digits are looked at: two requests in the same
        # instant must not both get the last one.
        address_key = f"code-wrong:address:{self._hidden('address', address)}"
        await self._limits.spend(address_key, limit=WRONG_PER_ADDRESS, seconds=WRONG_SECONDS)
        tries = f"code:{code_id}"
        seconds = int(rules.CODE_LIFE.total_seconds())
        try:
            left = await self._limits.spend(tries, limit=rules.WRONG_PER_CODE, seconds=seconds)
        except TooManyAttempts as fault:
            raise CodeNotValid from fault
        row = await app_store.code(tx, code_id)
        expected = bytes(32) if row is None else row["code_digest"]
        fits = hmac.compare_digest(expected, self._digest(code_id, code))
        meant = row is not None and (row["purpose"], row["session_id"]) == (purpose, session_id)
        if row is None or not fits or not meant:
            log.warning("code_refused")
            raise WrongCode(attempts_left=left)
        await self._limits.give_back(address_key)
        await self._limits.give_back(tries)
        now = self._clock()
        if row["expires_at"] <= now:
            raise CodeNotValid
        if not await app_store.use_code(tx, code_id, by, now):
            raise CodeNotValid
        phone = self._vaulted.decrypt(_TABLE, code_id, "phone", row["phone"])
        return Redeemed(phone, row["phone_index"])

    def _sent(self, row: RowMapping, phone: str) -> CodeSent:
        now = self._clock()
        return CodeSent(
            id=row["id"],
            digits=rules.CODE_DIGITS,
            masked_phone=masked_phone(phone),
            expires_at=row["expires_at"],
            expires_in=_seconds(row["expires_at"], now),
            resend_in=max(0, RESEND_SECONDS - int((now - row["created_at"]).total_seconds())),
        )

    async def _spend(self, index: bytes, device_id: UUID, address: str) -> None:
        counted = (
            (f"code:device:{device_id}", SENT_PER_DEVICE),
            (f"code:address:{self._hidden('address', address)}", SENT_PER_ADDRESS),
            (f"code:phone:{index.hex()}", SENT_PER_PHONE),
        )
        for key, windows in counted:
            for limit, seconds in windows:
                await self._limits.spend(f"{key}:{seconds}", limit=limit, seconds=seconds)

    def _digest(self, request_id: UUID, code: str) -> bytes:
        return self._vaulted.blind_index("access.code", f"{request_id}|{code}")

    def _hidden(self, kind: str, value: str) -> str:
        return self._vaulted.blind_index(f"limits.{kind}", value).hex()


def _seconds(until: datetime, now: datetime) -> int:
    return max(0, int((until - now).total_seconds()))
