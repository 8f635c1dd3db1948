"""What the answers of carriers mean, whoever they are."""

from __future__ import annotations

import ssl
from functools import cache
from typing import Any

import httpx

from mobile_api.messages.port import (
    CannotSend,
    ChannelMisconfigured,
    RefusedForGood,
    TryLater,
)

SECONDS = 10.0
"""How long a carrier may take."""


def carrier_client(*, http2: bool = False) -> httpx.AsyncClient:
    """A client for one carrier. Redirects are not followed: they would carry a person along.

    Raises:
        ImportError: HTTP/2 is wanted, and ``httpx[http2]`` is not installed.
    """
    return httpx.AsyncClient(
        verify=_trust(http2), timeout=SECONDS, follow_redirects=False, http2=http2
    )


@cache
def _trust(_http2: bool) -> ssl.SSLContext:
    """Whom we trust; read once, because the list of authorities is long.

    One for each version of HTTP: a connection writes into it what it offers (ALPN).
    """
    return httpx.create_ssl_context()


async def ask(http: httpx.AsyncClient, method: str, url: str, **sent: Any) -> httpx.Response:
    """One request.

    Raises:
        TryLater: no answer, or one that says "later" (429, 5xx).
    """
    try:
        answer = await http.request(method, url, **sent)
    except httpx.TransportError as fault:
        raise TryLater("unreachable") from fault
    if answer.status_code == 429 or answer.status_code >= 500:
        raise TryLater(f"status_{answer.status_code}", retry_after(answer))
    return answer


def retry_after(answer: httpx.Response) -> int | None:
    """Seconds of ``Retry-After`` (RFC 9110, 10.2.3); a date in it is not understood."""
    said = answer.headers.get("retry-after", "")
    return min(int(said), 86_400) if said.isdecimal() else None


def refused(answer: httpx.Response) -> CannotSend:
    """What a status that is no success means where nothing more is known."""
    reason = f"status_{answer.status_code}"
    if answer.status_code in {401, 402, 403}:
        return ChannelMisconfigured(reason)
    return RefusedForGood(reason)


def body_of(answer: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer; empty where there is none."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
