"""``python -m kiosk.screens.gallery --out DIR``: a picture of every screen in every state.

No display is needed. Each picture is what the real window shows for a hand-made view.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.kivy_environment import WindowOptions, prepare_environment
from kiosk.screens.sample_views import sample_frame, sample_views
from kiosk.steps import View
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import LANGUAGES

PHRASES = Path(__file__).parents[1] / "phrases"


class SampleMirror:
    """A camera that always sees the same drawn face."""

    def __init__(self) -> None:
        self.frame = sample_frame()


class StillVisit:
    """A visit in which nothing happens: every touch is counted and forgotten."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.on_change: Callable[[View], None] = lambda view: None

    def __getattr__(self, name: str) -> Callable[..., None]:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *_: None


def main() -> None:
    """Draw what the command line asks for; one process per window size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("gallery"))
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--size", action="append", help="such as 1080x1920; half is 540x960")
    parser.add_argument("--contrast", action="append", choices=("light", "high"))
    parser.add_argument("--text", action="append", choices=("normal", "large"))
    parser.add_argument("--check", action="store_true", help="no pictures: say what is wrong")
    parser.add_argument("--only", default="", help="names that begin so")
    wanted = parser.parse_args()
    sizes = wanted.size or ["540x960", "960x540"]
    if len(sizes) > 1:
        for size in sizes:
            rest = [a for a in sys.argv[1:] if a not in sizes and a != "--size"]
            command = [sys.executable, "-m", "kiosk.screens.gallery", *rest, "--size", size]
            subprocess.run(command, check=True)  # noqa: S603 - our own module, our own arguments
        return
    width, height = map(int, sizes[0].split("x"))
    os.environ["SDL_VIDEODRIVER"] = "offscreen"
    options = WindowOptions(size=(width, height), rotate_greeting=None)
    with tempfile.TemporaryDirectory() as home:
        prepare_environment(Path(home), options)
        # only now may Kivy be imported: it reads its settings while it is
        window = importlib.import_module("kiosk.app")
        asyncio.run(_draw(window, options, wanted, sizes[0]))


async def _draw(window: Any, options: WindowOptions, wanted: argparse.Namespace, size: str) -> None:
    inspect = importlib.import_module("kiosk.screens.inspection").inspect_window
    languages = wanted.language or ["uz-Latn"]
    visit = StillVisit(next(sample_views(languages[0]))[1])
    app = window.KioskApp(visit, Phrasebook(PHRASES), options)
    app.mirror = SampleMirror()
    running = asyncio.create_task(app.run())
    await asyncio.sleep(0.5)
    for language in languages:
        for contrast in wanted.contrast or ["light"]:
            for text in wanted.text or ["normal"]:
                app.dress(high=contrast == "high", large=text == "large")
                folder = wanted.out / f"{size}-{language}-{contrast}-{text}"
                if not wanted.check:
                    folder.mkdir(parents=True, exist_ok=True)
                for name, view in sample_views(language):
                    if name.startswith(wanted.only):
                        app.pressed_id = "button-main"
                        app.show(view)
                        if not wanted.check:
                            await app.obey({"do": "shot", "path": str(folder / f"{name}.png")})
                            continue
                        await app.frames(4)
                        for fault in inspect(app.root, app.theme):
                            print(f"{folder.name}/{name}: {fault}", flush=True)
                drawn = sum(name.startswith(wanted.only) for name, _ in sample_views(language))
                print(f"{folder.name}: {drawn} views drawn", flush=True)
    app.stop()
    await running


if __name__ == "__main__":
    main()
