"""A transport whose token lives a quarter of an hour and is renewed on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import uuid4

import httpx

from mobile_api.access.errors import SessionEnded
from mobile_api.access.schemas import AppTokensReply, Renew
from mobile_api.client.transport import Transport
from mobile_api.errors import NotAuthenticated

T = TypeVar("T")

OnTokens = Callable[[AppTokensReply | None], None]


class RenewingTransport(Transport):
    """Renews the pair of tokens once, however many requests wait for it.

    Args:
        base_url: address of the API.
        tokens: the pair that was kept; None: signed out.
        on_tokens: told every new pair, None once signed out.
        http: a client to use instead of an own one.
    """

    def __init__(
        self,
        base_url: str,
        tokens: AppTokensReply | None,
        on_tokens: OnTokens,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(base_url, None, http)
        self._on_tokens = on_tokens
        self._renewal = asyncio.Lock()
        # Kept until it is answered: sent again with another id, the token would look stolen.
        self._pending: Renew | None = None
        self._tokens = tokens
        self.authorise(None if tokens is None else tokens.access_token)

    @property
    def tokens(self) -> AppTokensReply | None:
        """The present pair; None while signed out."""
        return self._tokens

    def keep(self, tokens: AppTokensReply | None) -> None:
        """Use this pair from now on; None: signed out."""
        self._tokens, self._pending = tokens, None
        self.authorise(None if tokens is None else tokens.access_token)
        self._on_tokens(tokens)

    async def _send(
        self, method: str, path: str, body: bytes | None, reply: type[T], extra: Mapping[str, str]
    ) -> T:
        used = self._tokens
        try:
            return await super()._send(method, path, body, reply, extra)
        except NotAuthenticated:
            if used is None:
                raise
        await self._renew(used)
        return await super()._send(method, path, body, reply, extra)

    async def _renew(self, used: AppTokensReply) -> None:
        async with self._renewal:
            if self._tokens is not used:
                return  # another request has renewed them meanwhile
            order = self._pending or Renew.model_validate(
                {"id": uuid4(), "refresh_token": used.refresh_token}
            )
            self._pending = order
            try:
                renewed = await super()._send(
                    "POST",
                    "/v1/access/tokens",
                    order.model_dump_json().encode(),
                    AppTokensReply,
                    {"Idempotency-Key": str(order.id)},
                )
            except SessionEnded:
                self.keep(None)
                raise
            self.keep(renewed)
