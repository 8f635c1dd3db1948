"""MyID, national identification by face: the device's SDK looks, the server asks.

A session is opened for a number; the SDK on the device checks that a living person looks
into the camera and gets a code; the server exchanges it for the profile. Never run against
the real service by us: it needs a contract, and the form of the profile is not verified.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

import httpx
import structlog

from mobile_api.access.errors import IdentityNotConfirmed
from mobile_api.access.identity_answers import read_answer, text_of
from mobile_api.access.port import StatedIdentity
from mobile_api.errors import Unavailable
from mobile_api.identifiers import read_pinfl

TIMEOUT_SECONDS = 10.0

log = structlog.get_logger(__name__)


class MyIdClient:
    """Speaks with MyID.

    Args:
        url: of the service, without a path.
        client_id: that the contract gave.
        client_secret: that the contract gave.
        threshold: how alike the face must be, 0.5 to 0.99.
        timeout_seconds: how long one of its answers may take.
    """

    def __init__(
        self,
        url: str,
        client_id: str,
        client_secret: str,
        threshold: float,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._url = url.rstrip("/")
        self._client_id = client_id
        self._client_secret = client_secret
        self._threshold = threshold
        self._timeout_seconds = timeout_seconds
        # Made once: reading all certificates takes tens of milliseconds.
        self._certificates = httpx.create_ssl_context(trust_env=False)

    async def open_session(self, pinfl: str) -> str:
        """A session for the SDK; returns its id.

        Raises:
            IdentityNotConfirmed: MyID refused.
            Unavailable: MyID does not answer.
        """
        async with self._http() as http:
            opened = await self._ask(
                http,
                "POST",
                "/api/v2/sdk/sessions",
                await self._token(http),
                json={
                    "pinfl": pinfl,
                    "birth_date": read_pinfl(pinfl, date.max).birth_date.isoformat(),
                    "threshold": self._threshold,
                },
            )
        session_id = text_of(opened, "session_id")
        if not session_id or len(session_id) > 100:
            raise Unavailable(part="myid")
        return session_id

    async def identify(self, code: str) -> StatedIdentity:
        """Whose face it was, by the code that the SDK got.

        Raises:
            IdentityNotConfirmed: MyID refused the code, or its answer lacks the number.
            Unavailable: MyID does not answer.
        """
        async with self._http() as http:
            said = await self._ask(
                http, "GET", "/api/v1/sdk/data", await self._token(http), params={"code": code}
            )
        profile = said.get("profile")
        common = profile.get("common_data", profile) if isinstance(profile, dict) else None
        if not isinstance(common, dict) or not text_of(common, "pinfl"):
            raise IdentityNotConfirmed
        return StatedIdentity(
            pinfl=text_of(common, "pinfl"),
            family_name=text_of(common, "last_name"),
            given_name=text_of(common, "first_name"),
            patronymic=text_of(common, "middle_name"),
        )

    def _http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            timeout=self._timeout_seconds, verify=self._certificates, trust_env=False
        )

    async def _token(self, http: httpx.AsyncClient) -> str:
        granted = await self._ask(
            http,
            "POST",
            "/api/v1/auth/clients/access-token",
            None,
            json={"client_id": self._client_id, "client_secret": self._client_secret},
        )
        token = text_of(granted, "access_token")
        if not token:
            raise Unavailable(part="myid")
        return token

    async def _ask(
        self,
        http: httpx.AsyncClient,
        method: str,
        path: str,
        token: str | None,
        *,
        json: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Mapping[str, Any]:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        try:
            # httpx counts each read; a service that drips must not hold a person for ever.
            async with asyncio.timeout(self._timeout_seconds):
                answer = await http.request(
                    method, self._url + path, json=json, params=params, headers=headers
                )
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as fault:
            # Not chained: its request holds the code and the number.
            log.warning("myid_unreachable", kind=type(fault).__name__)
            raise Unavailable(part="myid") from None
        if token is None and answer.status_code in {401, 403}:
            # Our own credentials: nothing that the person could do anything about.
            log.error("myid_refuses_our_credentials")
            raise Unavailable(part="myid")
        return read_answer(answer, "myid")
