"""A real browser: Debian's Chromium, or the one that DMED_CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoBrowser(Exception):
    """There is no Chromium."""


def chromium() -> Path:
    """Where Chromium is.

    Raises:
        NoBrowser: neither DMED_CHROMIUM nor Debian's package.
    """
    for candidate in (os.environ.get("DMED_CHROMIUM"), shutil.which("chromium")):
        if candidate and Path(candidate).exists():
            return Path(candidate)
    raise NoBrowser("install Debian's chromium, or set DMED_CHROMIUM")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless Chromium for the length of the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
