"""Somebody who keeps the hospital's data, in a signed-in browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx

from mobile_api.actors import Role
from tests.mobile_api.hall import Hall


@dataclass
class Keeper:
    """What a keeper sends, and what comes back."""

    browser: httpx.AsyncClient

    async def put(self, path: str, **body: Any) -> httpx.Response:
        """PUT under /v1."""
        return await self.browser.put(f"/v1{path}", json=body)

    async def post(self, path: str, **body: Any) -> httpx.Response:
        """POST under /v1."""
        return await self.browser.post(f"/v1{path}", json=body)

    async def get(self, path: str) -> Any:
        """GET under /v1 something that must be there."""
        reply = await self.browser.get(f"/v1{path}")
        assert reply.status_code == 200, reply.text
        return reply.json()

    async def delete(self, path: str) -> httpx.Response:
        """DELETE under /v1."""
        return await self.browser.delete(f"/v1{path}")

    async def doctor(self, **changed: Any) -> UUID:
        """Somebody new who sees patients in cardiology, room 301."""
        doctor_id = uuid4()
        body = {"name": "Sinova Malika", "department": "cardiology", "room": "301", **changed}
        reply = await self.put(f"/facilities/practitioners/{doctor_id}", **body)
        assert reply.status_code == 200, reply.text
        return doctor_id


async def keeper(hall: Hall, role: Role = Role.ADMINISTRATOR) -> Keeper:
    """A signed-in keeper."""
    return Keeper(await hall.staff(role))


def refused(reply: httpx.Response) -> tuple[int, str, str | None]:
    """Status, code and field of a refusal."""
    body = reply.json()
    return reply.status_code, body["code"], body.get("field")
