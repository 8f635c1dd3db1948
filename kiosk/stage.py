"""The one view, how it is replaced, and when nobody watches it any more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.idle import IdleClock, patience_of
from kiosk.steps import View


class Stage:
    """Owns the view.

    Args:
        clock: seconds, monotonic; tests set it.
        reads_documents: as it stands in every view.

    Attributes:
        on_change: called with the new view after each replacement.
        view: what is shown now.
    """

    def __init__(self, clock: Callable[[], float], *, reads_documents: bool = False) -> None:
        self.on_change: Callable[[View], None] = _nobody_watches
        self.view = View(reads_documents=reads_documents)
        self._idle = IdleClock(clock)

    def show(self, **changes: Any) -> None:
        """A step: these fields change, and what was said about the last step goes.

        Another screen gives its reader the whole time again.
        """
        before = self.view.screen
        self._replace(replace(self.view, **{"error": None, "error_values": {}, **changes}))
        if self.view.screen is not before:
            self.touched()

    def note(self, **changes: Any) -> None:
        """News beside the steps: these fields change and nothing else."""
        self._replace(replace(self.view, **changes))

    def clear(self) -> None:
        """Wipe: only what belongs to the kiosk itself is left."""
        self._idle.touched()
        kept = self.view
        self._replace(
            View(
                hospital=kept.hospital,
                online=kept.online,
                scanner=kept.scanner,
                reads_documents=kept.reads_documents,
                face_ready=kept.face_ready,
            )
        )

    def touched(self) -> None:
        """Somebody is there."""
        self._idle.touched()
        if self.view.idle_left is not None:
            self.note(idle_left=None)

    def is_abandoned(self) -> bool:
        """Count down where nobody touches; True when the wipe is due."""
        patience = patience_of(self.view.screen, self.view.print_state)
        left = None if patience is None else self._idle.left(patience)
        if left == 0:
            return True
        if left != self.view.idle_left:
            self.note(idle_left=left)
        return False

    def _replace(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self.on_change(view)


def _nobody_watches(view: View) -> None:
    """Before a window has come."""
