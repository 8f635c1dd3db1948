"""A camera through OpenCV: a V4L2 number, a stream address or a video file."""

import sys

import cv2
import numpy as np

from hardware.camera.port import Frame
from hardware.errors import DeviceUnavailable

_TIMEOUT_MS = 5_000
# Named, because OpenCV otherwise tries every library it knows and fills the log.
_CAMERAS = cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY


class OpenCvFrames:
    """Opens at the first read, and again after a camera was pulled out and put back."""

    def __init__(self, source: int | str, width: int = 1280, height: int = 720) -> None:
        """`source` is the number of /dev/videoN, or a path or address OpenCV can open.

        `width` and `height` in pixels are a wish; a camera gives the nearest size it has.
        """
        self._source = source
        self._size = (width, height)
        self._capture: cv2.VideoCapture | None = None
        self._closed = False

    def read(self) -> Frame:
        """See FrameSource.read."""
        if self._closed:
            raise DeviceUnavailable("camera", "closed")
        if self._capture is None:
            self._capture = self._open()
        try:
            there, frame = self._capture.read()
        except cv2.error as fault:
            self._drop()
            raise self._unavailable("no_picture") from fault
        if not there or frame is None:
            self._drop()
            raise self._unavailable("no_picture")
        if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8:
            self._drop()
            raise self._unavailable("unknown_picture_format")
        return frame.astype(np.uint8, copy=False)

    def close(self) -> None:
        """See FrameSource.close."""
        self._closed = True
        self._drop()

    def _open(self) -> cv2.VideoCapture:
        limits = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
            _TIMEOUT_MS,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC,
            _TIMEOUT_MS,
        ]
        try:
            if isinstance(self._source, int):
                # V4L2 has a time limit of its own (10 s) and refuses to be given another.
                capture = cv2.VideoCapture(self._source, _CAMERAS)
                capture.set(cv2.CAP_PROP_FRAME_WIDTH, self._size[0])
                capture.set(cv2.CAP_PROP_FRAME_HEIGHT, self._size[1])
                # Otherwise the face on the screen is four frames behind the person.
                capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
            else:
                capture = cv2.VideoCapture(self._source, cv2.CAP_FFMPEG, limits)
        except cv2.error as fault:
            raise self._unavailable("not_found") from fault
        if not capture.isOpened():
            capture.release()
            raise self._unavailable("not_found")
        return capture

    def _drop(self) -> None:
        if self._capture is not None:
            self._capture.release()
            self._capture = None

    def _unavailable(self, reason: str) -> DeviceUnavailable:
        return DeviceUnavailable("camera", reason, f"camera {self._source}")
