"""What must be set before the first import of Kivy. No Kivy here.

Kivy reads its configuration while it is imported and opens the window as soon as a
widget is imported, so a process prepares its environment first:

>>> prepare_environment(Path("var/kivy"), WindowOptions(size=(1080, 1920)))  # doctest: +SKIP
>>> from kiosk.app import KioskApp  # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FONTS_FOLDER = Path(__file__).with_name("fonts")

Event = Mapping[str, Any]

OFFSCREEN = (1080, 1920)
"""Window in pixels where there is no screen to be full."""


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window behaves; the orientation follows the size.

    Attributes:
        size: width and height in pixels; None is the full screen.
        events: is called with every event (a JSON object) when given; see window_channel.
        commands: file descriptor from which commands are read as JSON lines, or None.
        command_socket: path of a unix socket that takes the same commands, or None.
        rotate_greeting: seconds after which the attract screen greets in the next language;
            None keeps the default language.
        high_contrast, large_text: how the screen looks when nobody has chosen; after each
            visit it looks so again.
        show_cursor: a pointer, for a desk with a mouse.
    """

    size: tuple[int, int] | None = None
    events: Callable[[Event], None] | None = None
    commands: int | None = None
    command_socket: Path | None = None
    rotate_greeting: float | None = 6.0
    high_contrast: bool = False
    large_text: bool = False
    show_cursor: bool = False


def prepare_environment(home: Path, options: WindowOptions | None = None) -> None:
    """Set everything that Kivy and SDL read from the environment.

    Args:
        home: folder of this run for what Kivy writes; made if it is missing. Two processes
            never share one.
        options: of the window; None is full screen.

    Raises:
        OSError: ``home`` cannot be made.
    """
    options = options or WindowOptions()
    home.mkdir(parents=True, exist_ok=True)
    has_screen = bool(os.environ.get("DISPLAY")) and os.environ.get("SDL_VIDEODRIVER") in (
        None,
        "x11",
    )
    if not has_screen and "SDL_VIDEODRIVER" not in os.environ and not _has_kms():
        os.environ["SDL_VIDEODRIVER"] = "offscreen"
    offscreen = os.environ.get("SDL_VIDEODRIVER") == "offscreen"
    # full screen means 1024x768 to the offscreen driver
    size = options.size or (OFFSCREEN if offscreen else None)
    settings = {
        "KIVY_HOME": str(home),
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_CONFIG": "1",  # a config.ini that somebody left must not change a kiosk
        "KIVY_NO_CONSOLELOG": "1",
        "KIVY_LOG_MODE": "PYTHON",  # else Kivy swallows standard error, tracebacks included
        "KIVY_NO_FILELOG": "1",  # nothing about a touch is written down
        "SDL_MOUSE_FOCUS_CLICKTHROUGH": "1",  # otherwise the first touch is lost
        "KCFG_KIVY_EXIT_ON_ESCAPE": "0",
        "KCFG_KIVY_LOG_LEVEL": "warning",
        "KCFG_KIVY_DEFAULT_FONT": repr(["Inter", *[str(FONTS_FOLDER / "Inter-Regular.ttf")] * 4]),
        "KCFG_KIVY_KEYBOARD_MODE": "",
        "KCFG_GRAPHICS_MULTISAMPLES": "0",  # edges are smoothed by the shapes themselves
        "KCFG_GRAPHICS_RESIZABLE": "0",
        "KCFG_GRAPHICS_ALLOW_SCREENSAVER": "0",
        "KCFG_GRAPHICS_SHOW_CURSOR": "1" if options.show_cursor else "0",
        "KCFG_GRAPHICS_FULLSCREEN": "0" if size else "auto",
        "KCFG_GRAPHICS_BORDERLESS": "1",
        "KCFG_INPUT_MOUSE": "mouse,disable_multitouch,disable_hover",
    }
    if size:
        settings |= {"KCFG_GRAPHICS_POSITION": "custom"}
        settings |= {"KCFG_GRAPHICS_LEFT": "0", "KCFG_GRAPHICS_TOP": "0"}
        settings["KCFG_GRAPHICS_WIDTH"], settings["KCFG_GRAPHICS_HEIGHT"] = map(str, size)
    os.environ.update(settings)


def _has_kms() -> bool:
    """A machine without X but with a graphics card draws straight to its screen."""
    return any(Path("/dev/dri").glob("card*")) and os.access("/dev/tty0", os.W_OK)
