"""What SMS gateways tell later: arrived, or not."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from uuid import UUID

from mobile_api.clock import Clock
from mobile_api.database import Writing
from mobile_api.keys import CannotOpen, Vaulted
from mobile_api.messages import store
from mobile_api.messages.errors import NoSuchMessage
from mobile_api.messages.outgoing import Outgoing
from mobile_api.messages.schemas import Done

_PURPOSE = "messages.delivery"
_PLAYMOBILE = "playmobile"

# As the gateways' public descriptions and clients name them; not seen from the real services.
_ARRIVED = frozenset({"delivrd", "delivered", "transmitted_and_delivered"})
_FAILED = frozenset(
    {
        "undeliv",
        "undelivered",
        "undeliverable",
        "notdelivered",
        "not_delivered",
        "rejectd",
        "rejected",
        "expired",
        "deleted",
        "failed",
    }
)


def eskiz_path(vaulted: Vaulted, message_id: UUID) -> str:
    """Where Eskiz tells about one message: signed, so that nobody else can."""
    return f"/v1/messages/deliveries/eskiz/{vaulted.sign_id(_PURPOSE, message_id)}"


def playmobile_path(vaulted: Vaulted) -> str:
    """Where PlayMobile tells about all messages: to be given to PlayMobile, and to nobody else."""
    secret = vaulted.blind_index(_PURPOSE, _PLAYMOBILE).hex()
    return f"/v1/messages/deliveries/playmobile/{secret}"


class DeliveryReports:
    """Believes gateways that know the secret of their address, and nobody else.

    Args:
        clock: tells the time.
        vaulted: knows the secrets.
        outgoing: passes on what did not arrive.
    """

    def __init__(self, clock: Clock, vaulted: Vaulted, outgoing: Outgoing) -> None:
        self._clock = clock
        self._vaulted = vaulted
        self._outgoing = outgoing

    async def from_eskiz(self, tx: Writing, signed: str, report: Mapping[str, object]) -> Done:
        """One message; its id is in the address, whatever the body says.

        Raises:
            NoSuchMessage: not an address that this installation made.
        """
        try:
            message_id = self._vaulted.verify_id(_PURPOSE, signed)
        except CannotOpen as fault:
            raise NoSuchMessage from fault
        return Done(counted=await self._note(tx, message_id, report.get("status")))

    async def from_playmobile(self, tx: Writing, secret: str, report: Mapping[str, object]) -> Done:
        """One message or a list of them under ``messages``, with ``message-id`` and ``status``.

        Raises:
            NoSuchMessage: the secret is not ours.
        """
        ours = self._vaulted.blind_index(_PURPOSE, _PLAYMOBILE).hex()
        if not hmac.compare_digest(ours.encode(), secret.encode()):
            raise NoSuchMessage
        listed = report.get("messages", [report])
        counted = 0
        for one in listed if isinstance(listed, list) else []:
            if isinstance(one, dict):
                try:
                    message_id = UUID(hex=str(one.get("message-id")))
                except ValueError:
                    continue
                counted += await self._note(tx, message_id, one.get("status"))
        return Done(counted=counted)

    async def _note(self, tx: Writing, message_id: UUID, status: object) -> int:
        said = str(status).strip().lower().replace(" ", "_")
        if said in _ARRIVED:
            return await store.arrived(tx, [message_id], self._clock())
        if said in _FAILED:
            return await self._outgoing.did_not_arrive(tx, message_id, f"sms_{said}"[:40])
        return 0
