"""Cut a face out of a frame as the networks were taught to see it. The only user of OpenCV here."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from models.face.observation import Frame, Landmarks

ARCFACE_POINTS = np.array(
    [
        [38.2946, 51.6963],
        [73.5318, 51.5014],
        [56.0252, 71.7366],
        [41.5493, 92.3655],
        [70.7299, 92.2041],
    ],
    dtype=np.float32,
)
"""Where the five landmarks lie in 112 × 112 (Deng et al., ArcFace, 2019, and its code)."""
ARCFACE_SIDE = 112


def similarity_transform(
    source: NDArray[np.float32], target: NDArray[np.float32]
) -> NDArray[np.float64]:
    """The 2 × 3 map (turn, scale, shift) that brings `source` nearest to `target`, both (n, 2).

    Least squares; in the plane Umeyama's solution (1991) is one complex division. Raises ValueError
    if all points of `source` are one.
    """
    z = source[:, 0] + 1j * source[:, 1].astype(np.complex128)
    w = target[:, 0] + 1j * target[:, 1].astype(np.complex128)
    z_mean, w_mean = z.mean(), w.mean()
    spread = float(np.sum(np.abs(z - z_mean) ** 2))
    if spread == 0.0:
        raise ValueError("landmarks that are all one point cannot be aligned")
    a = np.sum((w - w_mean) * np.conj(z - z_mean)) / spread
    b = w_mean - a * z_mean
    return np.array([[a.real, -a.imag, b.real], [a.imag, a.real, b.imag]])


def align(frame: Frame, landmarks: Landmarks, side: int = ARCFACE_SIDE) -> NDArray[np.uint8]:
    """The face upright in (side, side, 3), BGR; black where the frame ends."""
    target = ARCFACE_POINTS * (side / ARCFACE_SIDE)
    matrix = similarity_transform(landmarks, target)
    return np.asarray(cv2.warpAffine(frame, matrix, (side, side)), dtype=np.uint8)


def square_crop(
    frame: Frame, box: tuple[float, float, float, float], expansion: float, side: int
) -> NDArray[np.uint8]:
    """The square around `box` with `expansion` × its longer side, scaled to (side, side, 3), BGR.

    Beyond the frame its picture is reflected, as in the training of the liveness network.
    """
    left, top, right, bottom = box
    length = max(int(max(right - left, bottom - top) * expansion), 1)
    x = int((left + right) / 2 - length / 2)
    y = int((top + bottom) / 2 - length / 2)
    height, width = frame.shape[:2]
    inside = frame[max(0, y) : min(height, y + length), max(0, x) : min(width, x + length)]
    if inside.size == 0:
        return np.zeros((side, side, 3), dtype=np.uint8)
    padded = cv2.copyMakeBorder(
        inside,
        max(0, -y),
        max(0, y + length - height),
        max(0, -x),
        max(0, x + length - width),
        cv2.BORDER_REFLECT_101,
    )
    method = cv2.INTER_LANCZOS4 if side > length else cv2.INTER_AREA
    return np.asarray(cv2.resize(padded, (side, side), interpolation=method), dtype=np.uint8)
