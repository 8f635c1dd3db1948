"""Bits on the wire and what they mean, by Epson's reference for DLE EOT."""

import pytest

from hardware.printer.port import PrinterStatus
from hardware.printer.realtime_status import ASK_OFFLINE_CAUSE, ASK_PAPER, ask_status


@pytest.mark.parametrize(
    ("paper", "cause", "status"),
    [
        (b"\x12", b"\x12", PrinterStatus.READY),
        (b"\x12", b"", PrinterStatus.READY),
        (b"\x1e", b"\x12", PrinterStatus.PAPER_LOW),
        (b"\x72", b"\x12", PrinterStatus.PAPER_OUT),
        (b"\x7e", b"\x32", PrinterStatus.PAPER_OUT),
        (b"\x12", b"\x32", PrinterStatus.PAPER_OUT),
        (b"\x12", b"\x16", PrinterStatus.COVER_OPEN),
        (b"\x7e", b"\x36", PrinterStatus.COVER_OPEN),
        (b"\x12", b"\x52", PrinterStatus.UNKNOWN),
        (b"", b"\x12", PrinterStatus.UNKNOWN),
        (b"\x00", b"\x12", PrinterStatus.UNKNOWN),
        (b"\xff", b"\x12", PrinterStatus.UNKNOWN),
        (b"\x11", b"\x12", PrinterStatus.UNKNOWN),  # XON
        (b"\x12\x12\x72", b"\x12", PrinterStatus.PAPER_OUT),  # the newest answer counts
        (b"\x72\x11", b"\x12", PrinterStatus.PAPER_OUT),
    ],
)
def test_what_the_answers_mean(paper: bytes, cause: bytes, status: PrinterStatus) -> None:
    answers = {ASK_PAPER: paper, ASK_OFFLINE_CAUSE: cause}
    assert ask_status(answers.__getitem__) is status


def test_a_silent_printer_is_waited_for_only_once() -> None:
    asked: list[bytes] = []

    def silence(question: bytes) -> bytes:
        asked.append(question)
        return b""

    assert ask_status(silence) is PrinterStatus.UNKNOWN
    assert len(asked) == 1


def test_only_a_printer_that_could_print_may() -> None:
    may = {status for status in PrinterStatus if status.may_print}
    assert may == {PrinterStatus.READY, PrinterStatus.PAPER_LOW, PrinterStatus.UNKNOWN}
