"""Push to iPhones by APNs with a signing key. Never run against the real service.

APNs speaks HTTP/2 only: the client that is handed over must (``httpx[http2]``).
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from mobile_api.clock import Clock
from mobile_api.messages.channels.answers import ask, body_of, refused
from mobile_api.messages.port import (
    AddressGone,
    ChannelMisconfigured,
    Push,
    PushAddress,
    RefusedForGood,
)

URL = "https://api.push.apple.com"
SANDBOX_URL = "https://api.sandbox.push.apple.com"

_TOKEN_LIFE = timedelta(minutes=50)
"""Apple refuses tokens older than 60 minutes, and those that change within 20."""

_GONE = frozenset({"BadDeviceToken", "DeviceTokenNotForTopic", "Unregistered", "ExpiredToken"})


class Apns:
    """Sends through Apple.

    Args:
        http: speaks HTTP/2.
        key: the signing key (``.p8``, PEM).
        key_id, team_id: as Apple shows them.
        topic: the app's bundle id.
        clock: tells the time.
        url: of the service.

    Raises:
        ValueError: not a P-256 key.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        key: str,
        key_id: str,
        team_id: str,
        topic: str,
        clock: Clock,
        url: str = URL,
    ) -> None:
        try:
            self._key = ECKey.import_key(key)
        except JoseError as fault:
            raise ValueError("not a signing key of Apple's") from fault
        self._http = http
        self._key_id = key_id
        self._team_id = team_id
        self._topic = topic
        self._clock = clock
        self._url = url.rstrip("/")
        self._token = ""
        self._made_at: datetime | None = None
        self._signing = asyncio.Lock()

    async def send(self, address: PushAddress, push: Push) -> None:
        """See ``port.PushSender``."""
        now = self._clock()
        headers = {
            "authorization": f"bearer {await self._bearer(now)}",
            "apns-topic": self._topic,
            "apns-push-type": "alert",
            "apns-id": str(push.message_id),
            "apns-collapse-id": str(push.message_id),
            "apns-priority": "10" if push.urgent else "5",
            "apns-expiration": str(int(now.timestamp()) + push.seconds),
        }
        body = {
            "aps": {"alert": {"title": push.title, "body": push.body}, "sound": "default"},
            **push.data,
        }
        url = f"{self._url}/3/device/{address.token}"
        answer = await ask(self._http, "POST", url, json=body, headers=headers)
        if answer.is_success:
            return
        reason = body_of(answer).get("reason")
        if answer.status_code == 410 or reason in _GONE:
            raise AddressGone("unregistered")
        if answer.status_code == 403:
            self._made_at = None  # ExpiredProviderToken: the next one is fresh
            raise ChannelMisconfigured("push_sign_in")
        if answer.status_code in {400, 413}:
            raise RefusedForGood("invalid_argument")
        raise refused(answer)

    async def _bearer(self, now: datetime) -> str:
        async with self._signing:
            if self._made_at is None or now - self._made_at >= _TOKEN_LIFE:
                claims = {"iss": self._team_id, "iat": int(now.timestamp())}
                self._token = jwt.encode({"alg": "ES256", "kid": self._key_id}, claims, self._key)
                self._made_at = now
            return self._token
