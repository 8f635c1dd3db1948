"""What the kiosk may ask of a camera. Calls block: read in a thread of their own."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]  # height x width x 3, blue green red, one byte each


class FrameSource(Protocol):
    """Something that gives frames, the newest each time it is asked.

    Not called Camera, because Kivy registers a widget under that name.
    """

    def read(self) -> Frame:
        """The next frame, shape (height, width, 3), BGR, uint8, owned by the caller.

        Raises DeviceUnavailable when there is no camera, it gives no picture, or it is closed.
        """

    def close(self) -> None:
        """Let go of the camera. May be called twice."""
