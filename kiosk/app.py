"""The window: draws the view it is given, and calls the visit's actions.

Import it only after ``kivy_environment.prepare_environment``: Kivy reads its settings while
it is imported, and opens the window.
"""

# mypy: allow-subclassing-any
# (Kivy has no type stubs)

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from kivy.app import App
from kivy.clock import Clock
from kivy.config import Config
from kivy.core.window import Window
from kivy.graphics.opengl import glFinish
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.kivy_environment import WindowOptions
from kiosk.screens.catalogue import SCREENS
from kiosk.screens.digits import ENTER
from kiosk.steps import Actions, Screen, View
from kiosk.theme import TEXT_SCALES, Theme, load_tokens
from kiosk.ticket import (
    ahead_in_words,
    name_in_script,
    notice_in_words,
    place_in_words,
    wait_in_words,
)
from kiosk.widgets.frame import Frame
from kiosk.widgets.touch import Touchable
from kiosk.window_channel import Command, CommandReader
from kiosk.window_contents import places, save_picture, touchables
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES, in_language

BOUNCE_SECONDS = 0.25
"""A second lifted finger within this time is a bounce or a tremor, not a wish."""

COLLECT_RARELY = (50_000, 20, 100)
"""Allocations between collections by themselves (Python's own: 700, 10, 10)."""

FORGET_SECONDS = (0.5, 3.0)
"""When after a visit its screens are taken out of memory: once the attract screen is drawn, and
again for what the last touch still held then."""

KEY_BOUNCE_SECONDS = 0.09
"""The same for one and the same key while typing: people type two equal digits in 150 ms."""


class VisibleVisit(Actions, Protocol):
    """A visit that can be watched: what the window needs of ``Journey``."""

    on_change: Callable[[View], None]

    @property
    def view(self) -> View:
        """What is to be shown now."""


