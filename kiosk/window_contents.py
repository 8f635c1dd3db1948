"""What the window shows at this moment: where everything is, and a picture of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kivy.base import EventLoop
from kivy.core.window import Window
from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels
from kivy.uix.widget import Widget
from PIL import Image

from kiosk.widgets.touch import Touchable


def touchables(root: Widget) -> Iterator[Touchable]:
    """Everything that can be touched and has a name of its own."""
    seen: set[str] = set()
    for widget in root.walk():
        if isinstance(widget, Touchable) and widget.stable_id and widget.opacity > 0:
            assert widget.stable_id not in seen, f"two widgets are called {widget.stable_id}"
            seen.add(widget.stable_id)
            yield widget


def places(root: Widget) -> tuple[dict[str, list[int]], list[str]]:
    """Name → left, top, width, height in pixels from the top left; and which are disabled."""
    rects, disabled = {}, []
    for widget in touchables(root):
        x, y = widget.to_window(*widget.pos)
        top = Window.height - y - widget.height
        rects[widget.stable_id] = [round(v) for v in (x, top, widget.width, widget.height)]
        if widget.disabled:
            disabled.append(widget.stable_id)
    return rects, disabled


def save_picture(path: Path) -> None:
    """Draw, and save what was drawn."""
    EventLoop.window.dispatch("on_draw")
    width, height = map(int, Window.size)
    pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)
    EventLoop.window.dispatch("on_flip")
    picture = Image.frombytes("RGB", (width, height), pixels)
    picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM).save(path, compress_level=1)
