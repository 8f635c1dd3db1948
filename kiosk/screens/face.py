"""The camera's picture, and in words what to do; always another way beside it."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

from kiosk.looks import DRAWINGS
from kiosk.screens.base import KioskScreen
from kiosk.steps import View

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

_GOOD = {"wait", "turn_left", "turn_right", "turn_back"}


class FaceScreen(KioskScreen):
    """A mirror, a line of guidance, and the way out."""

    def guidance(self, view: View) -> str:
        """What to do now, or why the look brought nothing."""
        if view.error:
            return self.say_error(view)
        if view.look is None:
            return ""
        if view.look.missed is not None:
            return self.say(f"face-missed-{view.look.missed.value}".replace("_", "-"))
        return self.say(f"face-{view.look.guidance}".replace("_", "-"))

    def drawing(self, view: View) -> str:
        """The icon of what to do now; empty where nothing is to be done."""
        if view.look is None or self.stands_still(view):
            return ""
        return DRAWINGS[view.look.guidance]

    def stands_still(self, view: View) -> bool:
        """True where nothing goes on: one may look again."""
        return view.error is not None or (view.look is not None and view.look.missed is not None)

    def share(self, view: View) -> float:
        """How much of the way is done."""
        return 0.0 if view.look is None or self.stands_still(view) else view.look.share

    def turn(self, view: View) -> str:
        """To which side the head is to be turned."""
        if view.look is None or self.stands_still(view):
            return ""
        return {"turn_left": "left", "turn_right": "right"}.get(view.look.guidance, "")

    def good(self, view: View) -> bool:
        """True while everything is as it should be."""
        return view.look is not None and view.look.guidance in _GOOD
