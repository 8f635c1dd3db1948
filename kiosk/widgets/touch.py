"""Everything that can be touched: one touch is one action, and the screen shows it at once."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from pathlib import Path

from kivy.app import App
from kivy.clock import Clock
from kivy.lang import Builder
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.behaviors import ButtonBehavior

from kiosk.theme import Theme
from kiosk.widgets.surfaces import Surface
from kiosk.widgets.words import text_width

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


class Touchable(ButtonBehavior, Surface):
    """A surface that acts when a finger is lifted from it.

    Attributes:
        stable_id: its name in events and tests; the same in every language.
        typing: a key of a pad or keyboard: may be touched again sooner than an action.
        rest: colour of the ground while nothing touches it.
        down_ground: its colour while the finger is on it.
        ink: colour of what is written on it.
        waits: False only for what must work while a request is under way (the nurse).
        busy: the request that this touch began is under way.
    """

    stable_id = StringProperty("")
    typing = BooleanProperty(False)
    rest = StringProperty("card")
    down_ground = StringProperty("card_down")
    ink = StringProperty("text")
    waits = BooleanProperty(True)
    busy = BooleanProperty(False)

    __events__ = ("on_activate",)

    def on_activate(self) -> None:
        """What the touch does; bound in kv."""

    def on_release(self) -> None:
        """One lifted finger is one action, unless it bounced or a request is under way."""
        if App.get_running_app().admits(self):
            self.dispatch("on_activate")


class RepeatingKey(Touchable):
    """A key that repeats while it is held: backspace."""

    delay = NumericProperty(0.5)
    interval = NumericProperty(0.09)

    def on_press(self) -> None:
        """Begin to repeat after a moment."""
        self._repeated = False
        self._repeat = Clock.schedule_once(self._begin, self.delay)

    def _begin(self, _: float) -> None:
        self._repeated = True
        self._repeat = Clock.schedule_interval(
            lambda _: self.dispatch("on_activate"), self.interval
        )

    def on_touch_up(self, touch: object) -> bool:
        """Stop, wherever the finger is lifted."""
        if getattr(self, "_repeat", None) is not None:
            self._repeat.cancel()
            self._repeat = None
        return bool(super().on_touch_up(touch))

    def on_release(self) -> None:
        """A short touch erases once; a long one has erased already."""
        if not self._repeated:
            super().on_release()


class Caption(AnchorLayout):
    """An icon and words, together in the middle of a button."""

    text = StringProperty("")
    icon = StringProperty("")
    tone = StringProperty("text")

    def natural_width(self, text: str, icon: str, theme: Theme) -> float:
        """Pixels that both need on one line."""
        beside = theme.u * 74 if icon else 0.0
        return text_width(text, "button", theme) + beside + 4 if text else beside


class PrimaryButton(Touchable):
    """The one main action of a screen."""

    text = StringProperty("")
    icon = StringProperty("")


class SecondaryButton(Touchable):
    """Another way."""

    text = StringProperty("")
    icon = StringProperty("")


class NurseButton(Touchable):
    """A person, from every screen, at the same place."""

    text = StringProperty("")


class ToolButton(Touchable):
    """Language, contrast, larger text."""

    text = StringProperty("")
    icon = StringProperty("")
    chosen = BooleanProperty(False)


class ChoiceCard(Touchable):
    """A large card with an icon and words, to choose one of a few."""

    text = StringProperty("")
    icon = StringProperty("")
    badge = StringProperty("")
    upright = BooleanProperty(False)


class KeyButton(Touchable):
    """A key of the number pad or the keyboard."""

    text = StringProperty("")
    icon = StringProperty("")
    role = StringProperty("key")


class RepeatingKeyButton(RepeatingKey, KeyButton):
    """Backspace."""
