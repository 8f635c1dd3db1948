"""Everything that the Telegram bot may ask: for itself, and for a chat that it speaks for."""

from __future__ import annotations

import httpx

from mobile_api.access.schemas import ChatLinked, LinkChat, LinkContact
from mobile_api.client.booking import BookingCalls
from mobile_api.client.facilities import FacilitiesCalls
from mobile_api.client.messages import MessageChoicesCalls, SenderCalls
from mobile_api.client.people import PeopleCalls
from mobile_api.client.sign_in import OwnAccountCalls
from mobile_api.client.transport import Transport

CHAT_HEADER = "Dmed-Telegram-User"


class ChatClient(OwnAccountCalls, PeopleCalls, MessageChoicesCalls, BookingCalls, FacilitiesCalls):
    """What a linked chat may ask: never records, because a chat is never proven.

    Every method raises ``ChatNotLinked`` where the chat acts for nobody (any more).
    """

    def __init__(self, wire: Transport) -> None:
        self._wire = wire


class BotClient(SenderCalls):
    """Typed client of the bot.

    Args:
        base_url: address of the API.
        bot_key: what ``python -m mobile_api bot-key`` printed.
        http: a client to use instead of an own one.
    """

    def __init__(self, base_url: str, bot_key: str, http: httpx.AsyncClient | None = None) -> None:
        self._wire = Transport(base_url, bot_key, http)

    def for_chat(self, telegram_user_id: int) -> ChatClient:
        """The same door, for the account of a chat."""
        return ChatClient(self._wire.with_header(CHAT_HEADER, str(telegram_user_id)))

    async def close(self) -> None:
        """Close connections."""
        await self._wire.close()

    async def link_chat(self, order: LinkChat) -> ChatLinked:
        """Tie a chat to the account that made a code."""
        return await self._wire.post(
            "/v1/access/telegram/links", order, ChatLinked, key=str(order.id)
        )

    async def link_contact(self, order: LinkContact) -> ChatLinked:
        """Tie a chat to the account of its own contact's phone."""
        return await self._wire.post(
            "/v1/access/telegram/contacts", order, ChatLinked, key=str(order.id)
        )
