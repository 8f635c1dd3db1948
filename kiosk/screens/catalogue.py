"""The table of all screens: how each step is drawn."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.screens.appointments import AppointmentsScreen
from kiosk.screens.attract import AttractScreen
from kiosk.screens.base import KioskScreen
from kiosk.screens.complaint import ComplaintScreen
from kiosk.screens.confirm import ConfirmScreen
from kiosk.screens.enrol import EnrolScreen
from kiosk.screens.face import FaceScreen
from kiosk.screens.face_digits import FaceDigitsScreen
from kiosk.screens.face_enrolled import FaceEnrolledScreen
from kiosk.screens.face_offer import FaceOfferScreen
from kiosk.screens.for_whom import ForWhomScreen
from kiosk.screens.nurse import NurseScreen
from kiosk.screens.pinfl import PinflScreen
from kiosk.screens.question import QuestionScreen
from kiosk.screens.result import ResultScreen
from kiosk.screens.ticket import TicketScreen
from kiosk.screens.trouble import TroubleScreen
from kiosk.steps import Screen

SCREENS: Mapping[Screen, type[KioskScreen]] = {
    Screen.ENROL: EnrolScreen,
    Screen.ATTRACT: AttractScreen,
    Screen.FOR_WHOM: ForWhomScreen,
    Screen.PINFL: PinflScreen,
    Screen.CONFIRM: ConfirmScreen,
    Screen.APPOINTMENTS: AppointmentsScreen,
    Screen.COMPLAINT: ComplaintScreen,
    Screen.QUESTION: QuestionScreen,
    Screen.RESULT: ResultScreen,
    Screen.TICKET: TicketScreen,
    Screen.NURSE: NurseScreen,
    Screen.TROUBLE: TroubleScreen,
    Screen.FACE: FaceScreen,
    Screen.FACE_DIGITS: FaceDigitsScreen,
    Screen.FACE_OFFER: FaceOfferScreen,
    Screen.FACE_ENROLLED: FaceEnrolledScreen,
}
"""How each step is drawn."""
