"""SMS through PlayMobile (send.smsxabar.uz). Written from its public description; never run
against it."""

from __future__ import annotations

from uuid import UUID

import httpx

from mobile_api.messages.channels.answers import ask, refused

URL = "https://send.smsxabar.uz"


class PlayMobile:
    """The gateway.

    Args:
        http: without an address of its own.
        login: of the account (HTTP Basic).
        password: of the account.
        sender: the ``originator`` that people see.
        url: of the service.
    """

    def __init__(
        self, http: httpx.AsyncClient, *, login: str, password: str, sender: str, url: str = URL
    ) -> None:
        self._http = http
        self._auth = httpx.BasicAuth(login, password)
        self._sender = sender
        self._url = url.rstrip("/")

    async def send(self, message_id: UUID, phone: str, text: str) -> None:
        """See ``port.SmsGateway``."""
        body = {
            "messages": [
                {
                    "recipient": phone.removeprefix("+"),
                    "message-id": message_id.hex,
                    "sms": {"originator": self._sender, "content": {"text": text}},
                }
            ]
        }
        url = f"{self._url}/broker-api/send"
        answer = await ask(self._http, "POST", url, json=body, auth=self._auth)
        if not answer.is_success:
            raise refused(answer)
