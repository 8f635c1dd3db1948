"""A hall with Face ID."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.mobile_api.faces.faces_world import NETWORK, OTHER_NETWORK, FacesHall, calibrate
from tests.mobile_api.hall import open_hall


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """With a calibration, and with galleries for kiosks."""
    return Settings(
        data_dir=tmp_path,
        database_url=database_url,
        public_url="https://hospital.example",
        face_calibration=calibrate(tmp_path / "calibration", NETWORK, OTHER_NETWORK),
        face_offline_gallery=True,
    )


@pytest.fixture
async def faces(
    settings: Settings, keyring: Keyring, clock: SettableClock
) -> AsyncIterator[FacesHall]:
    """Persons 1, 2 and 3 are known; nobody is enrolled."""
    async with open_hall(settings, keyring, clock) as hall:
        await hall.know(1, 2, 3)
        yield FacesHall(hall)
