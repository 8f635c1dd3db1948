"""Turn your head: the active half of liveness. Pure geometry on five landmarks.

Three things are asked of a turn. The nose must move to the asked side by `NEEDED_TURN` of the eye
distance: a flat photograph that is turned by 30 to 40° moves it by at most 0.15 to 0.19. The nose
must leave the plane of the face: four points (eyes, mouth corners) fix how any flat picture,
however it is held, maps from one frame to another (a homography); on a picture the nose goes where
that map says, on a head it does not (parallax of plane and point: Hartley and Zisserman, Multiple
View Geometry, 2004, 13.3). And the face must not have become much narrower: a head moves its nose
enough at 25 to 30°, a photograph only when it is held nearly on edge, where detectors begin to
guess. Checked on synthetic landmarks, and on one picture that was turned by computation: a check
of the logic, no evidence against attacks, so no APCER is reported from it. A bent photograph or a
mask may pass.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from models.face.observation import Landmarks
from models.face.quality import eye_distance, nose_offset

FRONTAL = 0.13
"""|nose offset| of a face that looks into the camera; measured (docs/face-id.md)."""
NEEDED_TURN = 0.20
"""Change of the nose offset; above what a turned flat photograph reaches (0.15 to 0.19)."""
NEEDED_PARALLAX = 0.12
"""Distance of the nose from where a flat picture would have it, in eye distances. Ours: a head with
a nose of 0.35 to 0.5 reaches 0.15 to 0.19 where its nose offset changes by `NEEDED_TURN`; jitter
of the landmarks by 2 % of the eye distance reaches 0.05 on a flat picture (tests)."""
NARROWEST = 0.75
"""Eye distance over height of the face, against the frontal one: cos 41°. Ours."""
NEEDED_FRAMES = 3
"""Turned frames in a row: one or two may be a slip of the detector."""
BACK_AGAIN = 0.10
"""Change of the nose offset that is left when the head is back."""


class Side(StrEnum):
    """To the person's own side; the picture is not mirrored, so their left is its right."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def sign(self) -> int:
        """Of the nose offset."""
        return 1 if self is Side.LEFT else -1


class TurnState(StrEnum):
    """How far the turn is."""

    ASKED = "asked"
    TURNED = "turned"
    """Enough; to the middle again."""
    DONE = "done"
    WRONG_WAY = "wrong_way"


@dataclass(slots=True)
class HeadTurn:
    """One asked turn, fed with landmarks frame by frame."""

    side: Side
    frontal: Landmarks
    """Landmarks of the same face looking into the camera, (5, 2)."""
    state: TurnState = TurnState.ASKED
    too_far: bool = False
    """The last frame was nearly in profile, where it does not count: back a little."""
    _turned: deque[Landmarks] = field(default_factory=lambda: deque(maxlen=NEEDED_FRAMES))
    _astray: int = 0

    def see(self, landmarks: Landmarks) -> TurnState:
        """The state after one more frame."""
        change = nose_offset(landmarks) - nose_offset(self.frontal)
        if self.state is TurnState.ASKED:
            self._look_for_turn(landmarks, change * self.side.sign)
        elif self.state is TurnState.TURNED and abs(change) < BACK_AGAIN:
            self.state = TurnState.DONE
        return self.state

    def _look_for_turn(self, landmarks: Landmarks, change: float) -> None:
        self.too_far = narrowing(self.frontal, landmarks) < NARROWEST
        if change >= NEEDED_TURN and not self.too_far:
            self._turned.append(landmarks)
            if len(self._turned) == NEEDED_FRAMES and self._has_depth():
                self.state = TurnState.TURNED
        else:
            self._turned.clear()
        self._astray = self._astray + 1 if change <= -NEEDED_TURN else 0
        if self._astray >= NEEDED_FRAMES:
            self.state = TurnState.WRONG_WAY

    def _has_depth(self) -> bool:
        mean: Landmarks = np.mean(np.stack(self._turned), axis=0, dtype=np.float32)
        return nose_parallax(self.frontal, mean) >= NEEDED_PARALLAX


def narrowing(frontal: Landmarks, turned: Landmarks) -> float:
    """How much narrower a face has become: its eye distance over its height (middle of the eyes to
    middle of the mouth), against the same of `frontal`. 1 where it has not turned; 0 where the
    height vanishes."""
    heights = [
        float(np.hypot(*(each[3:].mean(axis=0) - each[:2].mean(axis=0))))
        for each in (frontal, turned)
    ]
    if min(heights) == 0.0 or eye_distance(frontal) == 0.0:
        return 0.0
    return (eye_distance(turned) / heights[1]) / (eye_distance(frontal) / heights[0])


def nose_parallax(frontal: Landmarks, turned: Landmarks) -> float:
    """How far the nose is from where a flat picture would have it, in eye distances of `frontal`.

    Infinite where the four points of `turned` lie so that no picture could look like that; 0 where
    those of `frontal` do (a face on edge proves nothing).
    """
    corners = [0, 1, 3, 4]
    scale = eye_distance(frontal)
    if scale == 0.0:
        return 0.0
    origin = frontal.mean(axis=0)
    source = (frontal.astype(np.float64) - origin) / scale
    target = (turned.astype(np.float64) - turned.mean(axis=0)) / scale
    homography = _homography(source[corners], target[corners])
    if homography is None:
        return 0.0
    x, y, w = homography @ np.array([*source[2], 1.0])
    if w <= 0:
        return float("inf")
    return float(np.hypot(x / w - target[2, 0], y / w - target[2, 1]))


def _homography(
    source: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    target: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]] | None:
    """The 3 × 3 map of four points onto four, None if three of them lie on a line."""
    rows: list[Sequence[float]] = []
    values: list[float] = []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
        values += [u, v]
    try:
        solved = np.linalg.solve(np.array(rows), np.array(values))
    except np.linalg.LinAlgError:
        return None
    return np.append(solved, 1.0).reshape(3, 3)
