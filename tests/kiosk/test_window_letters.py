"""Every letter that can appear on the screen exists in its font; every keyboard is complete."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from PIL import ImageFont

from kiosk.icons import DEPARTMENT_ICONS, GLYPHS, ICONS_FONT, department_icon
from kiosk.theme import FONTS_FOLDER, TEXT_FONTS
from kiosk.widgets.keyboard_layouts import (
    ACTION_KEYS,
    LAYOUT_NAMES,
    LAYOUTS,
    NUMBERS,
    Layout,
    capital,
    key_width,
    next_layout,
)
from kiosk.widgets.languages import LANGUAGE_BADGES, LANGUAGE_NAMES
from mobile_api.schemas import LANGUAGES, Language
from triage.departments import CODES, DEPARTMENTS

PHRASES = Path(__file__).parents[2] / "kiosk" / "phrases"
FONTS = sorted(set(TEXT_FONTS.values()))

ALPHABETS: dict[Language, str] = {
    "uz-Latn": "a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch ng ʼ",
    "uz-Cyrl": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш ъ ь э ю я ў қ ғ ҳ",
    "ru": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "kaa": "a á b d e f g ǵ h x ı i j k q l m n ń o ó p r s t u ú v w y z sh c ch",
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "kk": "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
}
"""Letters of each language: the laws of 1995 (uz), 2016 (kaa), school alphabets otherwise."""


class _Texts(Visitor):
    def __init__(self) -> None:
        self.text = ""

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - Fluent's name
        self.text += node.value


@cache
def _font(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), 40)


def _lacks(path: Path, letter: str) -> bool:
    font = _font(path)
    absent = font.getmask("\U0010fffe")
    drawn = font.getmask(letter)
    return drawn.size == absent.size and bytes(drawn) == bytes(absent)


def _catalogue(language: Language) -> str:
    texts = _Texts()
    for file in (PHRASES / language).glob("*.ftl"):
        texts.visit(FluentParser().parse(file.read_text(encoding="utf-8")))
    return texts.text


@pytest.mark.parametrize("font", FONTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_every_phrase_and_department_is_drawn(
    language: Language, font: str
) -> None:
    shown = _catalogue(language) + LANGUAGE_NAMES[language] + LANGUAGE_BADGES[language]
    shown += (
        LAYOUT_NAMES[language] + "•|…" + "".join(d.names[language] for d in DEPARTMENTS.values())
    )
    path = FONTS_FOLDER / f"{font}.ttf"
    assert not [letter for letter in set(shown) - set(" \n") if _lacks(path, letter)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_drawn_in_both_cases(language: Language) -> None:
    path = FONTS_FOLDER / f"{TEXT_FONTS['key']}.ttf"
    keys = [key for row in LAYOUTS[language].portrait for key in row if key not in ACTION_KEYS]
    keys += [key for row in NUMBERS.portrait for key in row if key not in ACTION_KEYS]
    letters = set("".join(keys) + "".join(capital(key) for key in keys))
    assert not [letter for letter in letters if _lacks(path, letter)]


def test_a_letter_that_the_font_lacks_would_be_noticed() -> None:
    assert _lacks(FONTS_FOLDER / "Inter-Regular.ttf", "\U00012345")
    assert not _lacks(FONTS_FOLDER / "Inter-Regular.ttf", "ʻ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_the_whole_alphabet_can_be_typed(language: Language, orientation: str) -> None:
    keys = {key for row in getattr(LAYOUTS[language], orientation) for key in row}
    assert set(ALPHABETS[language].split()) <= keys
    assert {"SHIFT", "ERASE", "SPACE", "NUMBERS", "SCRIPT", ",", "."} <= keys


@pytest.mark.parametrize("layout", [*LAYOUTS.values(), NUMBERS])
def test_no_row_is_wider_than_the_screen_and_no_key_stands_twice(layout: Layout) -> None:
    for rows, most in ((layout.portrait, 10.0), (layout.landscape, 14.0)):
        assert all(sum(map(key_width, row)) <= most for row in rows)
        keys = [key for row in rows for key in row]
        assert len(keys) == len(set(keys))


def test_numbers_and_signs_are_there() -> None:
    for rows in (NUMBERS.portrait, NUMBERS.landscape):
        keys = {key for row in rows for key in row}
        assert set("0123456789.,?!-/°%") | {"LETTERS", "ERASE", "SPACE"} <= keys


def test_apostrophes_of_uzbek_are_its_own_letters() -> None:
    keys = "".join(key for row in LAYOUTS["uz-Latn"].portrait for key in row)
    assert "o\u02bb" in keys
    assert "g\u02bb" in keys
    assert "\u02bc" in keys
    assert not set("'`‘’") & set(keys)


def test_the_layout_key_leads_through_all_languages_and_back() -> None:
    now: Language = "uz-Latn"
    seen = []
    for _ in LANGUAGES:
        now = next_layout(now)
        seen.append(now)
    assert set(seen) == set(LANGUAGES)
    assert now == "uz-Latn"


def test_capitals_follow_each_alphabet() -> None:
    assert [capital(key) for key in ("oʻ", "sh", "ı", "i", "ǵ", "ў")] == [
        "Oʻ",
        "Sh",
        "Í",
        "I",
        "Ǵ",
        "Ў",
    ]


def test_every_icon_is_in_the_font_and_every_department_has_one() -> None:
    assert not [name for name, glyph in GLYPHS.items() if _lacks(ICONS_FONT, glyph)]
    assert set(DEPARTMENT_ICONS) == {*CODES, "reception"}
    assert set(DEPARTMENT_ICONS.values()) <= set(GLYPHS)
    assert department_icon("unheard_of") in GLYPHS
