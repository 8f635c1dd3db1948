"""A phone and a bot for the tests of this domain."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from mobile_api.client.bot import BotClient
from tests.mobile_api.access.phone import Phone, bot_of, listen
from tests.mobile_api.hall import Hall


@pytest.fixture
async def phone(hall: Hall) -> AsyncIterator[Phone]:
    """A phone on which nobody is signed in yet."""
    phone = Phone(hall, listen(hall))
    yield phone
    await phone.client.close()


@pytest.fixture
async def bot(hall: Hall) -> AsyncIterator[BotClient]:
    """The bot, with its key."""
    client, _ = await bot_of(hall)
    yield client
    await client.close()
