"""Face ID: milliseconds per frame with real networks, and searches as exact as they are quick."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from models.face.engine import FaceEngine
from models.face.errors import FaceUnavailable
from models.face.matching import Gallery
from models.face.pack import default_directory, read_pack
from models.face.pictures import EVERY_FACE
from models.face.templates import Template
from models.face.thresholds import Thresholds
from tests.bench.face_looks import gate_of, look_rows
from tests.models.face.sample_pictures import group_picture, portrait

DIMENSIONS = 128
SIZES = (10_000, 100_000, 1_000_000)


def face_rows() -> list[tuple[str, str]]:
    """All rows, on one thread."""
    with threadpool_limits(1):
        return [*frame_rows(), *search_rows()]


def frame_rows() -> list[tuple[str, str]]:
    """Steps of one frame of 640 × 480 with one face, and whole looks; without networks only why."""
    named = os.environ.get("DMED_FACE_MODELS_DIR", "")
    directory = Path(named) if named else default_directory()
    try:
        read_pack(directory)
        began = time.perf_counter()
        engine = FaceEngine.load(directory, gate=EVERY_FACE)
    except FaceUnavailable as fault:
        return [("face: frames", f"not measured: {fault}")]
    rows = [("face: load the networks", f"{(time.perf_counter() - began) * 1000:.0f} ms")]
    frame = portrait(group_picture(), 5)
    scaled = cv2.resize(frame, (960, 720))
    wide = cv2.copyMakeBorder(scaled, 0, 0, 160, 160, cv2.BORDER_REPLICATE)
    large = np.asarray(wide, dtype=np.uint8)
    networks = engine.networks
    (found,) = networks.detect(frame)
    aligned = networks.align(frame, found.landmarks)
    steps: dict[str, Callable[[], object]] = {
        "detect at 320": lambda: networks.detect(frame),
        "align": lambda: networks.align(frame, found.landmarks),
        "embed": lambda: networks.embed(aligned),
        "passive liveness": lambda: networks.live(frame, found),
        "whole frame, quality included": lambda: engine.observe(frame),
        "the same of 1280 × 720": lambda: engine.observe(large),
    }
    rows += [(f"face: {name}", spread(work, 60)) for name, work in steps.items()]
    return rows + look_rows(gate_of(engine))


def search_rows() -> list[tuple[str, str]]:
    """The nearest two of N templates, and which share of the memory's speed that is."""
    speed = memory_speed()
    rows = [("face: memory read by one thread", f"{speed / 1e9:.1f} GB/s")]
    random = np.random.default_rng(1)
    for size in SIZES:
        matrix = random.standard_normal((size, DIMENSIONS), dtype=np.float32)
        gallery = Gallery(range(size), matrix, _THRESHOLDS)
        del matrix
        probe = Template(gallery.matrix[size // 2].copy(), "bench", None, 5, 100.0, turned=True)
        assert gallery.nearest(probe, 1)[0].id == size // 2
        taken = times(partial(gallery.nearest, probe, 2), max(8, 400_000 // size))
        share = size * DIMENSIONS * 4 / (statistics.median(taken) / 1000) / speed
        rows.append(
            (
                f"face: search {size:,} × {DIMENSIONS}",
                f"p50 {statistics.median(taken):7.2f} ms   {share:.2f} of memory speed",
            )
        )
    return rows


def memory_speed() -> float:
    """Bytes per second that one thread reads from memory: a dot product of 256 MB with 256 MB."""
    left: NDArray[np.float32] = np.ones(64 * 2**20, dtype=np.float32)
    right = np.ones_like(left)
    taken = min(times(lambda: np.dot(left, right), 6))
    return 2 * left.nbytes / (taken / 1000)


def times(work: Callable[[], object], count: int) -> list[float]:
    """Milliseconds of each run, the first three left out."""
    taken = []
    for _ in range(count + 3):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return taken[3:]


def spread(work: Callable[[], object], count: int) -> str:
    """Median and worst."""
    taken = times(work, count)
    return f"p50 {statistics.median(taken):7.2f} ms   worst {max(taken):7.2f} ms   (n = {count})"


_THRESHOLDS = Thresholds(
    "bench", ((1e-2, 0.4), (1e-4, 0.6)), 0.5, calibrated=False, people=0, source="bench"
)


def main() -> None:
    """Print the rows: python -m tests.bench.face."""
    for name, value in face_rows():
        print(f"{name:<44} {value}")


if __name__ == "__main__":
    main()
