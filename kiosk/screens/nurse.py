"""Help is coming: stay seated. Or, where the desk was not reached: go there, or 103."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.lang import Builder

from kiosk.screens.base import KioskScreen
from kiosk.steps import View
from kiosk.verdict import is_emergency

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

EMERGENCY_PHONE = "103"
"""Ambulance in Uzbekistan and Kazakhstan, for a kiosk that never reached its server."""


class NurseScreen(KioskScreen):
    """Large, calm, one thing to do."""

    def phone(self, view: View) -> str:
        """The ambulance's number."""
        return view.hospital.emergency_phone if view.hospital else EMERGENCY_PHONE

    def by_verdict(self, view: View) -> bool:
        """True where the words led here, not a touch on the nurse's button."""
        return view.assessment is not None and is_emergency(view.assessment)

    def seated(self, view: View) -> bool:
        """True where to sit and wait is right: help comes, or nobody so ill should walk."""
        return view.nurse_called or view.busy or self.by_verdict(view)

    def heading(self, view: View) -> str:
        """Stay seated; or, where nobody was reached, ask those around."""
        return self.say("nurse-title" if self.seated(view) else "nurse-ask-title")

    def to_do(self, view: View) -> str:
        """The one thing to do now."""
        return self.say("nurse-stay-seated" if self.seated(view) else "nurse-ask-hint")

    def what_happens(self, view: View) -> str:
        """Whether a nurse is coming, is being called, or was not reached."""
        if view.nurse_called:
            return self.say("nurse-coming")
        if view.busy:
            return self.say("nurse-calling")
        key = "nurse-not-reached-seated" if self.by_verdict(view) else "nurse-not-reached"
        return self.say(key, {"phone": self.phone(view)})

    def number(self, view: View) -> str:
        """The ticket's number, when there is one."""
        return view.ticket.number if view.ticket else ""
