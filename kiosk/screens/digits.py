"""Digits from a hardware keyboard or a scanner in keyboard mode."""

from __future__ import annotations

from kivy.app import App

BACKSPACE = 8
ENTER = (13, 271)


class DigitKeys:
    """Takes digits, backspace and Enter from a keyboard as if the pad had been touched."""

    def text_typed(self, text: str) -> None:
        """Digits go to the field, everything else (spaces, dashes of a scanner) is dropped."""
        for letter in text:
            if letter.isascii() and letter.isdigit():
                App.get_running_app().actions.type_digit(letter)

    def key_down(self, key: int) -> bool:
        """Backspace takes one back, Enter submits."""
        if key == BACKSPACE:
            App.get_running_app().actions.erase_digit()
        elif key in ENTER:
            self.submit()
        return key == BACKSPACE or key in ENTER

    def submit(self) -> None:
        """What Enter does; screens say."""
