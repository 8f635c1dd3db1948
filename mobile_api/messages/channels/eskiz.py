"""SMS through Eskiz (notify.eskiz.uz). Written from its description; never run against it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from uuid import UUID

import httpx

from mobile_api.messages.channels.answers import ask, body_of, refused
from mobile_api.messages.port import ChannelMisconfigured, TryLater

URL = "https://notify.eskiz.uz"


class Eskiz:
    """The gateway.

    Args:
        http: without an address of its own.
        email: of the account.
        password: of the account.
        sender: number or name that people see (``4546`` for tests).
        callback: makes the address at which the delivery of a message is told.
        url: of the service.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        email: str,
        password: str,
        sender: str,
        callback: Callable[[UUID], str],
        url: str = URL,
    ) -> None:
        self._http = http
        self._email = email
        self._password = password
        self._sender = sender
        self._callback = callback
        self._url = url.rstrip("/")
        self._token = ""
        self._signing_in = asyncio.Lock()

    async def send(self, message_id: UUID, phone: str, text: str) -> None:
        """See ``port.SmsGateway``. A token that has expired is replaced once."""
        token = self._token or await self._sign_in("")
        answer = await self._post(token, message_id, phone, text)
        if answer.status_code == 401:
            token = await self._sign_in(token)
            answer = await self._post(token, message_id, phone, text)
        if not answer.is_success:
            raise refused(answer)
        if body_of(answer).get("status") == "error":
            raise TryLater("gateway_error")

    async def _post(self, token: str, message_id: UUID, phone: str, text: str) -> httpx.Response:
        form = {
            "mobile_phone": phone.removeprefix("+"),
            "message": text,
            "from": self._sender,
            "callback_url": self._callback(message_id),
        }
        headers = {"Authorization": f"Bearer {token}"}
        url = f"{self._url}/api/message/sms/send"
        return await ask(self._http, "POST", url, data=form, headers=headers)

    async def _sign_in(self, stale: str) -> str:
        async with self._signing_in:
            if self._token and self._token != stale:  # somebody else was quicker
                return self._token
            form = {"email": self._email, "password": self._password}
            answer = await ask(self._http, "POST", f"{self._url}/api/auth/login", data=form)
            data = body_of(answer).get("data")
            token = data.get("token") if isinstance(data, dict) else None
            if not answer.is_success or not isinstance(token, str) or not token:
                raise ChannelMisconfigured("gateway_sign_in")
            self._token = token
            return token
