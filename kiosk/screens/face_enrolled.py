"""Four digits for the counter; or that the template is gone."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

from kiosk.screens.base import KioskScreen

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class FaceEnrolledScreen(KioskScreen):
    """The digits, as large as the width."""
