"""A real kiosk window with a visit that only remembers what was touched.

``python -m tests.kiosk.window_process 540x960 complaint``: events on standard output,
commands on standard input. Every action comes out as an event ``action``.
"""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

import asyncio
import gc
import importlib
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hardware.scanner.typed import TypedScanner
from kiosk.kivy_environment import WindowOptions, prepare_environment
from kiosk.looks import Look, Purpose
from kiosk.screens.gallery import SampleMirror
from kiosk.screens.sample_views import sample_views
from kiosk.steps import Screen, View
from kiosk.window_channel import events_to
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES, Language

PHRASES = Path(__file__).parents[2] / "kiosk" / "phrases"


class Finger:
    """A clock that goes on with every touch: a slow machine hears them in heaps, or late.

    Attributes:
        apart: seconds between two touches of one hand.
    """

    def __init__(self) -> None:
        self.apart = 0.0
        self._now = 1000.0

    def __call__(self) -> float:
        """Seconds, monotonic."""
        return self._now

    def begins(self, apart: float) -> None:
        """Somebody touches after a while."""
        self.apart = apart
        self._now += 60.0

    def touched(self) -> None:
        """Once more."""
        self._now += self.apart


class RecordingVisit:
    """Tells every action as an event and follows the few that tests look at."""

    def __init__(self, view: View, tell: Callable[[dict[str, Any]], None], finger: Finger) -> None:
        self.view = view
        self._finger = finger
        self.on_change: Callable[[View], None] = lambda view: None
        self._tell = tell

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *given: self._did(name, *given)

    def choose_language(self, language: Language) -> None:
        """The first choice leads on, a later one only changes the language."""
        self._did("choose_language", language)
        beginning = self.view.screen is Screen.ATTRACT
        self._show(language=language, **({"screen": Screen.FOR_WHOM} if beginning else {}))

    def choose_for_whom(self, for_whom: str) -> None:
        """Leads to the number."""
        self._did("choose_for_whom", for_whom)
        self._show(screen=Screen.PINFL, for_whom=for_whom)

    def type_digit(self, digit: str) -> None:
        """Is added."""
        self._did("type_digit", digit)
        if self.view.screen is Screen.ENROL:
            self._show(code=self.view.code + digit)
        else:
            self._show(pinfl=self.view.pinfl + digit)

    def set_text(self, text: str) -> None:
        """Is kept."""
        self._did("set_text", text)
        self._show(text=text)

    def look_at_camera(self) -> None:
        """Leads to the camera, in the middle of a look."""
        self._did("look_at_camera")
        self._show(screen=Screen.FACE, look=Look(Purpose.SEARCH, "turn_left", 0.5))

    def submit(self) -> None:
        """Begins a request that never ends; after a one-time code the kiosk is one."""
        self._did("submit")
        if self.view.screen is Screen.ENROL:
            self._show(screen=Screen.ATTRACT, scanner=True)
        else:
            self._show(busy=True)

    def back(self) -> None:
        """Leads to the beginning, as if the visit had ended."""
        self._did("back")
        self._show(screen=Screen.ATTRACT)
        self._later = asyncio.get_running_loop().call_later(5.0, self._tell_screens)

    def _tell_screens(self) -> None:
        base = sys.modules["kiosk.screens.base"].KioskScreen
        alive = [type(o).__name__ for o in gc.get_objects() if issubclass(type(o), base)]
        self._tell({"event": "alive", "screens": alive})

    def touched(self) -> None:
        """The countdown goes."""
        self._finger.touched()
        self._tell({"event": "touch"})
        self._show(idle_left=None)

    def _show(self, **changes: Any) -> None:
        self.view = replace(self.view, **changes)
        self.on_change(self.view)

    def _did(self, name: str, *given: Any) -> None:
        self._tell({"event": "action", "name": name, "given": given})


async def _serve(options: WindowOptions, view: View) -> None:
    # A slow machine draws rarely, and hears the letters of a scanner in heaps.
    scanner = TypedScanner(gap_s=5.0)
    finger = Finger()
    module = importlib.import_module("kiosk.app")
    vars(module)["time"] = SimpleNamespace(monotonic=finger)
    base = module.KioskApp

    class TouchedApp(base):  # type: ignore[valid-type,misc]  # imported only with its window set up
        """Is told how fast it will be touched."""

        async def obey(self, command: dict[str, Any]) -> None:
            if command.get("do") == "tap":
                finger.begins(0.0)
            if command.get("do") == "finger":
                finger.begins(command["apart"])
                return
            await super().obey(command)

    app = TouchedApp(
        RecordingVisit(view, events_to("-"), finger), Phrasebook(PHRASES), options, scanner.typed
    )
    app.mirror = SampleMirror()
    reading = asyncio.create_task(_tell_codes(scanner))
    await app.run()
    scanner.close()
    await asyncio.gather(reading, return_exceptions=True)


async def _tell_codes(scanner: TypedScanner) -> None:
    while True:
        code = await asyncio.to_thread(scanner.read, 0.2)
        if code is not None:
            events_to("-")({"event": "scanned", "code": code})


def main() -> None:
    """Show the window of the size and with the view named on the command line."""
    width, height = map(int, sys.argv[1].split("x"))
    name = sys.argv[2]
    language = next(known for known in LANGUAGES if known == sys.argv[3])
    options = WindowOptions(
        size=(width, height), events=events_to("-"), commands=0, rotate_greeting=None
    )
    with tempfile.TemporaryDirectory() as home:
        prepare_environment(Path(home), options)
        asyncio.run(_serve(options, dict(sample_views(language))[name]))


if __name__ == "__main__":
    main()
