"""OneID, the national single sign-on, in its own four-step form (not OpenID Connect).

(1) the browser goes to the address with ``response_type=one_code``; (2) the code is
exchanged with ``grant_type=one_authorization_code``; (3) ``one_access_token_identify``
says who it is; (4) ``one_log_out`` ends the session there. Never run against the real
service by us: it needs a contract.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
import structlog

from mobile_api.access.errors import IdentityNotConfirmed
from mobile_api.access.identity_answers import read_answer, text_of
from mobile_api.access.port import StatedIdentity
from mobile_api.errors import Unavailable

TIMEOUT_SECONDS = 10.0

log = structlog.get_logger(__name__)


class OneIdClient:
    """Speaks with OneID.

    Args:
        url: of the service, e.g. ``https://sso.egov.uz/sso/oauth/Authorization.do``.
        client_id: that the contract gave.
        client_secret: that the contract gave.
        scope: that the contract gave.
        timeout_seconds: how long one of its answers may take.
    """

    def __init__(
        self,
        url: str,
        client_id: str,
        client_secret: str,
        scope: str,
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._url = url
        self._client_id = client_id
        self._client_secret = client_secret
        self._scope = scope
        self._timeout_seconds = timeout_seconds
        # Made once: reading all certificates takes tens of milliseconds.
        self._certificates = httpx.create_ssl_context(trust_env=False)

    def authorize_url(self, state: str, redirect_uri: str) -> str:
        """Step 1: where the person's browser goes."""
        asked = {
            "response_type": "one_code",
            "client_id": self._client_id,
            "redirect_uri": redirect_uri,
            "scope": self._scope,
            "state": state,
        }
        return f"{self._url}?{urlencode(asked)}"

    async def identify(self, code: str, redirect_uri: str) -> StatedIdentity:
        """Steps 2 to 4: exchange the code, ask who it is, sign out there.

        Raises:
            IdentityNotConfirmed: OneID refused the code, or its answer lacks the number.
            Unavailable: OneID does not answer.
        """
        async with httpx.AsyncClient(
            timeout=self._timeout_seconds, verify=self._certificates, trust_env=False
        ) as http:
            granted = await self._ask(
                http,
                {
                    "grant_type": "one_authorization_code",
                    "client_id": self._client_id,
                    "client_secret": self._client_secret,
                    "redirect_uri": redirect_uri,
                    "code": code,
                },
            )
            token = text_of(granted, "access_token")
            if not token:
                raise IdentityNotConfirmed
            with_token = {
                "client_id": self._client_id,
                "client_secret": self._client_secret,
                "access_token": token,
                "scope": self._scope,
            }
            said = await self._ask(http, {"grant_type": "one_access_token_identify", **with_token})
            try:
                await self._ask(http, {"grant_type": "one_log_out", **with_token})
            except (IdentityNotConfirmed, Unavailable):
                # Who it is has been said; that session ends by itself.
                log.warning("oneid_not_signed_out")
        if not text_of(said, "pin"):
            raise IdentityNotConfirmed
        return StatedIdentity(
            pinfl=text_of(said, "pin"),
            family_name=text_of(said, "sur_name"),
            given_name=text_of(said, "first_name"),
            patronymic=text_of(said, "mid_name"),
        )

    async def _ask(self, http: httpx.AsyncClient, form: Mapping[str, str]) -> Mapping[str, Any]:
        try:
            # httpx counts each read; a service that drips must not hold a person for ever.
            async with asyncio.timeout(self._timeout_seconds):
                answer = await http.post(self._url, data=dict(form))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as fault:
            # Not chained: its text and its request hold the code and the secret.
            log.warning("oneid_unreachable", kind=type(fault).__name__)
            raise Unavailable(part="oneid") from None
        if answer.status_code == 401:
            # Our own credentials: nothing that the person could do anything about.
            log.error("oneid_refuses_our_credentials")
            raise Unavailable(part="oneid")
        return read_answer(answer, "oneid")
