"""Diagnostics: what works, and what somebody should do about the rest.

The exit code is 0 when everything that was asked for works, 1 when something needs hands or a
technician. A printer that prints but cannot be asked counts as working only with a test print.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hardware.camera.opening import open_camera
from hardware.errors import DeviceError, DeviceMisconfigured, DeviceNeedsPerson
from hardware.printer.absent import AbsentPrinter
from hardware.printer.job import JobPrinter
from hardware.printer.layout import TicketContent, TicketLayout
from hardware.printer.opening import open_printer
from hardware.printer.port import Printer, PrinterStatus
from hardware.scanner.opening import open_scanner

_DO_ABOUT: dict[PrinterStatus, str] = {
    PrinterStatus.READY: "",
    PrinterStatus.PAPER_LOW: "bring a new roll",
    PrinterStatus.PAPER_OUT: "put in a new roll",
    PrinterStatus.COVER_OPEN: "close the cover",
    PrinterStatus.UNKNOWN: "it does not say; print a test ticket",
    PrinterStatus.ABSENT: "check cable, power and address",
}


@dataclass(frozen=True)
class Finding:
    """One line of the table: `todo` is empty where nothing has to be done."""

    device: str
    address: str
    works: bool
    state: str
    todo: str = ""


def check_printer(address: str, *, print_test: bool = False) -> Finding:
    """Ask the printer, and print a ticket without anybody's data if `print_test`."""

    def look() -> Finding:
        printer = open_printer(address)
        try:
            return _look_at_printer(printer, address, print_test=print_test)
        finally:
            printer.close()

    return _found("printer", address, look)


def check_camera(address: str) -> Finding:
    """Take one frame and say how large it is and how bright."""

    def look() -> Finding:
        camera = open_camera(address)
        if camera is None:
            return Finding("camera", address, works=True, state="not fitted")
        try:
            frame = camera.read()
        finally:
            camera.close()
        height, width = frame.shape[:2]
        state = f"{width}x{height}, brightness {frame.mean():.0f} of 255"
        if frame.max() - frame.min() < 8:
            todo = "the picture is one even colour: take off the lens cap"
            return Finding("camera", address, works=False, state=state, todo=todo)
        return Finding("camera", address, works=True, state=state)

    return _found("camera", address, look)


def check_scanner(address: str, wait_s: float) -> Finding:
    """Open the scanner, and if `wait_s` is positive wait that long (s) for any code.

    What was scanned is not shown, only its length.
    """

    def look() -> Finding:
        scanner = open_scanner(address)
        if scanner is None:
            return Finding("scanner", address, works=True, state="not fitted")
        try:
            code = scanner.read(wait_s)
        finally:
            scanner.close()
        if code is not None:
            return Finding("scanner", address, works=True, state=f"read {len(code)} characters")
        if wait_s > 0:
            todo = "hold a code against it; check its serial (CDC) mode"
            return Finding("scanner", address, works=False, state="read nothing", todo=todo)
        return Finding("scanner", address, works=True, state="connected")

    return _found("scanner", address, look)


def sample_ticket(width_dots: int, printed_at: str) -> TicketContent:
    """A ticket that shows whether the head, the cutter and every letter are in order."""
    return TicketContent(
        hospital="Dmed Kiosk",
        caption="Test · Синов · Тест",
        number="A-000",
        department="ʻ ʼ Ǵǵ Ńń Íı ўқғҳ әіңғүұқөһ",
        facts=(("Width", f"{width_dots} dots"), ("Printed", printed_at)),
        qr="DMED-KIOSK-TEST-TICKET",
        help_line="Not a place in a queue",
    )


def _look_at_printer(printer: Printer, address: str, *, print_test: bool) -> Finding:
    if isinstance(printer, AbsentPrinter):
        return Finding("printer", address, works=True, state="not fitted")
    # A fault carries its reason to the technician, where a status would only say "absent".
    status = printer.probe() if isinstance(printer, JobPrinter) else printer.status()
    if print_test:
        printed_at = time.strftime("%Y-%m-%d %H:%M")
        content = sample_ticket(printer.width_dots, printed_at)
        printer.print_image(TicketLayout(printer.width_dots).render(content))
        status = printer.status()
        todo = _DO_ABOUT[status] if status is not PrinterStatus.UNKNOWN else "look at the ticket"
        works = status.may_print
        return Finding("printer", address, works, f"{status}, test ticket sent", todo)
    works = status in (PrinterStatus.READY, PrinterStatus.PAPER_LOW)
    return Finding("printer", address, works, status.value, _DO_ABOUT[status])


def _found(device: str, address: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except DeviceNeedsPerson as fault:
        return Finding(device, address, works=False, state=str(fault), todo="needs a person")
    except DeviceMisconfigured as fault:
        return Finding(device, address, works=False, state=str(fault), todo="change the settings")
    except DeviceError as fault:
        return Finding(device, address, works=False, state=str(fault), todo="check the cable")


def table(findings: Sequence[Finding]) -> str:
    """The findings as lines of text in columns."""
    rows = [("", "device", "address", "state", "what to do")]
    rows += [("ok" if f.works else "!!", f.device, f.address, f.state, f.todo) for f in findings]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        + f"  {row[4]}"
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m hardware check …`; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m hardware")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="look at the devices and say what to do")
    check.add_argument("--printer", metavar="ADDRESS", help="usb:V:P, tcp://HOST, file:DIR …")
    check.add_argument("--camera", metavar="ADDRESS", help="number of /dev/videoN, frames:DIR …")
    check.add_argument("--scanner", metavar="ADDRESS", help="serial:DEVICE or none")
    check.add_argument("--print-test", action="store_true", help="print a test ticket")
    check.add_argument("--wait", type=float, default=0.0, help="seconds to wait for a code")
    options = parser.parse_args(arguments)
    findings = []
    if options.printer is not None:
        findings.append(check_printer(options.printer, print_test=options.print_test))
    if options.camera is not None:
        findings.append(check_camera(options.camera))
    if options.scanner is not None:
        findings.append(check_scanner(options.scanner, options.wait))
    if not findings:
        parser.error("name at least one of --printer, --camera, --scanner")
    if options.print_test and options.printer is None:
        parser.error("--print-test needs --printer")
    print(table(findings))
    return 0 if all(finding.works for finding in findings) else 1
