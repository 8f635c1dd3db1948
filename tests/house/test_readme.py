"""README tells the truth: its map, its pictures, its commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAP = README.split("## I want to change")[1].split("\n## ")[0]
NAMED = sorted(
    set(
        re.findall(
            r"`((?:kiosk|bot|mobile_api|triage|hardware|models|docs|tests|deploy)/[^`]*)`", README
        )
    )
)


def test_the_map_leads_somewhere_for_every_room() -> None:
    for room in ("kiosk", "bot", "mobile_api", "triage", "hardware"):
        assert f"`{room}/" in MAP


@pytest.mark.parametrize("path", NAMED)
def test_what_readme_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_the_pictures_are_real_screens(picture: str) -> None:
    with Image.open(ROOT / picture) as shown:
        assert shown.width >= 400
        assert len(shown.convert("RGB").getcolors(1 << 24) or []) > 20, "an empty picture"


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`?make ([a-z]+)", README))))
def test_the_commands_exist(command: str) -> None:
    assert re.search(rf"^{command}: ", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("error", sorted(ROOT.glob("mobile_api/*/errors.py")))
def test_every_error_is_a_fact_with_a_code(error: Path) -> None:
    text = error.read_text()
    assert text.count("(DmedError)") == len(re.findall(r"^    code = ", text, re.MULTILINE))
