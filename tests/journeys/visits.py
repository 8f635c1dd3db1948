"""People at the kiosk, and the nurse who calls one of them: the scripted visit.

Every step is timed and photographed; a step that fails ends the journey.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import zxingcpp
from PIL import Image

from hardware.printer.decode import decode
from tests.journeys.cast import Cast, Login, Person
from tests.journeys.kiosk_window import SCREEN_SECONDS, KioskWindow

if TYPE_CHECKING:
    from playwright.sync_api import Page  # a demo runs without a browser

WALK_IN_WORDS = "qulogʻim ogʻriyapti"
PAGE_MS = 90_000
"""How long a page may take on a slow machine; news itself comes within a second."""

RED_FLAG_WORDS = "сильно болит в груди, не могу дышать"


class JourneyFailed(AssertionError):
    """A step did not do what a patient or a nurse would expect."""


@dataclass
class Album:
    """Pictures, tickets and times of one journey.

    Attributes:
        folder: where they lie.
        steps: what was done, with milliseconds.
        tickets: number by person.
    """

    folder: Path
    steps: list[dict[str, Any]] = field(default_factory=list)
    tickets: dict[str, str] = field(default_factory=dict)
    _pictures: int = 0

    @contextmanager
    def step(self, who: str, what: str) -> Iterator[None]:
        """Time one step and say it."""
        began = time.perf_counter()
        yield
        took = round((time.perf_counter() - began) * 1000)
        self.steps.append({"who": who, "step": what, "milliseconds": took})
        print(f"  {who:<8} {what:<44} {took:>6} ms", flush=True)

    def next_picture(self, name: str) -> Path:
        """Path of the next picture, numbered in order."""
        self._pictures += 1
        return self.folder / f"{self._pictures:02}-{name}.png"


@dataclass
class Visits:
    """The scripted visit.

    Attributes:
        kiosk: the real window.
        album: where everything is kept.
        cast: who plays.
        api: address of the real API.
        jobs: folder into which the printer driver writes its jobs.
    """

    kiosk: KioskWindow
    album: Album
    cast: Cast
    api: str
    jobs: Path

    def enrol(self, page: Page) -> None:
        """An administrator makes a one-time code on the page; staff type it at the new kiosk."""
        self._picture("enrol")
        self.sign_in(page, self.cast.administrator, "administrator")
        with self.album.step("administrator", "makes a one-time code for the kiosk"):
            page.goto(f"{self.api}/staff/administration/devices")
            form = page.locator("form[action$='/devices/codes']")
            form.locator("[name=name]").fill("K2")
            form.locator("[name=place]").fill("2-qavat, zina yonida")
            form.locator("button[type=submit]").click()
            code = page.locator(".secret").inner_text(timeout=PAGE_MS)
        page.screenshot(path=self.album.next_picture("enrol-code"), full_page=True)
        with self.album.step("staff", "type the code at the kiosk"):
            self.kiosk.type_digits("".join(re.findall(r"\d", code)))
            self._picture("enrol-typed")
            self.kiosk.tap("button-main", then="attract")

    def booked_patient(self) -> str:
        """(a) Booked today: checks in and gets a ticket. Returns its number."""
        return self.checks_in("booked", "uz-Cyrl", self.cast.booked)

    def checks_in(self, who: str, language: str, person: Person) -> str:
        """Somebody who is booked today types their number. Returns the ticket's."""
        self._begin(who, language, person)
        with self.album.step(who, "confirms with the phone's last digits"):
            self.kiosk.type_digits(person.last4)
            self.kiosk.tap("button-main", then="appointments")
        return self._arrives(who)

    def shows_code(self, who: str, show: Callable[[], None]) -> str:
        """Somebody who is booked today holds the app's QR to the scanner; the ticket's number."""
        self._picture("attract")
        with self.album.step(who, "holds the app's code to the scanner"):
            mark = len(self.kiosk.events)
            show()
            self.kiosk.wait_for_screen("appointments", after=mark)
        return self._arrives(who)

    def walk_in(self) -> str:
        """(b) Writes in Uzbek, is routed, gets a ticket. Returns its number."""
        who = "walk-in"
        self._begin(who, "uz-Latn", self.cast.walk_in)
        with self.album.step(who, "goes on without confirming"):
            self.kiosk.tap("button-skip", then="complaint")
        self._picture("complaint")
        with self.album.step(who, "tells the complaint on the kiosk's keyboard"):
            self.type_text(WALK_IN_WORDS)
        self._picture("complaint-typed")
        with self.album.step(who, "asks where to go"):
            mark = len(self.kiosk.events)
            self.kiosk.tap("button-main")
            shown = self._first_of({"result", "question"}, mark)
        if shown == "question":
            self._picture("question")
            with self.album.step(who, "answers the one question"):
                self.kiosk.tap("option-*", then="result")
        self._picture("result")
        with self.album.step(who, "takes a number"):
            self.kiosk.tap("button-main", then="ticket")
        return self._take_ticket(who)

    def red_flag(self) -> str:
        """(c) Danger: call a nurse now, an emergency ticket. Returns its number."""
        who = "red flag"
        self._begin(who, "ru", self.cast.stranger)
        with self.album.step(who, "goes on without confirming"):
            self.kiosk.tap("button-skip", then="complaint")
        with self.album.step(who, "tells the complaint on the kiosk's keyboard"):
            self.type_text(RED_FLAG_WORDS)
        self._picture("complaint-danger")
        with self.album.step(who, "is told to stay seated, a nurse is coming"):
            self.kiosk.tap("button-main", then="nurse")
        number = self._printed(who)
        self._picture("nurse")
        self.kiosk.tap("button-finish", then="attract")
        return number

    def staff_sees_alarm(self, page: Page) -> None:
        """The alarm stands on the staff page without anybody reloading it."""
        with self.album.step("nurse", "sees the alarm on the staff page"):
            page.locator(".alarm.red_flag").first.wait_for(timeout=PAGE_MS)
        page.screenshot(path=self.album.next_picture("staff-alarm"), full_page=True)

    def sign_in(self, page: Page, login: Login | None = None, who: str = "nurse") -> None:
        """The nurse signs in, or whoever is named."""
        login = login or self.cast.staff
        with self.album.step(who, "signs in"):
            page.goto(f"{self.api}/staff/login")
            page.screenshot(path=self.album.next_picture("staff-login"))
            page.fill("input[name=login]", login.login)
            page.fill("input[name=password]", login.password)
            page.click("button[type=submit]")
            page.wait_for_url(re.compile(r"/staff(?!/login)"))
        page.screenshot(path=self.album.next_picture("staff-start"))

    def call(self, page: Page, board: Page, department: str, number: str) -> None:
        """The nurse calls the walk-in; the board shows the number."""
        with self.album.step("nurse", "opens the room's console"):
            page.click(f"form[action$='/rooms/{department}'] button")
            page.locator("#next:enabled").wait_for(timeout=PAGE_MS)
        page.screenshot(path=self.album.next_picture("console-waiting"), full_page=True)
        with self.album.step("nurse", "calls next"):
            page.click("#next")
            page.locator("#current .current-number", has_text=number).wait_for(timeout=PAGE_MS)
        page.screenshot(path=self.album.next_picture("console-called"), full_page=True)
        with self.album.step("hall", "the board shows the number"):
            board.locator(f"[data-call^='{number} ']").first.wait_for(timeout=PAGE_MS)
        board.screenshot(path=self.album.next_picture("board"))
        shown = httpx.get(
            f"{self.api}/v1/queues/board/{self.cast.hospital_id}", trust_env=False
        ).json()
        if number not in [row["number"] for row in shown["rows"]]:
            raise JourneyFailed(f"the API's board does not hold {number}")

    def type_text(self, text: str) -> None:
        """Type on the kiosk's own keyboard, key by key."""
        # oʻ and gʻ are one key; so are sh, ch and ng, but their letters work as well
        for letter in re.findall(r"[og]ʻ|.", text):
            self.kiosk.type_key("key-space" if letter == " " else f"key-{letter}")

    # -- parts ---------------------------------------------------------------------------

    def _begin(self, who: str, language: str, person: Person) -> None:
        self._picture("attract")
        with self.album.step(who, f"chooses a language ({language})"):
            self.kiosk.tap(f"language-{language}", then="for_whom")
        self._picture("for-whom")
        with self.album.step(who, "says for whom"):
            self.kiosk.tap("for-whom-self", then="pinfl")
        with self.album.step(who, "types the number"):
            self.kiosk.type_digits(person.pinfl)
        self._picture("pinfl")
        with self.album.step(who, "goes on"):
            self.kiosk.tap("button-main", then="confirm")
        self._picture("confirm")

    def _arrives(self, who: str) -> str:
        self._picture("appointments")
        with self.album.step(who, "checks in to the appointment"):
            self.kiosk.tap("appointment-*", then="ticket")
        return self._take_ticket(who)

    def _take_ticket(self, who: str) -> str:
        number = self._printed(who)
        self._picture("ticket")
        with self.album.step(who, "is done"):
            self.kiosk.tap("button-finish", then="attract")
        return number

    def _printed(self, who: str) -> str:
        """Wait for the driver's bytes; read the QR back from them and follow it."""
        with self.album.step(who, "gets the printed ticket"):
            job = self._next_job()
        name = who.replace(" ", "-")
        raw = job.read_bytes()
        (self.album.folder / f"ticket-{name}.bin").write_bytes(raw)
        picture = decode(raw)
        picture.save(self.album.folder / f"ticket-{name}.png")
        place = self._follow(picture)
        self.album.tickets[who] = place["number"]
        job.unlink()
        return str(place["number"])

    def _follow(self, ticket: Image.Image) -> dict[str, Any]:
        found = zxingcpp.read_barcodes(ticket.convert("L"))
        if len(found) != 1:
            raise JourneyFailed(f"{len(found)} QR codes on the ticket")
        signed = found[0].text.rsplit("/t/", 1)[-1]
        answer = httpx.get(f"{self.api}/v1/queues/places/{signed}", trust_env=False)
        if answer.status_code != 200:
            raise JourneyFailed(f"the ticket's QR leads nowhere: {answer.status_code}")
        place: dict[str, Any] = answer.json()
        return place

    def _next_job(self) -> Path:
        found: list[Path] = []

        def there() -> bool:
            found[:] = sorted(self.jobs.glob("job-*.bin"))
            return bool(found)

        self.kiosk.process.wait_until(there, seconds=SCREEN_SECONDS, what="a printed ticket")
        return found[0]

    def _first_of(self, screens: set[str], mark: int) -> str:
        event = self.kiosk.wait_for(
            lambda e: e["event"] == "screen" and e["screen"] in screens, str(screens), mark
        )
        return str(event["screen"])

    def _picture(self, name: str) -> None:
        self.kiosk.picture(self.album.next_picture(name))
