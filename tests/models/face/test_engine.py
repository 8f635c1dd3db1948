"""The engine over insightface, with networks that the tests made themselves."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models.__main__ import main
from models.face.engine import FaceEngine
from models.face.errors import BadCalibration, FaceUnavailable, UnavailableReason
from models.face.observation import Embedding
from models.face.quality import Flaw, QualityGate
from models.face.session import RecognitionSession
from models.face.templates import Failed, FailedReason, Guidance, Progress, Template
from tests.models.face.tiny_networks import MODEL_ID, Figure, build_tiny_pack, draw


@pytest.fixture(scope="module")
def engine(tiny_pack: Path) -> FaceEngine:
    return FaceEngine.load(tiny_pack)


def test_a_face_is_found_where_it_is(engine: FaceEngine) -> None:
    (face,) = engine.observe(draw(Figure(1, at=(320, 224), eye_distance=80, turn=0.1))).faces
    assert face.box == pytest.approx((232, 128, 408, 320), abs=2)
    assert face.quality.eye_distance == pytest.approx(80, abs=1)
    assert face.quality.yaw == pytest.approx(0.1, abs=0.01)
    assert face.live is not None
    assert face.live > 0.9


def test_one_person_resembles_themselves_and_nobody_else(engine: FaceEngine) -> None:
    def embedding(figure: Figure) -> Embedding:
        found = engine.observe(draw(figure)).faces[0].embedding
        assert found is not None
        return found

    me = embedding(Figure(1))
    assert np.linalg.norm(me) == pytest.approx(1, abs=1e-5)
    assert me @ embedding(Figure(1, at=(256, 192), eye_distance=96)) > 0.8
    assert me @ embedding(Figure(2)) < 0.6


def test_the_nearest_person_comes_first_and_only_they_are_embedded(engine: FaceEngine) -> None:
    seen = engine.observe(draw(Figure(1, (160, 240), 64), Figure(2, (448, 240), 96)))
    assert [round(face.quality.eye_distance) for face in seen.faces] == [96, 64]
    assert seen.faces[0].embedding is not None
    assert seen.faces[1].embedding is None


def test_an_empty_hall_has_no_faces(engine: FaceEngine) -> None:
    assert engine.observe(draw()).faces == ()


@pytest.mark.parametrize(
    ("figure", "flaw"),
    [
        (Figure(1, eye_distance=48), Flaw.TOO_FAR),
        (Figure(1, light=0.15), Flaw.TOO_DARK),
        (Figure(1, turn=0.25), Flaw.TURNED),
        (Figure(1, at=(48, 224), eye_distance=96), Flaw.CUT_OFF),
    ],
)
def test_what_is_wrong_with_a_picture_is_named(
    engine: FaceEngine, figure: Figure, flaw: Flaw
) -> None:
    (face,) = engine.observe(draw(figure)).faces
    assert QualityGate().flaw(face.quality) is flaw
    assert face.live is None


def test_a_whole_look_from_frames_to_a_template(engine: FaceEngine) -> None:
    assert isinstance(look(engine, Figure(1)), Template)


def test_a_yellow_photograph_is_no_living_person(engine: FaceEngine) -> None:
    ended = look(engine, Figure(1, photograph=True))
    assert ended == Failed(FailedReason.NOT_LIVE)


def look(engine: FaceEngine, figure: Figure) -> Template | Failed:
    """Somebody who does what is asked."""
    session = RecognitionSession(engine)
    turn = 0.0
    for number in range(100):
        frame = draw(
            Figure(figure.seed, figure.at, figure.eye_distance, turn, 1.0, figure.photograph)
        )
        answer = session.feed(frame, number / 10)
        if not isinstance(answer, Progress):
            return answer
        asked = {Guidance.TURN_LEFT: 0.3, Guidance.TURN_RIGHT: -0.3}
        turn = asked.get(answer.guidance, 0.0)
    raise AssertionError("the look did not end")


def test_without_weights_the_reason_and_the_one_command_are_told(tmp_path: Path) -> None:
    for nothing in (tmp_path, tmp_path / "missing", Path("buffalo_l")):
        with pytest.raises(FaceUnavailable, match="python -m models fetch face") as caught:
            FaceEngine.load(nothing)
        assert caught.value.reason is UnavailableReason.NO_WEIGHTS


def test_a_manifest_that_names_no_file_is_damage(own_pack: Path) -> None:
    text = (own_pack / "manifest.json").read_text("utf-8")
    (own_pack / "manifest.json").write_text(text.replace('"file": "r', '"fil": "r'), "utf-8")
    with pytest.raises(FaceUnavailable) as caught:
        FaceEngine.load(own_pack)
    assert caught.value.reason is UnavailableReason.DAMAGED
    assert main(["verify", "--directory", str(own_pack)]) == 1


@pytest.mark.parametrize("name", ["detection.onnx", "recognition.onnx", "liveness.onnx"])
def test_one_changed_byte_of_a_network_is_refused(own_pack: Path, name: str) -> None:
    content = bytearray((own_pack / name).read_bytes())
    content[-1] ^= 1
    (own_pack / name).write_bytes(content)
    with pytest.raises(FaceUnavailable) as caught:
        FaceEngine.load(own_pack)
    assert caught.value.reason is UnavailableReason.DAMAGED


def test_a_manifest_that_does_not_parse_is_damage_and_not_a_guess(own_pack: Path) -> None:
    (own_pack / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(FaceUnavailable) as caught:
        FaceEngine.load(own_pack)
    assert caught.value.reason is UnavailableReason.DAMAGED


def test_a_pack_without_recognition_cannot_recognise(own_pack: Path) -> None:
    manifest = json.loads((own_pack / "manifest.json").read_text("utf-8"))
    del manifest["tasks"]["recognition"]
    (own_pack / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(FaceUnavailable) as caught:
        FaceEngine.load(own_pack)
    assert caught.value.reason is UnavailableReason.UNSUITABLE


def test_a_network_that_nobody_measured_recognises_nobody(own_pack: Path) -> None:
    (own_pack / "calibration.json").unlink()
    with pytest.raises(FaceUnavailable, match="face-report") as caught:
        FaceEngine.load(own_pack)
    assert caught.value.reason is UnavailableReason.NO_THRESHOLDS


def test_a_calibration_of_another_network_is_refused(own_pack: Path) -> None:
    path = own_pack / "calibration.json"
    path.write_text(path.read_text("utf-8").replace(MODEL_ID, "another"), encoding="utf-8")
    with pytest.raises(BadCalibration, match="another"):
        FaceEngine.load(own_pack)


def test_a_pack_without_manifest_is_told_apart_by_insightface(tmp_path: Path) -> None:
    pack = build_tiny_pack(tmp_path / "licensed", manifest=False)
    engine = FaceEngine.load(pack, for_measuring=True)
    assert engine.model_id.startswith("licensed-")
    assert not engine.checks_liveness
    assert engine.observe(np.zeros((480, 640, 3), np.uint8)).faces == ()
