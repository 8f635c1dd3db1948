"""The report's arithmetic on scores and embeddings whose error rates are known beforehand."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from numpy.typing import NDArray

from models.face.error_rates import (
    Comparisons,
    bootstrap,
    curve,
    equal_error_rate,
    false_match_rate,
    false_non_match_rate,
    false_proposals,
    search_rates,
    threshold_at,
    wilson,
)


def scores(mean: float, count: int) -> NDArray[np.float64]:
    """``count`` scores at the quantiles of a normal distribution of width 1: no luck involved."""
    normal = NormalDist(mean)
    return np.array([normal.inv_cdf((k + 0.5) / count) for k in range(count)])


def test_the_rates_of_two_normal_distributions_are_those_of_the_book() -> None:
    """Means 0 and 3, width 1: EER = Φ(−1.5), FMR at t = Φ(−t), FNMR at t = Φ(t − 3)."""
    genuine, impostor = scores(3, 20_000), scores(0, 50_000)
    phi = NormalDist().cdf
    eer, at = equal_error_rate(genuine, impostor)
    assert eer == pytest.approx(phi(-1.5), rel=0.01)
    assert at == pytest.approx(1.5, abs=0.01)
    assert false_match_rate(impostor, 2.0) == pytest.approx(phi(-2), rel=0.01)
    assert false_non_match_rate(genuine, 2.0) == pytest.approx(phi(-1), rel=0.01)
    assert threshold_at(impostor, 1e-3) == pytest.approx(3.09, abs=0.02)
    assert false_match_rate(impostor, threshold_at(impostor, 1e-3)) <= 1e-3


def test_scores_that_are_all_apart_have_no_errors_and_all_alike_are_a_coin() -> None:
    assert equal_error_rate(np.array([0.9, 0.8]), np.array([0.1, 0.2]))[0] == 0
    assert equal_error_rate(np.full(10, 0.5), np.full(10, 0.5))[0] == pytest.approx(0.5)
    assert equal_error_rate(np.array([0.1]), np.array([0.9]))[0] == pytest.approx(1.0)


def test_a_small_example_counted_by_hand() -> None:
    genuine, impostor = np.array([0.9, 0.8, 0.4]), np.array([0.1, 0.5, 0.2, 0.3])
    assert false_match_rate(impostor, 0.5) == 0.25
    assert false_non_match_rate(genuine, 0.5) == pytest.approx(1 / 3)
    assert threshold_at(impostor, 0.25) == pytest.approx(0.3, abs=1e-9)
    assert threshold_at(impostor, 0.25) > 0.3
    assert threshold_at(impostor, 0.0) > 0.5
    assert threshold_at(impostor, 1.0) == 0.1


def test_without_trials_there_is_no_rate() -> None:
    nothing = np.array([])
    assert math.isnan(false_match_rate(nothing, 0.5))
    assert math.isnan(equal_error_rate(nothing, np.array([0.1]))[0])
    with pytest.raises(ValueError, match="no comparisons"):
        threshold_at(nothing, 0.1)
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_wilsons_interval_is_that_of_the_tables() -> None:
    found = wilson(2, 100)
    assert (found.low, found.high) == pytest.approx((0.0055, 0.0700), abs=1e-4)
    assert wilson(0, 100).high == pytest.approx(0.037, abs=1e-3)


def test_a_rate_with_too_few_errors_is_not_shown() -> None:
    impostor = scores(0, 40_000)
    assert [rate for rate, _ in curve(impostor, (1e-1, 1e-2, 1e-3, 1e-4))] == [1e-1, 1e-2, 1e-3]


def test_a_large_gallery_proposes_strangers_however_good_the_network() -> None:
    assert false_proposals(1e-4, 10_000) == pytest.approx(0.632, abs=1e-3)
    assert false_proposals(1e-4, 50) == pytest.approx(0.005, abs=1e-4)
    assert false_proposals(1.0, 2) == 1.0


def test_the_interval_by_people_is_wider_than_by_comparisons() -> None:
    """Ten people, one of whom is never recognised: whether they are drawn decides everything."""
    first = np.repeat(np.arange(10), 100)
    genuine = np.where(first == 0, 0.0, 1.0)
    left, right = np.triu_indices(10, k=1)
    comparisons = Comparisons(
        np.concatenate((genuine, np.where(left == 0, 0.6, 0.3))),
        np.concatenate((first, left)),
        np.concatenate((first, right)),
        people=10,
    )
    found = bootstrap(comparisons, [0.5], rounds=300)
    low, high = found.fnmr[0]
    alone = wilson(100, 1000)
    assert low < alone.low
    assert high > alone.high
    # The same person is in all nine pairs of strangers that match: without them there is none.
    assert found.fmr[0][0] == 0
    assert found.fmr[0][1] > 9 / 45


def test_searches_of_people_who_are_all_apart_are_always_right() -> None:
    embeddings = np.repeat(np.eye(12, dtype=np.float32), 2, axis=0)
    people, sessions = np.repeat(np.arange(12), 2), np.arange(24)
    found = search_rates(embeddings, people, sessions, 0.5, 6, draws=5)
    assert found.fpir.value == found.fnir.value == 0


def test_members_are_searched_for_with_another_day_where_there_is_one() -> None:
    """Everybody looks the same twice on one day, and like nobody on the other."""
    days = np.eye(24, dtype=np.float32)
    embeddings = np.concatenate([days[[2 * each, 2 * each, 2 * each + 1]] for each in range(12)])
    people, sessions = np.repeat(np.arange(12), 3), np.tile([0, 0, 1], 12)
    assert search_rates(embeddings, people, sessions, 0.5, 6, draws=5).fnir.value == 1
    one_day = search_rates(embeddings[:, :], people, np.zeros(36, np.int64), 0.5, 6, draws=5)
    assert 0 < one_day.fnir.value < 1


def test_searches_count_strangers_who_are_proposed_and_members_who_are_not() -> None:
    """Everybody is alike: with a low threshold every stranger is proposed; a margin forbids it."""
    random = np.random.default_rng(2)
    base = random.normal(size=64)
    embeddings = np.stack([base + 0.2 * random.normal(size=64) for _ in range(40)])
    embeddings = (embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)).astype("f4")
    people, sessions = np.repeat(np.arange(20), 2), np.arange(40)
    alike = search_rates(embeddings, people, sessions, 0.1, 10, draws=5)
    assert alike.fpir.value == 1
    assert alike.fnir.value > 0.5
    careful = search_rates(embeddings, people, sessions, 0.1, 10, margin=0.2, draws=5)
    assert careful.fpir.value == 0
    assert careful.fnir.value == 1
    with pytest.raises(ValueError, match="outside"):
        search_rates(embeddings, people, sessions, 0.1, 20)


def test_what_fpir_predicts_is_what_a_search_finds() -> None:
    """Random unit vectors: comparisons are nearly independent, so FPIR ≈ 1 − (1 − FMR)^N."""
    random = np.random.default_rng(5)
    embeddings = random.normal(size=(300, 24)).astype(np.float32)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    people = np.arange(300)
    similarity = (embeddings @ embeddings.T)[np.triu_indices(300, k=1)].astype(np.float64)
    threshold = threshold_at(similarity, 0.005)
    found = search_rates(embeddings, people, people, threshold, 100, draws=20)
    assert found.fpir.value == pytest.approx(false_proposals(0.005, 100), abs=0.05)
