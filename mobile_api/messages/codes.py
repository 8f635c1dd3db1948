"""One-time codes, sent as messages: what access asks for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mobile_api.database import Writing
from mobile_api.messages.service import MessagesService
from mobile_api.schemas import Language


class CodesByMessage:
    """Sends codes by SMS, in the transaction in which they were made (``access.port.CodeSender``).

    Never to a linked chat or as a push: a code proves who has the phone's number, not who has
    the phone's apps.
    """

    def __init__(self, messages: MessagesService) -> None:
        self._messages = messages

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
        """Put a code into the outbox; after ``expires_at`` it is not sent any more.

        Args:
            tx: the transaction in which the code was made.
            code_id: of the code; the same one is sent once.
            phone: E.164 (``+998901234567``).
            code: six to ten digits.
            language: in which the person reads.
            expires_at: aware.
        """
        await self._messages.tell_phone(
            tx,
            code_id=code_id,
            phone=phone,
            facts={"code": code, "until": expires_at.isoformat()},
            language=language,
            useless_after=expires_at,
        )
