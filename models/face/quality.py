"""Is a face good enough to be compared, and if not, what would help. Pure numpy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Flaw(StrEnum):
    """What keeps a face from being compared, the most helpful advice first."""

    CUT_OFF = "cut_off"
    TOO_FAR = "too_far"
    TOO_NEAR = "too_near"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    FLAT = "flat"
    """Hardly any contrast: backlight, fog on the lens."""
    TURNED = "turned"
    TILTED = "tilted"
    BLURRED = "blurred"


@dataclass(frozen=True, slots=True)
class Quality:
    """Measurements of one face; none of them says who it is."""

    eye_distance: float
    """Pixels between the eyes."""
    yaw: float
    """Nose offset r = (nose − middle of the eyes) / eye distance, along the line of the eyes.
    Positive: turned to the person's own left (the picture is not mirrored). Not an angle."""
    roll: float
    """Degrees by which the line of the eyes is tilted."""
    brightness: float
    """Mean grey of the face, 0 to 255."""
    contrast: float
    """Standard deviation of its grey, 0 to 255."""
    sharpness: float
    """Variance of the Laplacian of the face at 112 × 112, grey levels squared."""
    inside: float
    """Share of the box that lies in the frame, 0 to 1."""


@dataclass(frozen=True, slots=True)
class QualityGate:
    """The limits. Eye distance and frontal nose offset: measured (docs/face-id.md); light and
    sharpness: first settings, to be set again on the camera of the site."""

    min_eye_distance: float = 60.0
    max_eye_distance: float = 260.0
    min_brightness: float = 50.0
    max_brightness: float = 215.0
    min_contrast: float = 18.0
    min_sharpness: float = 40.0
    max_yaw: float = 0.13
    max_roll: float = 20.0
    min_inside: float = 0.95

    def flaw(self, quality: Quality, *, turned: bool = False) -> Flaw | None:
        """The first thing to put right, None if the face can be compared.

        `turned`: the head may be turned (during the challenge); everything else still counts.
        """
        checks = (
            (quality.inside < self.min_inside, Flaw.CUT_OFF),
            (quality.eye_distance < self.min_eye_distance and not turned, Flaw.TOO_FAR),
            (quality.eye_distance > self.max_eye_distance, Flaw.TOO_NEAR),
            (quality.brightness < self.min_brightness, Flaw.TOO_DARK),
            (quality.brightness > self.max_brightness, Flaw.TOO_BRIGHT),
            (quality.contrast < self.min_contrast, Flaw.FLAT),
            (abs(quality.yaw) > self.max_yaw and not turned, Flaw.TURNED),
            (abs(quality.roll) > self.max_roll, Flaw.TILTED),
            (quality.sharpness < self.min_sharpness, Flaw.BLURRED),
        )
        return next((flaw for bad, flaw in checks if bad), None)


def score(quality: Quality, gate: QualityGate | None = None) -> float:
    """How well the worst-kept limit of `gate` is kept, 0 to 1; 1 where all are."""
    limits = gate or QualityGate()
    at_least = (
        (quality.inside, limits.min_inside),
        (quality.eye_distance, limits.min_eye_distance),
        (quality.brightness, limits.min_brightness),
        (quality.contrast, limits.min_contrast),
        (quality.sharpness, limits.min_sharpness),
    )
    at_most = (
        (quality.eye_distance, limits.max_eye_distance),
        (quality.brightness, limits.max_brightness),
        (abs(quality.yaw), limits.max_yaw),
        (abs(quality.roll), limits.max_roll),
    )
    kept = [value / limit for value, limit in at_least if limit > 0]
    kept += [limit / value for value, limit in at_most if value > 0]
    return float(min(1.0, *kept))


def measure(
    landmarks: NDArray[np.float32],
    box: tuple[float, float, float, float],
    frame_size: tuple[int, int],
    grey: NDArray[np.uint8],
) -> Quality:
    """Quality of one face.

    `landmarks` (5, 2) in pixels of the frame, `frame_size` (width, height), `grey` the aligned face
    of 112 × 112 in grey.
    """
    return Quality(
        eye_distance=eye_distance(landmarks),
        yaw=nose_offset(landmarks),
        roll=roll(landmarks),
        brightness=float(grey.mean()),
        contrast=float(grey.std(dtype=np.float32)),
        sharpness=laplacian_variance(grey),
        inside=inside_share(box, frame_size),
    )


def eye_distance(landmarks: NDArray[np.float32]) -> float:
    """Pixels between the eyes."""
    return float(np.hypot(*(landmarks[1] - landmarks[0])))


def nose_offset(landmarks: NDArray[np.float32]) -> float:
    """r = (nose − middle of the eyes) / eye distance, along the line of the eyes.

    Measured along that line, so that a tilted head is not taken for a turned one. 0 where both
    eyes are one point.
    """
    axis = landmarks[1] - landmarks[0]
    squared = float(axis @ axis)
    if squared == 0.0:
        return 0.0
    middle = (landmarks[0] + landmarks[1]) / 2
    return float((landmarks[2] - middle) @ axis) / squared


def roll(landmarks: NDArray[np.float32]) -> float:
    """Degrees of the line of the eyes against the horizon, positive when tilted clockwise."""
    across, down = landmarks[1] - landmarks[0]
    return float(np.degrees(np.arctan2(down, across)))


def laplacian_variance(grey: NDArray[np.uint8]) -> float:
    """Variance of the 4-neighbour Laplacian (Pech-Pacheco et al. 2000), 0 for a flat picture."""
    g = grey.astype(np.float32)
    laplacian = g[:-2, 1:-1] + g[2:, 1:-1] + g[1:-1, :-2] + g[1:-1, 2:] - 4 * g[1:-1, 1:-1]
    return float(laplacian.var())


def inside_share(box: tuple[float, float, float, float], frame_size: tuple[int, int]) -> float:
    """Share of the box that lies in the frame, 0 to 1."""
    left, top, right, bottom = box
    width, height = frame_size
    whole = max(0.0, right - left) * max(0.0, bottom - top)
    if whole == 0.0:
        return 0.0
    seen = max(0.0, min(right, width) - max(left, 0.0)) * max(
        0.0, min(bottom, height) - max(top, 0.0)
    )
    return seen / whole
