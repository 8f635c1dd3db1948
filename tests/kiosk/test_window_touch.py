"""A finger on a real window: what somebody at the kiosk would notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.kiosk.window_driver import KioskWindow

pytestmark = pytest.mark.display


def test_a_touch_on_a_language_begins_in_that_language(display: str) -> None:
    with KioskWindow("540x960", display=display) as window:
        window.wait_for("screen", screen="attract")
        window.touch("language-ru")
        assert window.has_happened("screen", screen="for_whom", language="ru")
        assert ("choose_language", ["ru"]) in window.actions()


def test_a_trembling_finger_acts_once(display: str) -> None:
    with KioskWindow("540x960", "pinfl_empty", display=display) as window:
        window.wait_for("screen", screen="pinfl")
        window.touch("button-no-number", times=2)
        assert [name for name, _ in window.actions()].count("no_number") == 1


def test_two_equal_digits_typed_quickly_are_two_digits(display: str) -> None:
    with KioskWindow("540x960", "pinfl_empty", display=display) as window:
        window.wait_for("screen", screen="pinfl")
        window.touch("digit-3", times=2, apart_ms=180)
        typed = [given for name, given in window.actions() if name == "type_digit"]
        assert typed == [["3"], ["3"]]


def test_the_second_half_of_a_double_touch_does_not_press_what_comes_next(display: str) -> None:
    # the cards of "for whom" lie where the languages were
    with KioskWindow("540x960", display=display) as window:
        window.wait_for("screen", screen="attract")
        window.touch("language-en", times=2)
        assert [name for name, _ in window.actions()] == ["choose_language"]


def test_while_a_request_is_under_way_only_the_nurse_can_be_called(display: str) -> None:
    with KioskWindow("540x960", "result", display=display) as window:
        window.wait_for("screen", screen="result")
        window.touch("button-main")
        for stable_id in ("button-back", "button-main", "finding-finding0", "button-nurse"):
            window.touch(stable_id)
        assert [name for name, _ in window.actions()] == ["submit", "call_nurse"]


def test_the_touch_that_says_i_am_here_presses_nothing_else(display: str) -> None:
    with KioskWindow("540x960", "idle", display=display) as window:
        window.wait_for("screen", screen="for_whom")
        window.touch("for-whom-child")
        assert window.actions() == []
        assert "button-stay" not in window.widgets()["rects"]


def test_uzbek_letters_are_typed_with_their_own_signs(display: str) -> None:
    with KioskWindow("540x960", "complaint_empty", display=display) as window:
        window.wait_for("screen", screen="complaint")
        for key in ("key-shift", "key-oʻ", "key-gʻ", "key-ʼ", "key-sh"):
            window.touch(key)
        typed = [given[0] for name, given in window.actions() if name == "set_text"]
        assert typed[-1] == "O\u02bbg\u02bb\u02bcsh"


def test_one_touch_of_erase_takes_the_whole_uzbek_letter(display: str) -> None:
    with KioskWindow("540x960", "complaint_empty", display=display) as window:
        window.wait_for("screen", screen="complaint")
        for key in ("key-b", "key-oʻ", "key-erase"):
            window.touch(key)
        assert window.actions()[-1] == ("set_text", ["b"])


def test_somebody_may_write_russian_on_an_uzbek_screen(display: str) -> None:
    with KioskWindow("540x960", "complaint_empty", display=display) as window:
        window.wait_for("screen", screen="complaint")
        for _ in ("uz-Cyrl", "ru"):
            window.touch("key-script")
        window.touch("key-щ")
        assert window.actions()[-1] == ("set_text", ["щ"])


def test_a_scanner_that_types_fills_the_number(display: str) -> None:
    with KioskWindow("540x960", "pinfl_empty", display=display) as window:
        window.wait_for("screen", screen="pinfl")
        window.touch("digit-3")  # without a window manager the keyboard follows the first click
        window.xdotool("type", "--delay", "30", "1505-9")
        for _ in "15059":
            window.wait_for("action", name="type_digit")
        typed = "".join(given[0] for name, given in window.actions() if name == "type_digit")
        assert typed == "315059"
        window.xdotool("type", "--delay", "5", "A12345678")
        window.xdotool("key", "Return")
        window.wait_for("scanned", code="1505-9A12345678")
        # Fourteen digits stand there now, but nobody pressed Enter.
        assert ("submit", []) not in window.actions()


def test_staff_type_the_one_time_code_and_a_scanner_types_the_apps_code(display: str) -> None:
    with KioskWindow("540x960", "enrol", display=display) as window:
        window.wait_for("screen", screen="enrol")
        assert "button-main" in window.widgets()["disabled"]
        for digit in "3456":
            window.touch(f"digit-{digit}")
        window.touch("button-main", settle=False)
        window.wait_for("screen", screen="attract")
        typed = "".join(given[0] for name, given in window.actions() if name == "type_digit")
        assert typed == "3456"
        window.xdotool("type", "--delay", "5", "https://hospital.example/q/AbC-_09")
        window.xdotool("key", "Return")
        window.wait_for("scanned", code="https://hospital.example/q/AbC-_09")


def test_the_language_changes_in_the_middle_and_nothing_typed_is_lost(display: str) -> None:
    with KioskWindow("540x960", "complaint", display=display) as window:
        window.wait_for("screen", screen="complaint")
        window.touch("tool-language", settle=False)  # a touch beside the languages closes them
        window.wait_for_widget("language-kk")
        window.touch("language-kk")
        assert window.actions() == [("choose_language", ["kk"])]
        assert "key-ө" in window.widgets()["rects"]


def test_the_nurse_is_at_the_same_place_on_every_screen() -> None:
    places = set()
    for view in ("attract", "pinfl_empty", "complaint", "result", "ticket_printed", "trouble"):
        with KioskWindow("540x960", view) as window:
            places.add(tuple(window.wait_for("widgets")["rects"]["button-nurse"]))
    assert len(places) == 1


def test_without_a_screen_a_tap_takes_the_way_of_a_real_touch(tmp_path: Path) -> None:
    with KioskWindow("960x540") as window:
        window.wait_for("screen", screen="attract")
        window.tap("language-uz-Cyrl")
        assert window.has_happened("screen", screen="for_whom")
        assert window.actions() == [("choose_language", ["uz-Cyrl"])]
        picture = tmp_path / "exactly this name.png"
        window.do({"do": "shot", "path": str(picture)})
        window.wait_for("shot", path=str(picture))
        with Image.open(picture) as shot:
            assert shot.size == (960, 540)
            assert len(shot.getcolors(1 << 20) or []) > 100


def test_strong_colours_and_larger_text_end_with_the_visit() -> None:
    with KioskWindow("540x960", "for_whom") as window:
        window.wait_for("screen", screen="for_whom")
        window.tap("tool-contrast")
        assert window.has_happened("look", contrast="high_contrast")
        window.tap("tool-text")
        assert window.has_happened("look", text_scale=1.25)
        window.tap("button-back")
        assert window.has_happened("look", contrast="light", text_scale=1.0)


def test_after_a_visit_no_screen_of_it_is_left_in_memory() -> None:
    with KioskWindow("540x960", "complaint") as window:
        window.wait_for("screen", screen="complaint")
        window.tap("key-a")
        window.tap("button-back")
        assert window.wait_for("alive")["screens"] == ["AttractScreen"]
