"""A visit as a list of steps, without a window: what a touch does and what is shown next.

The journey owns one ``View`` and replaces it at every step. Whatever waits for the
hospital runs as a task; a wipe cancels it and drops the person it belonged to, and an
answer is only taken by the person who asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from hardware.printer.port import Printer
from hardware.scanner.port import Scanner
from kiosk import face_requests, requests
from kiosk.complaint import MAX_CHARACTERS, says_something, tidy
from kiosk.devices import Attendant, TicketPrinter
from kiosk.door import HospitalDoor
from kiosk.face_gallery import OfflineGallery
from kiosk.lifeline import Lifeline
from kiosk.looking import BEFORE_LOOK, Looking
from kiosk.recognition import Recogniser
from kiosk.scanned import ScannedCodes
from kiosk.scanning import CodeReader
from kiosk.serving import Counter, Serving
from kiosk.stage import Stage
from kiosk.steps import Screen, View
from kiosk.tasks import KeptTasks
from kiosk.verdict import RECEPTION
from kiosk.ways import bypass_of, tell, way_of
from mobile_api.devices.schemas import PartState
from mobile_api.identifiers import PINFL_LENGTH, find_fault
from mobile_api.patients.schemas import ForWhom
from mobile_api.phrasebook import Phrasebook
from mobile_api.schemas import Language

TICK_SECONDS: Final = 0.25
LAST4_LENGTH: Final = 4


class Journey:
    """Implements ``kiosk.steps.Actions``; its methods are called on a running event loop.

    Args:
        door: the hospital.
        printer: the ticket printer's driver.
        phrases: for the words on the paper.
        clock: seconds, monotonic; tests set it.
        today: the date as this machine knows it; used until the server told its time.
        app_version: told with every sign of life.
        scanner: for the QR of an app and for documents; None where this kiosk has none.
        recogniser: looks at people; None where Face ID is not offered.
        gallery: those booked today, for a broken line.
        reads_documents: the scanner is one that reads ID cards and passports; screens say so.

    Attributes:
        view: what is shown now; only read by others.
        on_change: called with the new view after each replacement.
    """

    def __init__(
        self,
        door: HospitalDoor,
        printer: Printer,
        phrases: Phrasebook,
        clock: Callable[[], float],
        today: Callable[[], date],
        app_version: str = "",
        scanner: Scanner | None = None,
        recogniser: Recogniser | None = None,
        gallery: OfflineGallery | None = None,
        reads_documents: bool = False,
    ) -> None:
        self._stage = Stage(clock, reads_documents=reads_documents)
        self._stage.on_change = self._changed
        self.view = self._stage.view
        self.on_change: Callable[[View], None] = _nobody_watches
        self._printer = TicketPrinter(printer)
        self._codes = CodeReader(scanner, self.scanned, self._scanner_changed)
        self._door = door
        self._looking: Looking | None = None
        if recogniser is not None:
            self._looking = Looking(door, self._stage, recogniser, gallery)
        states = (lambda: self._codes.state, self._camera_state)
        attendant = Attendant(door, self._printer, app_version, *states)
        refresh = None if self._looking is None else self._looking.refresh
        self._lifeline = Lifeline(door, attendant, self._stage, clock, today, refresh)
        self._scanned = ScannedCodes(self._stage, clock, self._lifeline.today)
        self._device_tasks = KeptTasks(crashed=lambda: None)
        self._counter = Counter(
            door, self._stage, self._printer, attendant, phrases, clock, self._device_tasks
        )
        self._serving = Serving(self._counter)

    # -- time --------------------------------------------------------------------

    async def run(self) -> None:
        """Keep time until cancelled: idle clock, retries, signs of life; and read codes."""
        self._device_tasks.keep(self._codes.run())
        while True:
            self.tick()
            await asyncio.sleep(TICK_SECONDS)

    def tick(self) -> None:
        """Whatever is due by the clock happens now."""
        if self._stage.is_abandoned():
            self.finish()
        if self._lifeline.is_due():
            self._device_tasks.keep(self._lifeline.sign_of_life())
        self._serving.tick()
        self._scanned.tick()

    async def close(self) -> None:
        """Forget everybody, stop all tasks, let go of the printer."""
        self.on_change = _nobody_watches  # the window has gone before us
        tasks = self._serving.dismiss() + self._device_tasks.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.finish()
        self._printer.close()
        self._codes.close()
        if self._looking is not None:
            self._looking.close()

    # -- codes -------------------------------------------------------------------

    def scanned(self, code: str) -> None:
        """Somebody has held a code against the scanner."""
        self._scanned.take(code, self._serving)

    def _camera_state(self) -> PartState:
        return "absent" if self._looking is None else self._looking.camera

    def _scanner_changed(self) -> None:
        self._stage.note(scanner=self._codes.answers)

    # -- touches -----------------------------------------------------------------

    def touched(self) -> None:
        """See ``Actions``."""
        self._stage.touched()

    def choose_language(self, language: Language) -> None:
        """See ``Actions``."""
        screen = self.view.screen
        if self.view.busy:
            return  # its answer would come in the other language
        if screen is Screen.ATTRACT:
            self._stage.show(screen=Screen.FOR_WHOM, language=language)
            return
        self._stage.note(language=language)
        if screen in {Screen.QUESTION, Screen.RESULT}:
            # Its labels came in the other language; the words and the answers stay.
            self._assess(self.view.struck, ask=screen is Screen.QUESTION)

    def choose_for_whom(self, for_whom: ForWhom) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.FOR_WHOM:
            self._stage.show(screen=Screen.PINFL, for_whom=for_whom)

    def type_digit(self, digit: str) -> None:
        """See ``Actions``."""
        if len(digit) == 1 and digit.isascii() and digit.isdigit():
            self._edit_digits(lambda typed: typed + digit)

    def erase_digit(self) -> None:
        """See ``Actions``."""
        self._edit_digits(lambda typed: typed[:-1])

    def clear_digits(self) -> None:
        """See ``Actions``."""
        self._edit_digits(lambda typed: "")

    def submit(self) -> None:
        """See ``Actions``."""
        match self.view.screen:
            case Screen.PINFL:
                self._submit_pinfl()
            case Screen.CONFIRM:
                if len(self.view.last4) == LAST4_LENGTH:
                    self._serving.start(requests.confirm)
                else:
                    self._stage.show(error="error-confirmation-needed")
            case Screen.COMPLAINT:
                if says_something(self.view.text):
                    self._assess(self.view.struck, ask=not self._serving.visit.answered)
                else:
                    self._stage.show(error="error-complaint-empty")
            case Screen.RESULT:
                self._serving.start(requests.join_where_it_leads)
            case Screen.TROUBLE:
                self.retry()
            case Screen.TICKET | Screen.FACE_ENROLLED:
                self.finish()
            case Screen.FACE | Screen.FACE_OFFER:
                self.look_at_camera()
            case Screen.FACE_DIGITS:
                if len(self.view.last4) == LAST4_LENGTH:
                    self._serving.start(face_requests.confirm_digits)
            case _:
                pass

    def no_number(self) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.PINFL:
            self._serving.start(requests.join_without_number)

    def skip_confirmation(self) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.CONFIRM and not self.view.busy:
            self._stage.show(screen=Screen.COMPLAINT, last4="")

    def check_in(self, appointment_id: str) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.APPOINTMENTS:
            self._serving.start(partial(requests.check_in, appointment_id=UUID(appointment_id)))

    def something_else(self) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.APPOINTMENTS and not self.view.busy:
            self._stage.show(screen=Screen.COMPLAINT)

    def set_text(self, text: str) -> None:
        """See ``Actions``."""
        kept = tidy(text)
        editable = self.view.screen is Screen.COMPLAINT and not self.view.busy
        if editable and kept != self.view.text:
            # Other words: what was answered or struck out before was about the old ones.
            self._serving.visit.answered = {}
            self._stage.show(text=kept, text_left=MAX_CHARACTERS - len(kept), struck=())

    def set_keep_text(self, keep: bool) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.COMPLAINT and not self.view.busy:
            self._stage.show(keep_text=keep)

    def answer(self, option: str) -> None:
        """See ``Actions``."""
        asked = self.view.assessment.question if self.view.assessment else None
        if self.view.screen is Screen.QUESTION and asked is not None and not self.view.busy:
            self._serving.visit.answered = {asked.id: option}
            self._assess(self.view.struck, ask=False)

    def strike(self, finding: str) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.RESULT:
            others = tuple(code for code in self.view.struck if code != finding)
            again = finding in self.view.struck
            self._assess(others if again else (*others, finding), ask=False)

    def to_reception(self) -> None:
        """See ``Actions``."""
        screen, assessment = self.view.screen, self.view.assessment
        waits = {Screen.CONFIRM, Screen.APPOINTMENTS, Screen.COMPLAINT, Screen.TROUBLE}
        if screen is Screen.PINFL or (
            screen is Screen.TROUBLE and not self._serving.visit.has_begun
        ):
            self._serving.start(requests.join_without_number)
        elif screen in waits:
            self._join_reception(None)
        elif screen in {Screen.QUESTION, Screen.RESULT} and assessment is not None:
            self._join_reception(assessment.id)

    def look_at_camera(self) -> None:
        """See ``Actions``."""
        if self._looking is not None:
            self._looking.begin(self._serving)

    def offer_face(self) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.TICKET and self._looking is not None:
            model_id = self._looking.model_id
            self._serving.start(partial(face_requests.ask_offer, model_id=model_id))

    def forget_face(self) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.FACE_OFFER:
            self._serving.start(face_requests.forget)

    def call_nurse(self) -> None:
        """See ``Actions``."""
        self._serving.show_nurse()

    def retry(self) -> None:
        """See ``Actions``."""
        self._serving.retry()

    def back(self) -> None:
        """See ``Actions``."""
        if self.view.screen is Screen.TROUBLE:
            self._serving.give_up()
        elif self.view.screen is Screen.NURSE:
            if self._serving.before_nurse is Screen.ATTRACT:
                self.finish()
            else:
                self._serving.leave_nurse()
        elif not self.view.busy:
            self._step_back()
        if self.view.screen is Screen.FACE and not self.view.busy:
            self.look_at_camera()  # nobody is left before a camera that does not look

    def finish(self) -> None:
        """See ``Actions``."""
        self._serving.dismiss()
        self._codes.forget()
        self._scanned.forget()
        self._serving = Serving(self._counter)
        self._stage.clear()

    # -- steps -------------------------------------------------------------------

    def _changed(self, view: View) -> None:
        before, self.view = self.view, view
        if self._looking is not None and view.screen is not Screen.FACE:
            self._looking.stop()
        if self._looking is not None and view.face_forgotten and not before.face_forgotten:
            self._device_tasks.keep(self._looking.refresh())
        if view.screen is not before.screen:
            way = way_of(before, view, self._serving.visit)
            if way is not None:
                bypass = bypass_of(before, self._serving.visit)
                self._device_tasks.keep(tell(self._door, way, bypass))
        self.on_change(view)

    def _step_back(self) -> None:
        view = self.view
        match view.screen:
            case Screen.FOR_WHOM:
                self.finish()
            case Screen.PINFL:
                self._stage.show(screen=Screen.FOR_WHOM)
            case Screen.CONFIRM:
                self._stage.show(screen=Screen.PINFL)
            case Screen.APPOINTMENTS:
                self._stage.show(screen=self._where_identified())
            case Screen.COMPLAINT:
                booked = bool(view.appointments)
                before = Screen.APPOINTMENTS if booked else self._where_identified()
                self._stage.show(screen=before)
            case Screen.QUESTION | Screen.RESULT:
                self._stage.show(screen=Screen.COMPLAINT)
            case Screen.FACE if view.look is not None:
                self._stage.show(screen=BEFORE_LOOK[view.look.purpose], look=None)
            case Screen.FACE_DIGITS:
                self._stage.show(screen=Screen.PINFL, last4="")
            case Screen.FACE_OFFER:
                self._stage.show(screen=Screen.TICKET, face_known=True)
            case _:
                pass

    def _where_identified(self) -> Screen:
        return Screen.PINFL if self._serving.visit.by_code else Screen.CONFIRM

    def _edit_digits(self, edit: Callable[[str], str]) -> None:
        if self.view.busy:
            return
        if self.view.screen is Screen.PINFL:
            pinfl = edit(self.view.pinfl)[:PINFL_LENGTH]
            fault = find_fault(pinfl, self._lifeline.today()) if pinfl else None
            self._stage.show(pinfl=pinfl, pinfl_fault=fault)
        elif self.view.screen in {Screen.CONFIRM, Screen.FACE_DIGITS}:
            self._stage.show(last4=edit(self.view.last4)[:LAST4_LENGTH])

    def _submit_pinfl(self) -> None:
        fault = find_fault(self.view.pinfl, self._lifeline.today())
        if fault is None:
            self._serving.start(requests.identify)
        elif fault == "incomplete":
            left = PINFL_LENGTH - len(self.view.pinfl)
            self._stage.show(error="pinfl-fault-incomplete", error_values={"left": left})
        else:
            self._stage.show(pinfl_fault=fault)

    def _join_reception(self, verdict: UUID | None) -> None:
        self._serving.start(partial(requests.join, department=RECEPTION, assessment_id=verdict))

    def _assess(self, struck: tuple[str, ...], *, ask: bool) -> None:
        self._serving.start(partial(requests.assess, struck=struck, ask=ask))


def _nobody_watches(view: View) -> None:
    """Before a window has come, and after it has gone."""
