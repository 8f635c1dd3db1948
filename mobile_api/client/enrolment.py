"""How a device that has no key yet gets one: the only call without credentials."""

from __future__ import annotations

import httpx

from mobile_api.client.transport import Transport
from mobile_api.devices.schemas import EnrolByCode, EnrolledDevice


async def enrol_device(
    base_url: str, order: EnrolByCode, http: httpx.AsyncClient | None = None
) -> EnrolledDevice:
    """Exchange the code from an administrator's page for this device's key.

    Args:
        base_url: address of the API.
        order: the code as typed; keep ``id`` until an answer has come, and send it again.
        http: a client to use instead of an own one.

    Raises:
        WrongEnrolmentCode: unknown, used or older than ten minutes.
        TooManyAttempts: wait ``retry_after`` seconds.
        ApiUnreachable: nobody answers.
    """
    wire = Transport(base_url, None, http)
    try:
        return await wire.post("/v1/devices/enrolments", order, EnrolledDevice, key=str(order.id))
    finally:
        if http is None:
            await wire.close()
