"""The number pad for the PINFL, and the way for those who have none."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.app import App
from kivy.lang import Builder

from kiosk.screens.base import KioskScreen
from kiosk.screens.digits import DigitKeys
from kiosk.steps import View
from mobile_api.identifiers import PINFL_LENGTH

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class PinflScreen(DigitKeys, KioskScreen):
    """Fourteen digits in their groups; what does not fit is said while it is typed."""

    def line(self, view: View) -> str:
        """The line under the field: what stands in the way, else how many are missing."""
        if view.error:
            return self.say_error(view)
        left = PINFL_LENGTH - len(view.pinfl)
        if self.amiss(view):
            return self.say(f"pinfl-fault-{view.pinfl_fault}".replace("_", "-"), {"left": left})
        if not view.pinfl and view.face_tried:
            return self.say("face-other-way")
        if not view.pinfl and view.scanner:
            return self.say_scan(view)
        return self.say("pinfl-left", {"left": left}) if left and view.pinfl else ""

    def amiss(self, view: View) -> bool:
        """True where the digits so far cannot be right, or something stands in the way."""
        return view.error is not None or view.pinfl_fault not in (None, "incomplete")

    def complete(self, view: View) -> bool:
        """True where the number may be sent."""
        return len(view.pinfl) == PINFL_LENGTH and view.pinfl_fault is None

    def submit(self) -> None:
        """The Enter key of a scanner or keyboard."""
        if self.complete(self.view):
            App.get_running_app().actions.submit()
