"""The hall, ready for the tests of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.mobile_api.hall import Hall, open_hall


@pytest.fixture
async def hall(settings: Settings, keyring: Keyring, clock: SettableClock) -> AsyncIterator[Hall]:
    """A small hospital with one kiosk that knows persons 1 and 2."""
    async with open_hall(settings, keyring, clock) as hall:
        await hall.know(1, 2)
        yield hall
