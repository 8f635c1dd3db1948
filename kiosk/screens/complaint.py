"""The complaint in one's own words, on the kiosk's own keyboard."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.app import App
from kivy.lang import Builder

from kiosk.screens.base import KioskScreen
from kiosk.screens.digits import BACKSPACE, ENTER
from kiosk.widgets.keyboard_layouts import LAYOUTS

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class ComplaintScreen(KioskScreen):
    """Text field, keyboard, whether the doctor may read the words."""

    def text_typed(self, text: str) -> None:
        """Letters from the keyboard, on the screen or real, go to the end of the text."""
        App.get_running_app().actions.set_text(self.view.text + text)

    def erase(self) -> None:
        """The last letter goes; ``oʻ`` is one letter of two characters."""
        text = self.view.text
        count = 2 if text.endswith(("oʻ", "gʻ", "Oʻ", "Gʻ")) else 1
        App.get_running_app().actions.set_text(text[:-count])

    def key_down(self, key: int) -> bool:
        """Backspace and Enter of a real keyboard."""
        if key == BACKSPACE:
            self.erase()
        elif key in ENTER:
            self.text_typed("\n")
        return key == BACKSPACE or key in ENTER

    def begins_with(self, language: str) -> str:
        """The layout that a language begins with."""
        return language if language in LAYOUTS else "uz-Latn"
