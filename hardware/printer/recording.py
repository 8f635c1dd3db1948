"""A printer in memory for tests and rehearsals: keeps each job, fails when told to."""

from enum import StrEnum

from PIL import Image

from hardware.errors import DeviceUnavailable
from hardware.printer.decode import decode
from hardware.printer.job import DEFAULT_WIDTH_DOTS, JobPrinter, Pacing
from hardware.printer.port import PrinterStatus


class Condition(StrEnum):
    """What the rehearsed printer is like."""

    FINE = "fine"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    MUTE = "mute"  # prints, but never answers
    ABSENT = "absent"
    BREAKS_MID_JOB = "breaks_mid_job"  # the cable is pulled after the first bytes
    RUNS_OUT_MID_JOB = "runs_out_mid_job"


_STATUS = {
    Condition.FINE: PrinterStatus.READY,
    Condition.PAPER_LOW: PrinterStatus.PAPER_LOW,
    Condition.PAPER_OUT: PrinterStatus.PAPER_OUT,
    Condition.COVER_OPEN: PrinterStatus.COVER_OPEN,
    Condition.MUTE: PrinterStatus.UNKNOWN,
    Condition.ABSENT: PrinterStatus.ABSENT,
    Condition.BREAKS_MID_JOB: PrinterStatus.READY,
    Condition.RUNS_OUT_MID_JOB: PrinterStatus.READY,
}


class RecordingPrinter(JobPrinter):
    """`jobs` holds the bytes of every job that went through; set `condition` at any time."""

    def __init__(self, width_dots: int = DEFAULT_WIDTH_DOTS) -> None:
        super().__init__(width_dots, Pacing(settle_s=0.0))
        self.condition = Condition.FINE
        self.jobs: list[bytes] = []
        self._current: list[bytes] = []

    def pictures(self) -> list[Image.Image]:
        """What came out of the printer, one picture of mode "1" for each job."""
        return [decode(job) for job in self.jobs]

    def _connect(self) -> None:
        self._current = []
        if self.condition is Condition.ABSENT:
            raise DeviceUnavailable("printer", "not_found", "rehearsal")

    def _ask_status(self) -> PrinterStatus:
        return _STATUS[self.condition]

    def _ask(self, question: bytes) -> bytes:
        return b""

    def _send(self, data: bytes) -> None:
        if self._current and self.condition is Condition.BREAKS_MID_JOB:
            raise DeviceUnavailable("printer", "connection_lost", "rehearsal")
        self._current.append(data)

    def _finish(self) -> None:
        if self.condition is Condition.RUNS_OUT_MID_JOB:
            self.condition = Condition.PAPER_OUT
            return
        self.jobs.append(b"".join(self._current))

    def _release(self) -> None:
        self._current = []

    def _abandon(self) -> None:
        self._current = []
