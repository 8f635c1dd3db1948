"""Drives a real kiosk window from outside: reads its events, touches it through X."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

PATIENCE_SECONDS = 60.0
"""How long a slow machine may take; nothing is measured with it."""

BOUNCE_SECONDS = 0.3
"""Two touches closer than this are one to the kiosk."""

ROOT = Path(__file__).parents[2]


class KioskWindow:
    """One window in a process of its own.

    Args:
        size: ``540x960``.
        view: name of a view of ``kiosk.screens.sample_views``.
        display: of an X server, or None for no screen at all.
        language: of the view.
        process: which module shows the window.
        environment: more of it for that process.
    """

    def __init__(
        self,
        size: str,
        view: str = "attract",
        display: str | None = None,
        language: str = "uz-Latn",
        process: str = "tests.kiosk.window_process",
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.display = display
        surroundings = {
            k: v for k, v in os.environ.items() if k not in ("DISPLAY", "SDL_VIDEODRIVER")
        }
        if display is None:
            surroundings["SDL_VIDEODRIVER"] = "offscreen"
        else:
            surroundings |= {"DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
        surroundings |= {"LP_NUM_THREADS": "2", **environment}
        self._process = subprocess.Popen(
            [sys.executable, "-m", process, size, view, language],
            cwd=ROOT,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._events: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.seen: list[dict[str, Any]] = []
        self._clicks = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            self.do({"do": "quit"})
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._events.put(json.loads(line))
        self._events.put(None)

    def do(self, command: dict[str, Any]) -> None:
        """Send one command."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()

    def wait_for(self, event: str, **facts: Any) -> dict[str, Any]:
        """The next event of this kind with these facts."""
        while True:
            found = self._events.get(timeout=PATIENCE_SECONDS)
            assert found is not None, "the window has gone"
            self.seen.append(found)
            if found["event"] == event and all(found.get(k) == v for k, v in facts.items()):
                return found

    def widgets(self) -> dict[str, Any]:
        """Where everything that can be touched is now."""
        self.do({"do": "widgets"})
        return self.wait_for("widgets")

    def actions(self) -> list[tuple[str, list[Any]]]:
        """What the touches so far have done."""
        self.widgets()
        return [(e["name"], e["given"]) for e in self.seen if e["event"] == "action"]

    def xdotool(self, *words: str) -> None:
        """Send X events."""
        assert self.display is not None
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.display}, check=True)

    def touch(
        self, stable_id: str, *, times: int = 1, apart_ms: int = 60, settle: bool = True
    ) -> None:
        """A real touch in the middle of a widget, or several.

        With ``settle`` it returns when they have acted.
        """
        time.sleep(BOUNCE_SECONDS)
        self.do({"do": "finger", "apart": apart_ms / 1000})
        x, y, width, height = self.widgets()["rects"][stable_id]
        self._click(x + width // 2, y + height // 2, times, apart_ms)
        if not settle:
            return
        # X keeps the order: when this touch beside everything has arrived, the others have
        self._click(1, 1, 1, 0)
        while self._touches < self._clicks:
            self.wait_for("touch")

    def tap(self, stable_id: str) -> None:
        """A touch from inside the window, where there is no X; as slowly as a person."""
        time.sleep(BOUNCE_SECONDS)
        self.do({"do": "tap", "id": stable_id})
        self.wait_for("tapped", id=stable_id)

    def wait_for_widget(self, stable_id: str) -> None:
        """Until something of this name can be touched, and stays where it is.

        What has just come may still be laid out, and an answer may be the one before (a screen
        that is drawn tells of its widgets unasked): three of them are to agree.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        places: list[Any] = []
        while len(places) < 3 or places[-1] is None or any(p != places[-1] for p in places[-3:]):
            assert time.monotonic() < deadline, f"{stable_id} never came"
            places.append(self.widgets()["rects"].get(stable_id))

    def _click(self, x: int, y: int, times: int, apart_ms: int) -> None:
        self._clicks += times
        repeat = ["--repeat", str(times), "--delay", str(apart_ms)] if times > 1 else []
        self.xdotool("mousemove", str(x), str(y), "click", *repeat, "1")

    @property
    def _touches(self) -> int:
        return sum(event["event"] == "touch" for event in self.seen)

    def has_happened(self, event: str, **facts: Any) -> bool:
        """True where such an event has been seen already."""
        return any(
            e["event"] == event and all(e.get(k) == v for k, v in facts.items()) for e in self.seen
        )
