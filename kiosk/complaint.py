"""The patient's words, before anybody reads them."""

from __future__ import annotations

import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 1000
"""What a person types standing; the API reads far more, for other fronts."""

# Control characters and halves of surrogate pairs can be neither read nor sent.
_DROPPED: Final = frozenset({"Cc", "Cs"})


def tidy(typed: str) -> str:
    """``typed`` without control characters (line breaks stay), at most 1000 characters."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    kept = [c for c in lines if c == "\n" or unicodedata.category(c) not in _DROPPED]
    return "".join(kept)[:MAX_CHARACTERS]


def says_something(text: str) -> bool:
    """True where there is at least one letter or digit: an emoji alone leads nowhere."""
    return any(character.isalnum() for character in text)
