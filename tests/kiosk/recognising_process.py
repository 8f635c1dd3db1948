"""A whole kiosk in a window, and before its camera somebody who does what the screen says.

``python -m tests.kiosk.recognising_process 540x960 FOLDER``: address, key and networks come from
the environment as for ``python -m kiosk``. ``FOLDER/who`` says who stands there, and
``FOLDER/<who>/straight``, ``turn_left`` and ``turn_right`` hold pictures of them.
"""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

import asyncio
import importlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog

from hardware.camera.frames import PlayedFrames
from hardware.camera.port import Frame
from hardware.printer.recording import RecordingPrinter
from kiosk.__main__ import PHRASES, Devices, Visits
from kiosk.kivy_environment import WindowOptions, prepare_environment
from kiosk.settings import read_settings
from kiosk.window_channel import events_to
from mobile_api.phrasebook import Phrasebook

FRAME_SECONDS = 0.04
"""Between two frames, as of a camera: without it a look would take all of a processor."""
STRAIGHT = "straight"
POSES = (STRAIGHT, "turn_left", "turn_right")


class Recorded:
    """A camera (``FrameSource``) that plays what was recorded of somebody.

    Args:
        folder: see the module.
    """

    def __init__(self, folder: Path) -> None:
        self.asked: Callable[[], str] = lambda: ""
        self._folder = folder
        self._pictures: dict[str, PlayedFrames] = {}

    def read(self) -> Frame:
        """What the camera sees of whoever stands there, in the pose that was asked for."""
        time.sleep(FRAME_SECONDS)
        who = (self._folder / "who").read_text(encoding="utf-8").strip()
        pose = asked if (asked := self.asked()) in POSES else STRAIGHT
        seen = f"{who}/{pose}"
        if seen not in self._pictures:
            self._pictures[seen] = PlayedFrames.from_folder(self._folder / who / pose)
        return self._pictures[seen].read()

    def close(self) -> None:
        """Let go."""


async def _serve(size: tuple[int, int], folder: Path) -> None:
    tell = events_to("-")
    words = importlib.import_module("kiosk.widgets.words").Words
    base = importlib.import_module("kiosk.app").KioskApp

    class ReadableApp(base):  # type: ignore[valid-type,misc]  # imported only with its window set up
        """Tells what can be read on the screen."""

        async def obey(self, command: dict[str, Any]) -> None:
            if command.get("do") != "read":
                await super().obey(command)
                return
            await self.frames(3)
            shown = (each for each in self.root.walk() if isinstance(each, words))
            tell({"event": "read", "words": [each.text for each in shown if each.text]})

    settings = read_settings()
    camera = Recorded(folder)
    devices = Devices(RecordingPrinter(), None, camera)
    phrases = Phrasebook(PHRASES)
    visits = Visits(settings, settings.device_key() or "", devices, phrases)

    def asked() -> str:
        look = visits.journey.view.look
        return "" if look is None else look.guidance

    camera.asked = asked
    options = WindowOptions(size=size, events=tell, commands=0, rotate_greeting=None)
    app = ReadableApp(visits.journey, phrases, options)
    app.mirror = visits.mirror
    serving = asyncio.create_task(visits.run())
    try:
        await app.run()
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


def main() -> None:
    """Show the window of the size on the command line."""
    # Standard output is for events only.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    width, height = map(int, sys.argv[1].split("x"))
    options = WindowOptions(size=(width, height))
    with tempfile.TemporaryDirectory() as home:
        prepare_environment(Path(home), options)
        asyncio.run(_serve((width, height), Path(sys.argv[2])))


if __name__ == "__main__":
    main()
