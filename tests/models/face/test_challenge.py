"""The head turn, on heads and photographs made of five points.

A check of the logic: no evidence against real attacks.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.face.challenge import (
    NARROWEST,
    NEEDED_PARALLAX,
    NEEDED_TURN,
    HeadTurn,
    Side,
    TurnState,
    narrowing,
    nose_parallax,
)
from models.face.observation import Landmarks
from models.face.quality import nose_offset

HEAD = np.array(
    [[-0.5, -0.4, 0.0], [0.5, -0.4, 0.0], [0.0, 0.1, 0.45], [-0.4, 0.6, 0.05], [0.4, 0.6, 0.05]]
)
"""Eyes, nose, mouth corners in eye distances; the nose stands out towards the camera."""
PHOTOGRAPH = HEAD * (1, 1, 0)


def seen(
    points: NDArray[np.float64], yaw: float, pitch: float = 0.0, near: float = 6.0
) -> Landmarks:
    """Landmarks in pixels of what is turned by ``yaw`` degrees to its own left, seen in perspective
    from ``near`` eye distances."""
    a, b = np.radians(yaw), np.radians(pitch)
    turn = np.array([[np.cos(a), 0, np.sin(a)], [0, 1, 0], [-np.sin(a), 0, np.cos(a)]])
    nod = np.array([[1, 0, 0], [0, np.cos(b), -np.sin(b)], [0, np.sin(b), np.cos(b)]])
    x, y, z = turn @ nod @ points.T
    scale = 90 * near / (near - z)
    return np.stack((320 + x * scale, 240 + y * scale), axis=1).astype(np.float32)


def play(
    points: NDArray[np.float64], yaws: NDArray[np.float64], side: Side = Side.LEFT, **view: float
) -> TurnState:
    """What the challenge says after the turn ``yaws``, frame by frame."""
    turn = HeadTurn(side, seen(points, 0.0, **view))
    for yaw in yaws:
        turn.see(seen(points, float(yaw), **view))
    return turn.state


THERE = np.linspace(0, 35, 12)
THERE_AND_BACK = np.concatenate((THERE, THERE[::-1]))


def test_a_head_that_turns_as_asked_and_comes_back_is_accepted() -> None:
    assert play(HEAD, THERE) is TurnState.TURNED
    assert play(HEAD, THERE_AND_BACK) is TurnState.DONE
    assert play(HEAD, -THERE_AND_BACK, Side.RIGHT) is TurnState.DONE


def test_the_other_side_is_the_wrong_way() -> None:
    assert play(HEAD, -THERE_AND_BACK) is TurnState.WRONG_WAY
    assert play(HEAD, THERE_AND_BACK, Side.RIGHT) is TurnState.WRONG_WAY


def test_a_head_that_hardly_turns_goes_on_being_asked() -> None:
    assert play(HEAD, np.linspace(0, 12, 20)) is TurnState.ASKED


@pytest.mark.parametrize("near", [2.5, 4.0, 8.0])
@pytest.mark.parametrize("pitch", [-25.0, 0.0, 25.0])
def test_a_flat_photograph_is_never_accepted_however_it_is_turned(
    near: float, pitch: float
) -> None:
    for most in (30, 45, 60, 75):
        for sign in (1, -1):
            yaws = sign * np.linspace(0, most, 40)
            state = play(PHOTOGRAPH, yaws, near=near, pitch=pitch)
            assert state in {TurnState.ASKED, TurnState.WRONG_WAY}


def test_held_close_a_photograph_moves_its_nose_far_but_stays_in_its_plane() -> None:
    """The reason for the second measure: the first alone would let this pass."""
    frontal = seen(PHOTOGRAPH, 0, near=2.5)
    turned = seen(PHOTOGRAPH, 50, near=2.5)
    assert abs(nose_offset(turned) - nose_offset(frontal)) >= NEEDED_TURN
    assert nose_parallax(frontal, turned) < 0.01


def test_jitter_of_the_landmarks_makes_no_depth() -> None:
    random = np.random.default_rng(3)
    found = []
    for _ in range(2000):
        frontal, turned = seen(PHOTOGRAPH, 0), seen(PHOTOGRAPH, 30)
        jittered = turned + random.normal(scale=0.02 * 90 / np.sqrt(2), size=(5, 2))
        found.append(nose_parallax(frontal, jittered.astype(np.float32)))
    assert np.quantile(found, 0.99) < NEEDED_PARALLAX


@pytest.mark.parametrize("nose", [0.35, 0.5])
def test_a_head_has_depth_enough_as_soon_as_it_has_turned_enough(nose: float) -> None:
    head = HEAD * (1, 1, nose / 0.45)
    frontal = seen(head, 0)
    for yaw in range(45):
        turned = seen(head, yaw)
        if nose_offset(turned) - nose_offset(frontal) >= NEEDED_TURN:
            break
    assert nose_parallax(frontal, turned) > 1.2 * NEEDED_PARALLAX
    assert narrowing(frontal, turned) > 1.1 * NARROWEST


def test_one_or_two_frames_alone_are_a_slip_of_the_detector() -> None:
    turn = HeadTurn(Side.LEFT, seen(HEAD, 0))
    for yaw in (0, 35, 35, 0, 35, 35, 0):
        assert turn.see(seen(HEAD, yaw)) is TurnState.ASKED


def test_points_on_one_line_prove_nothing() -> None:
    line = np.array([[0, 0], [1, 0], [2, 0], [3, 0], [4, 0]], dtype=np.float32)
    assert nose_parallax(line, seen(HEAD, 30)) == 0.0
    assert nose_parallax(np.zeros((5, 2), np.float32), seen(HEAD, 30)) == 0.0
    assert narrowing(np.zeros((5, 2), np.float32), seen(HEAD, 30)) == 0.0


def test_a_face_nearly_on_edge_is_not_counted() -> None:
    turn = HeadTurn(Side.LEFT, seen(HEAD, 0))
    for _ in range(5):
        assert turn.see(seen(HEAD, 55)) is TurnState.ASKED
        assert turn.too_far
    for yaw in (38, 35, 30):
        turn.see(seen(HEAD, yaw))
    assert turn.state is TurnState.TURNED
