"""When nobody touches any more: first a countdown, then everything of the person is wiped."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.steps import PrintState, Screen


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a screen waits for a touch.

    Attributes:
        quiet: seconds without a touch before anything happens.
        countdown: seconds of countdown after that; 0 wipes at once.
    """

    quiet: float
    countdown: float = 20.0


_USUAL: Final = Patience(45.0)
# Typing is slow, and at TROUBLE it is us who ask to wait.
_TYPING: Final = Patience(90.0)
_PATIENCE: Final = {
    Screen.PINFL: _TYPING,
    Screen.COMPLAINT: _TYPING,
    Screen.TROUBLE: _TYPING,
    Screen.FACE_DIGITS: _TYPING,
    Screen.FACE_OFFER: _TYPING,  # a consent is read
    Screen.NURSE: Patience(60.0, 0.0),
}
_TAKEN: Final = Patience(15.0, 0.0)  # the paper is in the hand


def patience_of(screen: Screen, print_state: PrintState | None) -> Patience | None:
    """How long ``screen`` waits; None where there is nobody to wait for.

    A ticket that did not come out on paper stays as long as any other screen: it has to
    be learnt by heart or scanned.
    """
    if screen in {Screen.ATTRACT, Screen.ENROL}:
        return None
    if screen is Screen.TICKET and print_state is PrintState.PRINTED:
        return _TAKEN
    return _PATIENCE.get(screen, _USUAL)


class IdleClock:
    """Counts from the last touch.

    Args:
        clock: seconds, monotonic; tests set it.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._touched_at = clock()

    def touched(self) -> None:
        """Begin again."""
        self._touched_at = self._clock()

    def left(self, patience: Patience) -> int | None:
        """Whole seconds to the wipe, 0 when it is due, None before the countdown."""
        waited = self._clock() - self._touched_at
        if waited < patience.quiet:
            return None
        return max(0, math.ceil(patience.quiet + patience.countdown - waited))
