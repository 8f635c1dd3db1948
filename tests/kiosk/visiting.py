"""A kiosk without a window: journey, fake hospital, printer in memory, a set clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import kiosk
from hardware.printer.recording import RecordingPrinter
from hardware.scanner.typed import TypedScanner
from kiosk.face_gallery import OfflineGallery
from kiosk.journey import Journey
from kiosk.recognition import Recogniser
from kiosk.steps import PrintState, Screen, View
from mobile_api.phrasebook import Phrasebook
from tests.kiosk.fake_hospital import PINFL, FakeHospital

PHRASES = Path(kiosk.__file__).with_name("phrases")
TODAY = date(2026, 11, 22)
COMPLAINT = "Uch kundan beri boshim ogʻriyapti"


@cache
def phrasebook() -> Phrasebook:
    """The kiosk's phrases; read once, they do not change."""
    return Phrasebook(PHRASES)


async def until(holds: Callable[[], object]) -> None:
    """Wait for what a thread brings about; in vain, the test's own timeout ends it."""
    while not holds():  # noqa: ASYNC110 - a camera, a printer and a file have no event
        await asyncio.sleep(0.001)


class SetClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Kiosk:
    """A kiosk and everything around it.

    Attributes:
        views: every view that was shown, oldest first.
    """

    hospital: FakeHospital = field(default_factory=FakeHospital)
    printer: RecordingPrinter = field(default_factory=RecordingPrinter)
    scanner: TypedScanner = field(default_factory=TypedScanner)
    recogniser: Recogniser | None = None
    gallery: OfflineGallery | None = None
    clock: SetClock = field(default_factory=SetClock)
    views: list[View] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.journey = Journey(
            self.hospital,
            self.printer,
            phrasebook(),
            self.clock,
            lambda: TODAY,
            "0.1",
            self.scanner,
            self.recogniser,
            self.gallery,
        )
        self.journey.on_change = self.views.append

    @property
    def view(self) -> Any:  # a View; typed so, a checker would believe that it never changes
        return self.journey.view

    @property
    def screen(self) -> Any:
        return self.journey.view.screen

    def shows(self, screen: Screen) -> bool:
        """Whether this screen is shown now."""
        return self.journey.view.screen is screen

    def seconds_left(self) -> int | None:
        """The countdown as it is shown."""
        return self.journey.view.idle_left

    async def settle(self) -> None:
        """Let everything that is under way come to its end (a held gate stays held)."""
        for _ in range(60):
            await asyncio.sleep(0)
        await until(lambda: self.journey.view.print_state is not PrintState.PRINTING)
        for _ in range(20):
            await asyncio.sleep(0)

    async def pass_seconds(self, seconds: float) -> None:
        """Time passes in half seconds, as the run loop would see it."""
        for _ in range(round(seconds * 2)):
            self.clock.now += 0.5
            self.journey.tick()
            await asyncio.sleep(0)
        await self.settle()

    async def wake(self) -> None:
        """The first sign of life: the hospital answers with its name and departments."""
        self.journey.tick()
        await self.sign_of_life(1)

    async def sign_of_life(self, count: int) -> None:
        """Wait for the ``count``-th sign of life: the printer answers in a thread."""
        await until(lambda: len(self.hospital.calls["sign_of_life"]) >= count)
        await self.settle()

    def type_digits(self, digits: str) -> None:
        for digit in digits:
            self.journey.type_digit(digit)

    async def to_pinfl(self) -> None:
        await self.wake()
        self.journey.choose_language("uz-Latn")
        self.journey.choose_for_whom("self")

    async def to_confirm(self, pinfl: str = PINFL) -> None:
        await self.to_pinfl()
        self.type_digits(pinfl)
        self.journey.submit()
        await self.settle()

    async def to_complaint(self, text: str = COMPLAINT) -> None:
        """As a walk-in, with ``text`` typed."""
        await self.to_confirm()
        self.journey.skip_confirmation()
        self.journey.set_text(text)

    async def to_result(self) -> None:
        await self.to_complaint()
        self.journey.submit()
        await self.settle()

    async def confirm(self, last4: str) -> None:
        self.type_digits(last4)
        self.journey.submit()
        await self.settle()
