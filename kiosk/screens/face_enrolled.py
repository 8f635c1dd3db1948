"""Four digits for the counter; or that the template is gone."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

from kiosk.screens.base import KioskScreen
from kiosk.screens.ticket import PRINT_ICONS
from kiosk.steps import PrintState, View

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class FaceEnrolledScreen(KioskScreen):
    """The digits, as large as the width, and whether they are on paper too."""

    def paper(self, view: View) -> str:
        """Where the digits are beside the screen, or that they have to be remembered."""
        if not view.face_code or view.print_state is None:
            return ""
        if view.print_state is PrintState.PRINTING:
            return self.say("face-slip-printing")
        printed = view.print_state is PrintState.PRINTED
        return self.say("face-slip-printed" if printed else "face-slip-remember")

    def paper_icon(self, view: View) -> str:
        """Icon of what became of the paper."""
        if view.print_state is None or not view.face_code:
            return ""
        return PRINT_ICONS[view.print_state]
