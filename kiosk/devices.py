"""The kiosk's own devices and its sign of life. Nothing here belongs to a patient's visit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final
from uuid import UUID, uuid4

import structlog

from hardware.errors import DeviceError, DeviceNeedsPerson
from hardware.printer.layout import TicketContent, TicketLayout
from hardware.printer.port import Printer, PrinterStatus
from kiosk.door import HospitalDoor
from kiosk.steps import PrintState
from mobile_api.devices.schemas import AlarmKind, DeviceStatus, PartState, RaiseAlarm, SignOfLife
from mobile_api.errors import DmedError

log = structlog.get_logger(__name__)

_PART_STATES: Final[dict[PrinterStatus, PartState]] = {
    PrinterStatus.READY: "ready",
    PrinterStatus.PAPER_LOW: "low",
    PrinterStatus.PAPER_OUT: "needs_person",
    PrinterStatus.COVER_OPEN: "needs_person",
    PrinterStatus.UNKNOWN: "unknown",
    PrinterStatus.ABSENT: "absent",
}
_ALARMS: Final[dict[PrinterStatus, AlarmKind]] = {
    PrinterStatus.PAPER_OUT: "out_of_paper",
    PrinterStatus.COVER_OPEN: "device_fault",
}


def part_state(status: PrinterStatus) -> PartState:
    """What the hospital is told about a printer; what it does not know is ``unknown``."""
    return _PART_STATES.get(status, "unknown")


class TicketPrinter:
    """Prints tickets beside the event loop: a driver blocks for seconds.

    Args:
        printer: a driver.
    """

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._layout = TicketLayout(printer.width_dots)

    async def status(self) -> PrinterStatus:
        """Ask the printer now."""
        return await asyncio.to_thread(self._printer.status)

    async def print(self, content: TicketContent) -> tuple[PrintState, PrinterStatus]:
        """Print one ticket, asking for paper before and after.

        Returns:
            What became of the paper, and what the printer said last. Never raises for a
            device: the number is on the screen either way.
        """
        return await asyncio.to_thread(self._print, content)

    def close(self) -> None:
        """Let go of the device."""
        self._printer.close()

    def _print(self, content: TicketContent) -> tuple[PrintState, PrinterStatus]:
        before = self._printer.status()
        if not before.may_print:
            return _of_status(before), before
        try:
            self._printer.print_image(self._layout.render(content))
        except DeviceNeedsPerson as fault:
            log.warning("ticket_not_printed", reason=fault.reason)
            return PrintState.NO_PAPER, self._printer.status()
        except DeviceError as fault:
            log.warning("ticket_not_printed", reason=fault.reason)
            return PrintState.NO_PRINTER, self._printer.status()
        except ValueError:
            # An address too long for a readable QR, for instance: ours to mend, and no
            # reason to leave the patient without the number on the screen.
            log.warning("ticket_not_drawn")
            return PrintState.NO_PRINTER, before
        after = self._printer.status()
        return (PrintState.PRINTED if after.may_print else _of_status(after)), after


def _of_status(status: PrinterStatus) -> PrintState:
    if part_state(status) == "needs_person":
        return PrintState.NO_PAPER
    return PrintState.NO_PRINTER


class Attendant:
    """Tells the hospital every half minute how this kiosk is, and rings once for each fault.

    Args:
        door: the hospital.
        printer: the ticket printer.
        app_version: told with every sign of life.
        scanner: how the scanner is now.
        camera: the same of the camera.
    """

    def __init__(
        self,
        door: HospitalDoor,
        printer: TicketPrinter,
        app_version: str,
        scanner: Callable[[], PartState] = lambda: "absent",
        camera: Callable[[], PartState] = lambda: "absent",
    ) -> None:
        self._door = door
        self._printer = printer
        self._app_version = app_version
        self._scanner = scanner
        self._camera = camera
        self._due: dict[AlarmKind, UUID] = {}
        self._rung: set[AlarmKind] = set()

    async def sign_of_life(self) -> DeviceStatus:
        """Ask the printer, tell the hospital.

        Raises:
            DmedError: the hospital did not take it.
        """
        status = await self._printer.status()
        answer = await self._door.sign_of_life(
            SignOfLife(
                printer=part_state(status),
                camera=self._camera(),
                scanner=self._scanner(),
                app_version=self._app_version,
            )
        )
        await self.noticed(status)
        return answer

    async def noticed(self, status: PrinterStatus) -> None:
        """Ring for somebody where ``status`` needs a person: once until it is well again.

        An alarm that did not arrive is rung with the same id at the next occasion.
        """
        if status in {PrinterStatus.READY, PrinterStatus.PAPER_LOW}:
            self._due.clear()
            self._rung.clear()
            return
        kind = _ALARMS.get(status)
        if kind is None or kind in self._rung:
            return
        alarm = RaiseAlarm(id=self._due.setdefault(kind, uuid4()), kind=kind)
        try:
            await self._door.raise_alarm(alarm)
        except DmedError as fault:
            log.warning("alarm_not_raised", kind=kind, code=fault.code)
            return
        self._rung.add(kind)
