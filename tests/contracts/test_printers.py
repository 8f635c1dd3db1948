"""Every printer, rehearsed or real, keeps the same promises."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import usb.core
from PIL import Image, ImageDraw

from hardware.errors import DeviceMisconfigured, DeviceNeedsPerson, DeviceUnavailable
from hardware.printer.decode import decode
from hardware.printer.file import DeviceFilePrinter, DirectoryPrinter
from hardware.printer.job import Pacing
from hardware.printer.network import NetworkPrinter
from hardware.printer.port import Printer, PrinterStatus
from hardware.printer.recording import Condition, RecordingPrinter
from hardware.printer.serial import SerialPrinter
from hardware.printer.usb import UsbPrinter
from tests.contracts.printer_machine import (
    Firmware,
    PipeCable,
    SerialCable,
    TcpCable,
    UsbDevice,
)

PACING = Pacing(settle_s=0.0)


@dataclass
class Rig:
    """A printer and a way to see what came out of it."""

    printer: Printer
    jobs: Callable[[], list[bytes]]
    become: Callable[[Condition], None]
    next_job: Callable[[], None] = lambda: None


Build = Callable[[Condition, Path, ExitStack, pytest.MonkeyPatch], Rig]


def _patience(condition: Condition) -> float:
    """Seconds of silence that count as no answer: long, except where silence is the point."""
    return 0.2 if condition is Condition.MUTE else 30.0


def _rig(printer: Printer, firmware: Firmware) -> Rig:
    def jobs() -> list[bytes]:
        firmware.finished.wait(60)
        return firmware.jobs

    def become(condition: Condition) -> None:
        firmware.condition = condition

    return Rig(printer, jobs, become, firmware.finished.clear)


def recording(
    condition: Condition, _path: Path, _stack: ExitStack, _patch: pytest.MonkeyPatch
) -> Rig:
    printer = RecordingPrinter()
    printer.condition = condition
    return Rig(
        printer, lambda: printer.jobs, lambda condition: setattr(printer, "condition", condition)
    )


def network(condition: Condition, _path: Path, stack: ExitStack, _patch: pytest.MonkeyPatch) -> Rig:
    firmware = Firmware(condition)
    if condition is Condition.ABSENT:
        # Taken, so that nobody else gets it meanwhile, and not listened at.
        taken = stack.enter_context(socket.socket())
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    else:
        port = stack.enter_context(TcpCable(firmware)).port
    printer = NetworkPrinter("127.0.0.1", port, pacing=PACING, reply_s=_patience(condition))
    return _rig(printer, firmware)


def serial(condition: Condition, path: Path, stack: ExitStack, _patch: pytest.MonkeyPatch) -> Rig:
    firmware = Firmware(condition)
    if condition is Condition.ABSENT:
        device = str(path / "ttyUSB0")
    else:
        device = stack.enter_context(SerialCable(firmware)).path
    return _rig(SerialPrinter(device, pacing=PACING, reply_s=_patience(condition)), firmware)


def usb_cable(
    condition: Condition, _path: Path, _stack: ExitStack, patch: pytest.MonkeyPatch
) -> Rig:
    firmware = Firmware(condition)
    device = None if condition is Condition.ABSENT else UsbDevice(firmware)
    patch.setattr(usb.core, "find", lambda **_which: device)
    return _rig(UsbPrinter(0x04B8, 0x0E15, pacing=PACING), firmware)


def directory(
    condition: Condition, path: Path, _stack: ExitStack, _patch: pytest.MonkeyPatch
) -> Rig:
    spool = path / "spool"
    if condition is Condition.ABSENT:
        spool.write_text("a file where the directory should be")
    return Rig(
        DirectoryPrinter(spool),
        lambda: [job.read_bytes() for job in sorted(spool.iterdir())],
        lambda _condition: None,
    )


def device_file(
    condition: Condition, path: Path, stack: ExitStack, _patch: pytest.MonkeyPatch
) -> Rig:
    firmware = Firmware(condition)
    pipe = path / "lp0"
    if condition is not Condition.ABSENT:
        stack.enter_context(PipeCable(firmware, pipe))
    return _rig(DeviceFilePrinter(pipe, pacing=PACING), firmware)


ANSWERING: tuple[Build, ...] = (recording, network, serial, usb_cable)
ALL: tuple[Build, ...] = (*ANSWERING, directory, device_file)

Setup = Callable[[Build, Condition], Rig]


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Setup]:
    with ExitStack() as stack:
        printers: list[Printer] = []

        def build(kind: Build, condition: Condition) -> Rig:
            rig = kind(condition, tmp_path, stack, monkeypatch)
            printers.append(rig.printer)
            return rig

        yield build
        for printer in printers:
            printer.close()
            printer.close()  # twice does no harm


def picture(width: int = 576, height: int = 700) -> Image.Image:
    """Not symmetric in any way, and taller than two fragments."""
    image = Image.new("1", (width, height), 1)
    canvas = ImageDraw.Draw(image)
    canvas.polygon([(8, 8), (width - 9, 300), (40, height - 9)], fill=0)
    canvas.line((width - 1, 0, 0, height - 1), fill=0)
    return image


@pytest.mark.parametrize("kind", ALL)
def test_what_comes_out_is_the_picture_bit_for_bit(setup: Setup, kind: Build) -> None:
    rig = setup(kind, Condition.FINE)
    rig.printer.print_image(picture())
    (job,) = rig.jobs()
    assert decode(job).tobytes() == picture().tobytes()


@pytest.mark.parametrize("kind", ALL)
def test_a_second_ticket_follows_the_first(setup: Setup, kind: Build) -> None:
    rig = setup(kind, Condition.FINE)
    rig.printer.print_image(picture(height=300))
    assert [decode(job).height for job in rig.jobs()] == [300]
    rig.next_job()
    rig.printer.close()  # a closed printer opens again
    rig.printer.print_image(picture(height=400))
    assert [decode(job).height for job in rig.jobs()] == [300, 400]


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        (Condition.FINE, PrinterStatus.READY),
        (Condition.PAPER_LOW, PrinterStatus.PAPER_LOW),
        (Condition.PAPER_OUT, PrinterStatus.PAPER_OUT),
        (Condition.COVER_OPEN, PrinterStatus.COVER_OPEN),
        (Condition.MUTE, PrinterStatus.UNKNOWN),
        (Condition.ABSENT, PrinterStatus.ABSENT),
    ],
)
@pytest.mark.parametrize("kind", ANSWERING)
def test_the_status_is_what_the_printer_says_and_silence_is_never_ready(
    setup: Setup, kind: Build, condition: Condition, status: PrinterStatus
) -> None:
    assert setup(kind, condition).printer.status() is status


def test_a_device_file_cannot_be_asked_and_does_not_pretend(setup: Setup) -> None:
    assert setup(device_file, Condition.FINE).printer.status() is PrinterStatus.UNKNOWN


@pytest.mark.parametrize("kind", [directory, device_file])
def test_files_that_are_not_there_are_absent(setup: Setup, kind: Build) -> None:
    assert setup(kind, Condition.ABSENT).printer.status() is PrinterStatus.ABSENT


@pytest.mark.parametrize("condition", [Condition.PAPER_OUT, Condition.COVER_OPEN])
@pytest.mark.parametrize("kind", ANSWERING)
def test_without_paper_nothing_is_sent_and_a_person_is_needed(
    setup: Setup, kind: Build, condition: Condition
) -> None:
    rig = setup(kind, condition)
    with pytest.raises(DeviceNeedsPerson) as caught:
        rig.printer.print_image(picture())
    assert caught.value.reason == condition.value
    rig.become(Condition.FINE)
    rig.printer.print_image(picture())
    assert len(rig.jobs()) == 1


@pytest.mark.parametrize("kind", ANSWERING)
def test_paper_that_runs_out_while_printing_is_noticed(setup: Setup, kind: Build) -> None:
    rig = setup(kind, Condition.RUNS_OUT_MID_JOB)
    with pytest.raises(DeviceNeedsPerson) as caught:
        rig.printer.print_image(picture())
    assert caught.value.reason == "paper_out"


@pytest.mark.parametrize("kind", [recording, network, serial, usb_cable, device_file])
def test_a_cable_pulled_in_the_middle_is_no_success(setup: Setup, kind: Build) -> None:
    rig = setup(kind, Condition.BREAKS_MID_JOB)
    with pytest.raises(DeviceUnavailable) as caught:
        rig.printer.print_image(picture())
    assert caught.value.reason == "connection_lost"


@pytest.mark.parametrize("kind", ALL)
def test_a_printer_that_is_not_there_says_so(setup: Setup, kind: Build) -> None:
    with pytest.raises(DeviceUnavailable):
        setup(kind, Condition.ABSENT).printer.print_image(picture())


@pytest.mark.parametrize("kind", [recording, network, serial, usb_cable])
def test_a_mute_printer_still_prints(setup: Setup, kind: Build) -> None:
    rig = setup(kind, Condition.MUTE)
    rig.printer.print_image(picture())
    (job,) = rig.jobs()
    assert decode(job).tobytes() == picture().tobytes()


@pytest.mark.parametrize("image", [picture(width=512), picture().convert("L")])
@pytest.mark.parametrize("kind", ALL)
def test_a_picture_for_other_paper_is_refused_and_not_squeezed(
    setup: Setup, kind: Build, image: Image.Image
) -> None:
    rig = setup(kind, Condition.FINE)
    with pytest.raises(DeviceMisconfigured):
        rig.printer.print_image(image)


def test_a_usb_printer_is_reset_only_when_it_is_opened(setup: Setup) -> None:
    rig = setup(usb_cable, Condition.FINE)
    device = usb.core.find()
    rig.printer.print_image(picture())
    rig.printer.status()
    rig.printer.print_image(picture())
    assert device.resets == 1


def test_a_printer_that_falls_silent_after_the_job_is_no_success(setup: Setup) -> None:
    rig = setup(usb_cable, Condition.FINE)
    device = usb.core.find()
    device.read = _silent_after_the_first_questions(device)
    with pytest.raises(DeviceUnavailable, match="fell_silent"):
        rig.printer.print_image(picture())


def _silent_after_the_first_questions(device: UsbDevice) -> Callable[[int, int, int], bytes]:
    answering, given = device.read, 0

    def read(endpoint: int, size: int, timeout_ms: int) -> bytes:
        nonlocal given
        reply = answering(endpoint, size, timeout_ms)
        given += 1
        if given > 2:
            raise usb.core.USBTimeoutError("Operation timed out", errno=110)
        return reply

    return read


def test_a_network_printer_that_hangs_up_when_asked_is_not_merely_silent() -> None:
    def hang_up(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(3)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=hang_up, args=(listener,))
        thread.start()
        printer = NetworkPrinter("127.0.0.1", listener.getsockname()[1], reply_s=30.0)
        assert printer.status() is PrinterStatus.ABSENT
        thread.join(60)
