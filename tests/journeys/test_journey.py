"""The whole visit with the real parts, as ``make journey`` plays it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.__main__ import FAULTS, SIZE, play
from tests.journeys.browser import NoBrowser, chromium
from tests.journeys.chat_visit import HOME
from tests.journeys.visits import Album


def _has_browser() -> bool:
    try:
        chromium()
    except NoBrowser:
        return False
    return True


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    """One journey for all tests of this file; at midnight it begins again with the new day.

    Whoever was booked for today is not any more, and all the parts look at the machine's clock.
    """
    folder = tmp_path_factory.mktemp("journey")
    begun = datetime.now(HOME).date()
    try:
        return play(folder, SIZE)
    except FAULTS:
        if datetime.now(HOME).date() == begun:
            raise
        return play(folder, SIZE)


pytestmark = [
    pytest.mark.display,
    pytest.mark.browser,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not _has_browser(), reason="no Chromium: install it or set DMED_CHROMIUM"),
]


def test_four_people_get_tickets_and_one_is_an_emergency(album: Album) -> None:
    assert set(album.tickets) == {"booked", "walk-in", "red flag", "chatter"}
    assert len({album.tickets[who] for who in ("booked", "walk-in", "red flag")}) == 3
    assert album.tickets["red flag"].startswith("E-")


def test_every_screen_and_page_that_was_passed_is_in_the_album(album: Album) -> None:
    names = {path.stem.split("-", 1)[1] for path in album.folder.glob("[0-9]*.png")}
    assert names >= {
        "enrol", "enrol-code", "page-department", "page-done",
        "attract", "for-whom", "pinfl", "confirm", "appointments", "complaint", "complaint-typed",
        "result", "ticket", "nurse", "staff-alarm", "console-waiting", "console-called", "board",
    }  # fmt: skip
    for path in album.folder.glob("[0-9]*.png"):
        with Image.open(path) as picture:
            assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 20, path.name


def test_what_the_driver_wrote_and_its_picture_are_kept(album: Album) -> None:
    for who in ("booked", "walk-in", "red-flag", "chatter"):
        assert (album.folder / f"ticket-{who}.bin").read_bytes().startswith(b"\x1b@")
        with Image.open(album.folder / f"ticket-{who}.png") as ticket:
            assert ticket.width == 576


def test_whoever_booked_in_the_bot_was_reminded_and_confirmed_there(album: Album) -> None:
    told = (album.folder / "chat.txt").read_text(encoding="utf-8")
    said = [
        *("Siz qabulga yozildingiz", "Qabulingizni eslatamiz", "Tasdiqlandi"),
        *("Keyingisi siz", "sizni chaqirishmoqda"),
    ]
    assert [told.find(words) for words in said] == sorted(told.find(words) for words in said)
    assert all(words in told for words in said)


def test_the_report_tells_every_step_with_its_time(album: Album) -> None:
    report = json.loads(Path(album.folder / "journey.json").read_text(encoding="utf-8"))
    assert report["tickets"] == album.tickets
    assert all(step["milliseconds"] >= 0 for step in report["steps"])
    assert "the board shows the number" in [step["step"] for step in report["steps"]]
