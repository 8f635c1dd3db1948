"""What a code means that somebody held against the scanner: the app's QR, or a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from kiosk import face_requests, requests
from kiosk.mrz import LINES, Reading, begins_document, lines_in, read_document
from kiosk.scanning import is_check_in_code, screen_to_scan_on
from kiosk.serving import Serving
from kiosk.stage import Stage
from kiosk.steps import Screen

LINE_SECONDS: Final = 3.0
"""How long a document's next line is waited for."""


class DocumentLines:
    """Puts lines together that come one by one; keeps nothing once they are a document.

    Args:
        clock: seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lines: list[str] = []
        self._last = 0.0

    def add(self, lines: tuple[str, ...]) -> tuple[str, ...] | None:
        """The whole document, or None while lines are missing."""
        if self.are_overdue():
            self._lines.clear()
        self._last = self._clock()
        for line in lines:
            if self._lines and not self._goes_on_with(line):
                self._lines.clear()
            self._lines.append(line)
        if len(self._lines) < LINES[len(self._lines[0])]:
            return None
        document = tuple(self._lines)
        self._lines.clear()
        return document

    def are_overdue(self) -> bool:
        """True where the rest of a document did not come."""
        return bool(self._lines) and self._clock() - self._last > LINE_SECONDS

    def forget(self) -> None:
        """The person has gone, or has shown something else."""
        self._lines.clear()

    def _goes_on_with(self, line: str) -> bool:
        if len(line) != len(self._lines[0]):
            return False
        # The line with the name may look like a first one.
        names_follow = len(self._lines) == 2 and begins_document(self._lines[0])
        return names_follow or not begins_document(line)


class ScannedCodes:
    """Decides what becomes of each code.

    Args:
        stage: the view.
        clock: seconds, monotonic.
        today: the hospital's date.
    """

    def __init__(self, stage: Stage, clock: Callable[[], float], today: Callable[[], date]) -> None:
        self._stage = stage
        self._today = today
        self._lines = DocumentLines(clock)

    def take(self, code: str, serving: Serving) -> None:
        """Somebody has held a code against the scanner."""
        view, screen = self._stage.view, screen_to_scan_on(self._stage.view)
        lines = lines_in(code)
        if view.busy or screen is None:
            self._lines.forget()
            if lines:
                self._take_out(code)
            return
        if not lines:
            self._lines.forget()
            self._turn_to(screen)
            if is_check_in_code(code):
                serving.start(partial(requests.identify_by_qr, qr=code))
            else:
                self._stage.show(error="error-foreign-code")
            return
        document = self._lines.add(lines)
        if document is not None:
            self._turn_to(screen)
            self._take_document(read_document(document, self._today()), serving)
            return
        self._stage.touched()
        if view.screen is screen:
            self._stage.show(**_without_letters(view.screen))

    def tick(self) -> None:
        """A document of which only a part has come is asked for once more."""
        if not self._lines.are_overdue():
            return
        self._lines.forget()
        screen = screen_to_scan_on(self._stage.view)
        if screen is not None and not self._stage.view.busy:
            self._turn_to(screen)
            self._stage.show(error="error-document-unreadable")

    def forget(self) -> None:
        """A visit has ended."""
        self._lines.forget()

    def _turn_to(self, screen: Screen) -> None:
        for_whom = self._stage.view.for_whom or "self"
        self._stage.show(screen=screen, for_whom=for_whom, look=None, **_without_letters(screen))
        self._stage.touched()

    def _take_document(self, read: Reading, serving: Serving) -> None:
        """At the beginning a number; beside a recognised face its last digits."""
        screen = self._stage.view.screen
        if screen is Screen.CONFIRM:
            # Whoever holds a document knows its number, which is what was typed already.
            self._stage.show(error="error-confirmation-needed")
        elif read.fault is not None:
            self._stage.show(error="error-document-" + read.fault.replace("_", "-"))
        elif screen is Screen.FACE_DIGITS:
            self._stage.show(last4=read.number[-4:])
            serving.start(face_requests.confirm_digits)
        else:
            self._stage.show(pinfl=read.number)
            serving.visit.document = read.number
            serving.start(requests.identify)

    def _take_out(self, code: str) -> None:
        # A scanner that types has typed it into the complaint, name and number.
        view = self._stage.view
        if view.screen is Screen.COMPLAINT and code in view.text:
            text = view.text.replace(code, "").rstrip("\n")
            gained = len(view.text) - len(text)
            self._stage.show(text=text, text_left=view.text_left + gained)


def _without_letters(screen: Screen) -> dict[str, object]:
    """The fields of a view without what a scanner that types has typed into them."""
    gone: dict[str, object] = {"last4": ""}
    return gone if screen is Screen.CONFIRM else {**gone, "pinfl": "", "pinfl_fault": None}
