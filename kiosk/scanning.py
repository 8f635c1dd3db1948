"""Reads codes that people hold against the scanner, beside the event loop: a driver blocks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Final

import structlog

from hardware.errors import DeviceError, DeviceMisconfigured
from hardware.scanner.port import Scanner
from kiosk.looks import Purpose
from kiosk.steps import Screen, View
from mobile_api.devices.schemas import PartState

READ_SECONDS: Final = 0.5
AGAIN_SECONDS: Final = 5.0
"""Between two tries at a scanner that is not there."""

_PASS: Final = re.compile(r"\S*/q/[A-Za-z0-9_.=-]{20,}")
_LONGEST_PASS: Final = 300

log = structlog.get_logger(__name__)


def screen_to_scan_on(view: View) -> Screen | None:
    """Where a code that is held against the scanner now is dealt with; None where nobody is asked
    who they are.

    A face that was recognised is confirmed by the app's code as it is by digits; before the
    camera the code is another way.
    """
    if view.screen is Screen.FACE and view.look is not None:
        before = {Purpose.SEARCH: Screen.PINFL, Purpose.VERIFY: Screen.CONFIRM}
        return before.get(view.look.purpose)
    if view.screen in {Screen.CONFIRM, Screen.FACE_DIGITS}:
        return view.screen
    # Where the number is typed there is room for words.
    begins = {Screen.ATTRACT, Screen.FOR_WHOM, Screen.PINFL}
    return Screen.PINFL if view.screen in begins else None


def is_check_in_code(code: str) -> bool:
    """True where this is the form of the QR that an app shows; who it is of, the server knows."""
    return len(code) <= _LONGEST_PASS and _PASS.fullmatch(code) is not None


class CodeReader:
    """Hands on each code as it comes.

    Args:
        scanner: a driver, or None where this kiosk has none.
        found: called with each code, on the event loop.
        changed: called when the scanner comes or goes.

    Attributes:
        state: of the scanner, as the hospital is told.
    """

    def __init__(
        self,
        scanner: Scanner | None,
        found: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self._scanner = scanner
        self._found = found
        self._changed = changed
        self._stale = False
        self.state: PartState = "absent" if scanner is None else "unknown"

    @property
    def answers(self) -> bool:
        """True where a code can be shown to it."""
        return self.state == "ready"

    async def run(self) -> None:
        """Read until cancelled; ends at once where there is no scanner."""
        scanner = self._scanner
        if scanner is None:
            return
        while True:
            try:
                if self._stale:
                    # One visitor's code is never the next one's.
                    self._stale = False
                    await asyncio.to_thread(scanner.discard)
                code = await asyncio.to_thread(scanner.read, READ_SECONDS)
            except DeviceError as fault:
                broken = isinstance(fault, DeviceMisconfigured)
                self._note("needs_person" if broken else "absent", fault.reason)
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            self._note("ready", "")
            if code is not None and not self._stale:
                self._found(code)

    def forget(self) -> None:
        """A visit has ended: what was shown and not read yet is dropped."""
        self._stale = True

    def close(self) -> None:
        """Let go of the device."""
        if self._scanner is not None:
            self._scanner.close()

    def _note(self, state: PartState, reason: str) -> None:
        if state != self.state:
            if reason:
                log.warning("scanner_away", reason=reason)
            self.state = state
            self._changed()
