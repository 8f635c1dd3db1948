"""Colours that old eyes can tell apart, and sizes that old hands can hit."""

from __future__ import annotations

import pytest

from kiosk.theme import (
    LEAST_TEXT,
    TEXT_FONTS,
    TEXT_SIZES,
    Contrast,
    Theme,
    contrast_ratio,
    load_tokens,
    read_colour,
)

TOKENS = load_tokens()
PAIRS = [
    (pair.text, ground, pair.least, contrast)
    for pair in TOKENS.pairs
    for ground in pair.grounds
    for contrast in ("light", "high_contrast")
]


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("text", "ground", "least", "contrast"), PAIRS)
def test_text_can_be_read_on_its_ground(
    text: str, ground: str, least: float, contrast: Contrast
) -> None:
    colours = TOKENS.colours
    assert contrast_ratio(colours[text][contrast], colours[ground][contrast]) >= least


def test_every_ground_with_a_text_colour_of_its_own_is_checked() -> None:
    checked = {(pair.text, ground) for pair in TOKENS.pairs for ground in pair.grounds}
    inks = {name for name in TOKENS.colours if name.startswith("on_")}
    assert {(ink, ink.removeprefix("on_")) for ink in inks} <= checked


def test_only_what_cannot_be_pressed_may_be_paler_than_seven_to_one() -> None:
    assert {pair.text for pair in TOKENS.pairs if pair.least < 7} == {"on_disabled"}
    assert min(pair.least for pair in TOKENS.pairs) >= 4.5


def test_a_misspelt_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="RRGGBB"):
        read_colour("0A5261")


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1920, 1080), (540, 960)])
def test_one_unit_serves_both_orientations(width: int, height: int) -> None:
    theme = Theme(TOKENS, width, height)
    assert theme.u == min(width, height) / 1080
    assert theme.portrait == (height > width)


def test_larger_text_is_larger_and_no_text_is_small() -> None:
    normal = Theme(TOKENS, 1080, 1920)
    large = Theme(TOKENS, 1080, 1920, text_scale=1.25)
    assert large.size("body") == 1.25 * normal.size("body")
    assert min(TEXT_SIZES.values()) >= LEAST_TEXT
    assert set(TEXT_FONTS) == set(TEXT_SIZES)
