"""The QR that an app shows at the kiosk: signed, names nobody, lives five minutes.

What is in it: a random id, the second at which it ends, and an Ed25519 signature (RFC 8032).
A kiosk without a line can check the signature and the end with the public key alone; whose it
is, only the server knows.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from mobile_api.actors import Actor, Role
from mobile_api.appointments import rules
from mobile_api.appointments.errors import PassOver
from mobile_api.appointments.schemas import CheckInCode, MakePass, VisitByQr
from mobile_api.appointments.standing import Standings
from mobile_api.appointments.store import passes as store
from mobile_api.audit.service import AuditService
from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.errors import IdempotencyMismatch
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.patients.errors import ConfirmationNeeded, NotConfirmed
from mobile_api.patients.schemas import ConfirmedVisit
from mobile_api.patients.service import PatientsService
from mobile_api.permissions import allowed

_PURPOSE = "pass"


class PassesService:
    """Makes passes for apps and opens them for kiosks."""

    def __init__(
        self,
        clock: Clock,
        vaulted: Vaulted,
        standings: Standings,
        patients: PatientsService,
        audit: AuditService,
        public_url: str,
    ) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._standings = standings
        self._patients = patients
        self._audit = audit
        self._public_url = public_url

    @allowed(Role.PATIENT)
    async def make(self, tx: Writing, actor: Actor, wish: MakePass) -> CheckInCode:
        """A QR for oneself or for somebody who trusts one; sent again, the same.

        Raises:
            NoSuchPerson: the account may not act for this patient.
            ConfirmationNeeded: the patient's number was only typed: a QR would say that the
                kiosk may believe it.
            IdempotencyMismatch: the id was used for somebody else.
        """
        standing = await self._standings.of(tx, actor, wish.patient_id)
        if not standing.sure:
            raise ConfirmationNeeded
        expires_at = self._clock().replace(microsecond=0) + timedelta(minutes=rules.PASS_MINUTES)
        made = await store.add(
            tx,
            {
                "id": wish.id,
                "patient_id": standing.patient_id,
                "account_id": actor.id,
                "expires_at": expires_at,
            },
        )
        if made:
            await self._audit.record(tx, actor, "appointments.pass", "pass", wish.id)
        row = await store.one(tx, wish.id)
        if row is None or row["account_id"] != actor.id or row["patient_id"] != standing.patient_id:
            raise IdempotencyMismatch
        content = wish.id.bytes + int(row["expires_at"].timestamp()).to_bytes(4)
        return CheckInCode(
            id=wish.id,
            qr=f"{self._public_url}/q/{self._vaulted.sign_bytes(_PURPOSE, content)}",
            expires_at=row["expires_at"],
        )

    @allowed(Role.KIOSK)
    async def visit(self, tx: Writing, actor: Actor, shown: VisitByQr) -> ConfirmedVisit:
        """A confirmed visit for whom the QR was made; at one device only.

        Raises:
            PassOver: not one of ours, too old, used at another device, or its person may not
                stand here (any more): one answer for all.
        """
        pass_id, ends = self._read(shown.qr)
        now = self._clock()
        if ends <= now or not await store.use(tx, pass_id, actor.id, now):
            raise PassOver
        row = await store.one(tx, pass_id)
        assert row is not None
        try:
            visit = await self._patients.confirmed_visit_of(tx, actor, shown.id, row["patient_id"])
        except NotConfirmed as fault:
            raise PassOver from fault
        await self._audit.record(tx, actor, "appointments.show_pass", "pass", pass_id)
        return visit

    @allowed(Role.SYSTEM)
    async def forget(self, tx: Writing, actor: Actor) -> int:
        """Delete passes of yesterday; how many."""
        return await store.forget(tx, self._clock() - timedelta(days=1))

    def _read(self, qr: str) -> tuple[UUID, datetime]:
        try:
            content = self._vaulted.verify_bytes(_PURPOSE, qr.rpartition("/")[2])
        except CannotOpen as fault:
            raise PassOver from fault
        if len(content) != 20:
            raise PassOver
        ends = datetime.fromtimestamp(int.from_bytes(content[16:]), UTC)
        return UUID(bytes=content[:16]), ends
