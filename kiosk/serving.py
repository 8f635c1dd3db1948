"""One person being served: what is asked of the hospital for them, and what comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from hardware.printer.layout import TicketContent
from kiosk import requests
from kiosk.devices import Attendant, TicketPrinter
from kiosk.door import HospitalDoor
from kiosk.face_slip import slip_content
from kiosk.failures import failure_of
from kiosk.requests import Changes, Request
from kiosk.stage import Stage
from kiosk.steps import PrintState, Screen
from kiosk.tasks import KeptTasks
from kiosk.ticket import ticket_content
from kiosk.visit import VisitAtDoor
from mobile_api.client.errors import ApiUnreachable
from mobile_api.devices.schemas import RaiseAlarm
from mobile_api.errors import DmedError
from mobile_api.patients.errors import VisitExpired
from mobile_api.phrasebook import Phrasebook
from mobile_api.queues.schemas import Ticket

RETRY_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Counter:
    """What is needed to serve anybody; the same for every person.

    Attributes:
        door: the hospital.
        stage: the view.
        printer: the ticket printer.
        attendant: told when a device needs a person.
        phrases: for paper and failures.
        clock: seconds, monotonic.
        device_tasks: work that outlives the person, such as a call for a nurse.
    """

    door: HospitalDoor
    stage: Stage
    printer: TicketPrinter
    attendant: Attendant
    phrases: Phrasebook
    clock: Callable[[], float]
    device_tasks: KeptTasks


class Serving:
    """Serves one person; a wipe dismisses it, and the next person gets a new one.

    Args:
        counter: what serving needs.

    Attributes:
        visit: asks the hospital for this person.
        before_nurse: where "back" leads from the nurse's screen; None in an emergency.
    """

    def __init__(self, counter: Counter) -> None:
        self.visit = VisitAtDoor(counter.door)
        self.before_nurse: Screen | None = None
        self._counter = counter
        self._stage = counter.stage
        self._tasks = KeptTasks(self._crashed)
        self._dismissed = False
        self._request: asyncio.Task[None] | None = None
        self._pending: Request | None = None
        self._origin = Screen.ATTRACT
        self._next_retry = 0.0
        self._nurse_alarm = uuid4()  # one call per person, however often pressed
        self._ringing = False
        self._emergency_ticket_due = False

    def dismiss(self) -> tuple[asyncio.Task[None], ...]:
        """The person has gone: nothing that comes for them is shown any more."""
        self._dismissed = True
        self._request = self._pending = None
        return self._tasks.cancel()

    def keep(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Run ``work`` for this person; a wipe cancels it."""
        return self._tasks.keep(work)

    # -- requests ----------------------------------------------------------------

    def start(self, request: Request) -> None:
        """Ask the hospital; while one request is under way, no second one begins."""
        if self._request is not None:
            return
        if self._stage.view.screen is not Screen.TROUBLE:
            self._origin = self._stage.view.screen
        self._stage.show(busy=True)
        self._request = self._tasks.keep(self._carry_out(request))

    def drop_request(self) -> None:
        """Do not wait for the answer; its id is kept, so asking again is harmless."""
        if self._request is not None:
            self._request.cancel()
            self._request = None
            self._note_busy()

    def retry(self) -> None:
        """Send again what could not be sent."""
        if self._pending is not None and self._stage.view.screen is Screen.TROUBLE:
            self.start(self._pending)

    def give_up(self) -> None:
        """Back from TROUBLE to the screen from which the request came."""
        self.drop_request()
        self._pending = None
        self._stage.show(screen=self._origin)

    def tick(self) -> None:
        """Every five seconds, try by itself what is still owed to the person."""
        if self._counter.clock() < self._next_retry or self._request is not None:
            return
        view = self._stage.view
        if view.screen is Screen.TROUBLE:
            self.retry()
        elif view.screen is Screen.NURSE and self._emergency_ticket_due:
            self.start(requests.join_emergency)
        if view.screen is Screen.NURSE and not view.nurse_called:
            self.ring_for_nurse()

    async def _carry_out(self, request: Request) -> None:
        try:
            changes = await request(self.visit, self._stage.view)
        except DmedError as error:
            if not self._dismissed:
                self._request = None
                self._failed(request, error)
            return
        if not self._dismissed:
            self._request = self._pending = None
            self._arrived(changes)

    def _arrived(self, changes: Changes) -> None:
        on_nurse_screen = self._stage.view.screen is Screen.NURSE
        self._stage.show(online=True, **changes)
        self._note_busy()
        if "ticket" in changes:
            self._tasks.keep(self._print(self._ticket(changes["ticket"])))
        elif changes.get("face_code"):
            self._tasks.keep(self._print(self._slip()))
        if on_nurse_screen:
            self._emergency_ticket_due = False
        elif self._stage.view.screen is Screen.NURSE:
            self._meet_emergency()

    def _failed(self, request: Request, error: DmedError) -> None:
        stage = self._stage
        online = not isinstance(error, ApiUnreachable)
        failure = failure_of(error, self._origin, self._counter.phrases)
        self._next_retry = self._counter.clock() + RETRY_SECONDS
        self._pending = None
        if stage.view.screen is Screen.NURSE:
            stage.note(online=online)
        elif failure.trouble:
            self._pending = request
            stage.show(screen=Screen.TROUBLE, online=online)
        else:
            expired = isinstance(error, VisitExpired)
            stage.show(
                screen=Screen.PINFL if expired else self._origin,
                online=online,
                last4="",
                error=failure.phrase,
                error_values=failure.values,
            )
        self._note_busy()

    def _note_busy(self) -> None:
        ringing = self._ringing and self._stage.view.screen is Screen.NURSE
        self._stage.note(busy=self._request is not None or ringing)

    def _crashed(self) -> None:
        if self._dismissed:
            return
        self._request = None
        printing = self._stage.view.print_state is PrintState.PRINTING
        state = PrintState.NO_PRINTER if printing else self._stage.view.print_state
        self._stage.show(error="error-internal", print_state=state)
        self._note_busy()

    # -- nurse -------------------------------------------------------------------

    def show_nurse(self) -> None:
        """To the nurse's screen from any other, and ring."""
        if self._stage.view.screen is not Screen.NURSE:
            self.drop_request()
            self.before_nurse = self._stage.view.screen
            self._stage.show(screen=Screen.NURSE)
        self.ring_for_nurse()

    def leave_nurse(self) -> None:
        """Back from the nurse's screen; there is no way back from an emergency."""
        if self.before_nurse is not None:
            self._stage.show(screen=self.before_nurse)
            self._note_busy()

    def ring_for_nurse(self) -> None:
        """Ring, unless a nurse knows; the call arrives even if the person walks away."""
        if self._ringing or self._stage.view.nurse_called:
            return
        self._ringing = True
        self._next_retry = self._counter.clock() + RETRY_SECONDS
        self._note_busy()
        self._counter.device_tasks.keep(self._ring())

    async def _ring(self) -> None:
        reached = False
        try:
            await self._counter.door.raise_alarm(
                RaiseAlarm(id=self._nurse_alarm, kind="nurse_call")
            )
            reached = True
        except DmedError:
            self._next_retry = self._counter.clock() + RETRY_SECONDS
        finally:
            self._ringing = False
            if not self._dismissed:
                self._stage.note(nurse_called=reached)
                self._note_busy()

    def _meet_emergency(self) -> None:
        """The verdict rang already where it has a red flag; the ticket comes by itself."""
        self.before_nurse = None
        self._emergency_ticket_due = True
        self.ring_for_nurse()
        self.start(requests.join_emergency)

    # -- paper -------------------------------------------------------------------

    def _ticket(self, ticket: Ticket) -> TicketContent:
        view, phrases = self._stage.view, self._counter.phrases
        return ticket_content(ticket, view.hospital, phrases, view.language)

    def _slip(self) -> TicketContent:
        view, phrases = self._stage.view, self._counter.phrases
        code, until = view.face_code, view.face_code_until
        return slip_content(code, until, view.hospital, phrases, view.language)

    async def _print(self, content: TicketContent) -> None:
        counter = self._counter
        state, status = await counter.printer.print(content)
        counter.device_tasks.keep(counter.attendant.noticed(status))
        if not self._dismissed:
            self._stage.show(print_state=state)
            self._stage.touched()
