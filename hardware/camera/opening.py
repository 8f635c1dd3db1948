"""From the address in the settings to a camera."""

from pathlib import Path

from hardware.camera.frames import PlayedFrames
from hardware.camera.opencv import OpenCvFrames
from hardware.camera.port import FrameSource
from hardware.errors import DeviceMisconfigured


def open_camera(address: str) -> FrameSource | None:
    """The camera at `address`, or None for `none`; nothing is connected yet.

    - `0`  the number of /dev/videoN
    - `frames:/path`  a folder of pictures, played over and over
    - `video:/path` or `video:rtsp://…`  what FFmpeg can open

    Raises DeviceMisconfigured, saying what is wrong with the address.
    """
    kind, _, rest = address.strip().partition(":")
    if kind == "none" and not rest:
        return None
    if kind.isdecimal() and not rest:
        return OpenCvFrames(int(kind))
    if kind == "frames" and rest:
        return PlayedFrames.from_folder(Path(rest))
    if kind == "video" and rest:
        return OpenCvFrames(rest)
    detail = f"{address!r}: expected a number, frames:FOLDER, video:PATH or none"
    raise DeviceMisconfigured("camera", "bad_address", detail)
