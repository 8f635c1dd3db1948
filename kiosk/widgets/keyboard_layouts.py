"""Which letters stand where, in six languages and two orientations. No Kivy here.

A row is a string of keys parted by spaces. Names in capitals are keys that do something:
SHIFT, ERASE, LETTERS, NUMBERS, SCRIPT, SPACE, NEWLINE. No row has more than ten keys in
portrait, so that every key is 96 units wide. Uzbek is typed with its own letters
(oʻ and gʻ with U+02BB, the tutuq belgisi ʼ with U+02BC), never with an apostrophe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mobile_api.schemas import LANGUAGES, Language

ACTION_KEYS = frozenset({"SHIFT", "ERASE", "LETTERS", "NUMBERS", "SCRIPT", "SPACE", "NEWLINE"})

KEY_WIDTHS: Mapping[str, float] = {"SHIFT": 1.5, "ERASE": 1.5, "SPACE": 4.0, "SCRIPT": 2.0}
"""Width of a key in letters; what is not here is as wide as one."""

LAYOUT_NAMES: Mapping[Language, str] = {
    "uz-Latn": "Oʻzb",
    "uz-Cyrl": "Ўзб",
    "ru": "Рус",
    "kaa": "Qar",
    "en": "Eng",
    "kk": "Қаз",
}
"""What the key says that leads to a layout."""

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of keys for a high and for a wide screen."""

    portrait: Rows
    landscape: Rows


def _rows(*rows: str) -> Rows:
    return tuple(tuple(row.split()) for row in rows)


_LATIN = ("q w e r t y u i o p", "a s d f g h j k l")
_BOTTOM = "NUMBERS SCRIPT SPACE , . ?"

LAYOUTS: Mapping[Language, Layout] = {
    "uz-Latn": Layout(
        _rows(
            _LATIN[0],
            f"{_LATIN[1]} ʼ",
            "SHIFT z x c v b n m ERASE",
            "oʻ gʻ sh ch ng - !",
            _BOTTOM,
        ),
        _rows(
            f"{_LATIN[0]} oʻ gʻ",
            f"{_LATIN[1]} sh ch ʼ",
            "SHIFT z x c v b n m ng - ERASE",
            _BOTTOM,
        ),
    ),
    "uz-Cyrl": Layout(
        _rows(
            "й ц у к е н г ш ў з",
            "ф қ в а п р о л д ж",
            "я ч с м и т ь б ю э",
            "SHIFT ғ ҳ х ё ъ - ERASE",
            _BOTTOM,
        ),
        _rows(
            "й ц у к е н г ш ў з х ъ",
            "ф қ в а п р о л д ж э ғ",
            "SHIFT я ч с м и т ь б ю ҳ ё ERASE",
            _BOTTOM,
        ),
    ),
    "ru": Layout(
        _rows(
            "й ц у к е н г ш щ з",
            "ф ы в а п р о л д ж",
            "я ч с м и т ь б ю э",
            "SHIFT х ъ ё - ! ERASE",
            _BOTTOM,
        ),
        _rows(
            "й ц у к е н г ш щ з х ъ",
            "ф ы в а п р о л д ж э ё",
            "SHIFT я ч с м и т ь б ю - ERASE",
            _BOTTOM,
        ),
    ),
    "kaa": Layout(
        _rows(
            _LATIN[0],
            f"{_LATIN[1]} ı",
            "SHIFT z x c v b n m ERASE",
            "á ǵ ń ó ú sh ch - !",
            _BOTTOM,
        ),
        _rows(
            f"{_LATIN[0]} á ǵ",
            f"{_LATIN[1]} ı ń ó",
            "SHIFT z x c v b n m ú sh ch ERASE",
            _BOTTOM,
        ),
    ),
    "en": Layout(
        _rows(_LATIN[0], f"{_LATIN[1]} -", "SHIFT z x c v b n m ERASE", _BOTTOM),
        _rows(_LATIN[0], f"{_LATIN[1]} -", "SHIFT z x c v b n m ! ERASE", _BOTTOM),
    ),
    "kk": Layout(
        _rows(
            "ә і ң ғ ү ұ қ ө һ ё",
            "й ц у к е н г ш щ з",
            "ф ы в а п р о л д ж",
            "я ч с м и т ь б ю э",
            "SHIFT х ъ - ! ERASE",
            _BOTTOM,
        ),
        _rows(
            "ә і ң ғ ү ұ қ ө һ ё - !",
            "й ц у к е н г ш щ з х ъ",
            "ф ы в а п р о л д ж э ?",
            "SHIFT я ч с м и т ь б ю ERASE",
            "NUMBERS SCRIPT SPACE , .",
        ),
    ),
}
"""Letters by language."""

NUMBERS = Layout(
    _rows(
        "1 2 3 4 5 6 7 8 9 0",
        "- / : ; ( ) + = % °",
        ". , ? ! № « » ERASE",
        "LETTERS SPACE NEWLINE",
    ),
    _rows(
        "1 2 3 4 5 6 7 8 9 0 - /",
        ": ; ( ) + = % ° № « »",
        ". , ? ! ERASE",
        "LETTERS SPACE NEWLINE",
    ),
)
"""Digits and signs, the same in every language."""


def next_layout(now: Language) -> Language:
    """The layout to which the key beside the space bar leads; six times leads back."""
    return LANGUAGES[(LANGUAGES.index(now) + 1) % len(LANGUAGES)]


def capital(key: str) -> str:
    """A key with shift: its first letter is a capital (``oʻ`` → ``Oʻ``, ``sh`` → ``Sh``).

    The dotless ``ı`` of Karakalpak has the capital ``Í`` since 2016 (with the acute).
    """
    return "Í" if key == "ı" else key[:1].upper() + key[1:]


def key_width(key: str) -> float:
    """Width of a key in letters."""
    return KEY_WIDTHS.get(key, 1.0)
