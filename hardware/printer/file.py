"""Jobs written to files in a directory, or through a device file such as /dev/usb/lp0."""

import itertools
import os
import select
import stat
from pathlib import Path

from hardware.errors import DeviceMisconfigured, DeviceUnavailable
from hardware.printer.job import DEFAULT_WIDTH_DOTS, JobPrinter, Pacing
from hardware.printer.port import PrinterStatus

_SEND_S = 10.0


class DirectoryPrinter(JobPrinter):
    """Each job becomes a file job-0001.bin, job-0002.bin …, there whole or not at all."""

    def __init__(self, directory: Path, *, width_dots: int = DEFAULT_WIDTH_DOTS) -> None:
        """The directory is made when it is first asked or printed to."""
        super().__init__(width_dots, Pacing(settle_s=0.0))
        self._directory = directory
        self._collected: list[bytes] = []

    def _connect(self) -> None:
        self._collected = []
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise DeviceUnavailable("printer", "not_writable", str(self._directory)) from fault

    def _ask_status(self) -> PrinterStatus:
        writable = os.access(self._directory, os.W_OK | os.X_OK)
        return PrinterStatus.READY if writable else PrinterStatus.ABSENT

    def _ask(self, question: bytes) -> bytes:
        return b""

    def _send(self, data: bytes) -> None:
        self._collected.append(data)

    def _finish(self) -> None:
        whole = b"".join(self._collected)
        draft = self._directory / f".job-{os.getpid()}-{id(self)}"
        try:
            draft.write_bytes(whole)
            try:
                self._name_next(draft)
            finally:
                draft.unlink()
        except OSError as fault:
            raise DeviceUnavailable("printer", "not_writable", str(self._directory)) from fault

    def _name_next(self, draft: Path) -> None:
        taken = (path.stem.removeprefix("job-") for path in self._directory.glob("job-*.bin"))
        last = max((int(number) for number in taken if number.isdecimal()), default=0)
        for number in itertools.count(last + 1):
            try:
                # A link fails where the name exists: two kiosks may share the directory.
                (self._directory / f"job-{number:04}.bin").hardlink_to(draft)
            except FileExistsError:
                continue
            return

    def _release(self) -> None:
        self._collected = []

    def _abandon(self) -> None:
        self._collected = []


class DeviceFilePrinter(JobPrinter):
    """Writes through a device file or a named pipe; it cannot be asked, so it is UNKNOWN.

    Not python-escpos's File, whose write blocks for ever when the paper is out.
    """

    def __init__(
        self, path: Path, *, width_dots: int = DEFAULT_WIDTH_DOTS, pacing: Pacing | None = None
    ) -> None:
        super().__init__(width_dots, pacing or Pacing())
        self._path = path
        self._descriptor: int | None = None

    def probe(self) -> PrinterStatus:
        """UNKNOWN where the device file exists and may be written; raises otherwise.

        It is not opened for that: opening /dev/usb/lp0 fails while a job is being written.
        """
        self._check()
        return PrinterStatus.UNKNOWN

    def _check(self) -> None:
        try:
            mode = self._path.stat().st_mode
        except OSError as fault:
            raise DeviceUnavailable("printer", "not_found", str(self._path)) from fault
        if not (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)):
            raise DeviceMisconfigured("printer", "not_a_device", str(self._path))
        if not os.access(self._path, os.W_OK):
            detail = f"{self._path}: the kiosk's user must be in the group lp"
            raise DeviceMisconfigured("printer", "no_rights", detail)

    def _connect(self) -> None:
        if self._descriptor is not None:
            return
        self._check()
        try:
            flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY
            self._descriptor = os.open(self._path, flags)
        except OSError as fault:
            raise DeviceUnavailable("printer", "not_found", str(self._path)) from fault

    def _ask_status(self) -> PrinterStatus:
        return PrinterStatus.UNKNOWN

    def _ask(self, question: bytes) -> bytes:
        return b""

    def _send(self, data: bytes) -> None:
        assert self._descriptor is not None
        left = memoryview(data)
        try:
            while left:
                _, writable, _ = select.select([], [self._descriptor], [], _SEND_S)
                if not writable:
                    raise DeviceUnavailable("printer", "not_accepting", str(self._path))
                try:
                    left = left[os.write(self._descriptor, left) :]
                except BlockingIOError:
                    continue
        except OSError as fault:
            raise DeviceUnavailable("printer", "connection_lost", str(self._path)) from fault

    def _release(self) -> None:
        self._abandon()

    def _abandon(self) -> None:
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)
