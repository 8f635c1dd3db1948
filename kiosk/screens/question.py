"""The one follow-up question."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.lang import Builder

from kiosk.screens.base import KioskScreen
from kiosk.steps import View
from kiosk.widgets.touch import ChoiceCard

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class QuestionScreen(KioskScreen):
    """One card per answer."""

    def on_kv_post(self, _: Any) -> None:
        """Lay out the answers."""
        super().on_kv_post(_)
        self.on_view(self, self.view)

    def asked(self, view: View) -> str:
        """The question itself."""
        question = view.assessment.question if view.assessment else None
        return question.text if question else ""

    def on_view(self, _: Any, view: View) -> None:
        """Lay out the answers anew when their words changed."""
        box = self.ids.get("options")
        question = view.assessment.question if view.assessment else None
        if box is None or question is None:
            return
        labels = [option.label for option in question.options]
        if [card.text for card in reversed(box.children)] == labels:
            return
        box.clear_widgets()
        for option in question.options:
            card = ChoiceCard(stable_id=f"option-{option.code}", text=option.label, size_hint_y=1)
            card.bind(on_activate=partial(self._answer, option.code))
            box.add_widget(card)

    def _answer(self, option: str, _: Any) -> None:
        App.get_running_app().actions.answer(option)
