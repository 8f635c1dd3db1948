"""A camera that plays pictures, from memory or a folder: for tests, rehearsals and demos."""

import itertools
import threading
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from hardware.camera.port import Frame
from hardware.errors import DeviceMisconfigured, DeviceUnavailable

_SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp"}


class PlayedFrames:
    """Gives its frames in order, over and over or once; `show` puts others before the lens."""

    def __init__(self, frames: Sequence[Frame], *, repeat: bool = True) -> None:
        """`frames` are arrays of (height, width, 3), BGR, uint8; none at all is a dead camera."""
        self._repeat = repeat
        self._lock = threading.Lock()
        self._closed = False
        self.show(*frames)

    @classmethod
    def from_folder(cls, folder: Path, *, repeat: bool = True) -> "PlayedFrames":
        """Plays the pictures of `folder` in the order of their names.

        Raises DeviceMisconfigured if there are none, or one cannot be read.
        """
        frames = []
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        for path in (path for path in found if path.suffix.lower() in _SUFFIXES):
            picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
            if picture is None:
                raise DeviceMisconfigured("camera", "unreadable_picture", str(path))
            frames.append(picture.astype(np.uint8, copy=False))
        if not frames:
            raise DeviceMisconfigured("camera", "no_pictures", str(folder))
        return cls(frames, repeat=repeat)

    def show(self, *frames: Frame) -> None:
        """From now on play these instead."""
        with self._lock:
            self._frames = itertools.cycle(frames) if self._repeat else iter(tuple(frames))

    def read(self) -> Frame:
        """See FrameSource.read."""
        with self._lock:
            if self._closed:
                raise DeviceUnavailable("camera", "closed")
            frame = next(self._frames, None)
        if frame is None:
            raise DeviceUnavailable("camera", "no_picture", "nothing more to play")
        return frame.copy()

    def close(self) -> None:
        """See FrameSource.close."""
        self._closed = True
