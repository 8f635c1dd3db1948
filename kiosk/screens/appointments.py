"""Today's own appointments: one touch checks in."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.lang import Builder
from kivy.properties import BooleanProperty, StringProperty

from kiosk.screens.base import KioskScreen
from kiosk.steps import View
from kiosk.ticket import clock_of, name_in_script
from kiosk.widgets.touch import Touchable
from mobile_api.appointments.schemas import TodaysAppointment

Builder.load_file(str(Path(__file__).with_suffix(".kv")))

OPEN = ("booked", "arrived")
"""States in which a patient can still check in; the others are shown and say why not."""


class AppointmentCard(Touchable):
    """Time, department, doctor, where; a touch says "I am here"."""

    time = StringProperty("")
    department = StringProperty("")
    doctor = StringProperty("")
    place = StringProperty("")
    status = StringProperty("")
    open = BooleanProperty(True)


class AppointmentsScreen(KioskScreen):
    """One card per appointment, and "something else"."""

    def on_kv_post(self, _: Any) -> None:
        """Lay out the cards."""
        super().on_kv_post(_)
        self.on_view(self, self.view)

    def on_view(self, _: Any, view: View) -> None:
        """Lay out the cards anew; they are few."""
        cards = self.ids.get("cards")
        if cards is None:
            return
        cards.clear_widgets()
        for appointment in view.appointments:
            cards.add_widget(self._card(view, appointment))

    def _card(self, view: View, appointment: TodaysAppointment) -> AppointmentCard:
        app = App.get_running_app()
        open_ = appointment.status in OPEN
        starts = clock_of(appointment.starts_at, view.hospital)
        card = AppointmentCard(
            stable_id=f"appointment-{appointment.id}",
            time=starts.strftime("%H:%M"),
            department=app.localise(appointment.department_names, view.language),
            doctor=name_in_script(appointment.practitioner, view.language),
            place=app.place(appointment.floor, appointment.room),
            status=self.say("button-check-in")
            if open_
            else self.say(f"appointment-status-{appointment.status}"),
            open=open_,
            disabled=not open_,
        )
        card.bind(on_activate=partial(self._check_in, str(appointment.id)))
        return card

    def _check_in(self, appointment_id: str, _: Any) -> None:
        App.get_running_app().actions.check_in(appointment_id)
