"""QR symbols seen by a camera (zxing-cpp, QR only: 3 to 5 ms for a frame of 1280x720)."""

import time
from collections.abc import Callable

import zxingcpp

from hardware.camera.port import Frame, FrameSource
from hardware.errors import DeviceUnavailable
from hardware.scanner.port import LONGEST_CODE

_QR = zxingcpp.barcode_formats_from_str("QRCode")


class CameraQrScanner:
    """Looks ten times a second; a symbol held still is given once.

    The same symbol counts again after it was out of sight for `forget_s` seconds. The camera
    is not closed with the scanner: it is also the one that looks at faces.
    """

    def __init__(
        self,
        frames: FrameSource,
        *,
        every_s: float = 0.1,
        forget_s: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`every_s` is the pause between two looks in seconds."""
        self._frames = frames
        self._every_s = every_s
        self._forget_s = forget_s
        self._clock = clock
        # Salted hashes and not the texts, which belong to the person who has gone.
        self._seen: dict[int, float] = {}
        self._waiting: list[str] = []
        self._closed = False

    def read(self, timeout_s: float) -> str | None:
        """See Scanner.read."""
        deadline = time.monotonic() + timeout_s
        while True:
            if self._closed:
                raise DeviceUnavailable("scanner", "closed")
            if not self._waiting:
                self._waiting = self._fresh(qr_texts(self._look()))
            if self._waiting:
                return self._waiting.pop(0)
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            time.sleep(min(self._every_s, left))

    def discard(self) -> None:
        """See Scanner.discard."""
        self._waiting.clear()

    def close(self) -> None:
        """See Scanner.close."""
        self._closed = True
        self._seen.clear()
        self._waiting.clear()

    def _look(self) -> Frame:
        try:
            return self._frames.read()
        except DeviceUnavailable as fault:
            raise DeviceUnavailable("scanner", fault.reason, fault.detail) from fault

    def _fresh(self, texts: list[str]) -> list[str]:
        now = self._clock()
        self._seen = {t: at for t, at in self._seen.items() if now - at < self._forget_s}
        fresh = [text for text in texts if hash(text) not in self._seen]
        self._seen.update(dict.fromkeys(map(hash, texts), now))
        return fresh


def qr_texts(frame: Frame) -> list[str]:
    """The texts of all QR symbols in a frame of shape (height, width, 3), BGR, uint8."""
    found = zxingcpp.read_barcodes(frame, formats=_QR)
    texts = (str(symbol.text).strip() for symbol in found)
    return [text for text in dict.fromkeys(texts) if 0 < len(text) <= LONGEST_CODE]
