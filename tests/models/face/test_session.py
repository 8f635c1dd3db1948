"""A look into the camera, frame by frame, told by a face of a few numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from models.face.challenge import Side
from models.face.observation import FaceSeen, Frame, Observation
from models.face.quality import Quality
from models.face.session import ENROLMENT, LookPlan, RecognitionSession
from models.face.templates import Failed, FailedReason, Guidance, Progress, Template
from models.face.thresholds import Thresholds

GOOD = Quality(90, 0.0, 0.0, 120, 45, 200, 1.0)
THRESHOLDS = Thresholds(
    "net", ((1e-2, 0.44), (1e-4, 0.62)), 0.5, calibrated=False, people=15, source="tests"
)


@dataclass
class Watcher:
    """An observer of observations that are made already."""

    model_id: str = "net"
    thresholds: Thresholds = THRESHOLDS
    checks_liveness: bool = True

    def observe(self, frame: Frame) -> Observation:
        raise AssertionError("these tests have no frames")


def face(
    who: int = 1,
    turn: float = 0.0,
    *,
    quality: Quality = GOOD,
    live: float | None = 0.9,
    x: float = 250,
    side: float = 140,
    noise: int = 0,
) -> FaceSeen:
    """Somebody; a turned head has its nose out of the plane and no liveness."""
    vector = np.random.default_rng(who).normal(size=64)
    vector += 0.4 * np.random.default_rng(1000 + noise).normal(size=64)
    points = np.array([[-0.5, -0.4], [0.5, -0.4], [turn, 0.1], [-0.4, 0.6], [0.4, 0.6]])
    return FaceSeen(
        (x, 150, x + side, 150 + 1.2 * side),
        (points * 90 + (x + 70, 220)).astype(np.float32),
        0.9,
        replace(quality, yaw=turn),
        (vector / np.linalg.norm(vector)).astype(np.float32),
        live if abs(turn) < 0.13 else None,
    )


@dataclass
class Look:
    """Feeds a session ten frames a second."""

    session: RecognitionSession
    at: float = 0.0

    def show(self, *faces: FaceSeen, times: int = 1) -> Progress | Template | Failed:
        """The answer to the last of ``times`` equal frames."""
        for _ in range(times):
            answer = self.session.consider(Observation(640, 480, faces), self.at)
            self.at += 0.1
        return answer

    def guidance(self, *faces: FaceSeen, times: int = 1) -> Guidance:
        """What the person is asked."""
        answer = self.show(*faces, times=times)
        assert isinstance(answer, Progress)
        return answer.guidance

    def turn(self, turns: Iterable[float], who: int = 1) -> Progress | Template | Failed:
        """Turn the head so far, frame by frame; the last answer."""
        answer: Progress | Template | Failed | None = None
        for number, each in enumerate(turns):
            answer = self.show(face(who, each, noise=number))
        assert answer is not None
        return answer


def look(plan: LookPlan | None = None, *sides: Side, watcher: Watcher | None = None) -> Look:
    """A look whose turns go to ``sides``, or always left."""
    asked = iter(sides or (Side.LEFT,) * 10)
    return Look(RecognitionSession(watcher or Watcher(), plan or LookPlan(), lambda: next(asked)))


LEFT = (0.1, 0.2, 0.3, 0.3, 0.3, 0.2, 0.1, 0.0)
RIGHT = tuple(-each for each in LEFT)


def test_five_good_frames_and_a_turn_make_a_template() -> None:
    it = look()
    assert it.guidance(face(), times=4) is Guidance.WAIT
    assert it.guidance(face()) is Guidance.TURN_LEFT
    assert it.guidance(face(turn=0.3), times=3) is Guidance.TURN_BACK
    ended = it.show(face())
    assert isinstance(ended, Template)
    assert (ended.model_id, ended.frames, ended.turned) == ("net", 6, True)
    assert ended.live == pytest.approx(0.9)
    assert np.linalg.norm(ended.embedding) == pytest.approx(1, abs=1e-6)
    assert it.show() is ended


def test_the_mean_of_frames_is_nearer_to_the_person_than_one_frame() -> None:
    it = look(LookPlan(frames=8, turns=0))
    for number in range(8):
        ended = it.show(face(noise=number))
    assert isinstance(ended, Template)
    truth = np.random.default_rng(1).normal(size=64)
    truth /= np.linalg.norm(truth)
    single = face(noise=0).embedding
    assert single is not None
    assert float(ended.embedding @ truth) > float(single @ truth)


@pytest.mark.parametrize(
    ("quality", "asked"),
    [
        (replace(GOOD, eye_distance=40), Guidance.CLOSER),
        (replace(GOOD, eye_distance=400), Guidance.BACK),
        (replace(GOOD, brightness=20), Guidance.MORE_LIGHT),
        (replace(GOOD, brightness=240), Guidance.LESS_LIGHT),
        (replace(GOOD, contrast=5), Guidance.LESS_LIGHT),
        (replace(GOOD, sharpness=5), Guidance.HOLD_STILL),
        (replace(GOOD, roll=30), Guidance.LOOK_STRAIGHT),
        (replace(GOOD, inside=0.5), Guidance.CENTRE),
    ],
)
def test_what_would_help_is_said(quality: Quality, asked: Guidance) -> None:
    assert look().guidance(face(quality=quality)) is asked


def test_nobody_a_turned_face_and_a_second_person_are_spoken_to() -> None:
    it = look()
    assert it.guidance() is Guidance.LOOK_HERE
    assert it.guidance(face(turn=0.2)) is Guidance.LOOK_STRAIGHT
    assert it.guidance(face(), face(2, x=450, side=120)) is Guidance.ONE_PERSON
    assert it.guidance(face(), face(2, x=450, side=40)) is Guidance.WAIT


def test_bad_frames_are_not_counted() -> None:
    it = look()
    it.show(face(quality=replace(GOOD, sharpness=5)), times=20)
    assert it.guidance(face(), times=4) is Guidance.WAIT


@pytest.mark.parametrize(
    ("faces", "seconds", "reason"),
    [
        ((), 11, FailedReason.NOBODY),
        ((face(quality=replace(GOOD, brightness=9)),), 21, FailedReason.TOO_FEW_GOOD_FRAMES),
        ((face(), face(2, x=450, side=130)), 21, FailedReason.SEVERAL_PEOPLE),
    ],
)
def test_a_look_ends_by_itself_with_a_reason(
    faces: tuple[FaceSeen, ...], seconds: int, reason: FailedReason
) -> None:
    assert look().show(*faces, times=seconds * 10) == Failed(reason)


def test_a_head_that_does_not_turn_in_time_leads_elsewhere() -> None:
    assert look().show(face(), times=120) == Failed(FailedReason.NOT_TURNED)


def test_whoever_mixes_up_left_and_right_is_asked_once_more() -> None:
    it = look(None, Side.LEFT, Side.RIGHT)
    it.show(face(), times=5)
    assert it.guidance(face(turn=-0.3), times=3) is Guidance.TURN_RIGHT
    assert isinstance(it.turn(RIGHT), Template)


def test_twice_the_wrong_way_is_a_recording_or_somebody_who_needs_another_way() -> None:
    it = look(None, Side.LEFT, Side.LEFT)
    it.show(face(), times=5)
    it.show(face(turn=-0.3), times=3)
    assert it.show(face(turn=-0.3), times=3) == Failed(FailedReason.NOT_TURNED)


def test_somebody_else_who_takes_over_begins_from_nothing() -> None:
    it = look()
    it.show(face(1), times=4)
    assert it.guidance(face(2), times=4) is Guidance.WAIT
    it.show(face(2))
    ended = it.turn(LEFT, who=2)
    assert isinstance(ended, Template)
    one, other = face(1).embedding, face(2).embedding
    assert one is not None
    assert other is not None
    assert float(ended.embedding @ other) > 0.8 > float(ended.embedding @ one)


def test_the_same_face_at_another_place_begins_from_nothing() -> None:
    it = look()
    it.show(face(x=50), times=4)
    assert it.guidance(face(x=400), times=4) is Guidance.WAIT
    assert it.guidance(face(x=400)) is Guidance.TURN_LEFT


def test_frames_of_one_moment_count_once() -> None:
    it = look()
    for _ in range(20):
        answer = it.session.consider(Observation(640, 480, (face(),)), 0.0)
    assert isinstance(answer, Progress)
    assert answer.guidance is Guidance.WAIT
    assert it.session.result is None


@pytest.mark.parametrize("when", [0.3, 0.0])
def test_another_face_during_the_turn_ends_it(when: float) -> None:
    """A photograph for the frontal frames, a living accomplice for the turn, or the other way."""
    it = look()
    it.show(face(1), times=5)
    it.show(face(1, turn=0.3), times=3)
    assert it.show(face(2, turn=when)) == Failed(FailedReason.OTHER_PERSON)


def test_a_face_that_jumps_to_another_place_during_the_turn_ends_it() -> None:
    it = look()
    it.show(face(), times=5)
    assert it.show(face(x=480)) == Failed(FailedReason.OTHER_PERSON)


def test_a_short_profile_without_a_face_is_forgiven_and_a_long_one_is_not() -> None:
    it = look()
    it.show(face(), times=5)
    it.show(face(turn=0.3), times=3)
    it.show(times=5)
    assert isinstance(it.show(face()), Template)
    it = look()
    it.show(face(), times=5)
    assert it.show(times=15) == Failed(FailedReason.OTHER_PERSON)


def test_a_photograph_by_the_median_of_liveness() -> None:
    it = look()
    it.show(face(live=0.9), times=2)
    it.show(face(live=0.1), times=3)
    assert it.turn((*LEFT[:-1],)) != Failed(FailedReason.NOT_LIVE)
    assert it.show(face(live=0.1)) == Failed(FailedReason.NOT_LIVE)


def test_liveness_that_saw_nothing_has_not_said_alive() -> None:
    it = look(LookPlan(turns=0))
    assert it.show(face(live=None), times=5) == Failed(FailedReason.NOT_LIVE)
    without = look(LookPlan(turns=0), watcher=Watcher(checks_liveness=False))
    ended = without.show(face(live=None), times=5)
    assert isinstance(ended, Template)
    assert ended.live is None
    assert not ended.turned


def test_enrolment_asks_for_more_frames_and_for_both_sides() -> None:
    it = look(ENROLMENT)
    assert it.guidance(face(), times=10) is Guidance.TURN_LEFT
    assert isinstance(it.turn(LEFT), Progress)
    assert it.guidance(face()) is Guidance.TURN_RIGHT
    ended = it.turn(RIGHT)
    assert isinstance(ended, Template)
    assert ended.frames == 12


def test_the_bar_never_goes_back() -> None:
    it = look()
    shares = []
    for faces in ([face(1)] * 4, [face(2)] * 5, [face(2, 0.3)] * 3):
        for each in faces:
            answer = it.show(each)
            assert isinstance(answer, Progress)
            shares.append(answer.share)
    assert shares == sorted(shares)
    assert shares[0] > 0


def test_a_template_does_not_show_itself_in_a_log() -> None:
    ended = look(LookPlan(turns=0)).show(face(), times=5)
    assert isinstance(ended, Template)
    assert "array" not in repr(ended)
    assert "array" not in repr(face())
