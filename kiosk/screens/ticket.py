"""The number, as large as the width, while it is printed and after."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.lang import Builder
from kivy.uix.widget import Widget

from kiosk.screens.base import KioskScreen
from kiosk.steps import PrintState, View

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

PRINT_ICONS = {
    PrintState.PRINTING: "printer",
    PrintState.PRINTED: "check-circle",
    PrintState.NO_PAPER: "paper-roll-outline",
    PrintState.NO_PRINTER: "printer-off",
}


class TicketScreen(KioskScreen):
    """Everything that the paper says, and what the printer does."""

    def on_kv_post(self, _: Any) -> None:
        """On a wide screen heading and QR code stand beside the ticket."""
        if App.get_running_app().theme.portrait:
            return
        side, heading, scan = self.ids.side, self.ids.heading, self.ids.scan
        self.remove_widget(heading)
        self.ids.lower.remove_widget(scan)
        side.remove_widget(self.ids.worse)
        self.ids.card.add_widget(self.ids.worse)
        side.add_widget(heading, index=len(side.children))
        side.add_widget(Widget(), index=len(side.children) - 1)
        side.add_widget(scan, index=len(side.children) - 2)
        side.add_widget(Widget(), index=len(side.children) - 3)

    def may_be_asked(self, view: View) -> bool:
        """True for somebody confirmed, for themselves, whose face is not known here yet."""
        known = view.face_known or not view.masked_name
        return view.face_ready and view.for_whom == "self" and not known

    def may_stop(self, view: View) -> bool:
        """True for somebody whom the kiosk has recognised by the face just now."""
        return view.face_ready and view.for_whom == "self" and view.face_recognised

    def face_button(self, view: View) -> str:
        """What the button about the face says; empty: there is none."""
        if self.may_be_asked(view):
            return self.say("button-face-next-time")
        return self.say("button-face-forget") if self.may_stop(view) else ""

    def paper(self, view: View) -> str:
        """What became of the paper, and what to do."""
        if view.print_state is None:
            return ""
        return self.say(f"ticket-{view.print_state.value}".replace("_", "-"))

    def paper_icon(self, view: View) -> str:
        """Icon of what became of the paper."""
        return PRINT_ICONS.get(view.print_state, "printer") if view.print_state else "printer"

    def number(self, view: View) -> str:
        """The number itself."""
        return view.ticket.number if view.ticket else ""

    def department(self, view: View) -> str:
        """Name of the department."""
        if view.ticket is None:
            return ""
        app = App.get_running_app()
        return str(app.localise(view.ticket.department_names, view.language))

    def facts(self, view: View) -> dict[str, str]:
        """Where, how long, how many before, as said on the paper."""
        return App.get_running_app().ticket_facts(view) if view.ticket else {}

    def help_line(self, view: View) -> str:
        """What to do when somebody feels worse."""
        if view.hospital is None:
            return ""
        return self.say("ticket-help", {"phone": view.hospital.emergency_phone})
