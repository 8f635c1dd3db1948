"""The real kiosk process, touched like a person does: fingers where the widgets are.

With a display, fingers are real X events and pictures are what the X screen shows. Without
one (a demo on a bare server) the kiosk draws offscreen and takes the same touches and
pictures through its command socket.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from tests.journeys.display import Display
from tests.journeys.processes import Process, ProcessFailed

Event = Mapping[str, Any]

SCREEN_SECONDS = 90.0
HUMAN_SECONDS = 0.3


class NotShown(Exception):
    """A screen or a widget did not come."""


class KioskWindow:
    """One kiosk process and the fingers in front of it.

    Args:
        folder: where its log, events and socket lie.
        environment: settings of the process (``DMED_…``).
        display: a real X display, or None for offscreen.
        size: window in pixels.
    """

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        display: Display | None,
        size: tuple[int, int],
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._display = display
        self._events_file = folder / "kiosk-events.jsonl"
        self._socket = folder / "kiosk.sock"
        for stale in (self._events_file, self._socket):
            stale.unlink(missing_ok=True)
        self._read = 0
        self._last_tap = 0.0
        self.events: list[Event] = []
        screen = {"DISPLAY": display.name} if display else {"DISPLAY": ""}
        if display is None:
            screen["SDL_VIDEODRIVER"] = "offscreen"
        self.began = time.monotonic()
        self.process = Process(
            "kiosk",
            [sys.executable, "-m", "kiosk"],
            log=folder / "kiosk.log",
            environment={
                **environment,
                **screen,
                "DMED_KIOSK_SIZE": f"{size[0]}x{size[1]}",
                "DMED_KIOSK_EVENTS": str(self._events_file),
                "DMED_KIOSK_COMMANDS": str(self._socket),
            },
        )

    def wait_for_screen(self, screen: str, *, after: int = 0) -> Event:
        """Wait until ``screen`` was really drawn, counted from event number ``after``."""
        return self.wait_for(
            lambda event: event["event"] == "screen" and event["screen"] == screen,
            f"screen {screen}",
            after,
        )

    def tap(self, widget: str, *, then: str | None = None) -> Event | None:
        """Touch a widget by its name; with ``then``, wait for the screen that follows.

        Raises:
            NotShown: no such widget, or the screen did not follow.
        """
        name, (x, y, width, height) = self.find(widget)
        # Nobody is quicker than this, and the kiosk takes what is quicker for a bounce.
        time.sleep(max(0.0, self._last_tap + HUMAN_SECONDS - time.monotonic()))
        mark = len(self.events)
        if self._display is None:
            self._command({"do": "tap", "id": name})
            self.wait_for(
                lambda e: e["event"] == "tapped" and e["id"] == name, f"tap on {name}", mark
            )
        else:
            self._display.tap(x + width // 2, y + height // 2)
        self._last_tap = time.monotonic()
        return self.wait_for_screen(then, after=mark) if then else None

    def find(self, widget: str) -> tuple[str, tuple[int, int, int, int]]:
        """The widget's whole name, and where it is now: x, y, width, height in pixels.

        A name that ends in ``*`` means the first widget that begins so.

        Raises:
            NotShown: it is not on the screen, or is disabled.
        """
        end = time.monotonic() + SCREEN_SECONDS
        while time.monotonic() < end:
            mark = len(self.events)
            self._command({"do": "widgets"})
            event = self.wait_for(lambda e: e["event"] == "widgets", "list of widgets", mark)
            for name, (x, y, width, height) in event["rects"].items():
                fits = name.startswith(widget[:-1]) if widget.endswith("*") else name == widget
                if fits and name not in event.get("disabled", []):
                    return name, (x, y, width, height)
            time.sleep(0.05)
        raise NotShown(f"{widget} is not there; there are {sorted(event['rects'])}")

    def type_digits(self, digits: str) -> None:
        """Type on the number pad."""
        for digit in digits:
            self.type_key(f"digit-{digit}")

    def type_key(self, widget: str) -> None:
        """Touch a key and wait until what it typed is on the screen."""
        mark = len(self.events)
        self.tap(widget)
        self.wait_for(lambda event: event["event"] == "view", f"effect of {widget}", mark)

    def picture(self, path: Path) -> Image.Image:
        """Save what the window shows."""
        time.sleep(0.35)  # let a fade end
        if self._display is not None:
            return self._display.picture(path)
        mark = len(self.events)
        self._command({"do": "shot", "path": str(path.absolute())})
        self.wait_for(lambda event: event["event"] == "shot", "picture", mark)
        return Image.open(path)

    def stop(self) -> int:
        """Close the kiosk; returns its exit status."""
        return self.process.stop()

    def _command(self, command: Mapping[str, Any]) -> None:
        self.process.wait_until(
            self._socket.exists, seconds=SCREEN_SECONDS, what="the command socket"
        )
        with socket.socket(socket.AF_UNIX) as wire:
            wire.connect(str(self._socket))
            wire.sendall(json.dumps(command).encode() + b"\n")

    def wait_for(self, match: Callable[[Event], bool], what: str, after: int) -> Event:
        """The first event from number ``after`` on that matches.

        Raises:
            NotShown: it did not come in time, or the kiosk ended.
        """
        found: list[Event] = []

        def seen() -> bool:
            self._collect()
            found[:] = [event for event in self.events[after:] if match(event)][:1]
            return bool(found)

        try:
            self.process.wait_until(seen, seconds=SCREEN_SECONDS, what=what)
        except ProcessFailed as fault:
            last = [e["screen"] for e in self.events if e["event"] == "screen"][-3:]
            raise NotShown(f"{what} did not come; screens so far {last}: {fault}") from fault
        return found[0]

    def _collect(self) -> None:
        if not self._events_file.exists():
            return
        with self._events_file.open("rb") as file:
            file.seek(self._read)
            while (line := file.readline()).endswith(b"\n"):
                self._read += len(line)
                self.events.append(json.loads(line))
