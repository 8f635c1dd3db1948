"""``make journey``: the whole visit with the real parts; see README."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from mobile_api.errors import DmedError
from tests.bot.telegram import TOKEN
from tests.journeys.browser import NoBrowser, open_browser
from tests.journeys.chat_visit import ChatVisit
from tests.journeys.display import Display, NoDisplay
from tests.journeys.hospital import open_hospital
from tests.journeys.kiosk_window import KioskWindow, NotShown
from tests.journeys.messenger import NotHeard, open_messenger
from tests.journeys.processes import ROOT, ProcessFailed
from tests.journeys.scanner_cable import ScannerCable
from tests.journeys.visits import Album, JourneyFailed, Visits

FOLDER = ROOT / "var" / "journey"
SIZE = (540, 960)
"""Half the kiosk's size: software rendering draws it four times as fast."""

FAULTS = (
    *(JourneyFailed, NotHeard, NotShown, ProcessFailed),
    *(NoDisplay, NoBrowser, BrowserError, DmedError),
)

BOARD = {"width": 1920, "height": 1080}
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}

NO_NIGHT = {"DMED_QUIET_FROM": "00:00", "DMED_QUIET_UNTIL": "00:00"}
"""The journey is played at any hour, and what it is told must not wait for the morning."""


def play(folder: Path, size: tuple[int, int]) -> Album:
    """Play the journey and leave pictures, tickets and ``journey.json`` in ``folder``.

    Raises:
        JourneyFailed, NotHeard, NotShown, ProcessFailed, NoDisplay, NoBrowser, BrowserError,
            DmedError: a step or a part failed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    album = Album(folder)
    display, scanner = Display(*size), ScannerCable()
    try:
        with (
            open_hospital(
                folder / "data",
                extra={"DMED_BOT_TOKEN": TOKEN, "DMED_DEMO": "true", **NO_NIGHT},
                movable_clock=True,
            ) as hospital,
            open_browser() as browser,
            open_messenger(folder / "run") as messenger,
        ):
            messenger.start_bot({**hospital.environment, "DMED_API_URL": hospital.url})
            jobs = folder / "jobs"
            kiosk = KioskWindow(
                folder / "run",
                {
                    "DMED_API_URL": hospital.url,
                    "DMED_DATA_DIR": str(hospital.data),
                    "DMED_KIOSK_KEY_FILE": str(folder / "run" / "kiosk.key"),
                    "DMED_SCANNER": scanner.address,
                    "DMED_PRINTER": f"file:{jobs}",
                },
                display,
                size,
            )
            try:
                with album.step("kiosk", "starts"):
                    kiosk.wait_for_screen("enrol")
                visits = Visits(kiosk, album, hospital.cast, hospital.url, jobs)
                staff = browser.new_page(viewport=DESK, locale="uz")  # type: ignore[arg-type]
                board = browser.new_page(viewport=BOARD, locale="uz")  # type: ignore[arg-type]
                board.goto(f"{hospital.url}/board/{hospital.cast.hospital_id}")
                visits.enrol(browser.new_page(viewport=DESK, locale="uz"))  # type: ignore[arg-type]
                visits.sign_in(staff)
                visits.booked_patient()
                number = visits.walk_in()
                visits.red_flag()
                visits.staff_sees_alarm(staff)
                visits.call(staff, board, "otolaryngology", number)
                phone = browser.new_page(viewport=PHONE, locale="uz")  # type: ignore[arg-type]
                chatter = ChatVisit(messenger, visits, hospital, phone, scanner)
                number = chatter.play()
                # Two days later everybody has to sign in again.
                again = browser.new_page(viewport=DESK, locale="uz")  # type: ignore[arg-type]
                visits.sign_in(again)
                visits.call(again, board, "therapy", number)
                chatter.is_called(number)
            finally:
                status = kiosk.stop()
            if status != 0:
                raise JourneyFailed(f"the kiosk ended with status {status}")
    finally:
        display.close()
        scanner.close()
        report = {"steps": album.steps, "tickets": album.tickets}
        (folder / "journey.json").write_text(
            json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        )
    return album


def main() -> int:
    """Play once; 1 where anything failed."""
    # Ended from outside, the processes that were started end as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        album = play(FOLDER, SIZE)
    except FAULTS as fault:
        print(f"The journey failed: {fault}", file=sys.stderr)
        return 1
    print(f"Tickets: {album.tickets}. Pictures, tickets and times: {FOLDER.relative_to(ROOT)}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())
