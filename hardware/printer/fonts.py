"""The typeface of the ticket: Inter 4.001, static weights, SIL Open Font License 1.1.

The files beside this module were made from the variable font at optical size 14, cut down to
Latin, Cyrillic, punctuation and symbols, with the tabular figures as the default figures, so
that columns of numbers line up without needing OpenType features at run time.
"""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"

# Height of a capital letter divided by the size of the type, from Inter's OS/2 table
# (sCapHeight 1490 of 2048 units).
CAP_HEIGHT = 1490 / 2048


class Weight(StrEnum):
    """A weight of Inter; the value is the file's name."""

    REGULAR = "Inter-Regular.ttf"
    SEMIBOLD = "Inter-SemiBold.ttf"
    BOLD = "Inter-Bold.ttf"


@lru_cache(maxsize=128)
def typeface(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """Inter in that weight at `size` dots per em."""
    return ImageFont.truetype(FONTS / weight.value, size)
