"""What one frame of the camera showed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.face.quality import Quality
from models.face.thresholds import Thresholds

Frame = NDArray[np.uint8]
"""height × width × 3, blue green red; not mirrored, as the camera sees it."""
Embedding = NDArray[np.float32]
"""(dimensions,), length 1."""
Landmarks = NDArray[np.float32]
"""(5, 2), pixels: eye, eye, nose, mouth corner, mouth corner; the picture's left one first."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceSeen:
    """One face in one frame. A face is personal data: this is never logged, kept or sent."""

    box: tuple[float, float, float, float]
    """Left, top, right, bottom in pixels; may reach beyond the frame."""
    landmarks: Landmarks = field(repr=False)
    score: float
    """The detector's own, 0 to 1."""
    quality: Quality
    embedding: Embedding | None = field(default=None, repr=False)
    """Only of the largest face, and only when it is good enough to be compared."""
    live: float | None = None
    """Passive liveness of this frame alone, 0 to 1; None without such a network or near an edge."""

    @property
    def area(self) -> float:
        """Square pixels of the box."""
        left, top, right, bottom = self.box
        return max(0.0, right - left) * max(0.0, bottom - top)


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """All faces of a frame, the largest first."""

    width: int
    height: int
    faces: tuple[FaceSeen, ...] = ()


class Observer(Protocol):
    """Looks at frames: FaceEngine, or a fake of the tests."""

    @property
    def model_id(self) -> str:
        """Which recognition network makes the embeddings; embeddings of another do not compare."""

    @property
    def thresholds(self) -> Thresholds:
        """What similarity and liveness have to reach, and whether this site has calibrated."""

    @property
    def checks_liveness(self) -> bool:
        """Whether there is a passive liveness network."""

    def observe(self, frame: Frame) -> Observation:
        """Detect, judge, and embed the largest face of `frame`."""
