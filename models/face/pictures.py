"""Pictures on a disk, embedded: so that anybody can measure on their own people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from models.face.observation import Frame, Observer
from models.face.picture_table import PictureTable
from models.face.quality import QualityGate, score

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".webp"})
EVERY_FACE = QualityGate(
    min_eye_distance=0.0,
    max_eye_distance=float("inf"),
    min_brightness=0.0,
    max_brightness=255.0,
    min_contrast=0.0,
    min_sharpness=0.0,
    max_yaw=float("inf"),
    max_roll=180.0,
    min_inside=0.0,
)
"""Lets everything through: whoever measures sees the bad pictures too."""


def embed_pictures(
    observer: Observer, directory: Path, told: Callable[[int, int], None] = lambda done, whole: None
) -> PictureTable:
    """The largest face of every picture below `directory`, in the order of the paths.

    `observer` should have been loaded with `EVERY_FACE`. Pictures that cannot be read count as
    pictures without a face. `told` hears how many are done. Raises ValueError if there is no
    picture.
    """
    paths = sorted(p for p in directory.rglob("*") if p.suffix.lower() in SUFFIXES)
    if not paths:
        raise ValueError(f"no pictures in {directory}")
    rows = []
    for number, path in enumerate(paths):
        rows.append(_row(observer, path))
        told(number + 1, len(paths))
    width = max((row.embedding.size for row in rows if row.embedding is not None), default=0)
    return PictureTable(
        paths=tuple(path.relative_to(directory).as_posix() for path in paths),
        embeddings=np.stack(
            [np.zeros(width, np.float32) if r.embedding is None else r.embedding for r in rows]
        ),
        detected=np.array([row.embedding is not None for row in rows]),
        quality=np.array([row.quality for row in rows], dtype=np.float32),
        live=np.array([row.live for row in rows], dtype=np.float32),
        model_id=observer.model_id,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    embedding: NDArray[np.float32] | None = None
    quality: float = 0.0
    live: float = float("nan")


def _row(observer: Observer, path: Path) -> _Row:
    # Not cv2.imread: it cannot open every path that Python can.
    frame = decode_picture(path.read_bytes())
    if frame is None:
        return _Row()
    faces = observer.observe(frame).faces
    if not faces or faces[0].embedding is None:
        return _Row()
    face = faces[0]
    live = float("nan") if face.live is None else face.live
    return _Row(face.embedding, score(face.quality), live)


def decode_picture(data: bytes) -> Frame | None:
    """The picture in a file's content, (height, width, 3), BGR; None where it is none."""
    raw = np.frombuffer(data, dtype=np.uint8)
    picture = cv2.imdecode(raw, cv2.IMREAD_COLOR) if raw.size else None
    return None if picture is None else picture.astype(np.uint8, copy=False)
