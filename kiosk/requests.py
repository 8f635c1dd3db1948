"""What each step asks of the hospital, and what the answer changes on the screen.

Every function takes the visit and the view in which its button was pressed, asks, and
returns the fields of the next view; it shows nothing itself, so an answer that comes too
late can simply be dropped.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from kiosk.steps import PrintState, Screen, View
from kiosk.verdict import (
    RECEPTION,
    department_of,
    emergency_department,
    is_emergency,
    keep_struck,
    next_screen,
    rings_by_itself,
)
from kiosk.visit import VisitAtDoor
from mobile_api.appointments.schemas import TodaysAppointment
from mobile_api.assessments.errors import NoSuchAssessment
from mobile_api.assessments.schemas import Assessment
from mobile_api.client.transport import is_transient
from mobile_api.errors import DmedError, IdempotencyMismatch
from mobile_api.queues.errors import AlreadyWaiting
from mobile_api.queues.schemas import Ticket

Changes = dict[str, Any]
"""Fields of the next ``View``."""

Request = Callable[[VisitAtDoor, View], Awaitable[Changes]]
"""Asks the hospital and says what is to be shown; raises ``DmedError``."""


async def identify(visit: VisitAtDoor, view: View) -> Changes:
    """Begin the visit by the typed number."""
    assert view.for_whom is not None
    await visit.identify(view.for_whom, view.pinfl)
    return {"screen": Screen.CONFIRM, "last4": "", "masked_name": "", "appointments": ()}


async def identify_by_qr(visit: VisitAtDoor, view: View, *, qr: str) -> Changes:
    """Begin the visit by the QR of an app; then today's appointments, or the complaint."""
    del view
    name = await visit.identify_by_qr(qr)
    return confirmed(name, await visit.appointments())


async def confirm(visit: VisitAtDoor, view: View) -> Changes:
    """Confirm with the phone's last digits; then today's appointments, or the complaint."""
    name = await visit.confirm(view.last4)
    return confirmed(name, await visit.appointments())


async def assess(visit: VisitAtDoor, view: View, *, struck: tuple[str, ...], ask: bool) -> Changes:
    """Where the complaint leads.

    Args:
        visit: asks.
        view: holds the words.
        struck: findings that the patient struck out.
        ask: the one question may follow.
    """
    assessment = await visit.assess(
        view.text, view.language, keep_text=view.keep_text, struck=struck
    )
    return _verdict(assessment, view, struck, ask=ask)


async def join_where_it_leads(visit: VisitAtDoor, view: View) -> Changes:
    """A ticket for the department of the result, or for reception."""
    assert view.assessment is not None
    department = view.department.code if view.department else RECEPTION
    return await join(visit, view, department=department, assessment_id=view.assessment.id)


async def join(
    visit: VisitAtDoor, view: View, *, department: str, assessment_id: UUID | None
) -> Changes:
    """A ticket for a queue.

    Where the server no longer knows the verdict (its visit ended), the complaint is
    assessed once more, and an emergency in it is not overlooked.
    """
    try:
        ticket = await visit.join(department, assessment_id, view.language)
    except (NoSuchAssessment, IdempotencyMismatch):
        if assessment_id is None:
            raise
        again = await visit.assess_again()
        if is_emergency(again):
            return _verdict(again, view, view.struck, ask=False)
        ticket = await visit.join(department, again.id, view.language)
    return _ticket(ticket)


async def join_without_number(visit: VisitAtDoor, view: View) -> Changes:
    """A ticket for reception for whoever has no number: a person decides there."""
    assert view.for_whom is not None
    await visit.identify(view.for_whom, None)
    return _ticket(await visit.join(RECEPTION, None, view.language))


async def join_emergency(visit: VisitAtDoor, view: View) -> Changes:
    """The emergency ticket that nobody has to ask for.

    Whatever the server holds against this one is answered by a simpler one; what is left
    then is the nurse, who is on her way. Raises only what may be tried again.
    """
    assert view.assessment is not None
    department = emergency_department(view.hospital)
    verdict = view.assessment.id
    for code, assessment_id in ((department, verdict), (RECEPTION, verdict), (RECEPTION, None)):
        try:
            ticket = await visit.join(code, assessment_id, view.language)
        except AlreadyWaiting:
            return {}
        except DmedError as error:
            if is_transient(error):
                raise
        else:
            return {"ticket": ticket, "print_state": PrintState.PRINTING}
    return {}


async def check_in(visit: VisitAtDoor, view: View, *, appointment_id: UUID) -> Changes:
    """Arrive for an appointment."""
    return _ticket(await visit.check_in(appointment_id, view.language))


def confirmed(name: str, items: tuple[TodaysAppointment, ...]) -> Changes:
    """Today's appointments of somebody who is confirmed, or their complaint."""
    return {
        "screen": Screen.APPOINTMENTS if items else Screen.COMPLAINT,
        "masked_name": name,
        "appointments": items,
    }


def _verdict(assessment: Assessment, view: View, struck: tuple[str, ...], *, ask: bool) -> Changes:
    return {
        "screen": next_screen(assessment, ask=ask),
        "assessment": keep_struck(assessment, view.assessment, struck),
        "struck": struck,
        "department": department_of(assessment, view.hospital),
        "nurse_called": view.nurse_called or rings_by_itself(assessment),
    }


def _ticket(ticket: Ticket) -> Changes:
    # What was typed has done its work: whoever stands behind need not read it.
    return {
        "screen": Screen.TICKET,
        "ticket": ticket,
        "print_state": PrintState.PRINTING,
        "pinfl": "",
        "last4": "",
        "text": "",
    }
