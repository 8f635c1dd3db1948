"""A screen without a screen: Xvfb, real X events by xdotool, pictures of what is shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from PIL import Image, ImageGrab


class NoDisplay(Exception):
    """Xvfb or xdotool is not installed, or does not start."""


class Display:
    """An X server of our own.

    Args:
        width: pixels.
        height: pixels.

    Raises:
        NoDisplay: see the class.
    """

    def __init__(self, width: int, height: int) -> None:
        if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
            raise NoDisplay("Debian packages xvfb and xdotool are needed")
        read, write = os.pipe()
        self._server = subprocess.Popen(
            [
                "Xvfb",
                *("-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"),
                *("-nolisten", "tcp", "-noreset"),
            ],
            pass_fds=[write],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise NoDisplay("Xvfb did not start")
        self.name = f":{number}"

    def tap(self, x: int, y: int) -> None:
        """A finger at ``x, y`` in pixels from the upper left corner."""
        self._xdotool("mousemove", str(x), str(y), "mousedown", "1")
        time.sleep(0.03)
        self._xdotool("mouseup", "1")

    def picture(self, path: Path) -> Image.Image:
        """Save what the screen shows at this moment."""
        shown = ImageGrab.grab(xdisplay=self.name)
        shown.save(path)
        return shown

    def close(self) -> None:
        """Stop the server."""
        self._server.terminate()
        self._server.wait(60)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.name},
            check=True,
            timeout=60,
        )
