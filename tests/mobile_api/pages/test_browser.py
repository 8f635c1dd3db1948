"""Pages in a real browser: what one screen does is seen on another, and nothing is blocked."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from mobile_api.actors import Role
from mobile_api.devices.schemas import RaiseAlarm
from mobile_api.keys import Keyring
from mobile_api.settings import Settings
from tests.conftest import SettableClock
from tests.journeys.browser import NoBrowser, chromium, open_browser
from tests.mobile_api.hall import HOSPITAL
from tests.mobile_api.pages.reading import CONSOLE, take_number
from tests.mobile_api.pages.served import ServedHall, serve_hall

pytestmark = pytest.mark.browser

expect.set_options(timeout=60_000)  # milliseconds: two cores may be busy with other tests


@pytest.fixture(scope="module")
def browser(sqlite_template: Path) -> Iterator[Browser]:
    # The empty database is made first: Playwright's loop runs in this thread from here on.
    assert sqlite_template.exists()
    try:
        chromium()
    except NoBrowser as reason:
        pytest.skip(str(reason))
    with open_browser() as opened:
        yield opened


@pytest.fixture
def served(
    settings: Settings, keyring: Keyring, clock: SettableClock, browser: Browser
) -> Iterator[ServedHall]:
    clock.now = datetime(2026, 3, 4, 4, 30, tzinfo=UTC)
    with serve_hall(settings, keyring, clock) as opened:
        yield opened
        # First the pages, whose streams would keep the server from ending.
        for context in browser.contexts:
            context.close()


class Watched:
    """A browser of its own whose console is listened to."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self._context = context
        self._url = url
        self.faults: list[str] = []

    def open(self, address: str) -> Page:
        """Open a page in a new tab."""
        page = self._context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(self._url + address)
        return page

    def _note(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in {"error", "warning"} and "preload" not in text:
            self.faults.append(text)


def window(browser: Browser, served: ServedHall, role: Role | None = None) -> Watched:
    """A window in which somebody of this role is signed in, or nobody."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    if role is not None:
        staff = served.do(served.hall.staff(role))
        token = staff.cookies["dmed_session"]
        served.do(staff.aclose())
        context.add_cookies([{"name": "dmed_session", "value": token, "url": served.url}])
    return Watched(context, served.url)


def test_a_call_is_seen_on_the_board_and_on_the_ticket_without_reloading(
    browser: Browser, served: ServedHall
) -> None:
    ticket = served.do(take_number(served.hall, 1))
    room, hall = window(browser, served, Role.DOCTOR), window(browser, served)
    board = hall.open(f"/board/{HOSPITAL}")
    phone = hall.open(ticket.qr.removeprefix(served.url))
    expect(board.locator(".board-empty")).to_be_visible()
    expect(phone.locator(".turn-waiting")).to_be_visible()
    room.open(CONSOLE).keyboard.press("n")
    # Asked for in one: a call is fresh for a few seconds only.
    expect(board.locator(".board-call.fresh .board-number")).to_have_text("K-001")
    expect(phone.locator(".turn-room")).to_contain_text("301")
    expect(phone).to_have_title(re.compile("^K-001"))
    assert room.faults == []
    assert hall.faults == []


def test_a_script_that_comes_late_leaves_no_page_standing(
    browser: Browser, served: ServedHall
) -> None:
    """htmx may not begin before the part of it is there that connects a page to its news."""
    ticket = served.do(take_number(served.hall, 1))
    context = browser.new_context()

    def late(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    context.route("**/static/hx-sse*", late)
    phone = Watched(context, served.url).open(ticket.qr.removeprefix(served.url))
    window(browser, served, Role.DOCTOR).open(CONSOLE).keyboard.press("n")
    expect(phone.locator(".turn-room")).to_contain_text("301")


def test_a_double_click_calls_one_person(browser: Browser, served: ServedHall) -> None:
    for serial in (1, 2, 3):
        served.do(take_number(served.hall, serial))
    page = window(browser, served, Role.DOCTOR).open(CONSOLE)
    # The page's time stands still, so that a slow machine does not turn it into two presses.
    page.clock.set_fixed_time(datetime(2026, 3, 4, 4, 30, tzinfo=UTC))
    page.locator("#next").click()
    expect(page.locator(".current-number")).to_have_text("K-001")
    page.locator("#next").click()  # it is another button by now: it would call the next one
    page.wait_for_timeout(300)
    assert called(served) == ["K-001"]
    page.clock.set_fixed_time(datetime(2026, 3, 4, 4, 31, tzinfo=UTC))
    page.locator("#next").click()
    expect(page.locator(".current-number")).to_have_text("K-002")


def called(served: ServedHall) -> list[str]:
    rows = served.do(served.hall.rows("tickets"))
    return [row["label"] for row in rows if row["status"] == "called"]


def test_an_alarm_appears_by_itself_and_goes_everywhere_when_taken(
    browser: Browser, served: ServedHall
) -> None:
    nurse, doctor = window(browser, served, Role.NURSE), window(browser, served, Role.DOCTOR)
    strip, other = nurse.open("/staff"), doctor.open(CONSOLE)
    expect(strip.locator(".alarm")).to_have_count(0)
    served.do(served.hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="nurse_call")))
    for page in (strip, other):
        expect(page.get_by_role("alert").locator("h2")).to_be_visible()
    expect(strip).to_have_title(re.compile(r"^\(1\) "))
    strip.locator(".alarm-button").click()
    for page in (strip, other):
        expect(page.locator(".alarm")).to_have_count(0)
    assert nurse.faults == []
    assert doctor.faults == []


def test_a_lost_connection_is_said_and_mends_itself(browser: Browser, served: ServedHall) -> None:
    served.do(take_number(served.hall, 1))
    watched = window(browser, served, Role.DOCTOR)
    page = watched.open(CONSOLE)
    expect(page.locator(".row")).to_have_count(1)
    # A stream that is answered after the line went would say that the line is there.
    page.wait_for_function("Boolean(document.getElementById('live')._htmx?.sse?.reader)")
    page.context.set_offline(True)
    expect(page.locator("#connection")).to_be_visible()
    served.do(take_number(served.hall, 2))
    page.context.set_offline(False)
    expect(page.locator("#connection")).to_be_hidden()
    expect(page.locator(".row")).to_have_count(2)


def test_a_session_that_ended_elsewhere_is_said_on_the_open_page(
    browser: Browser, served: ServedHall
) -> None:
    watched = window(browser, served, Role.NURSE)
    page = watched.open(CONSOLE)
    other = page.context.new_page()
    other.goto(served.url + "/staff")
    other.locator("form[action='/staff/logout'] button").click()
    expect(other.locator("input[name=login]")).to_be_visible()
    served.do(served.hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="nurse_call")))
    expect(page.locator("input[name=login]")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize("width", [360, pytest.param(1920, marks=pytest.mark.thorough)])
def test_pages_fit_narrow_and_wide_screens(
    browser: Browser, served: ServedHall, width: int
) -> None:
    ticket = served.do(take_number(served.hall, 1, complaint="isitma"))
    served.do(served.hall.kiosk.raise_alarm(RaiseAlarm(id=uuid4(), kind="out_of_paper")))
    watched = window(browser, served, Role.NURSE)
    places = (CONSOLE + "&", "/staff?", "/staff/devices?", ticket.qr[len(served.url) :] + "?")
    for place in places:
        for language in ("uz-Latn", "uz-Cyrl", "ru", "kaa", "en", "kk"):
            page = watched.open(f"{place}lang={language}")
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("document.fonts.ready.then(() => true)")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (place, language)
            cut = page.evaluate(
                "[...document.querySelectorAll('button, .chip, h1, h2')]"
                ".filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1)"
                ".map(e => e.innerText)"
            )
            assert cut == [], (place, language)
            fonts = page.evaluate("document.fonts.check('700 20px Inter')")
            assert fonts
            page.close()
    assert watched.faults == []
