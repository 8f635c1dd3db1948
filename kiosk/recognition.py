"""A look into the camera: frames are read and judged in a thread, the window draws the newest.

Nothing of a look is kept: the frame goes when the look ends, the template when its request has
been answered or the person has gone. No Kivy here.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import structlog

from hardware.camera.port import Frame, FrameSource
from hardware.errors import DeviceError
from mobile_api.faces.schemas import Embedding
from models.face.observation import Observer
from models.face.session import ENROLMENT, RECOGNITION, LookPlan, RecognitionSession
from models.face.templates import Failed, FailedReason, Progress, Template

log = structlog.get_logger(__name__)

LOOKS: Final = 2
"""After two looks without success another way is offered, without a word of reproach."""


class Purpose(StrEnum):
    """What a look is for."""

    SEARCH = "search"  # who of those booked here today
    VERIFY = "verify"  # the holder of the number that was typed
    ENROL = "enrol"  # to be recognised next time


PLANS: Final[dict[Purpose, LookPlan]] = {
    Purpose.SEARCH: RECOGNITION,
    Purpose.VERIFY: RECOGNITION,
    Purpose.ENROL: ENROLMENT,
}


class Missed(StrEnum):
    """Why a look brought nothing; the screen has words for each, none of them blames anybody."""

    NOBODY = "nobody"
    UNCLEAR = "unclear"  # light, distance, sharpness
    SEVERAL = "several"
    NOT_TURNED = "not_turned"
    NOT_SURE = "not_sure"  # liveness, or nobody similar enough: not told apart on purpose
    NO_CAMERA = "no_camera"


_MISSED: Final[dict[FailedReason, Missed]] = {
    FailedReason.NOBODY: Missed.NOBODY,
    FailedReason.TOO_FEW_GOOD_FRAMES: Missed.UNCLEAR,
    FailedReason.SEVERAL_PEOPLE: Missed.SEVERAL,
    FailedReason.NOT_LIVE: Missed.NOT_SURE,
    FailedReason.NOT_TURNED: Missed.NOT_TURNED,
    FailedReason.OTHER_PERSON: Missed.NOT_SURE,
}


@dataclass(frozen=True, slots=True)
class Look:
    """What the screen shows of a look.

    Attributes:
        purpose: what it is for.
        guidance: a value of ``models.face.templates.Guidance``: what the person should do.
        share: 0 to 1, how much of the way is done.
        missed: why the last look brought nothing; None while one goes on.
    """

    purpose: Purpose
    guidance: str = "look_here"
    share: float = 0.0
    missed: Missed | None = None


class Mirror:
    """The newest frame, for the window to draw; empty while nobody is looked at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frame: Frame | None = None

    @property
    def frame(self) -> Frame | None:
        """The newest frame, as the camera sees it; None outside of a look."""
        with self._lock:
            return self._frame

    def show(self, frame: Frame | None) -> None:
        """Show ``frame``; None takes it away."""
        with self._lock:
            self._frame = frame


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
        self._broken = False

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
        try:
            while True:
                step = await asyncio.to_thread(self._step, session)
                if isinstance(step, Template):
                    self._broken = False
                    return Embedding.of(step.model_id, step.embedding)
                if isinstance(step, Failed):
                    self._broken = False
                    return _MISSED[step.reason]
                on_progress(step)
        except DeviceError as fault:
            self._broken = True
            log.warning("camera_without_picture", reason=fault.reason)
            return Missed.NO_CAMERA
        finally:
            self.mirror.show(None)

    def close(self) -> None:
        """Let go of the camera."""
        self.mirror.show(None)
        self._camera.close()

    def _step(self, session: RecognitionSession) -> Progress | Template | Failed:
        frame = self._camera.read()
        self.mirror.show(frame)
        return session.feed(frame, self._clock())
