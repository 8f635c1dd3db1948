"""Faces to try real networks on: the group picture that is installed with insightface (MIT).

Nobody of it is enrolled anywhere; the picture is read where it lies and not copied.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import insightface
import numpy as np

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
