"""A look into the camera: frames are read and judged in a thread, the window draws the newest.

Nothing of a look is kept: the frame goes when the look ends, the template when its request has
been answered or the person has gone. No Kivy here.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Final

import structlog

from hardware.camera.port import Frame, FrameSource
from hardware.errors import DeviceError
from kiosk.looks import Missed, Purpose
from mobile_api.faces.schemas import Embedding
from models.face.observation import Observer
from models.face.session import ENROLMENT, RECOGNITION, LookPlan, RecognitionSession
from models.face.templates import Failed, FailedReason, Progress, Template
from models.face.thresholds import Thresholds

log = structlog.get_logger(__name__)

PLANS: Final[dict[Purpose, LookPlan]] = {
    Purpose.SEARCH: RECOGNITION,
    Purpose.VERIFY: RECOGNITION,
    Purpose.ENROL: ENROLMENT,
}


_MISSED: Final[dict[FailedReason, Missed]] = {
    FailedReason.NOBODY: Missed.NOBODY,
    FailedReason.TOO_FEW_GOOD_FRAMES: Missed.UNCLEAR,
    FailedReason.SEVERAL_PEOPLE: Missed.SEVERAL,
    FailedReason.NOT_LIVE: Missed.NOT_SURE,
    FailedReason.NOT_TURNED: Missed.NOT_TURNED,
    FailedReason.OTHER_PERSON: Missed.NOT_SURE,
}


class Mirror:
    """The newest frame, for the window to draw; empty while nobody is looked at.

    A frame is only taken from the look that goes on: one that was cancelled may still be
    reading its last frame when the next person stands there.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._look: object | None = None
        self._frame: Frame | None = None

    @property
    def frame(self) -> Frame | None:
        """The newest frame, as the camera sees it; None outside of a look."""
        with self._lock:
            return self._frame

    def open(self, look: object) -> None:
        """From now on only frames of ``look`` are shown."""
        with self._lock:
            self._look, self._frame = look, None

    def show(self, look: object, frame: Frame) -> None:
        """Show ``frame``, if its look goes on."""
        with self._lock:
            if look is self._look:
                self._frame = frame

    def close(self, look: object) -> None:
        """Take the picture away, unless another look has begun."""
        with self._lock:
            if look is self._look:
                self._look = self._frame = None


class Recogniser:
    """Looks at whoever stands before the kiosk.

    Args:
        camera: gives frames.
        observer: finds faces in them.
        clock: seconds, monotonic.
    """

    def __init__(self, camera: FrameSource, observer: Observer, clock: Callable[[], float]) -> None:
        self.mirror = Mirror()
        self._camera = camera
        self._observer = observer
        self._clock = clock
        self._camera_lock = threading.Lock()
        self._broken = False

    @property
    def thresholds(self) -> Thresholds:
        """Of the network in use, and whether this site has calibrated."""
        return self._observer.thresholds

    @property
    def model_id(self) -> str:
        """Which network makes the embeddings."""
        return self._observer.model_id

    @property
    def is_ready(self) -> bool:
        """False after the camera gave no picture, until it does again at the next look."""
        return not self._broken

    async def look(
        self, purpose: Purpose, on_progress: Callable[[Progress], None]
    ) -> Embedding | Missed:
        """One look from the first frame to an embedding, or to why there is none.

        Never raises for a device. Cancelled (the person has gone), it keeps nothing.
        """
        session = RecognitionSession(self._observer, PLANS[purpose])
        self.mirror.open(session)
        try:
            while True:
                step = await asyncio.to_thread(self._step, session)
                if isinstance(step, Progress):
                    on_progress(step)
                    continue
                self._broken = False
                if isinstance(step, Failed):
                    return _MISSED[step.reason]
                return Embedding.of(step.model_id, step.embedding)
        except DeviceError as fault:
            self._broken = True
            log.warning("camera_without_picture", reason=fault.reason)
            return Missed.NO_CAMERA
        finally:
            self.mirror.close(session)

    def close(self) -> None:
        """Let go of the camera."""
        self._camera.close()

    def _step(self, session: RecognitionSession) -> Progress | Template | Failed:
        # A look that was cancelled may still be reading: one frame at a time.
        with self._camera_lock:
            frame = self._camera.read()
        self.mirror.show(session, frame)
        return session.feed(frame, self._clock())
