"""A printer on Ethernet or Wi-Fi that takes raw bytes on a TCP port (9100 as a rule)."""

import socket

from escpos.printer import Network

from hardware.errors import DeviceUnavailable
from hardware.printer.job import DEFAULT_WIDTH_DOTS, JobPrinter, Pacing

_CONNECT_S = 2.0
_SEND_S = 10.0  # a printer that waits for its motor stops reading for a second or two


class NetworkPrinter(JobPrinter):
    """Connects for each job and question: most such printers serve one connection at a time."""

    def __init__(
        self,
        host: str,
        port: int = 9100,
        *,
        width_dots: int = DEFAULT_WIDTH_DOTS,
        pacing: Pacing | None = None,
        reply_s: float = 1.0,
    ) -> None:
        """`reply_s` is how many seconds of silence count as no answer."""
        super().__init__(width_dots, pacing or Pacing())
        self._address = (host, port)
        self._reply_s = reply_s
        self._vendor = Network(host, port, timeout=_SEND_S)
        self._socket: socket.socket | None = None

    def _connect(self) -> None:
        if self._socket is not None:
            return
        try:
            # Not Network.open(): that knows no IPv6 and leaks its socket when it fails.
            self._socket = socket.create_connection(self._address, timeout=_CONNECT_S)
        except OSError as fault:
            raise self._unavailable("not_reachable") from fault
        self._socket.settimeout(_SEND_S)
        self._vendor.device = self._socket

    def _send(self, data: bytes) -> None:
        assert self._socket is not None
        try:
            self._socket.sendall(data)
        except OSError as fault:
            raise self._unavailable("connection_lost") from fault

    def _ask(self, question: bytes) -> bytes:
        assert self._socket is not None
        try:
            self._drain()
            self._socket.settimeout(self._reply_s)
            reply = bytes(self._vendor.query_status(question))
        except TimeoutError:
            return b""
        except OSError as fault:
            raise self._unavailable("connection_lost") from fault
        else:
            if not reply:  # the other side has hung up, which is not the same as silence
                raise self._unavailable("connection_lost")
            return reply
        finally:
            self._socket.settimeout(_SEND_S)

    def _drain(self) -> None:
        """Throw away replies that nobody asked for, so that an old one is not taken for new."""
        assert self._socket is not None
        self._socket.setblocking(False)
        try:
            while self._socket.recv(256):
                pass
        except BlockingIOError:
            return
        raise self._unavailable("connection_lost")

    def _release(self) -> None:
        if self._socket is not None:
            self._vendor.close()
            self._socket = None

    def _abandon(self) -> None:
        self._release()

    def _unavailable(self, reason: str) -> DeviceUnavailable:
        return DeviceUnavailable("printer", reason, f"tcp://{self._address[0]}:{self._address[1]}")
