"""Every screen in every state: nothing cut, nothing hidden, everything large enough to touch.

Each test draws all sample views in one real window, without a screen, and measures.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mobile_api.schemas import LANGUAGES, Language

pytestmark = [pytest.mark.display, pytest.mark.timeout(400)]

ROOT = Path(__file__).parents[2]


def _faults(size: str, language: Language, text: str) -> list[str]:
    command = [sys.executable, "-m", "kiosk.screens.gallery", "--check", "--size", size]
    command += ["--language", language, "--text", text]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "views drawn" in done.stdout
    return [line for line in done.stdout.splitlines() if "views drawn" not in line]


# The words that are longest, on the screen that most halls have; all others on demand.
_FIRST = {("uz-Cyrl", "540x960"), ("ru", "960x540"), ("kaa", "540x960")}


@pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(
            language, size, marks=[] if (language, size) in _FIRST else pytest.mark.thorough
        )
        for language in LANGUAGES
        for size in ("540x960", "960x540")
    ],
)
def test_every_screen_fits(language: Language, size: str) -> None:
    assert _faults(size, language, "normal") == []


@pytest.mark.parametrize("size", ["540x960", pytest.param("960x540", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("language", ["uz-Cyrl", pytest.param("ru", marks=pytest.mark.thorough)])
def test_the_longest_languages_fit_in_large_text(language: Language, size: str) -> None:
    assert _faults(size, language, "large") == []
