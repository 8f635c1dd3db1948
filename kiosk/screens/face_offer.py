"""To be recognised by the face next time, or not any more: in full words, freely."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

from kiosk.screens.base import KioskScreen
from kiosk.steps import View

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class FaceOfferScreen(KioskScreen):
    """What is agreed to; "not now" is as easy as "I agree"."""

    def may_enrol(self, view: View) -> bool:
        """True where nobody is enrolled yet, or not with the network in use."""
        return view.face_offer is not None and view.face_offer.may_enrol

    def enrolled(self, view: View) -> bool:
        """True where there is something to delete."""
        return view.face_offer is not None and view.face_offer.state != "none"

    def words(self, view: View) -> str:
        """The consent as it is asked for today."""
        if view.face_offer is None or view.face_offer.text is None:
            return ""
        return view.face_offer.text.text

    def line(self, view: View) -> str:
        """What stands in the way, or why the last look brought nothing."""
        if view.error:
            return self.say_error(view)
        if view.look is None or view.look.missed is None:
            return ""
        return self.say(f"face-missed-{view.look.missed.value}".replace("_", "-"))
