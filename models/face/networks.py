"""What the engine asks of the networks of a pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.face.observation import Embedding, Frame, Landmarks


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """A face that the detector found."""

    box: tuple[float, float, float, float]
    landmarks: Landmarks
    score: float

    @property
    def area(self) -> float:
        """Square pixels."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])


class FaceNetworks(Protocol):
    """The networks of one pack."""

    @property
    def model_id(self) -> str:
        """Of the recognition network."""

    @property
    def checks_liveness(self) -> bool:
        """Whether there is a passive liveness network."""

    def detect(self, frame: Frame) -> list[Detection]:
        """All faces, in any order."""

    def align(self, frame: Frame, landmarks: Landmarks) -> NDArray[np.uint8]:
        """The face turned upright and scaled for the recognition network: (side, side, 3), BGR."""

    def embed(self, aligned: NDArray[np.uint8]) -> Embedding:
        """The embedding of an aligned face, length 1."""

    def live(self, frame: Frame, found: Detection) -> float | None:
        """Probability that the face is alive, 0 to 1; None if it is cut by the edge."""
