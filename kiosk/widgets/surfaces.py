"""Grounds on which things stand: rounded, outlined in high contrast, softly shadowed."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import BorderImage, Color, SmoothLine, SmoothRoundedRectangle
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

SHADOW = str(Path(__file__).with_name("shadow.png"))
"""A blurred rounded rectangle, stretched as a nine-patch: blurring each frame would be slow."""

SHADOW_PATCH = 48
SHADOW_SPREAD = 20
SHADOW_DROP = 6


class Surface(BoxLayout):
    """A rounded ground.

    It is drawn here and not in kv: one redraw for all that changed in a frame instead of ten
    bindings for each of the hundred surfaces of a keyboard.

    Attributes:
        ground: name of its colour.
        border: name of the colour of its outline, empty for none in the light theme.
        border_width: of the outline, in design units.
        corner: radius in design units.
        raised: a soft shadow under it (light theme), an outline (high contrast).
    """

    ground = StringProperty("card")
    border = StringProperty("")
    border_width = NumericProperty(3)
    corner = NumericProperty(20)
    raised = BooleanProperty(False)

    def __init__(self, **properties: Any) -> None:
        self._redraw = Clock.create_trigger(self._draw, -1)
        super().__init__(**properties)
        for name in ("pos", "size", "ground", "border", "border_width", "corner", "raised"):
            self.fbind(name, self._redraw)
        # bind, not fbind: it holds the method weakly, so that a screen that has gone is gone
        App.get_running_app().bind(theme=self._theme_changed)
        self._redraw()

    def _theme_changed(self, *_: Any) -> None:
        self._redraw()

    def _draw(self, *_: Any) -> None:
        theme = App.get_running_app().theme
        radius = self.corner * theme.u
        canvas = self.canvas.before
        canvas.remove_group("surface")
        if self.raised and not theme.strong:
            spread = SHADOW_SPREAD * theme.u
            canvas.add(Color(1, 1, 1, 0.9, group="surface"))
            canvas.add(
                BorderImage(
                    source=SHADOW,
                    border=(SHADOW_PATCH,) * 4,
                    display_border=(36 * theme.u,) * 4,
                    pos=(self.x - spread, self.y - spread - SHADOW_DROP * theme.u),
                    size=(self.width + 2 * spread, self.height + 2 * spread),
                    group="surface",
                )
            )
        canvas.add(Color(*theme.rgba(self.ground), group="surface"))
        canvas.add(
            SmoothRoundedRectangle(pos=self.pos, size=self.size, radius=[radius], group="surface")
        )
        line = self.border or ("line" if theme.strong and self.raised else "")
        if line:
            canvas.add(Color(*theme.rgba(line), group="surface"))
            canvas.add(
                SmoothLine(
                    rounded_rectangle=(*self.pos, *self.size, radius),
                    width=self.border_width * theme.u / 2,
                    group="surface",
                )
            )
