"""What somebody would complain about on a screen, found by measuring it.

Used by the gallery (``--check``) and by the tests, with synthetic people only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from kiosk.screens.base import KioskScreen
from kiosk.theme import LEAST_TOUCH, Theme
from kiosk.widgets.surfaces import Surface
from kiosk.widgets.touch import Touchable
from kiosk.widgets.words import Words

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in pixels."""


def inspect_window(root: Widget, theme: Theme) -> Iterator[str]:
    """Every fault of what is shown now: cut or hidden text, small or overlapping targets.

    Args:
        root: of the window.
        theme: for the unit.
    """
    window = (0.0, 0.0, float(theme.width), float(theme.height))
    shown = [widget for widget in root.walk() if _visible(widget)]
    for widget in shown:
        if isinstance(widget, Words) and widget.text:
            yield from _words(widget, window)
        elif isinstance(widget, Surface) and widget.height > 0 and not _scrolled(widget):
            holder = _ground_of(widget)
            if not _inside(_box(widget), window if holder is None else _box(holder)):
                yield f"a surface runs over its ground: {type(widget).__name__}"
    overlays = [w for w in root.children if w is not root.children[-1]]
    if overlays:
        return
    targets = [w for w in shown if isinstance(w, Touchable) and w.stable_id]
    for target in targets:
        name = target.stable_id
        if min(target.width, target.height) < LEAST_TOUCH * theme.u - 1:
            width, height = target.width / theme.u, target.height / theme.u
            yield f"{name} is {width:.0f} x {height:.0f} units, too small to touch"
        if not _inside(_box(target), window) and not _scrolled(target):
            yield f"{name} is partly outside the window"
    for one, other in combinations(targets, 2):
        if _overlap(_box(one), _box(other)) and not (_scrolled(one) or _scrolled(other)):
            yield f"{one.stable_id} and {other.stable_id} overlap"


def _words(widget: Words, window: Box) -> Iterator[str]:
    if widget.is_cut():
        yield f"cut: {widget.role} {widget.text!r}"
    elif widget.breaks_a_word():
        yield f"breaks a word: {widget.role} {widget.text!r}"
    if _scrolled(widget):
        return
    box = _text_box(widget)
    if not _inside(box, window):
        yield f"outside the window: {widget.role} {widget.text!r}"
    holder = _ground_of(widget)
    if holder is not None and not _inside(box, _box(holder)):
        yield f"runs over its ground: {widget.role} {widget.text!r}"


def _ground_of(widget: Widget) -> Widget | None:
    return next((p for p in _parents(widget) if isinstance(p, (Surface, KioskScreen))), None)


def _parents(widget: Widget) -> Iterator[Widget]:
    parent: Any = widget.parent
    while parent is not None and parent is not parent.parent:
        yield parent
        parent = parent.parent


def _visible(widget: Widget) -> bool:
    return widget.opacity > 0 and all(
        p.opacity > 0 for p in _parents(widget) if hasattr(p, "opacity")
    )


def _scrolled(widget: Widget) -> bool:
    return any(isinstance(parent, ScrollView) for parent in _parents(widget))


def _box(widget: Widget) -> Box:
    x, y = widget.to_window(*widget.pos)
    return x, y, x + widget.width, y + widget.height


def _text_box(widget: Words) -> Box:
    x, y = widget.to_window(*widget.center)
    width, height = widget.texture_size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _inside(inner: Box, outer: Box) -> bool:
    slack = 2.0
    return (
        inner[0] >= outer[0] - slack
        and inner[1] >= outer[1] - slack
        and inner[2] <= outer[2] + slack
        and inner[3] <= outer[3] + slack
    )


def _overlap(one: Box, other: Box) -> bool:
    slack = 1.0
    return (
        one[0] < other[2] - slack
        and other[0] < one[2] - slack
        and one[1] < other[3] - slack
        and other[1] < one[3] - slack
    )
