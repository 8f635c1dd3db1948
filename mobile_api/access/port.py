"""What access needs from above and from outside: codes sent, identities proven, deaths known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from mobile_api.actors import Actor
from mobile_api.database import Reader, Writing
from mobile_api.schemas import Language


class CodeSender(Protocol):
    """Brings a one-time code to a phone; implemented by the domain of messages."""

    async def send_code(
        self,
        tx: Writing,
        *,
        code_id: UUID,
        phone: str,
        code: str,
        language: Language,
        expires_at: datetime,
    ) -> None:
        """Have a code sent, in the transaction that makes it.

        Args:
            tx: the transaction.
            code_id: the request's id: one message for one code.
            phone: in normal form.
            code: digits; never logged, useless after ``expires_at``.
            language: of the message.
            expires_at: aware, UTC.
        """


class ChatNews(Protocol):
    """Hears when a chat is linked and untied, in the same transaction; the domain of patients."""

    async def chat_linked(self, tx: Writing, actor: Actor, /) -> None:
        """The account (``actor``, as its chat acts for it) has a chat now."""

    async def chat_unlinked(self, tx: Writing, actor: Actor, /) -> None:
        """The account has none any more."""


class Deaths(Protocol):
    """Whether somebody is known to have died; implemented by the domain of patients."""

    async def is_deceased(self, db: Reader, pinfl: str) -> bool:
        """True where the holder of this number is recorded as deceased."""


@dataclass(frozen=True, slots=True)
class StatedIdentity:
    """Who somebody is, as an identity service said it.

    Attributes:
        pinfl: as it came; not verified yet.
        family_name: as in the document.
        given_name: as in the document.
        patronymic: ``""`` where there is none.
    """

    pinfl: str = field(repr=False)
    family_name: str = field(repr=False)
    given_name: str = field(repr=False)
    patronymic: str = field(repr=False)


class OneId(Protocol):
    """The national single sign-on, in its own four-step form."""

    def authorize_url(self, state: str, redirect_uri: str) -> str:
        """Step 1: where the person's browser goes; ``state`` comes back with the code."""

    async def identify(self, code: str, redirect_uri: str) -> StatedIdentity:
        """Steps 2 to 4: exchange the code, ask who it is, sign out there.

        Raises:
            IdentityNotConfirmed: OneID refused the code, or its answer lacks the number.
            Unavailable: OneID does not answer.
        """


class MyId(Protocol):
    """National identification by face: the device's SDK looks, the server asks."""

    async def open_session(self, pinfl: str) -> str:
        """A session for the SDK; returns its id.

        Raises:
            IdentityNotConfirmed: MyID refused.
            Unavailable: MyID does not answer.
        """

    async def identify(self, code: str) -> StatedIdentity:
        """Whose face it was, by the code that the SDK got.

        Raises:
            IdentityNotConfirmed: MyID refused the code, or its answer lacks the number.
            Unavailable: MyID does not answer.
        """
