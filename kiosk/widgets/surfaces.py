"""Grounds on which things stand: rounded, outlined in high contrast, softly shadowed."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

SHADOW = str(Path(__file__).with_name("shadow.png"))

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Surface(BoxLayout):
    """A rounded ground.

    Attributes:
        ground: name of its colour.
        border: name of the colour of its outline, empty for none in the light theme.
        border_width: of the outline, in design units.
        corner: radius in design units.
        raised: a soft shadow under it (light theme only).
    """

    ground = StringProperty("card")
    border = StringProperty("")
    border_width = NumericProperty(3)
    corner = NumericProperty(20)
    raised = BooleanProperty(False)
    shadow = StringProperty(SHADOW)
