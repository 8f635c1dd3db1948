"""One job from beginning to end, the same for every way of connecting a printer."""

import threading
import time
from abc import ABC, abstractmethod
from dataclasses import dataclass

from PIL import Image

from hardware.errors import (
    DeviceError,
    DeviceMisconfigured,
    DeviceNeedsPerson,
    DeviceUnavailable,
)
from hardware.printer.port import PrinterStatus
from hardware.printer.raster import encode
from hardware.printer.realtime_status import ask_status

DEFAULT_WIDTH_DOTS = 576


@dataclass(frozen=True)
class Pacing:
    """How fast a printer is fed.

    `fragment_lines` lines at a time with `pause_s` seconds between; `settle_s` seconds from
    the last byte to the closing question: a ticket of 150 mm takes about that long at the usual
    200 mm/s, and paper that runs out while it prints is only noticed then.
    """

    fragment_lines: int = 256
    pause_s: float = 0.0
    settle_s: float = 0.8


class JobPrinter(ABC):
    """Asks, sends, asks again. Subclasses connect, and translate what their library throws.

    One lock: a status asked by the diagnostics screen does not fall into the middle of a job.
    """

    def __init__(self, width_dots: int, pacing: Pacing) -> None:
        self._width_dots = width_dots
        self._pacing = pacing
        self._lock = threading.Lock()

    @property
    def width_dots(self) -> int:
        """Printable width in dots."""
        return self._width_dots

    def status(self) -> PrinterStatus:
        """See Printer.status."""
        try:
            return self.probe()
        except DeviceError:
            # The technician sees the reason by `probe`; the kiosk has no printer.
            return PrinterStatus.ABSENT

    def probe(self) -> PrinterStatus:
        """The status for a technician: raises the DeviceError that stands behind ABSENT."""
        with self._lock:
            try:
                self._connect()
                status = self._ask_status()
            except DeviceError:
                self._abandon()
                raise
            self._release()
            return status

    def print_image(self, image: Image.Image) -> None:
        """See Printer.print_image."""
        if image.width != self._width_dots:
            detail = f"{image.width} dots wide, the paper has {self._width_dots}"
            raise DeviceMisconfigured("printer", "wrong_picture", detail)
        chunks = encode(image, self._pacing.fragment_lines)
        with self._lock:
            done = False
            try:
                self._connect()
                before = self._ask_status()
                _refuse(before)
                self._send_all(chunks)
                self._finish()
                time.sleep(self._pacing.settle_s if before is not PrinterStatus.UNKNOWN else 0.0)
                after = self._ask_status()
                _refuse(after)
                if after is PrinterStatus.UNKNOWN and before is not PrinterStatus.UNKNOWN:
                    raise DeviceUnavailable("printer", "fell_silent")
                done = True
            finally:
                if done:
                    self._release()
                else:
                    self._abandon()

    def close(self) -> None:
        """See Printer.close."""
        with self._lock:
            self._abandon()

    def _send_all(self, chunks: list[bytes]) -> None:
        for index, chunk in enumerate(chunks):
            if index:
                time.sleep(self._pacing.pause_s)
            self._send(chunk)

    def _ask_status(self) -> PrinterStatus:
        return ask_status(self._ask)

    @abstractmethod
    def _connect(self) -> None:
        """Open the device unless it is open. Raises DeviceError."""

    @abstractmethod
    def _send(self, data: bytes) -> None:
        """Send all of `data`. Raises DeviceError."""

    @abstractmethod
    def _ask(self, question: bytes) -> bytes:
        """Send a status question, return the reply or b"" after silence. Raises DeviceError."""

    def _finish(self) -> None:
        """After the last byte of a job; for drivers that collect a whole job."""
        return

    @abstractmethod
    def _release(self) -> None:
        """After a question or a finished job; connections that may stay open stay."""

    @abstractmethod
    def _abandon(self) -> None:
        """After a failure, and at the end: close without waiting for anything."""


def _refuse(status: PrinterStatus) -> None:
    if status in (PrinterStatus.PAPER_OUT, PrinterStatus.COVER_OPEN):
        raise DeviceNeedsPerson("printer", status.value)
    if status is PrinterStatus.ABSENT:
        raise DeviceUnavailable("printer", status.value)
