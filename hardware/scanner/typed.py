"""A scanner that types like a keyboard, fed with the letters the window receives.

It is also the fake for tests: `scanned` is a whole code at once.
"""

import contextlib
import queue
import threading
import time
from collections.abc import Callable

from hardware.errors import DeviceUnavailable
from hardware.scanner.port import LONGEST_CODE


class TypedScanner:
    """Collects letters up to Enter; letters that come slowly are a person's and are dropped."""

    def __init__(self, *, gap_s: float = 0.15, clock: Callable[[], float] = time.monotonic) -> None:
        """`gap_s`: scanners type a letter every few milliseconds, people every 100 to 300."""
        self._gap_s = gap_s
        self._clock = clock
        self._letters: list[str] = []
        self._last = 0.0
        self._codes: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._unplugged = threading.Event()

    def typed(self, text: str) -> bool:
        """Letters as the window received them; carriage return or line feed ends a code.

        True where a code has ended that is more than digits: those a person may type as quickly.
        """
        ended = False
        now = self._clock()
        if self._letters and now - self._last > self._gap_s:
            self._letters.clear()
        self._last = now
        for letter in text:
            if letter not in "\r\n":
                self._letters.append(letter)
                continue
            code = "".join(self._letters).strip()
            self._letters.clear()
            if 0 < len(code) <= LONGEST_CODE:
                self._codes.put(code)
                ended = ended or not code.isdecimal()
        if len(self._letters) > LONGEST_CODE:
            self._letters.clear()
        return ended

    def scanned(self, code: str) -> None:
        """A whole code at once, as if it had been held against the scanner."""
        self._letters.clear()
        self.typed(f"{code}\n")

    def unplug(self) -> None:
        """From now on reading raises DeviceUnavailable."""
        self._unplugged.set()
        self._codes.put(None)

    def read(self, timeout_s: float) -> str | None:
        """See Scanner.read."""
        self._refuse()
        try:
            code = self._codes.get(timeout=max(timeout_s, 0.0))
        except queue.Empty:
            code = None
        self._refuse()
        return code

    def discard(self) -> None:
        """See Scanner.discard."""
        self._letters.clear()
        with contextlib.suppress(queue.Empty):  # a reader may be quicker
            while True:
                self._codes.get_nowait()

    def close(self) -> None:
        """See Scanner.close."""
        self._closed.set()
        self._codes.put(None)

    def _refuse(self) -> None:
        if self._closed.is_set():
            raise DeviceUnavailable("scanner", "closed")
        if self._unplugged.is_set():
            raise DeviceUnavailable("scanner", "not_found")
