"""Push to Android (and wherever Firebase is) by FCM HTTP v1. Never run against the real service."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from mobile_api.clock import Clock
from mobile_api.messages.channels.answers import ask, body_of, refused
from mobile_api.messages.port import (
    AddressGone,
    ChannelMisconfigured,
    Push,
    PushAddress,
    RefusedForGood,
)

URL = "https://fcm.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/firebase.messaging"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_SPARE = timedelta(minutes=5)


class Fcm:
    """Sends through Firebase.

    Args:
        http: without an address of its own.
        credentials: the service account's key file, as Google gives it (JSON).
        clock: tells the time.
        url: of the service.

    Raises:
        ValueError: the key file lacks something.
    """

    def __init__(
        self, http: httpx.AsyncClient, credentials: str, clock: Clock, url: str = URL
    ) -> None:
        try:
            account = json.loads(credentials)
            self._project = str(account["project_id"])
            self._email = str(account["client_email"])
            self._token_uri = str(account["token_uri"])
            self._key = RSAKey.import_key(account["private_key"])
        except (KeyError, TypeError, JoseError) as fault:
            raise ValueError("not the key file of a service account") from fault
        self._http = http
        self._clock = clock
        self._url = url.rstrip("/")
        self._token = ""
        self._expires: datetime | None = None
        self._signing_in = asyncio.Lock()

    @classmethod
    def load(cls, http: httpx.AsyncClient, path: Path, clock: Clock) -> Fcm:
        """From a key file; raises as the class, and OSError where there is no file."""
        return cls(http, path.read_text(encoding="utf-8"), clock)

    async def send(self, address: PushAddress, push: Push) -> None:
        """See ``port.PushSender``."""
        message = {
            "token": address.token,
            "notification": {"title": push.title, "body": push.body},
            "data": dict(push.data),
            "android": {
                "priority": "HIGH" if push.urgent else "NORMAL",
                "ttl": f"{push.seconds}s",
                "notification": {"tag": str(push.message_id)},
            },
        }
        url = f"{self._url}/v1/projects/{self._project}/messages:send"
        token = await self._bearer("")
        answer = await self._post(url, token, message)
        if answer.status_code == 401:
            answer = await self._post(url, await self._bearer(token), message)
        if answer.is_success:
            return
        # https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode
        codes = _error_codes(answer)
        if "UNREGISTERED" in codes or "SENDER_ID_MISMATCH" in codes:
            raise AddressGone("unregistered")
        if answer.status_code == 400:
            raise RefusedForGood("invalid_argument")
        raise refused(answer)

    async def _post(self, url: str, token: str, message: Mapping[str, object]) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"}
        return await ask(self._http, "POST", url, json={"message": dict(message)}, headers=headers)

    async def _bearer(self, stale: str) -> str:
        async with self._signing_in:
            now = self._clock()
            if self._expires is not None and now < self._expires and self._token != stale:
                return self._token
            # RFC 7523: a signed assertion for an access token.
            claims = {
                "iss": self._email,
                "scope": SCOPE,
                "aud": self._token_uri,
                "iat": int(now.timestamp()),
                "exp": int((now + timedelta(hours=1)).timestamp()),
            }
            assertion = jwt.encode({"alg": "RS256", "typ": "JWT"}, claims, self._key)
            form = {"grant_type": _GRANT, "assertion": assertion}
            answer = await ask(self._http, "POST", self._token_uri, data=form)
            body = body_of(answer)
            if not answer.is_success or not isinstance(body.get("access_token"), str):
                raise ChannelMisconfigured("push_sign_in")
            self._token = body["access_token"]
            self._expires = now + timedelta(seconds=int(body.get("expires_in", 3600))) - _SPARE
            return self._token


def _error_codes(answer: httpx.Response) -> set[str]:
    error = body_of(answer).get("error")
    if not isinstance(error, dict):
        return set()
    details = error.get("details")
    found = [one.get("errorCode") for one in details or [] if isinstance(one, dict)]
    return {str(code) for code in (*found, error.get("status"))}