class KioskApp(App):
    """The kiosk's window.

    Args:
        journey: owns the view; its ``on_change`` is taken by the window.
        phrases: every word on the screen.
        options: size, events, commands.
        typed: gets every letter of a keyboard, for a scanner that types; true where a code ended
            that nobody types by hand.
    """

    theme = ObjectProperty(None, rebind=True)
    say = ObjectProperty(None)
    view = ObjectProperty(View(), rebind=True)
    actions = ObjectProperty(None)
    busy_id = StringProperty("")
    hospital_name = StringProperty("")
    choosing_language = BooleanProperty(False)
    keyboard = StringProperty("")
    mirror = ObjectProperty(None, allownone=True)

    def __init__(
        self,
        journey: VisibleVisit,
        phrases: Phrasebook,
        options: WindowOptions | None = None,
        typed: Callable[[str], bool] = lambda text: False,
    ) -> None:
        super().__init__()
        self.options = options or WindowOptions()
        self._typed = typed
        self.actions = journey
        self._journey = journey
        self._phrases = phrases
        self._tokens = load_tokens()
        self._greeting = 0
        self._shown: tuple[Screen, bool] | None = None
        self.pressed_id = ""  # what was touched last
        self._last_release = 0.0
        self._typed_last = False
        self._last_touch: float | None = None
        self._waiting: list[dict[str, Any]] = []
        self._changed_at = time.monotonic()
        self._commands = CommandReader(self.options, self.obey)
        self.screen: Widget | None = None
        self.title = "Dmed Kiosk"
        self.theme = self._theme(high=self.options.high_contrast, large=self.options.large_text)
        self.say = partial(phrases.say, self.view.language)

    # -- life ---------------------------------------------------------------------------

    async def run(self) -> None:
        """Show the window until it is closed."""
        # one source of touches: evdev beside the window would touch everything twice
        for name, provider in Config.items("input"):
            if not provider.startswith("mouse"):
                Config.remove_option("input", name)
        await self._commands.start()
        try:
            await self.async_run("asyncio")
        finally:
            await self._commands.stop()

    def build(self) -> Frame:
        """The frame; the first screen is placed in it."""
        self.root = Frame()
        Window.clearcolor = self.theme.rgba("ground")
        Window.bind(
            on_flip=self._flipped,
            on_touch_down=self._touched,
            on_key_down=self._key_down,
            on_textinput=self._text_input,
            size=self._resized,
        )
        self.attend(self._journey)
        # a collection amid the building of a screen costs 100 ms and more: what is loaded now
        # stays for ever, and what a visit leaves is collected when it has ended
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECT_RARELY)
        if self.options.rotate_greeting:
            Clock.schedule_interval(self._greet_next, self.options.rotate_greeting)
        return self.root

    # -- the view -----------------------------------------------------------------------

    def attend(self, journey: VisibleVisit) -> None:
        """From now on show this one."""
        self._journey.on_change = lambda view: None
        self.actions = self._journey = journey
        journey.on_change = self.show
        self.show(journey.view)

    def show(self, view: View) -> None:
        """Draw ``view``; called by the journey at every step, in the window's loop."""
        before = self.view
        if view.screen is Screen.ATTRACT:
            if before.screen is not Screen.ATTRACT:
                self._forget()
            if self.options.rotate_greeting:
                view = replace(view, language=LANGUAGES[self._greeting])
        self._changed_at = time.monotonic()
        if view.language != before.language or before is view:
            self.keyboard = ""
        self.say = partial(self._phrases.say, view.language)
        self.hospital_name = self._name_of(view)
        self.view = view
        self.busy_id = self.pressed_id if view.busy else ""
        wanted = (view.screen, self.theme.portrait)
        self.root.view = view
        if self._shown == wanted and self.screen is not None:
            self.screen.view = view
            self._note("view", screen=view.screen.value, language=view.language, busy=view.busy)
        else:
            self._shown = wanted
            self.screen = SCREENS[view.screen](view=view)
            self.root.place(self.screen)
            self._note("screen", screen=view.screen.value, language=view.language)

    def localise(self, names: Mapping[Any, str], language: Any) -> str:
        """A name in the language of the screen."""
        return in_language(dict(names), language)

    def place(self, floor: int, room: str) -> str:
        """Floor and room in words."""
        return place_in_words(floor, room, self._phrases, self.view.language)

    def ticket_facts(self, view: View) -> dict[str, str]:
        """What a ticket says besides its number and department; empty where there is none."""
        ticket, phrases, language = view.ticket, self._phrases, view.language
        if ticket is None:
            return {}
        ahead = ahead_in_words(ticket, phrases, language)
        return {
            "place": place_in_words(ticket.floor, ticket.room, phrases, language),
            "wait": f"{self.say('ticket-wait')}: {wait_in_words(ticket, phrases, language)}",
            "ahead": f"{self.say('ticket-ahead')}: {ahead}",
            "doctor": f"{self.say('ticket-doctor')}: "
            f"{name_in_script(ticket.practitioner, language)}"
            if ticket.practitioner
            else "",
            "notice": notice_in_words(ticket, phrases, language) or "",
        }

    def _name_of(self, view: View) -> str:
        if view.hospital is None:
            return str(self.say("app-name"))
        return in_language(view.hospital.names, view.language)

    def _forget(self) -> None:
        """After a visit the screen looks as it did before, for the next person."""
        self.choosing_language = False
        self.keyboard = ""
        self._greeting = 0
        self.pressed_id = ""
        self.dress(high=self.options.high_contrast, large=self.options.large_text)
        # widgets refer to each other in circles; collected now, their texts are gone as well
        for delay in FORGET_SECONDS:
            Clock.schedule_once(lambda _: gc.collect(), delay)

    def _greet_next(self, _: float) -> None:
        if self.view.screen is Screen.ATTRACT and self.view.idle_left is None:
            self._greeting = (self._greeting + 1) % len(LANGUAGES)
            self.show(self.view)

    # -- how it looks -------------------------------------------------------------------

    def _theme(self, *, high: bool, large: bool) -> Theme:
        width, height = Window.size
        scale = TEXT_SCALES[1] if large else TEXT_SCALES[0]
        return Theme(
            self._tokens, int(width), int(height), "high_contrast" if high else "light", scale
        )

    def dress(self, *, high: bool, large: bool) -> None:
        """Choose contrast and size of text."""
        self.theme = self._theme(high=high, large=large)
        Window.clearcolor = self.theme.rgba("ground")
        self._changed_at = time.monotonic()
        self._note("look", contrast=self.theme.contrast, text_scale=self.theme.text_scale)

    def switch_contrast(self) -> None:
        """Strong colours on or off."""
        self.dress(high=not self.theme.strong, large=self.theme.text_scale > 1)

    def switch_text_size(self) -> None:
        """Larger text on or off."""
        self.dress(high=self.theme.strong, large=self.theme.text_scale == 1)

    def _resized(self, *_: Any) -> None:
        self.dress(high=self.theme.strong, large=self.theme.text_scale > 1)
        self.show(self.view)

    # -- touches ------------------------------------------------------------------------

    def admits(self, widget: Touchable) -> bool:
        """Whether a lifted finger counts: no bounce, and nothing under way."""
        now = time.monotonic()
        if widget.stable_id == self.pressed_id:
            pause = KEY_BOUNCE_SECONDS if widget.typing else BOUNCE_SECONDS
        else:
            # two thumbs type faster than any bounce; what comes after a key is meant
            pause = 0.0 if self._typed_last else BOUNCE_SECONDS
        if now - self._last_release < pause:
            return False
        if self.view.busy and widget.waits:
            return False
        self._last_release, self.pressed_id = now, widget.stable_id
        self._typed_last = bool(widget.typing)
        return True

    def _touched(self, *_: Any) -> bool:
        self._last_touch = time.monotonic()
        counting = self.view.idle_left is not None
        self.actions.touched()
        # the touch that says "I am here" must not press what lies under it
        return counting

    def _key_down(self, _: Any, key: int, _scan: int, _text: str, modifiers: list[str]) -> bool:
        if key in ENTER and self._typed("\n"):
            return True  # the digits in a scanner's code are not what the person wants to send
        handler = getattr(self.screen, "key_down", None)
        if handler is None or self.view.busy:
            return False
        self.actions.touched()
        return bool(handler(key))

    def _text_input(self, _: Any, text: str) -> bool:
        self._typed(text)
        handler = getattr(self.screen, "text_typed", None)
        if handler is None or self.view.busy:
            return False
        self.actions.touched()
        handler(text)
        return True

    # -- events and commands ------------------------------------------------------------

    def _note(self, event: str, **facts: Any) -> None:
        if self.options.events is not None:
            self._waiting.append({"event": event, **facts, "since": self._changed_at})

    def _flipped(self, *_: Any) -> None:
        # without this the offscreen driver queues frames without end
        glFinish()
        if not self._waiting or self.options.events is None:
            return
        now = time.monotonic()
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            event["ms"] = round((now - event.pop("since")) * 1000)
            if self._last_touch is not None:
                event["touch_ms"] = round((now - self._last_touch) * 1000)
            self.options.events(event)
            if event["event"] == "screen":
                Clock.schedule_once(lambda _: self._tell_widgets(), 0)

    def _tell_widgets(self) -> None:
        if self.options.events is None:
            return
        rects, disabled = places(self.root)
        self.options.events(
            {
                "event": "widgets",
                "screen": self.view.screen.value,
                "rects": rects,
                "disabled": disabled,
            }
        )

    async def obey(self, command: Command) -> None:
        """Carry out one command of the channel; an unknown one is told as an event."""
        match command:
            case {"do": "shot", "path": str(path)}:
                await self.frames(3)
                save_picture(Path(path))
                self._tell(event="shot", path=path)
            case {"do": "widgets"}:
                await self.frames(2)
                self._tell_widgets()
            case {"do": "tap", "id": str(stable_id)}:
                await self._tap(stable_id, 0.0)
            case {"do": "press", "id": str(stable_id), "seconds": float(seconds)}:
                await self._tap(stable_id, seconds)
            case {"do": "quit"}:
                self.stop()
            case _:
                self._tell(event="refused", reason="unknown command")

    def _tell(self, **event: Any) -> None:
        if self.options.events is not None:
            self.options.events(event)

    async def frames(self, count: int) -> None:
        """Wait until ``count`` frames have been laid out."""
        for _ in range(count):
            drawn = asyncio.get_running_loop().create_future()
            Clock.schedule_once(lambda _, done=drawn: done.cancelled() or done.set_result(None), 0)
            await drawn

    async def _tap(self, stable_id: str, seconds: float) -> None:
        """A touch that takes the way of a real one: mouse provider, event loop, window."""
        await self.frames(1)
        widget = next((w for w in touchables(self.root) if w.stable_id == stable_id), None)
        if widget is None:
            self._tell(event="refused", reason=f"no widget {stable_id}")
            return
        x, y = widget.to_window(*widget.center)
        at = (x, Window.height - y)
        Window.dispatch("on_mouse_down", *at, "left", [])
        await asyncio.sleep(seconds)
        await self.frames(2)
        Window.dispatch("on_mouse_up", *at, "left", [])
        await self.frames(2)
        self._tell(event="tapped", id=stable_id)
