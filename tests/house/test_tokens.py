"""Kiosk and pages wear the same colours."""

from __future__ import annotations

from pathlib import Path

from mobile_api.pages.tokens import TOKENS_CSS, to_css

SOURCE = Path(__file__).parents[2] / "kiosk" / "tokens.toml"


def test_the_pages_wear_the_colours_of_the_kiosk() -> None:
    made = to_css(SOURCE.read_text(encoding="utf-8"))
    assert TOKENS_CSS.read_text(encoding="utf-8") == made, (
        "python -m mobile_api.pages.tokens kiosk/tokens.toml"
    )
