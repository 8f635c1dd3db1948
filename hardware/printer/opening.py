"""From the address in the settings to a printer."""

import stat
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from hardware.errors import DeviceMisconfigured
from hardware.printer.absent import AbsentPrinter
from hardware.printer.file import DeviceFilePrinter, DirectoryPrinter
from hardware.printer.job import DEFAULT_WIDTH_DOTS, Pacing
from hardware.printer.layout import WIDTHS
from hardware.printer.network import NetworkPrinter
from hardware.printer.port import Printer
from hardware.printer.serial import SerialPrinter
from hardware.printer.usb import UsbPrinter

DEFAULT_BAUD = 115_200


def open_printer(address: str) -> Printer:
    """The printer at `address`. Nothing is connected yet: a missing device is no error here.

    - `usb:04b8:0e15`  vendor and product number in hexadecimal, as `lsusb` shows them
    - `tcp://10.0.0.7:9100`  the port may be left out; IPv6 in brackets
    - `serial:/dev/ttyUSB0?baud=115200`
    - `file:/var/spool/tickets`  a directory, one file a job; or a device file, /dev/usb/lp0
    - `none`  no printer

    Options after `?`, joined by `&`: `width` in dots (576 or 512), `lines` per fragment, `pause`
    between fragments and `settle` after a job in milliseconds, `baud` (serial only).

    Raises DeviceMisconfigured, saying what is wrong with the address.
    """
    place, _, query = address.strip().partition("?")
    options = _Options(address, query)
    kind = place.partition(":")[0].lower()
    rest = place[len(kind) + 1 :]
    width = options.number("width", DEFAULT_WIDTH_DOTS, 1, 4096)
    if width not in WIDTHS:
        raise _wrong(address, f"width is one of {WIDTHS} dots")
    printer = _printer(kind, rest, width, options)
    options.refuse_rest()
    return printer


def _printer(kind: str, rest: str, width: int, options: "_Options") -> Printer:
    if kind == "none" and not rest:
        return AbsentPrinter(width)
    if kind == "usb":
        vendor, product = _usb_numbers(options.address, rest)
        return UsbPrinter(vendor, product, width_dots=width, pacing=options.pacing())
    if kind == "tcp":
        host, port = _host_and_port(options.address, rest)
        return NetworkPrinter(host, port, width_dots=width, pacing=options.pacing())
    if kind == "serial" and rest:
        baud = options.number("baud", DEFAULT_BAUD, 1200, 4_000_000)
        return SerialPrinter(rest, baud, width_dots=width, pacing=options.pacing())
    if kind == "file" and rest:
        path = Path(rest)
        if _is_device(options.address, path):
            return DeviceFilePrinter(path, width_dots=width, pacing=options.pacing())
        return DirectoryPrinter(path, width_dots=width)
    expected = "usb:VENDOR:PRODUCT, tcp://HOST:PORT, serial:DEVICE, file:PATH or none"
    raise _wrong(options.address, f"expected {expected}")


def _usb_numbers(address: str, rest: str) -> tuple[int, int]:
    try:
        vendor, product = (int(part, 16) for part in rest.split(":"))
    except ValueError as fault:
        raise _wrong(address, "expected usb:VENDOR:PRODUCT in hexadecimal") from fault
    if not (0 < vendor <= 0xFFFF and 0 <= product <= 0xFFFF):
        raise _wrong(address, "the numbers have four hexadecimal digits")
    return vendor, product


def _host_and_port(address: str, rest: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"tcp:{rest}")
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise _wrong(address, "expected tcp://HOST:PORT") from fault
    if not host or parts.path or parts.fragment or parts.username is not None or port == 0:
        raise _wrong(address, "expected tcp://HOST:PORT")
    return host, port or 9100


def _is_device(address: str, path: Path) -> bool:
    """A path under /dev counts as a device even while it is unplugged."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return path.is_relative_to("/dev")
    except OSError as fault:
        raise _wrong(address, "the path cannot be looked at") from fault
    if stat.S_ISREG(mode):
        raise _wrong(address, "expected a directory or a device, this is a plain file")
    return not stat.S_ISDIR(mode)


class _Options:
    def __init__(self, address: str, query: str) -> None:
        self.address = address
        try:
            self._left = dict(parse_qsl(query, strict_parsing=bool(query)))
        except ValueError as fault:
            raise _wrong(address, "options look like ?name=number&name=number") from fault

    def number(self, name: str, default: int, low: int, high: int) -> int:
        text = self._left.pop(name, None)
        if text is None:
            return default
        if not text.isdecimal() or not low <= int(text) <= high:
            raise _wrong(self.address, f"{name} is a number from {low} to {high}")
        return int(text)

    def pacing(self) -> Pacing:
        usual = Pacing()
        return Pacing(
            fragment_lines=self.number("lines", usual.fragment_lines, 8, 0xFFFF),
            pause_s=self.number("pause", round(usual.pause_s * 1000), 0, 5_000) / 1000,
            settle_s=self.number("settle", round(usual.settle_s * 1000), 0, 10_000) / 1000,
        )

    def refuse_rest(self) -> None:
        if self._left:
            raise _wrong(self.address, f"unknown option {', '.join(sorted(self._left))}")


def _wrong(address: str, why: str) -> DeviceMisconfigured:
    return DeviceMisconfigured("printer", "bad_address", f"{address!r}: {why}")
