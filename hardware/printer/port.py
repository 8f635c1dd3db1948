"""What the kiosk may ask of a ticket printer. Calls block: use `asyncio.to_thread`."""

from enum import StrEnum
from typing import Protocol

from PIL import Image


class PrinterStatus(StrEnum):
    """What the printer itself says. No answer is UNKNOWN and never READY."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    UNKNOWN = "unknown"
    ABSENT = "absent"

    @property
    def may_print(self) -> bool:
        """Whether a job is worth sending. UNKNOWN may print, but show the number as well."""
        return self in (PrinterStatus.READY, PrinterStatus.PAPER_LOW, PrinterStatus.UNKNOWN)


class Printer(Protocol):
    """A printer of black and white pictures with a cutter."""

    @property
    def width_dots(self) -> int:
        """Printable width in dots, 8 to the millimetre."""

    def status(self) -> PrinterStatus:
        """Ask the printer now. Raises nothing: a fault is an answer too."""

    def print_image(self, image: Image.Image) -> None:
        """Print a picture of mode "1" and `width_dots` wide, then cut.

        Asks the printer before and after. Returning means that every byte was accepted and
        that no fault was reported; where `status` is UNKNOWN nobody can say more than that.

        Raises DeviceNeedsPerson (paper out, cover open; the ticket may be incomplete),
        DeviceUnavailable (not there, hung up, fell silent in the middle) or
        DeviceMisconfigured (a picture of another width or mode, missing rights).
        """

    def close(self) -> None:
        """Let go of the device. May be called twice; a later job opens it again."""
