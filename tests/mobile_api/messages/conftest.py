"""An outbox for every test of messages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from mobile_api.keys import Keyring
from tests.conftest import SettableClock
from tests.mobile_api.messages.outbox import Outbox, open_outbox


@pytest.fixture
async def outbox(
    database_url: str, keyring: Keyring, clock: SettableClock
) -> AsyncIterator[Outbox]:
    """The domain of messages on the fresh database; Wednesday, 09:30 in Tashkent."""
    opened = await open_outbox(database_url, keyring, clock)
    yield opened
    await opened.database.close()
