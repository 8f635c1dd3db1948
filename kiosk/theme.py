"""Colours, sizes and the one unit that serves both orientations. No Kivy here.

Colours come from tokens.toml, from which the CSS of the pages is generated as well.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

TOKENS_FILE = Path(__file__).with_name("tokens.toml")
FONTS_FOLDER = Path(__file__).with_name("fonts")

Contrast = Literal["light", "high_contrast"]
Rgba = tuple[float, float, float, float]

TEXT_SCALES = (1.0, 1.25)
"""Normal and larger text."""

SHORT_SIDE = 1080
"""Design units on the shorter side of the screen."""

LEAST_TEXT = 26
"""No text is smaller than this, in design units: 26 of 1080 is 5 mm on a 24-inch screen."""

LEAST_TOUCH = 96
"""No touch target is smaller than this, in design units (20 mm on a 24-inch screen)."""

TEXT_SIZES: Mapping[str, int] = {
    "number": 320,
    "display": 72,
    "title": 56,
    "question": 44,
    "digit": 60,
    "key": 44,
    "button": 38,
    "body": 32,
    "strong": 32,
    "small": 26,
}
"""Height of text by role, in design units."""

TEXT_FONTS: Mapping[str, str] = {
    "number": "Inter-Bold",
    "display": "Inter-Bold",
    "title": "Inter-Bold",
    "question": "Inter-SemiBold",
    "digit": "Inter-SemiBold",
    "key": "Inter-Medium",
    "button": "Inter-SemiBold",
    "body": "Inter-Regular",
    "strong": "Inter-SemiBold",
    "small": "Inter-Medium",
}
"""Font file (without ``.ttf``) by role."""


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text colour, the grounds it may stand on, and the contrast it owes them."""

    text: str
    grounds: tuple[str, ...]
    least: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour by name, as ``#RRGGBB``, in both contrasts, and the allowed pairs."""

    colours: Mapping[str, Mapping[Contrast, str]]
    pairs: tuple[TextPair, ...]


def load_tokens(file: Path = TOKENS_FILE) -> Tokens:
    """Read the colours.

    Raises:
        KeyError: a colour lacks one of the two contrasts.
        ValueError: a value is not ``#RRGGBB``.
    """
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    colours: dict[str, dict[Contrast, str]] = {}
    for name, values in data["colours"].items():
        colours[name] = {"light": values["light"], "high_contrast": values["high_contrast"]}
        for value in colours[name].values():
            read_colour(value)
    pairs = tuple(
        TextPair(pair["text"], tuple(pair["grounds"]), float(pair["least"]))
        for pair in data["pairs"]
    )
    return Tokens(colours, pairs)


def read_colour(value: str) -> Rgba:
    """``#RRGGBB`` as red, green, blue and alpha, each 0 to 1.

    Raises:
        ValueError: not ``#RRGGBB``.
    """
    if len(value) != 7 or not value.startswith("#"):
        raise ValueError(f"a colour is #RRGGBB, not {value!r}")
    red, green, blue = (int(value[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue, 1.0


def contrast_ratio(one: str, other: str) -> float:
    """Contrast of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in read_colour(value)[:3]
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@dataclass(frozen=True)
class Theme:
    """What every widget asks for its colours and sizes.

    Attributes:
        tokens: the colours.
        width, height: of the window, in pixels.
        contrast: light or high contrast.
        text_scale: 1.0 or 1.25; text grows, the window does not.
    """

    tokens: Tokens
    width: int
    height: int
    contrast: Contrast = "light"
    text_scale: float = 1.0

    @cached_property
    def u(self) -> float:
        """One design unit in pixels: the shorter side is 1080 of them."""
        return min(self.width, self.height) / SHORT_SIDE

    @cached_property
    def t(self) -> float:
        """One design unit of text in pixels."""
        return self.u * self.text_scale

    @property
    def portrait(self) -> bool:
        """True where the window is higher than wide."""
        return self.height > self.width

    @property
    def strong(self) -> bool:
        """True in high contrast: every surface has an outline."""
        return self.contrast == "high_contrast"

    @cached_property
    def _rgba(self) -> dict[str, Rgba]:
        return {n: read_colour(v[self.contrast]) for n, v in self.tokens.colours.items()}

    def rgba(self, name: str, alpha: float = 1.0) -> Rgba:
        """The colour ``name`` as Kivy takes it.

        Raises:
            KeyError: no such colour.
        """
        red, green, blue, _ = self._rgba[name]
        return red, green, blue, alpha

    def size(self, role: str) -> float:
        """Height of text of ``role`` in pixels.

        Raises:
            KeyError: no such role.
        """
        # Digits of 240 and headings need no help to be read; what is small does.
        grown = self.t if TEXT_SIZES[role] < TEXT_SIZES["display"] else self.u
        return TEXT_SIZES[role] * grown

    def font(self, role: str) -> str:
        """Registered name of the font of ``role``.

        Raises:
            KeyError: no such role.
        """
        return TEXT_FONTS[role]
