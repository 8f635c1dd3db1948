"""Lets a kiosk in: a one-time code on an administrator's page, typed at the kiosk."""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from functools import partial
from typing import Literal
from uuid import UUID, uuid4

from mobile_api.actors import Actor, Role
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Reader, Writing
from mobile_api.devices import enrolment_store, store
from mobile_api.devices.errors import WrongEnrolmentCode
from mobile_api.devices.schemas import (
    EnrolByCode,
    EnrolledDevice,
    EnrolmentCodeMade,
    OpenEnrolment,
)
from mobile_api.errors import NotFound
from mobile_api.keys import Vaulted, token_digest
from mobile_api.limits import Limits
from mobile_api.permissions import allowed
from mobile_api.replays import SealedReplays

CODE_DIGITS = 8
"""27 bits. A hundred wrong tries in a quarter of an hour, over all addresses, against a handful
of open codes: one in a hundred thousand would ever be hit in that time."""

CODE_LIFE = timedelta(minutes=10)
"""NIST SP 800-63B-4, 3.1.3.3."""

WRONG_PER_ADDRESS = 10
WRONG_EVERYWHERE = 100
WRONG_SECONDS = 15 * 60

_KEEPERS = (Role.ADMINISTRATOR, Role.IT_NURSE)


class EnrollingService:
    """Codes for kiosks and boards, and what they are exchanged for."""

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

    @allowed(*_KEEPERS)
    async def make_code(
        self,
        tx: Writing,
        actor: Actor,
        name: str,
        place: str,
        kind: Literal["kiosk", "board"] = "kiosk",
        *,
        device_id: UUID | None = None,
        key: UUID | None = None,
    ) -> EnrolmentCodeMade:
        """Make a code that is shown once.

        Args:
            tx: the transaction.
            actor: who makes it.
            name: short, as staff call the device.
            place: where it stands, so that a nurse finds it.
            kind: what it is.
            device_id: a known device gets a new key once the code is used, and the old one is
                then worthless; default: a new device.
            key: of this order: sent again by the same actor while the code lives, it gets the
                same code, used or withdrawn as it may be by then.

        Raises:
            NotFound: this hospital has no such device.
            IdempotencyMismatch: the actor used the key for another device.
        """
        if device_id is not None and not await store.is_of(tx, actor.hospital_id, device_id):
            raise NotFound
        now = self._clock()
        drawn = {
            "id": str(uuid4()),
            "code": "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS)),
            "expires_at": (now + CODE_LIFE).isoformat(),
        }
        if key is not None:
            kept = await self._replays.keep(
                "enrolment-code",
                actor.id,
                key,
                json.dumps([name, place, kind, str(device_id)]),
                drawn,
                seconds=int(CODE_LIFE.total_seconds()),
            )
            drawn = kept.content
            if kept.settled:
                return _made(drawn, name, place, now)
            tx.after_commit(partial(self._replays.settle, kept))
        made = _made(drawn, name, place, now)
        added = await enrolment_store.add(
            tx,
            {
                "id": made.id,
                "hospital_id": actor.hospital_id,
                "device_id": device_id or uuid4(),
                "name": name,
                "place": place,
                "kind": kind,
                "code_digest": self._digest(made.code),
                "made_by": actor.id,
                "created_at": now,
                "expires_at": made.expires_at,
            },
            now,
        )
        if added:
            await self._audit.record(
                tx, actor, "devices.make_code", "enrolment_code", made.id, kind=kind
            )
        return made

    @allowed(*_KEEPERS)
    async def open_codes(self, db: Reader, actor: Actor) -> list[OpenEnrolment]:
        """Codes that nobody has used yet, without the codes themselves."""
        rows = await enrolment_store.open_codes(db, actor.hospital_id, self._clock())
        return [OpenEnrolment(**row) for row in rows]

    @allowed(*_KEEPERS)
    async def withdraw_code(self, tx: Writing, actor: Actor, code_id: UUID) -> None:
        """Make a code worthless before somebody uses it.

        Raises:
            NotFound: this hospital has no such open code.
        """
        if not await enrolment_store.withdraw(tx, actor.hospital_id, code_id, self._clock()):
            raise NotFound
        await self._audit.record(tx, actor, "devices.withdraw_code", "enrolment_code", code_id)

    async def enrol(self, tx: Writing, address: str, order: EnrolByCode) -> EnrolledDevice:
        """Exchange a code for a key. The same request, sent again, gets the same key.

        Args:
            tx: the transaction.
            address: of the device, for the limit; never stored.
            order: the code as typed, and the request's own id.

        Raises:
            WrongEnrolmentCode: unknown, used, withdrawn or older than ten minutes.
            TooManyAttempts: ten wrong from this address, or a hundred in all, in 15 minutes.
        """
        keys = {
            f"enrol:{self._vaulted.blind_index('limits.address', address).hex()}": (
                WRONG_PER_ADDRESS
            ),
            "enrol:all": WRONG_EVERYWHERE,
        }
        for key, limit in keys.items():
            await self._limits.spend(key, limit=limit, seconds=WRONG_SECONDS)
        now = self._clock()
        row = await enrolment_store.use(tx, self._digest(order.code), order.id, now)
        if row is None:
            raise WrongEnrolmentCode
        for key in keys:
            await self._limits.give_back(key)
        # Derived, so that a lost answer can be given again without the key being stored.
        key = self._vaulted.blind_index("devices.key", f"{row['id']}|{order.id}").hex()
        enrolled = EnrolledDevice(id=row["device_id"], key=key)
        if row["is_first"]:
            await store.put(
                tx,
                {
                    "id": row["device_id"],
                    "hospital_id": row["hospital_id"],
                    "name": row["name"],
                    "place": row["place"],
                    "kind": row["kind"],
                    "key_digest": token_digest(key),
                    "enrolled_at": now,
                    "states": {},
                },
            )
            actor = Actor(
                role=Role(row["kind"]), id=row["device_id"], hospital_id=row["hospital_id"]
            )
            await self._audit.record(
                tx, actor, "devices.enrol", "device", row["device_id"], code=str(row["id"])
            )
        return enrolled

    def _digest(self, code: str) -> bytes:
        return self._vaulted.blind_index("devices.enrolment_code", code)


def _made(drawn: dict[str, str], name: str, place: str, now: datetime) -> EnrolmentCodeMade:
    expires_at = datetime.fromisoformat(drawn["expires_at"])
    return EnrolmentCodeMade(
        id=UUID(drawn["id"]),
        code=drawn["code"],
        name=name,
        place=place,
        expires_at=expires_at,
        expires_in=max(0, int((expires_at - now).total_seconds())),
    )
