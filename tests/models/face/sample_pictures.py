"""Faces to try real networks on: the group picture that is installed with insightface (MIT).

Nobody of it is enrolled anywhere; the picture is read where it lies and not copied.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import insightface
import numpy as np
from numpy.typing import NDArray

from models.face.observation import Frame

FACES = 6
CENTRES = ((520, 340), (325, 209), (801, 411), (963, 133), (115, 339), (1182, 336))
"""Of the faces, in pixels of the picture."""


def group_picture() -> Frame:
    """Six people, 1280 × 886, BGR."""
    path = Path(insightface.__file__).parent / "data" / "images" / "t1.jpg"
    picture = cv2.imread(str(path))
    assert picture is not None
    return picture.astype(np.uint8, copy=False)


def portrait(picture: Frame, number: int, *, zoom: float = 2.0, light: float = 1.0) -> Frame:
    """Face ``number`` alone in the middle of 640 × 480, ``zoom`` times as large, the rest grey."""
    x, y = CENTRES[number]
    half = 95
    piece = picture[max(0, y - half) : y + half, max(0, x - half) : x + half]
    large = cv2.resize(piece, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    lit = np.clip(large.astype(np.float32) * light, 0, 255).astype(np.uint8)
    frame = np.full((480, 640, 3), 110, dtype=np.uint8)
    height, width = min(480, lit.shape[0]), min(640, lit.shape[1])
    top, left = (480 - height) // 2, (640 - width) // 2
    frame[top : top + height, left : left + width] = lit[:height, :width]
    return frame


def photograph_turned(frame: Frame, degrees: float, distance: float = 900.0) -> Frame:
    """``frame`` as a flat picture, turned about its upright axis and seen from ``distance`` px."""
    a = np.radians(degrees)
    x = np.array([-320, 320, 320, -320], dtype=np.float64)
    y = np.array([-240, -240, 240, 240], dtype=np.float64)
    near = distance / (distance - x * np.sin(a))
    corners = np.stack((x * np.cos(a) * near + 320, y * near + 240), axis=1)
    flat = np.stack((x + 320, y + 240), axis=1)
    matrix = cv2.getPerspectiveTransform(flat.astype(np.float32), corners.astype(np.float32))
    turned = cv2.warpPerspective(
        frame, matrix, (640, 480), flags=cv2.INTER_CUBIC, borderValue=(110, 110, 110)
    )
    return np.asarray(turned, dtype=np.uint8)


def head_turned(frame: Frame, degrees: float, half_width: float = 115.0) -> Frame:
    """The head in the middle of ``frame`` turned to its own left, by computation.

    An ellipsoid with a nose stands for its shape: enough for landmarks to move as those of a head
    do, and no evidence about people.
    """
    a = np.radians(degrees)
    height, width = frame.shape[:2]
    down, across = np.mgrid[0:height, 0:width].astype(np.float64)
    y, wanted = down - height / 2, across - width / 2

    def depth(x: NDArray[np.float64]) -> NDArray[np.float64]:
        skull = np.sqrt(np.clip(1 - (x / half_width) ** 2 - (y / half_width / 1.4) ** 2, 0, 1))
        nose = np.exp(-((x / half_width / 0.2) ** 2) - ((y / half_width - 0.15) / 0.28) ** 2)
        found: NDArray[np.float64] = half_width * (skull + 0.4 * nose)
        return found

    x = wanted.copy()
    for _ in range(25):
        x += 0.5 * ((wanted - depth(x) * np.sin(a)) / np.cos(a) - x)
    source = ((x + width / 2).astype(np.float32), down.astype(np.float32))
    turned = cv2.remap(frame, *source, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8)
