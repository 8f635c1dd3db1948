"""A face was recognised: the last four digits of the national number confirm it."""

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

LAST4_LENGTH = 4


class FaceDigitsScreen(DigitKeys, KioskScreen):
    """Four dots and a pad; no name is shown before."""

    def complete(self, view: View) -> bool:
        """True where the digits may be sent."""
        return len(view.last4) == LAST4_LENGTH

    def line(self, view: View) -> str:
        """What is wrong; before anything is typed, that the scanner does as well."""
        if view.error or view.last4 or not view.scanner:
            return self.say_error(view)
        return self.say_scan(view)

    def submit(self) -> None:
        """The Enter key of a keyboard."""
        if self.complete(self.view):
            App.get_running_app().actions.submit()
