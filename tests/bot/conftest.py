"""The bot with a clinic behind it, for every test of this room."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.bot.world import World, open_world
from tests.conftest import SettableClock


@pytest.fixture
async def world(settings: Settings, keyring: Keyring, clock: SettableClock) -> AsyncIterator[World]:
    """A bot that talks, and a clinic where doctor A works on Thursdays from 9 to 13."""
    async with open_world(settings, keyring, clock) as world:
        yield world
