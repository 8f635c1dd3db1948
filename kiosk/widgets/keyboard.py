"""The kiosk's own keyboard: every language, large keys, its own letters."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.widgets.keyboard_layouts import (
    ACTION_KEYS,
    LAYOUT_NAMES,
    LAYOUTS,
    NUMBERS,
    capital,
    key_width,
    next_layout,
)
from kiosk.widgets.touch import KeyButton, RepeatingKeyButton

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

ROW_KEYS_PORTRAIT = 10.0
ROW_KEYS_LANDSCAPE = 14.0
"""Letters to a full row: shorter rows stand centred, so that keys never jump in width."""


class Keyboard(BoxLayout):
    """Rows of keys. What is typed is told by the event ``on_typed`` (a text) and ``on_erase``.

    Attributes:
        layout: the language of its letters.
        shifted: the next letter is a capital.
        numbers: digits and signs instead of letters.
    """

    layout = StringProperty("uz-Latn")
    shifted = BooleanProperty(False)
    numbers = BooleanProperty(False)

    __events__ = ("on_typed", "on_erase")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._keys: list[tuple[KeyButton, str]] = []
        for name in ("layout", "numbers"):
            self.fbind(name, self._lay_out)
        self.fbind("shifted", self._recase)
        self._lay_out()

    def on_typed(self, text: str) -> None:
        """A key was touched; bound in kv."""

    def on_erase(self) -> None:
        """Backspace was touched; bound in kv."""

    def _lay_out(self, *_: Any) -> None:
        portrait = App.get_running_app().theme.portrait
        layout = NUMBERS if self.numbers else LAYOUTS[self.layout]
        rows = layout.portrait if portrait else layout.landscape
        full = ROW_KEYS_PORTRAIT if portrait else ROW_KEYS_LANDSCAPE
        self.clear_widgets()
        self._keys = []
        for row in rows:
            self.add_widget(self._row(row, full))
        self._recase()

    def _row(self, row: tuple[str, ...], full: float) -> BoxLayout:
        box = KeyRow()
        widths = [key_width(key) for key in row]
        spare = full - sum(widths)
        # the space bar takes what is over; rows of letters are centred instead, unless
        # the row is short, where keys may be wider
        if "SPACE" in row:
            widths[row.index("SPACE")] += max(spare, 0.0)
            spare = 0.0
        elif spare > full * 0.12:
            widths = [width * min(1.4, full / sum(widths)) for width in widths]
            spare = full - sum(widths)
        if spare > 0.01:
            box.add_widget(KeyGap(size_hint_x=spare / 2))
        for key, width in zip(row, widths, strict=True):
            box.add_widget(self._key(key, width))
        if spare > 0.01:
            box.add_widget(KeyGap(size_hint_x=spare / 2))
        return box

    def _key(self, key: str, width: float) -> KeyButton:
        if key == "ERASE":
            button = RepeatingKeyButton(stable_id="key-erase", icon="backspace-outline")
            button.bind(on_activate=lambda _: self.dispatch("on_erase"))
        else:
            button = KeyButton(stable_id=f"key-{key.lower() if key in ACTION_KEYS else key}")
            button.bind(on_activate=partial(self._pressed, key))
        button.size_hint_x = width
        if key in ACTION_KEYS and key != "SPACE":
            button.rest, button.down_ground, button.role = "tint", "tint_down", "small"
            button.role = "key" if key in ("ERASE", "SHIFT") else "strong"
        if key == "SHIFT":
            button.icon = "apple-keyboard-shift"
        self._keys.append((button, key))
        return button

    def _recase(self, *_: Any) -> None:
        app = App.get_running_app()
        captions = {
            "SHIFT": "",
            "ERASE": "",
            "LETTERS": app.say("keyboard-letters"),
            "NUMBERS": app.say("keyboard-numbers"),
            "SCRIPT": LAYOUT_NAMES[next_layout(self.layout)],
            "SPACE": app.say("keyboard-space"),
            "NEWLINE": app.say("keyboard-newline"),
        }
        for button, key in self._keys:
            button.text = captions.get(key, capital(key) if self.shifted else key)
            if key == "SPACE":
                button.role = "small"
            if key == "SHIFT":
                button.rest = "action" if self.shifted else "tint"
                button.ink = "on_action" if self.shifted else "on_tint"

    def _pressed(self, key: str, _: Any) -> None:
        match key:
            case "SHIFT":
                self.shifted = not self.shifted
            case "LETTERS" | "NUMBERS":
                self.numbers = key == "NUMBERS"
            case "SCRIPT":
                self.layout = next_layout(self.layout)
            case "SPACE":
                self.dispatch("on_typed", " ")
            case "NEWLINE":
                self.dispatch("on_typed", "\n")
            case _:
                self.dispatch("on_typed", capital(key) if self.shifted else key)
                self.shifted = False


class KeyRow(BoxLayout):
    """One row."""


class KeyGap(BoxLayout):
    """Air beside a short row."""
