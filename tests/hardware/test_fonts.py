"""The typeface has every letter of the six languages and its figures stand in columns."""

from pathlib import Path

import pytest

from hardware.printer.fonts import CAP_HEIGHT, FONTS, Weight, typeface

LETTERS = {
    "Uzbek Latin": "ABDEFGHIJKLMNOPQRSTUVXYZabdefghijklmnopqrstuvxyzʻʼ‘’oʻgʻ",
    "Uzbek Cyrillic": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЪЭЮЯЎҚҒҲабвгдеёжзийклмнопрстуфхцчшъэюяўқғҳ",
    "Russian": "ЩЫЬщыь№«»—–…",
    "Karakalpak": "ÁáǴǵÍíİıŃńÓóÚúWwCc",
    "Karakalpak Cyrillic": "ӘәҒғҚқҢңӨөҮүЎўҲҳ",
    "Kazakh": "ӘәІіҢңҒғҮүҰұҚқӨөҺһ",
    "English and signs": "0123456789/:;.,!?()+-°·•→←×%&@#'\"",
}


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("language", LETTERS)
def test_every_letter_has_a_shape_of_its_own(language: str, weight: Weight) -> None:
    font = typeface(weight, 48)
    missing = bytes(font.getmask("\ue123"))
    assert missing  # the font draws something for a letter it lacks
    lacking = [letter for letter in LETTERS[language] if bytes(font.getmask(letter)) == missing]
    assert lacking == []


@pytest.mark.parametrize("weight", Weight)
def test_figures_stand_in_columns(weight: Weight) -> None:
    font = typeface(weight, 48)
    assert len({font.getlength(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("weight", Weight)
def test_capitals_are_as_high_as_the_layout_believes(weight: Weight) -> None:
    left, top, right, bottom = typeface(weight, 400).getbbox("H", anchor="ls")
    assert abs(-top - 400 * CAP_HEIGHT) <= 2
    assert bottom <= 1
    assert right > left


def test_the_licence_lies_beside_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
    assert {path.name for path in Path(FONTS).glob("*.ttf")} == set(Weight)
