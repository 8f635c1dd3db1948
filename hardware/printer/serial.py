"""A printer on a serial port or a virtual COM port."""

import errno
import termios
import time

import serial
from escpos.exceptions import DeviceNotFoundError
from escpos.printer import Serial

from hardware.errors import DeviceMisconfigured, DeviceUnavailable
from hardware.printer.job import DEFAULT_WIDTH_DOTS, JobPrinter, Pacing

_SEND_S = 20.0  # 256 lines of 72 bytes take 19 s at 9600 baud


class SerialPrinter(JobPrinter):
    """Keeps the port open: opening it toggles DTR, which resets some printers."""

    def __init__(
        self,
        device: str,
        baud: int = 115_200,
        *,
        width_dots: int = DEFAULT_WIDTH_DOTS,
        pacing: Pacing | None = None,
        reply_s: float = 1.0,
    ) -> None:
        """`reply_s` is how many seconds of silence count as no answer."""
        super().__init__(width_dots, pacing or Pacing())
        self._path = device
        self._vendor = Serial(device, baudrate=baud, timeout=reply_s)
        self._port: serial.Serial | None = None

    def _connect(self) -> None:
        if self._port is not None:
            return
        try:
            self._vendor.open()
        except DeviceNotFoundError as fault:
            cause = fault.__context__
            if getattr(cause, "errno", None) == errno.EACCES:
                detail = f"{self._path}: the kiosk's user must be in the group dialout"
                raise DeviceMisconfigured("printer", "no_rights", detail) from fault
            raise DeviceUnavailable("printer", "not_found", self._path) from fault
        self._port = self._vendor.device
        # python-escpos sets none, so that a printer holding the line would stop us for ever.
        self._port.write_timeout = _SEND_S

    def _send(self, data: bytes) -> None:
        assert self._port is not None
        try:
            self._port.write(data)
        except (serial.SerialException, OSError, termios.error) as fault:
            raise DeviceUnavailable("printer", "connection_lost", self._path) from fault

    def _finish(self) -> None:
        """Wait for the kernel's buffer: at 9600 baud it holds more than four seconds of line.

        Not `flush()`, which has no time limit.
        """
        assert self._port is not None
        deadline = time.monotonic() + _SEND_S
        try:
            while self._port.out_waiting:
                if time.monotonic() > deadline:
                    raise DeviceUnavailable("printer", "not_accepting", self._path)
                time.sleep(0.01)
        except (serial.SerialException, OSError, termios.error) as fault:
            raise DeviceUnavailable("printer", "connection_lost", self._path) from fault

    def _ask(self, question: bytes) -> bytes:
        assert self._port is not None
        try:
            self._port.reset_input_buffer()
            self._port.write(question)
            # Not query_status(): it waits for sixteen bytes where one is the whole answer.
            first = self._port.read(1)
            return bytes(first + self._port.read(self._port.in_waiting))
        except serial.SerialTimeoutException:
            return b""
        # pyserial lets termios.error through, which is no OSError, when a device disappears.
        except (serial.SerialException, OSError, termios.error) as fault:
            raise DeviceUnavailable("printer", "connection_lost", self._path) from fault

    def _release(self) -> None:
        return

    def _abandon(self) -> None:
        if self._port is None:
            return
        try:
            # Otherwise closing waits until the unread rest has gone out, which it never will.
            self._port.reset_output_buffer()
            self._port.close()
        except (serial.SerialException, OSError, termios.error):
            pass
        self._vendor.device = False
        self._port = None
