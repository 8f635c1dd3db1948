"""What a screen shows and what it may do: the contract between journey and screens.

``Journey`` (journey.py, no Kivy) owns one ``View`` and replaces it at every step; the
window (app.py, screens/) draws the view it is given and calls ``Actions``. So a visit
can be tested as a list of steps without a display, and a screen can be drawn for a
picture without a visit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kiosk.looks import Look
from mobile_api.appointments.schemas import TodaysAppointment
from mobile_api.assessments.schemas import Assessment
from mobile_api.faces.schemas import FaceOffer
from mobile_api.facilities.schemas import Department, Hospital
from mobile_api.identifiers import PinflFault
from mobile_api.patients.schemas import ForWhom
from mobile_api.queues.schemas import Ticket
from mobile_api.schemas import DEFAULT_LANGUAGE, Language


class Screen(StrEnum):
    """Every screen of the kiosk; the value is the name of its file in screens/."""

    ENROL = "enrol"  # staff: the one-time code, at the first start
    ATTRACT = "attract"  # what this is for, and the six languages
    FOR_WHOM = "for_whom"  # me, my child, somebody I care for
    PINFL = "pinfl"  # number pad; "I have no number"
    CONFIRM = "confirm"  # last four digits of the phone; "go on without"
    APPOINTMENTS = "appointments"  # today's own appointments; "something else"
    COMPLAINT = "complaint"  # own words, own keyboard
    QUESTION = "question"  # the one follow-up question
    RESULT = "result"  # findings to strike out, department, urgency
    TICKET = "ticket"  # the number, while it is printed and after
    NURSE = "nurse"  # help is coming: stay seated, 103
    TROUBLE = "trouble"  # the server is away: try again, or a person; nothing typed is lost
    FACE = "face"  # the camera's picture and what to do
    FACE_DIGITS = "face_digits"  # a face was recognised: the last four digits of the PINFL
    FACE_OFFER = "face_offer"  # to be recognised next time, or not any more
    FACE_ENROLLED = "face_enrolled"  # four digits for the counter


class PrintState(StrEnum):
    """What became of the paper."""

    PRINTING = "printing"
    PRINTED = "printed"
    NO_PAPER = "no_paper"  # a person is needed; number and QR stay on the screen
    NO_PRINTER = "no_printer"


@dataclass(frozen=True, slots=True)
class View:
    """All that the window needs to draw; nothing else about the person is kept anywhere.

    Attributes:
        screen: which screen.
        scanner: a code can be held against the scanner.
        reads_documents: the scanner, while it is there, reads ID cards and passports as well.
        code: digits of the one-time code typed so far.
        language: in which language everything on it is.
        hospital: None until the server has answered once.
        online: False shows the banner "no connection, what you typed is kept".
        busy: a request is under way; the pressed button shows it, nothing reacts twice.
        error: key of a phrase to show beside the field, e.g. ``error-not-confirmed``.
        error_values: values for that phrase (numbers only).
        for_whom: for whom the visit is.
        pinfl: digits typed so far.
        pinfl_fault: what is wrong with them, while they are typed; None or "incomplete" is fine.
        last4: digits of the phone typed so far.
        masked_name: greeting after confirmation.
        appointments: today's appointments.
        text: the complaint so far.
        text_left: characters that still fit.
        keep_text: the patient lets the doctor read these words.
        assessment: the verdict.
        struck: findings that the patient struck out.
        ticket: the ticket.
        print_state: None until printing was tried.
        nurse_called: the alarm has reached the hospital (else: go to the desk, or 103).
        face_ready: Face ID is offered here now.
        look: the look into the camera that goes on, or has brought nothing.
        face_tried: looking did not help in this visit; it is not offered again.
        face_known: the ticket does not offer to be recognised next time.
        face_recognised: by the face in this visit, and not forgotten since: the way to end that
            stands on the ticket, as the way to begin it does for others.
        face_offer: what somebody may agree to.
        face_code: four digits for the counter, after the face was enrolled; printed as well, and
            ``print_state`` is then of that paper.
        face_code_until: when the counter takes them no more.
        face_forgotten: the template has just been deleted.
        idle_left: seconds until the wipe while the countdown is shown, else None.
        department: where the result leads in this hospital (None: reception).
    """

    screen: Screen = Screen.ATTRACT
    language: Language = DEFAULT_LANGUAGE
    hospital: Hospital | None = None
    online: bool = True
    scanner: bool = False
    reads_documents: bool = False
    code: str = ""
    busy: bool = False
    error: str | None = None
    error_values: dict[str, int | str] = field(default_factory=dict)
    for_whom: ForWhom | None = None
    pinfl: str = ""
    pinfl_fault: PinflFault | None = None
    last4: str = ""
    masked_name: str = ""
    appointments: tuple[TodaysAppointment, ...] = ()
    text: str = ""
    text_left: int = 1000
    keep_text: bool = False
    assessment: Assessment | None = None
    struck: tuple[str, ...] = ()
    department: Department | None = None
    ticket: Ticket | None = None
    print_state: PrintState | None = None
    nurse_called: bool = False
    idle_left: int | None = None
    face_ready: bool = False
    look: Look | None = None
    face_tried: bool = False
    face_known: bool = False
    face_recognised: bool = False
    face_offer: FaceOffer | None = None
    face_code: str = ""
    face_code_until: datetime | None = None
    face_forgotten: bool = False


class Actions(Protocol):
    """What a touch may do. Plain methods return at once; requests run as tasks of the journey."""

    def touched(self) -> None:
        """Any touch: the idle clock begins again, the countdown goes."""

    def choose_language(self, language: Language) -> None:
        """Begin in this language, or change it in the middle; nothing typed is lost."""

    def choose_for_whom(self, for_whom: ForWhom) -> None:
        """Me, my child, somebody I care for."""

    def type_digit(self, digit: str) -> None:
        """A digit of the PINFL or of the phone, whichever screen is shown."""

    def erase_digit(self) -> None:
        """Take the last digit back."""

    def clear_digits(self) -> None:
        """Take all digits back."""

    def submit(self) -> None:
        """The one main action of the screen: go on, confirm, find the department, print."""

    def no_number(self) -> None:
        """A newborn or a foreigner without a PINFL: a ticket for reception."""

    def skip_confirmation(self) -> None:
        """Go on as a walk-in without confirming."""

    def check_in(self, appointment_id: str) -> None:
        """Check in to one of today's appointments."""

    def something_else(self) -> None:
        """Not one of these appointments: tell the complaint."""

    def set_text(self, text: str) -> None:
        """The complaint as it is now in the field."""

    def set_keep_text(self, keep: bool) -> None:
        """Let the doctor read these words, or not."""

    def answer(self, option: str) -> None:
        """Answer the one question."""

    def strike(self, finding: str) -> None:
        """Strike a finding out, or take it back; the complaint is assessed again."""

    def to_reception(self) -> None:
        """A ticket for reception instead: a person decides."""

    def look_at_camera(self) -> None:
        """Be recognised by the face instead of digits."""

    def offer_face(self) -> None:
        """Ask to be recognised by the face next time."""

    def forget_face(self) -> None:
        """Not to be recognised any more."""

    def call_nurse(self) -> None:
        """Ring for a nurse from any screen."""

    def retry(self) -> None:
        """Try again what could not be sent."""

    def back(self) -> None:
        """One step back; nothing typed is lost."""

    def finish(self) -> None:
        """Done: wipe everything and show the attract screen."""
