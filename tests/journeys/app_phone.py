"""The app on somebody's phone, as far as the journey needs it: signs in, shows a check-in code."""

from __future__ import annotations

import asyncio
import re
from uuid import uuid4

import httpx

from mobile_api.access.schemas import AskForCode, SignInByCode, ThisDevice
from mobile_api.appointments.schemas import MakePass
from mobile_api.client.app import AppClient
from tests.journeys.visits import JourneyFailed

_PAUSE_SECONDS = 0.1
_TRIES = 900


async def check_in_code(url: str, phone: str) -> str:
    """Sign in with the code that comes by SMS, and ask for the QR of the account's owner.

    Args:
        url: address of an API with ``DMED_DEMO``, where SMS are read on a page.
        phone: of the account.

    Raises:
        JourneyFailed: the one-time code did not come by SMS.
        DmedError: the API refused something.
    """
    app = AppClient(url)
    try:
        device = ThisDevice(id=uuid4(), name="Galaxy A15", platform="android")
        order = AskForCode(id=uuid4(), phone=phone, language="uz-Latn", device_id=device.id)
        await app.ask_for_code(order)
        await app.sign_in(
            SignInByCode(
                id=uuid4(),
                code_id=order.id,
                code=await _code(url, phone),
                device=device,
                language="uz-Latn",
            )
        )
        owner = next(one for one in (await app.people()).items if one.relation == "self")
        return (await app.check_in_code(MakePass(id=uuid4(), patient_id=owner.id))).qr
    finally:
        await app.close()


async def _code(url: str, phone: str) -> str:
    async with httpx.AsyncClient(trust_env=False) as http:
        for _ in range(_TRIES):
            for line in (await http.get(f"{url}/dev/inbox")).text.splitlines():
                found = re.search(r"\b(\d{6,8})\b", line.partition(phone.lstrip("+"))[2])
                if found:
                    return found.group(1)
            await asyncio.sleep(_PAUSE_SECONDS)
    raise JourneyFailed("the one-time code did not come by SMS")
