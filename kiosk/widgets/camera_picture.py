"""What the camera sees, as in a mirror, with an oval for the face and how far the look is."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from typing import Any

import numpy as np
from kivy.app import App
from kivy.clock import Clock
from kivy.graphics import Color, Ellipse, Line, Rectangle, RoundedRectangle, SmoothLine
from kivy.graphics.stencil_instructions import StencilPop, StencilPush, StencilUnUse, StencilUse
from kivy.graphics.texture import Texture
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.widget import Widget

FRAMES_PER_SECOND = 15
OVAL = (0.56, 0.74)
"""Width and height of the oval, as shares of the picture's height."""


class CameraPicture(Widget):
    """The mirror of ``App.mirror``; drawn while the screen is shown, forgotten with it.

    Attributes:
        share: 0 to 1, drawn round the oval.
        turn: ``left``, ``right`` or empty: to which side an arrow points.
        good: all is well: the oval has the colour of the action.
    """

    share = NumericProperty(0.0)
    turn = StringProperty("")
    good = BooleanProperty(False)

    def __init__(self, **properties: Any) -> None:
        self._redraw = Clock.create_trigger(self._draw, -1)
        self._texture: Texture | None = None
        self._ticking: Any = None
        self._last: Any = None
        self._was_shown = False
        super().__init__(**properties)
        for name in ("pos", "size", "share", "turn", "good"):
            self.fbind(name, self._redraw)

    def on_parent(self, _: object, parent: Widget | None) -> None:
        """Frames come while the screen is shown."""
        if parent is not None and self._ticking is None:
            self._ticking = Clock.schedule_interval(self._look, 1 / FRAMES_PER_SECOND)

    def _look(self, _: float) -> bool:
        app = App.get_running_app()
        shown = self.get_root_window() is not None
        if app is None or (self._was_shown and not shown):
            # The screen has gone: nothing of the picture stays behind, in memory or on the card.
            self._texture = self._ticking = self._last = None
            self.canvas.clear()
            return False
        self._was_shown = shown
        frame = None if app.mirror is None else app.mirror.frame
        if frame is None:
            if self._texture is not None:
                self._texture = self._last = None
                self._redraw()
            return True
        if frame is self._last:
            return True
        self._last = frame
        height, width = frame.shape[:2]
        if self._texture is None or self._texture.size != (width, height):
            self._texture = Texture.create(size=(width, height), colorfmt="bgr")
            self._redraw()
        self._texture.blit_buffer(
            np.ascontiguousarray(frame).tobytes(), colorfmt="bgr", bufferfmt="ubyte"
        )
        self.canvas.ask_update()
        return True

    def _draw(self, *_: Any) -> None:
        theme = App.get_running_app().theme
        canvas, u = self.canvas, theme.u
        canvas.clear()
        if self.width < 2 or self.height < 2:
            return
        corner = 28 * u
        with canvas:
            StencilPush()
            _rounded(self, corner)
            StencilUse()
            if self._texture is None:
                Color(*theme.rgba("tint"))
                Rectangle(pos=self.pos, size=self.size)
            else:
                Color(1, 1, 1, 1)
                Rectangle(
                    pos=self.pos,
                    size=self.size,
                    texture=self._texture,
                    tex_coords=_mirrored(self._texture.size, self.size),
                )
            StencilUnUse()
            _rounded(self, corner)
            StencilPop()
            tall = self.height * OVAL[1]
            wide = min(self.height * OVAL[0], self.width * 0.8)
            left, bottom = self.center_x - wide / 2, self.center_y - tall / 2
            Color(1, 1, 1, 0.9)
            SmoothLine(ellipse=(left, bottom, wide, tall), width=3.5 * u)
            Color(*theme.rgba("action"))
            if self.share > 0:
                Line(ellipse=(left, bottom, wide, tall, 0, 360 * self.share), width=8 * u)
            if self.turn:
                self._arrow(left, wide, u)

    def _arrow(self, left: float, wide: float, u: float) -> None:
        theme = App.get_running_app().theme
        side = -1 if self.turn == "left" else 1
        tip = self.center_x + side * (wide / 2 + 118 * u)
        tip = min(max(tip, self.x + 30 * u), self.right - 30 * u)
        back, reach = tip - side * 92 * u, 58 * u
        Color(*theme.rgba("card"))
        Ellipse(pos=(min(tip, back) - 26 * u, self.center_y - 74 * u), size=(144 * u, 148 * u))
        Color(*theme.rgba("action"))
        Line(points=[back, self.center_y, tip, self.center_y], width=9 * u, cap="round")
        Line(
            points=[
                tip - side * reach * 0.8,
                self.center_y + reach * 0.8,
                tip,
                self.center_y,
                tip - side * reach * 0.8,
                self.center_y - reach * 0.8,
            ],
            width=9 * u,
            cap="round",
            joint="round",
        )


def _rounded(widget: Widget, corner: float) -> None:
    RoundedRectangle(pos=widget.pos, size=widget.size, radius=[corner])


def _mirrored(picture: tuple[int, int], shown: tuple[float, float]) -> list[float]:
    """Corners of the texture that fill the widget without stretching, left and right swapped.

    Pictures begin at the top, textures at the bottom.
    """
    width, height = picture
    wanted = shown[0] / shown[1]
    across, up = 1.0, 1.0
    if width / height > wanted:
        across = wanted * height / width
    else:
        up = (width / height) / wanted
    left, right = 0.5 - across / 2, 0.5 + across / 2
    top, bottom = 0.5 - up / 2, 0.5 + up / 2
    return [right, bottom, left, bottom, left, top, right, top]
