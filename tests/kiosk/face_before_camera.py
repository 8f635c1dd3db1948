"""Somebody before the camera who does what the screen says; a network that sees it in the frame.

The first pixel of a frame says who stands there and how the head is turned: what a detector
would find in a picture. The rest of the way is the real one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from hardware.camera.port import Frame
from hardware.errors import DeviceUnavailable
from kiosk.steps import View
from models.face.observation import Embedding, FaceSeen, Observation
from models.face.quality import Quality
from models.face.thresholds import Thresholds

NETWORK = "tiny-test-net"
THRESHOLDS = Thresholds(
    NETWORK, ((1e-2, 0.44), (1e-4, 0.62)), 0.5, calibrated=False, people=15, source="tests"
)
TURNS = {0: 0.0, 1: 0.3, 2: -0.3}
"""Code in the frame → nose offset: straight, to the own left, to the own right."""


def face_of(who: int, noise: int = 0) -> Embedding:
    """128 numbers that say who it is, a little different in every frame."""
    vector = np.random.default_rng(who).normal(size=128)
    vector += 0.2 * np.random.default_rng([who, noise]).normal(size=128)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


@dataclass
class TinyNetwork:
    """Implements ``models.face.observation.Observer``."""

    model_id: str = NETWORK
    thresholds: Thresholds = THRESHOLDS
    checks_liveness: bool = True
    live: float = 0.9
    _seen: int = 0

    def observe(self, frame: Frame) -> Observation:
        """Nobody, or the person whom the frame holds."""
        who, code, people = (int(value) for value in frame[0, 0])
        self._seen += 1
        faces = tuple(self._face(who + other, TURNS[code], 130 * other) for other in range(people))
        return Observation(frame.shape[1], frame.shape[0], faces)

    def _face(self, who: int, turn: float, x: float) -> FaceSeen:
        points = np.array([[-0.5, -0.4], [0.5, -0.4], [turn, 0.1], [-0.4, 0.6], [0.4, 0.6]])
        return FaceSeen(
            (200 + x, 150, 340 + x, 318),
            (points * 90 + (270 + x, 220)).astype(np.float32),
            0.9,
            Quality(90, turn, 0.0, 120, 45, 200, 1.0),
            face_of(who, self._seen),
            self.live if turn == 0.0 else None,
        )


@dataclass
class Somebody:
    """A camera (``FrameSource``) with somebody before it.

    Attributes:
        who: 1 to 200; 0 is nobody.
        people: how many stand there.
        obeys: turns the head when asked.
        broken: no picture comes.
        frames: how many were read.
    """

    who: int = 1
    people: int = 1
    obeys: bool = True
    broken: bool = False
    frames: int = 0
    closed: bool = False
    view: Callable[[], View] | None = field(default=None, repr=False)
    _step: int = 0

    def read(self) -> Frame:
        """The next frame."""
        if self.broken:
            raise DeviceUnavailable("camera", "no_picture")
        self.frames += 1
        frame = np.zeros((480, 640, 3), np.uint8)
        look = None if self.view is None else self.view().look
        asked = "" if look is None or not self.obeys else look.guidance
        code = {"turn_left": 1, "turn_right": 2}.get(asked, 0)
        frame[0, 0] = (self.who, code, self.people if self.who else 0)
        return frame

    def close(self) -> None:
        """Let go."""
        self.closed = True
