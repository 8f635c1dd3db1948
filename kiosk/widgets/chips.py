"""Findings that a touch strikes out, how soon, and the QR code."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

import qrcode
from kivy.graphics.texture import Texture
from kivy.lang import Builder
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.stacklayout import StackLayout
from kivy.uix.widget import Widget

from kiosk.theme import Theme
from kiosk.widgets.surfaces import Surface
from kiosk.widgets.touch import Touchable
from kiosk.widgets.words import text_width

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

URGENCY_LOOKS = {
    "emergency": ("emergency", "on_emergency", "alarm-light"),
    "today": ("today", "on_today", "clock-alert-outline"),
    "planned": ("planned", "on_planned", "calendar-clock"),
    "self_care": ("self_care", "on_self_care", "home-heart"),
}
"""Ground, ink and icon; the words say the same, so that colour never speaks alone."""


class Chip(Touchable):
    """One finding; struck out it stays, so that it can be taken back."""

    text = StringProperty("")
    struck = BooleanProperty(False)

    def natural_width(self, text: str, theme: Theme) -> float:
        """Pixels that the words, the icon and the air around them need on one line."""
        return text_width(text, "strong", theme) + theme.u * (28 + 16 + 54 + 20 + 6)


class Chips(StackLayout):
    """Findings in rows."""


class UrgencyBand(Surface):
    """How soon, in words, with an icon; an unknown urgency looks like the highest."""

    urgency = StringProperty("emergency")

    def look(self, urgency: str) -> tuple[str, str, str]:
        """Ground, ink and icon of ``urgency``."""
        return URGENCY_LOOKS.get(urgency, URGENCY_LOOKS["emergency"])

    def key(self, urgency: str) -> str:
        """Phrase of ``urgency``."""
        known = urgency if urgency in URGENCY_LOOKS else "emergency"
        return f"urgency-{known}".replace("_", "-")


def qr_modules(content: str) -> list[list[bool]]:
    """The dark modules of a QR code (error correction M) with its quiet zone of four.

    Args:
        content: what a phone reads.

    Returns:
        Rows of modules, True is dark.

    Raises:
        ValueError: nothing to show.
    """
    if not content:
        raise ValueError("a QR code needs content")
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4)
    code.add_data(content)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


class QrCode(Widget):
    """A QR code, black on white in every theme: phones read nothing else as well."""

    content = StringProperty("")
    texture = ObjectProperty(None, allownone=True)

    def on_content(self, _: object, content: str) -> None:
        """Draw the code anew."""
        if not content:
            self.texture = None
            return
        rows = qr_modules(content)
        texture = Texture.create(size=(len(rows), len(rows)), colorfmt="luminance")
        texture.mag_filter = texture.min_filter = "nearest"
        pixels = bytes(0 if dark else 255 for row in reversed(rows) for dark in row)
        texture.blit_buffer(pixels, colorfmt="luminance", bufferfmt="ubyte")
        self.texture = texture
