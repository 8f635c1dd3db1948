"""The networks that a hospital fetches, where ``DMED_FACE_MODELS_DIR`` names their folder."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from models.__main__ import main
from models.face.engine import FaceEngine
from models.face.observation import Embedding, Frame
from models.face.pictures import EVERY_FACE
from models.face.session import LookPlan, RecognitionSession
from models.face.templates import Failed, FailedReason, Guidance, Progress, Template
from tests.models.face.sample_pictures import FACES, group_picture, photograph_turned, portrait

NAMED = os.environ.get("DMED_FACE_MODELS_DIR", "")
pytestmark = pytest.mark.skipif(
    not NAMED, reason="DMED_FACE_MODELS_DIR names no folder with Face ID's networks"
)


@pytest.fixture(scope="module")
def engine() -> FaceEngine:
    return FaceEngine.load(Path(NAMED), gate=EVERY_FACE)


@pytest.fixture(scope="module")
def picture() -> Frame:
    return group_picture()


def embedding(engine: FaceEngine, frame: Frame) -> Embedding:
    found = engine.observe(frame).faces[0].embedding
    assert found is not None
    return found


def test_all_are_found_and_nobody_else(engine: FaceEngine, picture: Frame) -> None:
    assert len(engine.observe(picture).faces) == FACES - 1  # the five largest are looked at
    assert len(engine.networks.detect(picture)) == FACES
    assert engine.observe(np.full((480, 640, 3), 110, np.uint8)).faces == ()


def test_people_resemble_themselves_and_not_each_other(engine: FaceEngine, picture: Frame) -> None:
    usual = [embedding(engine, portrait(picture, n)) for n in range(FACES)]
    changed = [embedding(engine, portrait(picture, n, zoom=1.6, light=0.7)) for n in range(FACES)]
    similarity = np.stack(usual) @ np.stack(changed).T
    own, others = np.diag(similarity), similarity[~np.eye(FACES, dtype=bool)]
    assert own.min() > engine.thresholds.at(1e-4)
    assert others.max() < own.min()


def test_a_look_without_a_turn_ends_in_a_template_of_that_person(
    engine: FaceEngine, picture: Frame
) -> None:
    session = RecognitionSession(engine, LookPlan(turns=0))
    frames = [portrait(picture, 0, zoom=2 + 0.02 * n, light=1 - 0.02 * n) for n in range(6)]
    answers = [session.feed(frame, n / 10) for n, frame in enumerate(frames)]
    ended = answers[-1]
    if isinstance(ended, Template):
        assert ended.model_id == engine.model_id
        assert float(ended.embedding @ embedding(engine, frames[0])) > 0.9
    else:  # a picture of a picture: passive liveness may refuse it, and nothing else may
        assert ended == Failed(FailedReason.NOT_LIVE)


@pytest.mark.parametrize("direction", [1, -1])
def test_a_flat_photograph_that_is_turned_does_not_pass_for_a_head(
    engine: FaceEngine, picture: Frame, direction: int
) -> None:
    """A check of the logic on one picture; no evidence against attacks."""
    photograph = portrait(picture, 5)
    session = RecognitionSession(engine)
    asked = set()
    angles = [0.0] * 6 + [direction * a for a in (*range(0, 60, 4), *range(60, -1, -4))] * 3
    for number, angle in enumerate(angles):
        answer = session.feed(photograph_turned(photograph, angle), number / 10)
        if not isinstance(answer, Progress):
            break
        asked.add(answer.guidance)
    assert Guidance.TURN_LEFT in asked or Guidance.TURN_RIGHT in asked
    assert not isinstance(session.result, Template)


def test_what_is_installed_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    assert "verified" in capsys.readouterr().out
    assert main(["list"]) == 0
