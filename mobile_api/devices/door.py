"""Which device is asking."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from mobile_api.actors import Actor
from mobile_api.database import Database
from mobile_api.devices.errors import DeviceNotEnrolled
from mobile_api.devices.service import DevicesService
from mobile_api.http import service_of

_bearer = HTTPBearer(
    auto_error=False, scheme_name="deviceKey", description="The key that enrolment gave a device."
)


async def _device(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Actor:
    if credentials is None:
        raise DeviceNotEnrolled
    database: Database = request.app.state.database
    # A connection of its own, given back at once: a request that held it while it waits for
    # a transaction would let many requests starve each other of connections.
    async with database.reading() as db:
        return await service_of(request, DevicesService).actor_of(db, credentials.credentials)


KioskActor = Annotated[Actor, Depends(_device)]
"""The device that sends ``Authorization: Bearer``; raises DeviceNotEnrolled."""
