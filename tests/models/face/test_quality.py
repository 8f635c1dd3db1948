"""Quality, boxes and faces cut out of frames: small geometry with known answers."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.face.alignment import ARCFACE_POINTS, align, similarity_transform, square_crop
from models.face.quality import (
    Flaw,
    Quality,
    QualityGate,
    inside_share,
    laplacian_variance,
    measure,
    nose_offset,
    roll,
    score,
)
from models.face.tracking import MeanEmbedding, Track, overlap
from tests.models.face.test_session import GOOD, face

FRONTAL = np.array([[0, 0], [100, 0], [50, 50], [15, 100], [85, 100]], dtype=np.float32)


def turned_by(degrees: float) -> NDArray[np.float32]:
    a = np.radians(degrees)
    rotation = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    turned: NDArray[np.float32] = (FRONTAL @ rotation.T).astype(np.float32)
    return turned


def test_a_tilted_head_is_not_taken_for_a_turned_one() -> None:
    assert nose_offset(FRONTAL) == 0
    assert nose_offset(turned_by(25)) == pytest.approx(0, abs=1e-6)
    assert roll(turned_by(25)) == pytest.approx(25, abs=1e-4)
    left = FRONTAL.copy()
    left[2, 0] += 20
    assert nose_offset(left) == pytest.approx(0.2)


def test_a_blurred_picture_has_less_variance_of_its_laplacian() -> None:
    sharp = np.random.default_rng(0).integers(0, 255, (112, 112)).astype(np.uint8)
    shifted = [np.roll(sharp, (y, x), (0, 1)) for x in range(4) for y in range(4)]
    blurred = np.mean(np.stack(shifted), axis=0).astype(np.uint8)
    assert laplacian_variance(blurred) < laplacian_variance(sharp) / 4
    assert laplacian_variance(np.full((112, 112), 90, np.uint8)) == 0


def test_a_good_face_has_no_flaw_and_a_score_of_one() -> None:
    found = measure(
        FRONTAL + 200,
        (180, 150, 330, 330),
        (640, 480),
        np.random.default_rng(0).integers(60, 200, (112, 112)).astype(np.uint8),
    )
    assert QualityGate().flaw(found) is None
    assert score(found) == 1
    half = Quality(30, 0, 0, 120, 45, 200, 1)
    assert QualityGate().flaw(half) is Flaw.TOO_FAR
    assert score(half) == pytest.approx(0.5)


def test_a_turned_head_may_be_nearer_together_between_the_eyes_but_not_darker() -> None:
    gate = QualityGate()
    assert gate.flaw(Quality(45, 0.3, 0, 120, 45, 200, 1), turned=True) is None
    assert gate.flaw(Quality(45, 0.3, 0, 20, 45, 200, 1), turned=True) is Flaw.TOO_DARK


def test_boxes_overlap_and_leave_the_frame() -> None:
    assert overlap((0, 0, 10, 10), (0, 0, 10, 10)) == 1
    assert overlap((0, 0, 10, 10), (5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 10, 10), (20, 20, 30, 30)) == 0
    assert inside_share((-5, 0, 5, 10), (100, 100)) == 0.5
    assert inside_share((0, 0, 0, 0), (100, 100)) == 0


def test_a_track_ends_where_a_face_jumps_or_stays_away() -> None:
    track = Track()
    assert track.follow(face(x=100), 0.0)
    assert track.follow(face(x=110), 0.1)
    assert not track.follow(face(x=400), 0.2)
    assert track.follow(None, 0.9)
    assert not track.follow(None, 1.3)
    assert not track.follow(face(x=400), 1.4)
    assert track.follow(face(x=400), 1.5)


def test_a_mean_of_nothing_is_no_embedding() -> None:
    with pytest.raises(ValueError, match="no embedding"):
        MeanEmbedding().unit()


def test_a_face_is_turned_upright_and_scaled_to_the_networks_points() -> None:
    source = ARCFACE_POINTS * 2.5 + (40, 60)
    moved = similarity_transform(source.astype(np.float32), ARCFACE_POINTS)
    found = np.hstack((source, np.ones((5, 1)))) @ moved.T
    assert found == pytest.approx(ARCFACE_POINTS, abs=1e-3)
    with pytest.raises(ValueError, match="one point"):
        similarity_transform(np.zeros((5, 2), np.float32), ARCFACE_POINTS)
    frame = np.zeros((480, 640, 3), np.uint8)
    eye = source[0].astype(int)
    frame[eye[1] - 4 : eye[1] + 5, eye[0] - 4 : eye[0] + 5] = 255
    aligned = align(frame, source.astype(np.float32))
    assert aligned.shape == (112, 112, 3)
    assert aligned[52, 38].mean() > 200
    assert aligned[52, 73].mean() == 0


@pytest.mark.parametrize("box", [(-40, -40, 60, 60), (600, 440, 700, 540), (200, 100, 300, 260)])
def test_a_square_crop_is_square_wherever_the_face_is(box: tuple[float, ...]) -> None:
    frame = np.full((480, 640, 3), 77, np.uint8)
    left, top, right, bottom = box
    crop = square_crop(frame, (left, top, right, bottom), 1.5, 128)
    assert crop.shape == (128, 128, 3)
    assert int(crop.min()) == int(crop.max()) == 77
    assert square_crop(frame, (900, 900, 950, 950), 1.5, 128).max() == 0


def test_the_synthetic_face_of_these_tests_is_good() -> None:
    assert QualityGate().flaw(GOOD) is None
