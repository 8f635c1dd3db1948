"""The complaint while it is typed: large, wrapping, the end always in sight."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, NumericProperty, StringProperty

from kiosk.widgets.surfaces import Surface
from kiosk.widgets.touch import Touchable

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

LEFT_SHOWN_BELOW = 100
"""How many characters are left is only said when it begins to matter."""


class TextField(Surface):
    """Shows a text with a cursor at its end; it is typed elsewhere.

    Attributes:
        text: what was typed.
        example: what is shown while nothing was typed.
        left: characters that still fit.
    """

    text = StringProperty("")
    example = StringProperty("")
    left = NumericProperty(1000)
    warn_below = NumericProperty(LEFT_SHOWN_BELOW)


class TickBox(Touchable):
    """A sentence that is agreed to, or not."""

    text = StringProperty("")
    hint = StringProperty("")
    ticked = BooleanProperty(False)
