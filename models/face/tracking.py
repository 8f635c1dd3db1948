"""Whose face is it from frame to frame. Pure: boxes and vectors only."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from models.face.observation import Embedding, FaceSeen, Observation

SECOND_PERSON = 0.4
"""A second face with this share of the first one's area is a second person before the kiosk;
smaller ones are people further back in the hall. Ours."""
SAME_PLACE = 0.3
"""Intersection over union of the boxes of two frames of one face that moves on. Ours."""
LONGEST_GAP = 1.0
"""Seconds without a face (a profile, a blink of the detector) after which the track ends. Ours."""


def second_person(observation: Observation) -> bool:
    """Whether two people stand before the camera about equally near."""
    faces = observation.faces
    return len(faces) > 1 and faces[1].area >= SECOND_PERSON * faces[0].area


def overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> float:
    """Intersection over union of two boxes, 0 to 1."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(0.0, width) * max(0.0, height)
    union = (
        (one[2] - one[0]) * (one[3] - one[1])
        + (other[2] - other[0]) * (other[3] - other[1])
        - shared
    )
    return shared / union if union > 0 else 0.0


@dataclass(slots=True)
class Track:
    """One face over time."""

    _box: tuple[float, float, float, float] | None = field(default=None)
    _seen_at: float = field(default=0.0)

    def follow(self, face: FaceSeen | None, at: float) -> bool:
        """Whether `face` continues the track at `at` (seconds, any origin).

        False when it is elsewhere, or came after too long a gap; the track then begins anew with
        it. No face at all is a gap: True until the gap is too long.
        """
        fresh = self._box is None or at - self._seen_at <= LONGEST_GAP
        if face is None:
            return fresh
        same = fresh and (self._box is None or overlap(self._box, face.box) >= SAME_PLACE)
        self._box, self._seen_at = face.box, at
        return same


@dataclass(slots=True)
class MeanEmbedding:
    """The running mean of a person's embeddings."""

    _sum: Embedding | None = field(default=None)
    frames: int = 0

    def similarity(self, embedding: Embedding) -> float:
        """Cosine between `embedding` and the mean so far; 1 before the first."""
        if self._sum is None:
            return 1.0
        return float(embedding @ self.unit())

    def add(self, embedding: Embedding) -> None:
        """Count `embedding` (length 1) in."""
        self._sum = embedding.copy() if self._sum is None else self._sum + embedding
        self.frames += 1

    def unit(self) -> Embedding:
        """The mean, brought to length 1. Raises ValueError before the first embedding."""
        if self._sum is None:
            raise ValueError("no embedding has been added")
        mean: Embedding = (self._sum / np.linalg.norm(self._sum)).astype(np.float32)
        return mean
