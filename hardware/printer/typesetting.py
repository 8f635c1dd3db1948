"""Lines of text that fit a width: wrap, balance, shrink, and never cut anything off."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import ImageDraw, ImageFont

from hardware.printer.fonts import Weight, typeface

# Distance between two baselines divided by the size of the type.
LEADING = 1.22


@dataclass(frozen=True)
class SetText:
    """Text broken into lines at a size that fits."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: int

    @property
    def height(self) -> int:
        """Height in dots that the lines take, descenders included."""
        ascent, descent = self.font.getmetrics()
        return ascent + descent + self.leading * (len(self.lines) - 1)

    @property
    def width(self) -> int:
        """Width in dots of the longest line."""
        return max((ink_width(line, self.font) for line in self.lines), default=0)

    def draw(self, canvas: ImageDraw.ImageDraw, x: int, y: int, *, anchor: str, fill: int) -> None:
        """Draw with the top of the first line at `y`; `anchor` l, m or r says what `x` is."""
        for line in self.lines:
            canvas.text((x, y), line, font=self.font, fill=fill, anchor=f"{anchor}a")
            y += self.leading


def ink_width(text: str, font: ImageFont.FreeTypeFont) -> int:
    """Dots that `text` needs from its origin, ink that sticks out on either side included."""
    left, _, right, _ = font.getbbox(text)
    return int(right - min(left, 0)) + 1


def fit(text: str, weight: Weight, width: int, sizes: Sequence[int], max_lines: int) -> SetText:
    """Set `text` at the largest of `sizes` (dots, largest first) at which it fits.

    It fits when at most `max_lines` lines, broken at spaces, are each no wider than `width`
    dots. A text that fits at no size gets the smallest and as many lines as it needs, with
    words broken between letters where one alone is too wide: a name is never cut off.
    """
    words = text.split()
    for size in sizes:
        font = typeface(weight, size)
        lines = _wrapped(words, font, width)
        if len(lines) <= max_lines and all(ink_width(line, font) <= width for line in lines):
            return SetText(_balanced(words, font, width, lines), font, round(size * LEADING))
    font = typeface(weight, sizes[-1])
    pieces = [piece for word in words for piece in _broken(word, font, width)]
    lines = _wrapped(pieces, font, width)
    return SetText(tuple(lines), font, round(sizes[-1] * LEADING))


def _wrapped(words: Sequence[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ink_width(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(
    words: Sequence[str], font: ImageFont.FreeTypeFont, width: int, lines: list[str]
) -> tuple[str, ...]:
    """The same number of lines in the narrowest column: no lonely word on the last line."""
    if len(lines) < 2:
        return tuple(lines)
    best, low, high = lines, width // len(lines), width
    while high - low > 4:
        middle = (low + high) // 2
        tried = _wrapped(words, font, middle)
        if len(tried) == len(lines) and all(ink_width(line, font) <= middle for line in tried):
            best, high = tried, middle
        else:
            low = middle
    return tuple(best)


def _broken(word: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    if ink_width(word, font) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and ink_width(pieces[-1] + letter, font) > width:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
