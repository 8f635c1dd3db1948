"""From the address in the settings to a scanner."""

from hardware.camera.port import FrameSource
from hardware.errors import DeviceMisconfigured
from hardware.scanner.camera_qr import CameraQrScanner
from hardware.scanner.port import Scanner
from hardware.scanner.serial import SerialScanner
from hardware.scanner.typed import TypedScanner


def open_scanner(address: str, frames: FrameSource | None = None) -> Scanner | None:
    """The scanner at `address`, or None for `none`; nothing is connected yet.

    - `serial:/dev/ttyACM0` or `serial:/dev/ttyUSB0?baud=9600`
    - `camera`  QR symbols in `frames`
    - `keyboard`  a TypedScanner, to be fed by the window

    Raises DeviceMisconfigured, saying what is wrong with the address.
    """
    place, _, query = address.strip().partition("?")
    kind, _, rest = place.partition(":")
    if kind == "serial" and rest:
        name, _, baud = query.partition("=")
        if not query:
            return SerialScanner(rest)
        if name == "baud" and baud.isdecimal() and 1200 <= int(baud) <= 4_000_000:
            return SerialScanner(rest, int(baud))
        raise _wrong(address, "expected ?baud=NUMBER")
    if rest or query:
        raise _wrong(address, "expected serial:DEVICE, camera, keyboard or none")
    if kind == "camera":
        if frames is None:
            raise _wrong(address, "there is no camera to look through")
        return CameraQrScanner(frames)
    if kind == "keyboard":
        return TypedScanner()
    if kind == "none":
        return None
    raise _wrong(address, "expected serial:DEVICE, camera, keyboard or none")


def _wrong(address: str, why: str) -> DeviceMisconfigured:
    return DeviceMisconfigured("scanner", "bad_address", f"{address!r}: {why}")
