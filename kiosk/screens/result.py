"""Where it leads and how soon, and what was understood: strike out what is not so."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.lang import Builder

from kiosk.icons import department_icon
from kiosk.screens.base import KioskScreen
from kiosk.steps import View
from kiosk.widgets.chips import Chip

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class ResultScreen(KioskScreen):
    """Department, floor and room, urgency in words, findings."""

    def on_kv_post(self, _: Any) -> None:
        """Lay out the findings."""
        super().on_kv_post(_)
        self.on_view(self, self.view)

    def heading(self, view: View) -> str:
        """Whose department it is, or that reception will help."""
        return self.say("result-title" if view.department else "result-reception-title")

    def department(self, view: View) -> str:
        """The name of the department in this hospital; reception where there is none."""
        app = App.get_running_app()
        if view.department is not None:
            return str(app.localise(view.department.names, view.language))
        return self.say("result-reception-title")

    def icon(self, view: View) -> str:
        """Name of the department's icon."""
        return department_icon(view.department.code if view.department else "reception")

    def place(self, view: View) -> str:
        """Floor and room, or what reception does."""
        if view.department is None:
            return self.say("result-reception-hint")
        return str(App.get_running_app().place(view.department.floor, view.department.room))

    def urgency(self, view: View) -> str:
        """How soon; what is not known is the highest."""
        return view.assessment.urgency if view.assessment else "emergency"

    def on_view(self, _: Any, view: View) -> None:
        """Lay out the findings anew."""
        box = self.ids.get("chips")
        if box is None or view.assessment is None:
            return
        box.clear_widgets()
        for finding in view.assessment.findings:
            chip = Chip(
                stable_id=f"finding-{finding.code}",
                text=finding.label,
                struck=finding.code in view.struck,
            )
            chip.bind(on_activate=partial(self._strike, finding.code))
            box.add_widget(chip)

    def _strike(self, code: str, _: Any) -> None:
        App.get_running_app().actions.strike(code)
