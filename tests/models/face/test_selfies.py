"""Pictures from a phone, looked at as one look: the same rules as before a camera."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from models.face.challenge import Side
from models.face.engine import load_selfie_eyes
from models.face.selfies import FEWEST, SelfieEyes, jpeg_size
from models.face.templates import Failed, FailedReason, Template
from tests.models.face.tiny_networks import MODEL_ID, Figure, draw

LEFT, RIGHT = (0.3, 0.3, 0.3, 0.0), (-0.3, -0.3, -0.3, 0.0)


@pytest.fixture(scope="module")
def eyes(tiny_pack: Path) -> SelfieEyes:
    return load_selfie_eyes(tiny_pack)


def taken(*turns: float, seed: int = 1) -> list[bytes]:
    """Somebody's pictures, the head turned so far in each; five frontal ones first."""
    pictures = []
    for number, turn in enumerate((0.0,) * 5 + turns):
        frame = draw(Figure(seed, eye_distance=100, turn=turn, light=1 - number / 1000))
        _, coded = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 95])
        pictures.append(np.asarray(coded).tobytes())
    return pictures


def test_who_turns_to_the_side_that_was_told_and_to_the_other_gets_a_template(
    eyes: SelfieEyes,
) -> None:
    pictures = taken(*LEFT, *RIGHT)
    assert len(pictures) == FEWEST
    seen = eyes.look(pictures, Side.LEFT)
    assert isinstance(seen, Template)
    assert (seen.model_id, seen.turned) == (MODEL_ID, True)


@pytest.mark.parametrize(
    ("turns", "reason"),
    [
        ((), FailedReason.NOT_TURNED),
        (LEFT, FailedReason.NOT_TURNED),
        ((*RIGHT, *RIGHT, *RIGHT), FailedReason.NOT_TURNED),
    ],
)
def test_pictures_that_do_not_turn_as_told_make_none(
    eyes: SelfieEyes, turns: tuple[float, ...], reason: FailedReason
) -> None:
    assert eyes.look(taken(*turns), Side.LEFT) == Failed(reason)


def test_another_person_on_the_way_makes_none(eyes: SelfieEyes) -> None:
    others = taken(*LEFT, *RIGHT, seed=2)
    assert isinstance(eyes.look(taken() + others[5:], Side.LEFT), Failed)


def test_what_is_no_picture_or_would_fill_the_memory_is_refused_unopened(
    eyes: SelfieEyes,
) -> None:
    picture = taken()[0]
    assert jpeg_size(picture) == (640, 480)
    frame_header = picture.index(b"\xff\xc0") + 5
    huge = picture[:frame_header] + b"\xff\xff\xff\xff" + picture[frame_header + 4 :]
    assert jpeg_size(huge) == (65535, 65535)
    for wrong in (b"", b"\xff\xd8", b"GIF89a", huge, picture[: len(picture) // 50]):
        with pytest.raises(ValueError, match="picture"):
            eyes.look([wrong], Side.LEFT)
