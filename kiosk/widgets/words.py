"""Text that is never cut: it wraps, grows its box, or becomes smaller."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.core.text import Label as CoreLabel
from kivy.core.text import LabelBase
from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.label import Label

from kiosk.icons import GLYPHS, ICONS_FONT
from kiosk.theme import FONTS_FOLDER, LEAST_TEXT, TEXT_FONTS, Theme

for _font in sorted(set(TEXT_FONTS.values())):
    LabelBase.register(_font, str(FONTS_FOLDER / f"{_font}.ttf"))
LabelBase.register("Icons", str(ICONS_FONT))

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


def text_width(text: str, role: str, theme: Theme) -> float:
    """Pixels that ``text`` needs on one line.

    Raises:
        KeyError: no such role.
    """
    label = CoreLabel(font_name=theme.font(role), font_size=theme.size(role))
    return float(label.get_extents(text)[0])


class Words(Label):
    """A text in one of the theme's roles.

    Attributes:
        role: a key of ``theme.TEXT_SIZES``.
        tone: name of its colour.
        fit: True keeps the box and makes the text smaller until it fits; False keeps the
            size (unless one word is wider than the box) and lets the height follow.
    """

    role = StringProperty("body")
    tone = StringProperty("text")
    fit = BooleanProperty(False)

    def __init__(self, **properties: Any) -> None:
        self._refit = Clock.create_trigger(self._choose_size, -1)
        super().__init__(**properties)
        for name in ("text", "size", "role", "fit"):
            self.fbind(name, self._refit)
        # bind, not fbind: it holds the method weakly, so that a screen that has gone is gone
        App.get_running_app().bind(theme=self._theme_changed)
        self._choose_size()

    def _theme_changed(self, *_: Any) -> None:
        self._refit()

    def _choose_size(self, *_: Any) -> None:
        theme = App.get_running_app().theme
        wanted = theme.size(self.role)
        least = min(LEAST_TEXT * theme.u, wanted)
        size = wanted
        width = max(float(self.width), 1.0)
        height: float | None = float(self.height) if self.fit else None
        while size > least and not self._fits(size, width, height):
            size = max(least, size - max(1.0, size * 0.04))
        self.font_name = theme.font(self.role)
        self.font_size = size
        self.text_size = (width, height if self.fit else None)
        if not self.fit:
            self.texture_update()
            self.height: float = self.texture_size[1]

    def _fits(self, size: float, width: float, height: float | None) -> bool:
        if not self.text:
            return True
        if self._widest_word(size) > width:
            return False
        if height is None:
            return True
        wrapped = CoreLabel(
            text=self.text,
            font_name=App.get_running_app().theme.font(self.role),
            font_size=size,
            line_height=self.line_height,
            text_size=(width, None),
        )
        needed: float = wrapped.render()[1]
        return needed <= height

    def _widest_word(self, size: float) -> float:
        font = App.get_running_app().theme.font(self.role)
        measure = CoreLabel(font_name=font, font_size=size)
        return max(float(measure.get_extents(word)[0]) for word in self.text.split() or [""])

    def is_cut(self) -> bool:
        """True where somebody would see less than the whole text."""
        self.texture_update()
        if self.fit and not self._fits(self.font_size, self.width + 1, self.height + 1):
            return True
        return bool(self.texture_size[1] > self.height + 1 or self.texture_size[0] > self.width + 1)

    def breaks_a_word(self) -> bool:
        """True where even the smallest size is too wide for one word."""
        return self._widest_word(float(self.font_size)) > float(self.width) + 1


class Icon(Label):
    """One glyph of the icon font, by name; ``font_size`` is its height in pixels."""

    icon = StringProperty("information-outline")
    tone = StringProperty("action")

    def glyph(self, name: str) -> str:
        """The character of the icon ``name``.

        Raises:
            KeyError: no such icon.
        """
        return GLYPHS[name] if name else ""
