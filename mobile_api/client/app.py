"""Everything that the app on somebody's phone may ask: the one door."""

from __future__ import annotations

import httpx

from mobile_api.access.schemas import AppTokensReply
from mobile_api.client.assessments import TriageCalls
from mobile_api.client.booking import BookingCalls
from mobile_api.client.facilities import FacilitiesCalls
from mobile_api.client.messages import PushCalls
from mobile_api.client.people import PeopleCalls
from mobile_api.client.renewing import OnTokens, RenewingTransport
from mobile_api.client.sign_in import SignInCalls


def _forget(_tokens: AppTokensReply | None) -> None:
    """Keep tokens nowhere but in the client."""


class AppClient(SignInCalls, PeopleCalls, PushCalls, BookingCalls, TriageCalls, FacilitiesCalls):
    """Typed client of the app.

    An access token that has ended is renewed on the way and the request sent again. Where
    that is refused (``SessionEnded``), somebody has to sign in. Every method raises
    subclasses of ``DmedError``, as those of ``KioskClient`` do.

    Args:
        base_url: address of the API.
        tokens: of an earlier run, as ``on_tokens`` was given them; None: signed out.
        on_tokens: told every new pair, so that it can be kept where no other app reads it;
            None once signed out.
        http: a client to use instead of an own one.
    """

    def __init__(
        self,
        base_url: str,
        tokens: AppTokensReply | None = None,
        on_tokens: OnTokens = _forget,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self._wire: RenewingTransport = RenewingTransport(base_url, tokens, on_tokens, http)

    @property
    def tokens(self) -> AppTokensReply | None:
        """The present pair of tokens; None while signed out."""
        return self._wire.tokens

    async def close(self) -> None:
        """Close connections."""
        await self._wire.close()
