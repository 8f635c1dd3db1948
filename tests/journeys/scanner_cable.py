"""A code scanner on a serial cable, and a hand that holds codes against it."""

from __future__ import annotations

import os
import tty


class ScannerCable:
    """Two ends of a cable: the kiosk opens one, codes go in at the other.

    Attributes:
        address: for ``DMED_SCANNER``.
    """

    def __init__(self) -> None:
        self._scanner, self._socket = os.openpty()
        tty.setraw(self._socket)
        self.address = f"serial:{os.ttyname(self._socket)}"

    def show(self, code: str) -> None:
        """Hold a code against the scanner."""
        os.write(self._scanner, code.encode() + b"\r\n")

    def close(self) -> None:
        """Pull the cable out."""
        os.close(self._scanner)
        os.close(self._socket)
