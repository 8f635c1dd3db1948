"""A finger and a camera on a real window: to the mirror, and out of it by another way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.kiosk.window_driver import KioskWindow

pytestmark = pytest.mark.display

SKIN = (214, 178, 150)
"""Of the drawn face (red, green, blue)."""


def test_a_touch_leads_to_the_mirror_and_another_touch_out_of_it(
    display: str, tmp_path: Path
) -> None:
    with KioskWindow("540x960", "pinfl_face", display=display) as window:
        window.wait_for("screen", screen="pinfl")
        window.touch("button-face")
        # The screen comes once the camera was asked, which is after the touch.
        if not window.has_happened("screen", screen="face"):
            window.wait_for("screen", screen="face")
        assert _face_is_drawn(window, tmp_path / "face.png")
        assert {"button-back", "button-nurse"} <= window.widgets()["rects"].keys()
        assert "button-main" not in window.widgets()["rects"]  # a look goes on
        window.touch("button-back")
        done = [name for name, _ in window.actions()]
        assert done[0] == "look_at_camera"
        assert "back" in done


def _face_is_drawn(window: KioskWindow, picture: Path) -> bool:
    """Whether the camera's picture is in the mirror; it may come a few frames after the screen."""
    for _ in range(20):
        window.do({"do": "shot", "path": str(picture)})
        window.wait_for("shot")
        with Image.open(picture) as shown:
            pixels = np.asarray(shown.convert("RGB")).astype(int)
        if (np.abs(pixels - SKIN).sum(axis=2) < 12).mean() > 0.05:
            return True
    return False
