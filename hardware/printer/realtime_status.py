"""Reading the replies to DLE EOT, the status question a printer answers even while busy.

python-escpos's `paper_status()` takes an empty reply for "plenty of paper"; here it is UNKNOWN.
Bits are those of Epson's ESC/POS reference for DLE EOT n=2 (offline cause) and n=4 (paper roll
sensor).
"""

from collections.abc import Callable
from typing import Final

from hardware.printer.port import PrinterStatus

ASK_OFFLINE_CAUSE: Final = b"\x10\x04\x02"
ASK_PAPER: Final = b"\x10\x04\x04"

_COVER_OPEN = 0x04
_STOPPED_FOR_PAPER = 0x20
_FAULT = 0x40
_NEAR_END = 0x0C
_PAPER_END = 0x60


def _newest(reply: bytes) -> int | None:
    """The last byte that can be a status: bits 0 and 7 clear, bits 1 and 4 set.

    The last, because raster data that happens to hold the bytes of a status question makes
    some printers answer it, and those answers arrive first.
    """
    return next((byte for byte in reversed(reply) if byte & 0x93 == 0x12), None)


def ask_status(ask: Callable[[bytes], bytes]) -> PrinterStatus:
    """Put the two questions by `ask` (returns b"" after silence) and weigh the answers.

    A printer that stays silent on paper is UNKNOWN and is not asked again, which would cost
    a second timeout; one that only knows the paper question is believed on paper.
    """
    paper = _newest(ask(ASK_PAPER))
    if paper is None:
        return PrinterStatus.UNKNOWN
    cause = _newest(ask(ASK_OFFLINE_CAUSE)) or 0
    if cause & _COVER_OPEN:
        # First, because an open cover also lifts the roll off the paper sensor.
        return PrinterStatus.COVER_OPEN
    if paper & _PAPER_END or cause & _STOPPED_FOR_PAPER:
        return PrinterStatus.PAPER_OUT
    if cause & _FAULT:
        # Cutter jam or overheating: it answers, but nobody should count on it.
        return PrinterStatus.UNKNOWN
    return PrinterStatus.PAPER_LOW if paper & _NEAR_END else PrinterStatus.READY
