"""One request over the wire: timeouts, retries with the same id, codes back into classes."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from typing import TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

import mobile_api.access.errors
import mobile_api.appointments.errors
import mobile_api.assessments.errors
import mobile_api.devices.errors
import mobile_api.faces.errors
import mobile_api.facilities.errors
import mobile_api.messages.errors
import mobile_api.patients.errors
import mobile_api.queues.errors  # noqa: F401 - loaded so that every code finds its class
from mobile_api.client.errors import ApiIncomprehensible, ApiUnreachable
from mobile_api.errors import DmedError, Kind
from mobile_api.schemas import Schema

T = TypeVar("T")

CONNECT_SECONDS = 2.0
READ_SECONDS = 6.0
ATTEMPTS = 3
FIRST_PAUSE_SECONDS = 0.2
_RETRIED = frozenset({502, 503, 504})


class Nothing(Schema):
    """What a reply without content is read as."""


class Transport:
    """Sends requests and reads replies.

    Every call may be retried: reads by their nature, writes because their id was
    made by the device and the server answers a replay with the first answer.

    Args:
        base_url: address of the API, e.g. ``http://127.0.0.1:8000``.
        bearer: the device's key, sent as ``Authorization: Bearer``.
        http: a client to use instead of an own one (tests, in-process API).
    """

    def __init__(
        self, base_url: str, bearer: str | None = None, http: httpx.AsyncClient | None = None
    ) -> None:
        headers = {"Accept": "application/json"}
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        self._headers = headers
        self._http = http or httpx.AsyncClient(
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=8),
            trust_env=False,
        )
        self._base = base_url.rstrip("/")

    async def get(
        self, path: str, reply: type[T], *, headers: Mapping[str, str] | None = None
    ) -> T:
        """GET ``path`` and read the reply; raises ``DmedError`` subclasses."""
        return await self._send("GET", path, None, reply, headers or {})

    async def post(
        self,
        path: str,
        body: Schema,
        reply: type[T],
        *,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> T:
        """POST ``body`` and read the reply; ``key`` is the Idempotency-Key of a write."""
        extra = dict(headers or {})
        if key is not None:
            extra["Idempotency-Key"] = key
        return await self._send("POST", path, body.model_dump_json().encode(), reply, extra)

    async def put(self, path: str, body: Schema, reply: type[T]) -> T:
        """PUT ``body`` and read the reply: said twice, it is as if said once."""
        return await self._send("PUT", path, body.model_dump_json().encode(), reply, {})

    async def delete(self, path: str) -> None:
        """DELETE ``path``; there is no reply to read."""
        await self._send("DELETE", path, None, Nothing, {})

    def authorise(self, bearer: str | None) -> None:
        """Send another token from now on; None: none."""
        self._headers.pop("Authorization", None)
        if bearer is not None:
            self._headers["Authorization"] = f"Bearer {bearer}"

    def with_header(self, name: str, value: str) -> Transport:
        """The same connections and credentials, with a further header on every request."""
        other = Transport(self._base, None, self._http)
        other._headers = {**self._headers, name: value}
        return other

    async def close(self) -> None:
        """Close connections; the transport cannot be used afterwards."""
        await self._http.aclose()

    async def _send(
        self, method: str, path: str, body: bytes | None, reply: type[T], extra: Mapping[str, str]
    ) -> T:
        headers = {**self._headers, **extra}
        if body is not None:
            headers["Content-Type"] = "application/json"
        pause = FIRST_PAUSE_SECONDS
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = await self._http.request(
                    method, self._base + path, content=body, headers=headers
                )
            except httpx.TransportError as fault:
                if attempt == ATTEMPTS:
                    raise ApiUnreachable from fault
            else:
                if answer.status_code not in _RETRIED or attempt == ATTEMPTS:
                    return _read(answer, reply)
            # Jitter, so that twenty kiosks do not come back in the same instant.
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
            pause *= 3
        raise ApiUnreachable


def _read(answer: httpx.Response, reply: type[T]) -> T:
    if answer.is_success:
        try:
            if answer.status_code == 204:
                return TypeAdapter(reply).validate_python({})
            return TypeAdapter(reply).validate_json(answer.content)
        except ValidationError as fault:
            raise ApiIncomprehensible(status=answer.status_code) from fault
    try:
        problem = answer.json()
        code = problem["code"]
    except (ValueError, TypeError, KeyError) as fault:
        raise ApiIncomprehensible(status=answer.status_code) from fault
    facts = {
        name: value
        for name, value in problem.items()
        if name not in {"type", "title", "status", "code", "instance"}
    }
    known = DmedError.of_code(str(code))
    if known is DmedError and answer.status_code >= 500:
        raise ApiUnreachable(status=answer.status_code)
    raise known(**facts)


def is_transient(error: DmedError) -> bool:
    """True where the same call with the same id may succeed later without a person."""
    return error.kind in {Kind.UNAVAILABLE, Kind.INTERNAL}
