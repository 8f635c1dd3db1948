"""A printer's firmware and the cables to it, so that real drivers meet something that answers."""

import contextlib
import errno
import fcntl
import os
import select
import socket
import threading
import tty
from pathlib import Path
from types import SimpleNamespace
from typing import Self

import usb.core

from hardware.printer.recording import Condition

_BREAK_AFTER = 5_000  # bytes: in the first fragment of a ticket


class Unplugged(Exception):
    """The cable is pulled at this moment."""


class Firmware:
    """Takes ESC/POS bytes in any portions, answers DLE EOT, and keeps the jobs it has cut."""

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        self.jobs: list[bytes] = []
        self.finished = threading.Event()
        self._buffer = b""
        self._job = b""
        self._received = 0

    def receive(self, data: bytes) -> bytes:
        """The replies to `data`; raises Unplugged when it is time for that."""
        self._received += len(data)
        if self._received > _BREAK_AFTER:
            if self.condition is Condition.BREAKS_MID_JOB:
                raise Unplugged
            if self.condition is Condition.RUNS_OUT_MID_JOB:
                self.condition = Condition.PAPER_OUT
        self._buffer += data
        replies = b""
        while (length := self._command_length()) and length <= len(self._buffer):
            command, self._buffer = self._buffer[:length], self._buffer[length:]
            if command.startswith(b"\x10\x04"):
                replies += self._answer(command[2])
                continue
            self._job += command
            if command.startswith(b"\x1dV"):
                self.jobs.append(self._job)
                self._job = b""
                self.finished.set()
        return replies

    def _command_length(self) -> int:
        head = self._buffer[:8]
        if head.startswith(b"\x1dv0"):
            if len(head) < 8:
                return 0
            return 8 + int.from_bytes(head[4:6], "little") * int.from_bytes(head[6:8], "little")
        known = {b"\x1b@": 2, b"\x1dV": 4, b"\x10\x04": 3}
        return known[head[:2]] if len(head) >= 2 else 0

    def _answer(self, question: int) -> bytes:
        if self.condition is Condition.MUTE:
            return b""
        reply = 0x12
        if question == 4:
            reply |= {Condition.PAPER_LOW: 0x0C, Condition.PAPER_OUT: 0x6C}.get(self.condition, 0)
        if question == 2:
            reply |= {Condition.COVER_OPEN: 0x04, Condition.PAPER_OUT: 0x20}.get(self.condition, 0)
        return bytes([reply])


class Cable:
    """A thread between a file descriptor and the firmware; leave the context to end it."""

    def __init__(self, firmware: Firmware) -> None:
        self.firmware = firmware
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join(60)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        raise NotImplementedError

    def _readable(self, descriptor: int) -> bool:
        return bool(select.select([descriptor], [], [], 0.05)[0])


class TcpCable(Cable):
    """Port 9100 of a printer: one connection at a time."""

    def __init__(self, firmware: Firmware) -> None:
        super().__init__(firmware)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def _run(self) -> None:
        with self._listener:
            while not self._ending.is_set():
                if self._readable(self._listener.fileno()):
                    connection, _ = self._listener.accept()
                    with connection, contextlib.suppress(OSError):
                        self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        while not self._ending.is_set():
            if not self._readable(connection.fileno()):
                continue
            data = connection.recv(4096)
            if not data:
                return
            try:
                connection.sendall(self.firmware.receive(data))
            except Unplugged:
                return


class SerialCable(Cable):
    """The far end of a pseudo terminal; `path` is the near one."""

    def __init__(self, firmware: Firmware) -> None:
        super().__init__(firmware)
        self._far, self._near = os.openpty()
        tty.setraw(self._near)
        self.path = os.ttyname(self._near)

    def _run(self) -> None:
        try:
            while not self._ending.is_set():
                if self._readable(self._far):
                    os.write(self._far, self.firmware.receive(os.read(self._far, 4096)))
        except Unplugged:
            return
        finally:
            os.close(self._far)
            os.close(self._near)


class PipeCable(Cable):
    """A device file that cannot be asked: the reading end of a named pipe."""

    def __init__(self, firmware: Firmware, path: Path) -> None:
        super().__init__(firmware)
        os.mkfifo(path)
        self._far = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        # As little as a printer holds: a whole ticket would otherwise fit into the kernel's
        # buffer, and a cable pulled in the middle of it would go unnoticed.
        fcntl.fcntl(self._far, fcntl.F_SETPIPE_SZ, 4096)

    def _run(self) -> None:
        try:
            while not self._ending.is_set():
                if self._readable(self._far):
                    data = os.read(self._far, 4096)
                    if data:
                        self.firmware.receive(data)
                    else:  # nobody writes at the moment
                        self._ending.wait(0.01)
        except Unplugged:
            return
        finally:
            os.close(self._far)


class UsbDevice:
    """What pyusb gives for a printer: a printing interface with two bulk endpoints."""

    backend = SimpleNamespace(__module__="usb.backend.libusb1")

    def __init__(self, firmware: Firmware) -> None:
        self._firmware = firmware
        self._replies = b""
        self._ctx = SimpleNamespace(dispose=lambda _device: None)
        self.resets = 0

    def is_kernel_driver_active(self, _interface: int) -> bool:
        return False

    def set_configuration(self) -> None:
        return

    def reset(self) -> None:
        self.resets += 1

    def get_active_configuration(self) -> list["UsbInterface"]:
        return [UsbInterface(3, [(0x84, 3)]), UsbInterface(7, [(0x03, 2), (0x86, 2)])]

    def write(self, endpoint: int, data: bytes, _timeout_ms: int) -> int:
        assert endpoint == 0x03
        part = data[:16_384]  # a transfer may take less than it was given
        try:
            self._replies += self._firmware.receive(part)
        except Unplugged as pulled:
            raise usb.core.USBError("No such device", errno=errno.ENODEV) from pulled
        return len(part)

    def read(self, endpoint: int, size: int, _timeout_ms: int) -> bytes:
        assert endpoint == 0x86
        if not self._replies:
            raise usb.core.USBTimeoutError("Operation timed out", errno=errno.ETIMEDOUT)
        replies, self._replies = self._replies[:size], self._replies[size:]
        return replies


class UsbInterface(list[SimpleNamespace]):
    """An interface is a sequence of endpoints."""

    def __init__(self, interface_class: int, endpoints: list[tuple[int, int]]) -> None:
        super().__init__(
            SimpleNamespace(bEndpointAddress=address, bmAttributes=kind)
            for address, kind in endpoints
        )
        self.bInterfaceClass = interface_class
