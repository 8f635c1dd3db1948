"""Staff, at the first start: the one-time code that makes this machine a kiosk of the hospital."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.app import App
from kivy.lang import Builder

from kiosk.screens.base import KioskScreen
from kiosk.screens.digits import DigitKeys
from kiosk.steps import View

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

CODE_LENGTH = 8


class EnrolScreen(DigitKeys, KioskScreen):
    """Eight digits and a pad."""

    def complete(self, view: View) -> bool:
        """True where the code may be sent."""
        return len(view.code) == CODE_LENGTH

    def submit(self) -> None:
        """The Enter key of a keyboard."""
        if self.complete(self.view):
            App.get_running_app().actions.submit()
