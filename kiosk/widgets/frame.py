"""What surrounds every screen: the hospital's name, the banner, a person, the tools."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.lang import Builder
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.widget import Widget

from kiosk.steps import Screen, View
from kiosk.widgets.languages import LANGUAGE_BADGES, LANGUAGE_NAMES
from kiosk.widgets.surfaces import Surface
from kiosk.widgets.touch import ChoiceCard
from mobile_api.schemas import LANGUAGES, Language

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Header(BoxLayout):
    """The hospital's name, quietly."""

    name = StringProperty("")


class Banner(Surface):
    """One line across: no connection; what the printer does."""

    text = StringProperty("")
    icon = StringProperty("information-outline")
    tone = StringProperty("on_notice")


class ToolBar(BoxLayout):
    """The nurse, the language, strong colours, larger text: low enough for a wheelchair."""

    language_name = StringProperty("")
    offers_language = BooleanProperty(True)


class LanguageGrid(GridLayout):
    """Six cards, each language in its own words."""

    chosen = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for language in LANGUAGES:
            card = ChoiceCard(
                stable_id=f"language-{language}",
                text=LANGUAGE_NAMES[language],
                badge=LANGUAGE_BADGES[language],
            )
            card.bind(on_activate=partial(self._choose, language))
            self.add_widget(card)

    def _choose(self, language: Language, _: Widget) -> None:
        app = App.get_running_app()
        app.choosing_language = False
        app.actions.choose_language(language)


class LanguageChooser(FloatLayout):
    """Six languages over the screen; what was typed stays. A touch beside them goes back."""

    def on_touch_down(self, touch: Any) -> bool:
        """Nothing under the languages is touched."""
        if not self.ids.panel.collide_point(*touch.pos):
            App.get_running_app().choosing_language = False
        super().on_touch_down(touch)
        return True


class IdleOverlay(FloatLayout):
    """Are you still here? Any touch stays."""

    seconds = NumericProperty(0)


class Frame(FloatLayout):
    """The root: frame, one screen in it, what lies over it.

    Attributes:
        view: what is shown now.
    """

    view = ObjectProperty(View(), rebind=True)
    choosing_language = BooleanProperty(False)

    def place(self, screen: Widget) -> None:
        """Show ``screen``; nothing of the one before is kept."""
        holder = self.ids.holder
        holder.clear_widgets()
        holder.add_widget(screen)

    def on_view(self, _: object, view: View) -> None:
        """Lay the countdown over the screen, or take it away."""
        self._overlay("_idle", IdleOverlay, view.idle_left is not None)
        if self._idle is not None:
            self._idle.seconds = view.idle_left or 0
        offers = view.screen is not Screen.ATTRACT
        self._overlay("_chooser", LanguageChooser, self.choosing_language and offers)

    def on_choosing_language(self, *_: object) -> None:
        """Open or close the languages."""
        self.on_view(self, self.view)

    _idle: IdleOverlay | None = None
    _chooser: LanguageChooser | None = None

    def _overlay(self, name: str, kind: type[FloatLayout], wanted: bool) -> None:
        there = getattr(self, name)
        if wanted and there is None:
            overlay = kind()
            setattr(self, name, overlay)
            self.add_widget(overlay)
        elif not wanted and there is not None:
            self.remove_widget(there)
            setattr(self, name, None)
