"""Addresses from the settings: the right driver, or a sentence that says what is wrong."""

from pathlib import Path

import pytest

from hardware.camera.opencv import OpenCvFrames
from hardware.camera.opening import open_camera
from hardware.errors import DeviceMisconfigured, DeviceUnavailable
from hardware.printer.absent import AbsentPrinter
from hardware.printer.file import DeviceFilePrinter, DirectoryPrinter
from hardware.printer.layout import TicketLayout
from hardware.printer.network import NetworkPrinter
from hardware.printer.opening import open_printer
from hardware.printer.port import PrinterStatus
from hardware.printer.serial import SerialPrinter
from hardware.printer.usb import UsbPrinter
from hardware.scanner.camera_qr import CameraQrScanner
from hardware.scanner.opening import open_scanner
from hardware.scanner.serial import SerialScanner
from hardware.scanner.typed import TypedScanner
from tests.hardware.tickets import ticket


@pytest.mark.parametrize(
    ("address", "driver"),
    [
        ("usb:04b8:0e15", UsbPrinter),
        ("tcp://10.0.0.7:9100", NetworkPrinter),
        ("tcp://printer.local", NetworkPrinter),
        ("tcp://[fd00::7]:9100?pause=20&lines=128&settle=500", NetworkPrinter),
        ("serial:/dev/ttyUSB0?baud=115200", SerialPrinter),
        ("file:/dev/usb/lp0", DeviceFilePrinter),
        ("none", AbsentPrinter),
    ],
)
def test_an_address_opens_its_driver(address: str, driver: type) -> None:
    printer = open_printer(address)
    assert isinstance(printer, driver)
    assert printer.width_dots == 576
    printer.close()


def test_narrow_paper_is_told_by_the_address(tmp_path: Path) -> None:
    printer = open_printer(f"file:{tmp_path}/spool?width=512")
    assert isinstance(printer, DirectoryPrinter)
    printer.print_image(TicketLayout(printer.width_dots).render(ticket("ru")))
    printer.print_image(TicketLayout(printer.width_dots).render(ticket("kk")))
    jobs = sorted(path.name for path in (tmp_path / "spool").iterdir())
    assert jobs == ["job-0001.bin", "job-0002.bin"]
    (tmp_path / "spool" / "job-0001.bin").unlink()
    printer.print_image(TicketLayout(printer.width_dots).render(ticket("en")))
    jobs = sorted(path.name for path in (tmp_path / "spool").iterdir())
    assert jobs == ["job-0002.bin", "job-0003.bin"]  # a number is not used again


@pytest.mark.parametrize(
    "address",
    [
        "",
        "usb:",
        "usb:04b8",
        "usb:zzzz:0e15",
        "usb:0:1",
        "usb:104b8:0e15",
        "tcp://",
        "tcp://host:port",
        "tcp://host:0",
        "tcp://host:99999",
        "tcp://host/path",
        "serial:",
        "serial:/dev/ttyUSB0?baud=fast",
        "serial:/dev/ttyUSB0?baud",
        "file:",
        "none:at-all",
        "none?width=400",
        "lpt1",
        "tcp://host?paus=3",
        "usb:04b8:0e15?baud=9600",
    ],
)
def test_a_wrong_address_is_refused_at_once_and_named(address: str) -> None:
    with pytest.raises(DeviceMisconfigured) as caught:
        open_printer(address)
    assert caught.value.reason == "bad_address"
    assert repr(address) in caught.value.detail


def test_a_plain_file_is_not_overwritten(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("kept")
    with pytest.raises(DeviceMisconfigured):
        open_printer(f"file:{letter}")
    assert letter.read_text() == "kept"


def test_a_kiosk_without_a_printer_says_so() -> None:
    printer = open_printer("none")
    assert printer.status() is PrinterStatus.ABSENT
    with pytest.raises(DeviceUnavailable):
        printer.print_image(TicketLayout().render(ticket("en")))


def test_cameras_and_scanners_open_by_address(tmp_path: Path) -> None:
    camera = open_camera("0")
    assert isinstance(camera, OpenCvFrames)
    assert open_camera("none") is None
    assert isinstance(open_scanner("serial:/dev/ttyACM0?baud=9600"), SerialScanner)
    assert isinstance(open_scanner("keyboard"), TypedScanner)
    assert isinstance(open_scanner("camera", camera), CameraQrScanner)
    assert open_scanner("none") is None
    for address in ("", "front", "frames:", f"frames:{tmp_path}"):
        with pytest.raises(DeviceMisconfigured):
            open_camera(address)
    for address in ("", "camera", "serial:", "keyboard:1", "serial:/dev/x?baud=1"):
        with pytest.raises(DeviceMisconfigured):
            open_scanner(address)
