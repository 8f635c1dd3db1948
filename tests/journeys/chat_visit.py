"""The fourth person: books in the bot, is reminded there, confirms, and checks in at the kiosk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.bot.telegram import Call
from tests.journeys.app_phone import check_in_code
from tests.journeys.hospital import Hospital
from tests.journeys.messenger import Messenger
from tests.journeys.scanner_cable import ScannerCable
from tests.journeys.visits import PAGE_MS, JourneyFailed, Visits
from triage.departments import DEPARTMENTS

if TYPE_CHECKING:
    from playwright.sync_api import Page  # a demo runs without a browser

HOME = ZoneInfo("Asia/Tashkent")
WHO = "chatter"
DAYS_AHEAD = 2
"""So that the reminder of the day before lies in the future when the visit is booked."""


@dataclass
class ChatVisit:
    """The scripted visit of whoever uses the bot.

    Attributes:
        messenger: the chat.
        visits: the kiosk, and the album for pictures and times.
        hospital: whose clock is moved.
        page: a phone's browser.
        scanner: of the kiosk.
    """

    messenger: Messenger
    visits: Visits
    hospital: Hospital
    page: Page
    scanner: ScannerCable

    def play(self) -> str:
        """From the first word to the ticket. Returns its number."""
        album, chat = self.visits.album, self.messenger
        person = self.hospital.cast.chatter
        with album.step(WHO, "opens the bot, shares the own number"):
            chat.starts("uz-Latn")
            chat.shares_contact(person.phone)
        with album.step(WHO, "books on the page that the bot opens"):
            mark = chat.mark
            starts_at = self._book(chat.writes("/book", lambda call: bool(call.buttons)))
        with album.step(WHO, "is told so in the chat"):
            chat.hears("that a visit is booked", _tells(starts_at), after=mark)
        with album.step(WHO, "moves it to another time in the chat"):
            starts_at = self._move(starts_at)
        with album.step(WHO, "is reminded a day before"):
            mark = chat.mark
            self.hospital.clock.move_to(starts_at - timedelta(hours=24, minutes=-1))
            reminder = chat.hears("a reminder", _reminds(starts_at), after=mark)
        self._picture_of_chat("reminder")
        with album.step(WHO, "confirms with the button"):
            confirmed = chat.presses(reminder, "Kelaman")
            _require("Tasdiqlandi" in confirmed.fields["text"], "the visit is not confirmed")
        self._picture_of_chat("confirmed")
        self.hospital.clock.move_to(starts_at - timedelta(minutes=10))
        with album.step(WHO, "opens the check-in code in the app"):
            code = chat.do(check_in_code(self.hospital.url, person.phone))
        number = self.visits.shows_code(WHO, lambda: self.scanner.show(code))
        with album.step(WHO, "sees the own place in the chat"):
            place = chat.writes("/queue", lambda call: number in call.fields["text"])
            _require("Keyingisi siz" in place.fields["text"], "the place is not told")
        return number

    def is_called(self, number: str) -> None:
        """The chat tells by itself; what was said is kept as ``chat.txt``."""
        album, chat = self.visits.album, self.messenger
        with album.step(WHO, "is called in the chat"):
            called = chat.hears(
                "the call",
                lambda call: (
                    call.method == "sendMessage"
                    and number in call.fields["text"]
                    and "chaqirishmoqda" in call.fields["text"]
                ),
            )
            _require("xona" in called.fields["text"], "the call names no room")
        self._picture_of_chat("called")
        told = chat.server.transcript()
        (album.folder / "chat.txt").write_text(told, encoding="utf-8")
        _require(not _departments_in(told), "the chat tells a department")

    def _book(self, shown: Call) -> datetime:
        """Choose on the page, step by step; when the visit begins."""
        page = self.page
        address = next(one["url"] for one in shown.buttons if "url" in one)
        page.goto(address)
        self._picture("begin")
        self._go_on("link")
        page.fill("#pinfl", self.hospital.cast.chatter.pinfl)
        self._picture("link")
        self._go_on("department")
        self._picture("department")
        self._choose("doctor", '[name=department][value="therapy"]')
        self._picture("doctor")
        self._choose("day", '[name=doctor][value="any"]')
        self._picture("day")
        earliest = (datetime.now(HOME) + timedelta(days=DAYS_AHEAD)).date()
        days = [
            str(one.get_attribute("value"))
            for one in page.locator(".book-options [name=day]").all()
        ]
        day = next(one for one in days if one >= earliest.isoformat())
        self._choose("time", f'[name=day][value="{day}"]')
        self._picture("time")
        page.locator(".book-options button").nth(3).click()
        self._wait("confirm")
        self._picture("confirm")
        starts_at = page.locator("[name=starts_at]").first.get_attribute("value")
        page.click("button.primary")
        self._wait("done")
        self._picture("done")
        return datetime.fromisoformat(str(starts_at)).astimezone(UTC)

    def _move(self, booked: datetime) -> datetime:
        """Another time of the same day, by the calendar in the chat; when it begins now."""
        chat = self.messenger
        at = booked.astimezone(HOME)
        listed = chat.writes("/visits", lambda call: f"{at:%H:%M}" in _buttons(call))
        card = chat.presses(listed, f"{at:%H:%M}")
        calendar = chat.presses(card, "Boshqa vaqt")
        pressable = next(one for one in calendar.buttons if one["text"] == str(at.day))
        times = chat.presses_data(
            calendar,
            pressable["callback_data"],
            lambda call: call.method == "editMessageText" and ":" in _buttons(call),
        )
        wanted = next(
            one["text"]
            for one in times.buttons
            if re.fullmatch(r"\d\d:\d\d", one["text"]) and one["text"] > f"{at:%H:%M}"
        )
        asked = chat.presses(times, wanted)
        mark = chat.mark
        chat.presses(asked, "Ha")
        hour, minute = map(int, wanted.split(":"))
        moved = at.replace(hour=hour, minute=minute)
        chat.hears("that the visit has a new time", _tells(moved), after=mark)
        return moved.astimezone(UTC)

    def _choose(self, step: str, field: str) -> None:
        self.page.locator(f".book-options form:has({field}) button").click()
        self._wait(step)

    def _go_on(self, step: str) -> None:
        self.page.click("button.primary")
        self._wait(step)

    def _wait(self, step: str) -> None:
        self.page.locator(f"[data-step={step}]").wait_for(timeout=PAGE_MS)

    def _picture_of_chat(self, name: str) -> None:
        self.page.goto(self.messenger.page)
        self.page.screenshot(path=self.visits.album.next_picture(f"chat-{name}"))

    def _picture(self, name: str) -> None:
        path = self.visits.album.next_picture(f"page-{name}")
        self.page.screenshot(path=path, full_page=True)


def _departments_in(told: str) -> list[str]:
    names = [str(one.names["uz-Latn"]) for one in DEPARTMENTS.values()]
    return [name for name in names if name.lower() in told.lower()]


def _tells(starts_at: datetime) -> Callable[[Call], bool]:
    at = f"{starts_at.astimezone(HOME):%H:%M}"

    def tells(call: Call) -> bool:
        return call.method == "sendMessage" and at in call.fields["text"]

    return tells


def _reminds(starts_at: datetime) -> Callable[[Call], bool]:
    tells = _tells(starts_at)
    return lambda call: tells(call) and "Kelaman" in _buttons(call)


def _buttons(call: Call) -> str:
    return " | ".join(one["text"] for one in call.buttons)


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise JourneyFailed(otherwise)
