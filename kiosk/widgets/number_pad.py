"""The number pad, the number in its groups, and the four digits of the phone."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout

from kiosk.widgets.surfaces import Surface
from kiosk.widgets.touch import KeyButton

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

GROUPS = (1, 6, 3, 3, 1)
"""G DDMMYY RRR NNN C, as the number is printed in groups to be compared."""

KINDS = {"pinfl": GROUPS, "last4": (1, 1, 1, 1), "code": (4, 4)}
"""How digits of each kind stand together."""


def digit_cells(typed: str, groups: tuple[int, ...] = GROUPS) -> list[list[str]]:
    """Every place of the number by group: its digit, or an empty string.

    Args:
        typed: digits so far; what does not fit is left out.
        groups: length of each group.
    """
    cells: list[list[str]] = []
    at = 0
    for length in groups:
        cells.append([typed[at + i : at + i + 1] for i in range(length)])
        at += length
    return cells


class DigitKey(KeyButton):
    """A key of the pad that types its digit."""

    digit = StringProperty("0")


class NumberPad(GridLayout):
    """0 to 9, take all back, take one back."""

    full = BooleanProperty(False)
    empty = BooleanProperty(True)


class Digit(BoxLayout):
    """One place of a number: its digit over a line; the next one to type is marked."""

    digit = StringProperty("")
    hidden = BooleanProperty(False)
    current = BooleanProperty(False)


class DigitGroup(BoxLayout):
    """Digits that belong together."""


class NumberField(Surface):
    """A number while it is typed, in groups.

    Attributes:
        typed: digits so far.
        kind: "pinfl" (14 in groups), "last4" (four, shown as dots) or "code" (eight of staff).
        faulty: something in it does not fit the document.
    """

    typed = StringProperty("")
    kind = StringProperty("pinfl")
    faulty = BooleanProperty(False)

    def on_kv_post(self, _: object) -> None:
        """Lay out one place per digit."""
        self.on_typed()

    def on_typed(self, *_: object) -> None:
        """Show the digits; the next place is marked."""
        box = self.ids.get("cells")
        if box is None:
            return
        groups = KINDS[self.kind]
        if not box.children:
            for length in groups:
                group = DigitGroup(size_hint_x=length)
                for _place in range(length):
                    group.add_widget(Digit(hidden=self.kind == "last4"))
                box.add_widget(group)
        at = 0
        shown = digit_cells(self.typed, groups)
        for group, digits in zip(reversed(box.children), shown, strict=True):
            for cell, digit in zip(reversed(group.children), digits, strict=True):
                cell.digit = digit
                cell.current = at == len(self.typed)
                at += 1
