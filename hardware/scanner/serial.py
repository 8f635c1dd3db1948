"""A hand-held or built-in scanner on a serial or USB CDC port: one code a line."""

import termios
import time

import serial

from hardware.errors import DeviceUnavailable
from hardware.scanner.port import LONGEST_CODE

_MOST_BYTES = 4 * LONGEST_CODE  # four bytes is the longest letter of UTF-8


class SerialScanner:
    """Opens at the first read, and again after it was pulled out and put back."""

    def __init__(self, device: str, baud: int = 9600) -> None:
        """`device` such as /dev/ttyACM0; `baud` does not matter for USB CDC."""
        self._path = device
        self._baud = baud
        self._port: serial.Serial | None = None
        self._pending = bytearray()
        self._too_long = False
        self._closed = False

    def read(self, timeout_s: float) -> str | None:
        """See Scanner.read."""
        deadline = time.monotonic() + timeout_s
        while True:
            if self._closed:
                raise DeviceUnavailable("scanner", "closed")
            code = self._next_line()
            if code:
                return code
            left = deadline - time.monotonic()
            received = self._receive(max(left, 0.0))
            if not received and left <= 0:
                return None

    def discard(self) -> None:
        """See Scanner.discard."""
        self._pending.clear()
        self._too_long = False
        if self._port is None:
            return
        try:
            self._port.reset_input_buffer()
        except (serial.SerialException, OSError, termios.error):
            self._drop()  # the next read says what is the matter

    def close(self) -> None:
        """See Scanner.close."""
        self._closed = True
        self._drop()

    def _next_line(self) -> str | None:
        """The first whole line that is text; scanners end lines by CR, LF or both."""
        while True:
            ends = [at for at in (self._pending.find(b"\r"), self._pending.find(b"\n")) if at >= 0]
            if not ends:
                if len(self._pending) > _MOST_BYTES:
                    self._pending.clear()
                    self._too_long = True
                return None
            line = bytes(self._pending[: min(ends)])
            del self._pending[: min(ends) + 1]
            if self._too_long:
                self._too_long = False
                continue
            try:
                code = line.decode("utf-8").strip()
            except UnicodeDecodeError:
                continue
            if 0 < len(code) <= LONGEST_CODE:
                return code

    def _receive(self, timeout_s: float) -> int:
        try:
            if self._port is None:
                self._port = serial.Serial(self._path, self._baud, timeout=0)
            self._port.timeout = timeout_s
            received = self._port.read(1)
            received += self._port.read(self._port.in_waiting)
        # pyserial lets termios.error through, which is no OSError, when a device disappears.
        except (serial.SerialException, OSError, termios.error) as fault:
            self._drop()
            raise DeviceUnavailable("scanner", "not_found", self._path) from fault
        self._pending += received
        return len(received)

    def _drop(self) -> None:
        self._pending.clear()
        self._too_long = False
        if self._port is not None:
            port, self._port = self._port, None
            try:
                port.close()
            except (serial.SerialException, OSError, termios.error):
                return
