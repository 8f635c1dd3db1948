"""What all screens share: a view, a heading, a row of actions at the bottom."""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kivy.app import App
from kivy.lang import Builder
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.steps import View
from kiosk.widgets.touch import SecondaryButton

Builder.load_file(str(Path(__file__).with_suffix(".kv")))


def phrase_for(view: View, key: str) -> str:
    """The key of ``key`` as it is said of a child or of somebody cared for."""
    if view.for_whom in ("child", "other"):
        return f"{key}-{view.for_whom}"
    return key


class KioskScreen(BoxLayout):
    """One screen; made anew each time it is shown, so that nothing of before stays.

    Attributes:
        view: what to draw; replaced at every step.
    """

    view = ObjectProperty(View(), rebind=True)

    def on_kv_post(self, _: Any) -> None:
        """On a wide screen what is called ``actions`` stands at the foot of ``side``."""
        actions, side = self.ids.get("actions"), self.ids.get("side")
        if actions and side and not App.get_running_app().theme.portrait:
            actions.parent.remove_widget(actions)
            side.add_widget(actions)

    def say(self, key: str, values: Mapping[str, str | int] | None = None) -> str:
        """A phrase in the language of the view."""
        return str(App.get_running_app().say(key, values))

    def say_for(self, view: View, key: str) -> str:
        """A phrase that differs for a child or somebody cared for."""
        return self.say(phrase_for(view, key))

    def offers_face(self, view: View) -> bool:
        """True where somebody may be recognised by the face instead of typing."""
        return view.face_ready and not view.face_tried and view.for_whom == "self"

    def say_scan(self, view: View) -> str:
        """What can be held against the scanner; empty where there is none."""
        if not view.scanner:
            return ""
        return self.say("scan-hint-document" if view.reads_documents else "scan-hint")

    def say_error(self, view: View) -> str:
        """What stands in the way, beside the field; empty when nothing does."""
        return self.say(view.error, view.error_values) if view.error else ""


class Heading(BoxLayout):
    """One question a screen, and a short line under it."""

    title = StringProperty("")
    hint = StringProperty("")
    centred = BooleanProperty(False)


class Message(BoxLayout):
    """What stands in the way and what to do, where the eyes are; empty takes no room."""

    text = StringProperty("")
    icon = StringProperty("information-outline")
    keeps_room = BooleanProperty(False)


class FaceButton(SecondaryButton):
    """To the camera; takes no room where Face ID is not offered."""

    offered = BooleanProperty(False)


class ActionRow(BoxLayout):
    """Back, and the one main action."""

    text = StringProperty("")
    icon = StringProperty("")
    ready = BooleanProperty(True)
    has_back = BooleanProperty(True)
    has_main = BooleanProperty(True)

    def back(self) -> None:
        """One step back."""
        App.get_running_app().actions.back()
