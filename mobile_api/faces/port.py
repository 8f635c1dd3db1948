"""What faces need from outside: thresholds of networks, and who is booked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from mobile_api.actors import Actor
from mobile_api.database import Reader
from models.face.challenge import Side
from models.face.templates import Failed, Template
from models.face.thresholds import Thresholds


class ThresholdsOf(Protocol):
    """How similar is similar enough, by network; from a calibration file or the published ones."""

    def __call__(self, model_id: str, /) -> Thresholds | None:
        """None for a network that nobody has measured: nothing is compared with it."""

    @property
    def calibrated(self) -> bool | None:
        """The thresholds in use were measured at this site; None: no network is known."""


class BookedToday(Protocol):
    """Who has an appointment today; implemented over the domain of appointments."""

    async def __call__(self, db: Reader, actor: Actor, /) -> Sequence[UUID]:
        """Patients who are expected today in the hospital of ``actor``."""


class LooksAtSelfies(Protocol):
    """Networks on this server that look at pictures from phones (``models.face.selfies``)."""

    @property
    def model_id(self) -> str:
        """Which network makes the embeddings."""

    def look(self, pictures: Sequence[bytes], first: Side, /) -> Template | Failed:
        """What the pictures show, in their order; ValueError where one is no picture."""
