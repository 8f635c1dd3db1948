"""Searching templates: exact, forgetful on demand, and allowed to say that it is not sure."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from models.face.decision import Answer
from models.face.errors import ForeignTemplate
from models.face.matching import Gallery
from models.face.templates import Template
from models.face.thresholds import Purpose, Thresholds

THRESHOLDS = Thresholds(
    "net-a",
    ((1e-2, 0.4), (1e-4, 0.6)),
    live=0.5,
    calibrated=False,
    people=15,
    source="made up for tests",
)


def template(vector: NDArray[np.float32], model_id: str = "net-a") -> Template:
    unit = vector / np.linalg.norm(vector)
    return Template(unit.astype(np.float32), model_id, 0.9, 5, 100.0, turned=True)


def mixed(towards: NDArray[np.float32], cosine: float, seed: int = 1) -> NDArray[np.float32]:
    """A vector whose cosine with ``towards`` is ``cosine``."""
    other = np.random.default_rng(seed).normal(size=towards.shape)
    other -= (other @ towards) / (towards @ towards) * towards
    aside = np.sqrt(1 - cosine**2) * other / np.linalg.norm(other)
    made: NDArray[np.float32] = (cosine * towards / np.linalg.norm(towards) + aside).astype("f4")
    return made


@pytest.fixture(scope="module")
def people() -> NDArray[np.float32]:
    return np.random.default_rng(7).normal(size=(40_000, 64)).astype(np.float32)


@pytest.fixture(scope="module")
def gallery(people: NDArray[np.float32]) -> Gallery[int]:
    return Gallery(range(len(people)), people, THRESHOLDS)


def test_the_search_in_blocks_finds_what_a_plain_comparison_finds(
    gallery: Gallery[int], people: NDArray[np.float32]
) -> None:
    unit = people / np.linalg.norm(people, axis=1, keepdims=True)
    for seed in range(5):
        probe = template(np.random.default_rng(seed).normal(size=64).astype(np.float32))
        found = gallery.nearest(probe, 7)
        expected = np.argsort(-(unit @ probe.embedding))[:7]
        assert [each.id for each in found] == expected.tolist()
        assert found[0].similarity == pytest.approx(float(unit[expected[0]] @ probe.embedding))


def test_somebody_of_the_last_block_is_found_and_a_stranger_is_not(
    gallery: Gallery[int], people: NDArray[np.float32]
) -> None:
    found = gallery.one_to_many(template(mixed(people[39_999], 0.95)))
    assert (found.answer, found.id) == (Answer.YES, 39_999)
    some = Gallery(range(200), people[:200], THRESHOLDS)
    stranger = some.one_to_many(template(np.eye(64, dtype=np.float32)[0]))
    assert stranger.id is None
    assert stranger.answer is not Answer.YES


def test_of_two_people_who_look_alike_nobody_is_chosen(people: NDArray[np.float32]) -> None:
    twin = mixed(people[0], 0.98)
    both = Gallery(["one", "twin"], np.stack((people[0], twin)), THRESHOLDS)
    assert both.one_to_many(template(mixed(people[0], 0.9, seed=5))).answer is Answer.NOT_SURE
    assert both.one_to_one(template(people[0]), "one") is Answer.YES


def test_several_templates_of_one_person_are_no_twins(people: NDArray[np.float32]) -> None:
    rows = np.stack((people[0], mixed(people[0], 0.98), people[1]))
    gallery = Gallery(["one", "one", "other"], rows, THRESHOLDS)
    assert gallery.people == 2
    probe = template(mixed(people[0], 0.9, seed=5))
    assert gallery.one_to_many(probe).id == "one"
    (nearest,) = gallery.nearest(probe, 1)
    assert nearest.similarity == pytest.approx(float((gallery.matrix @ probe.embedding).max()))


def test_whoever_withdraws_is_in_no_search_any_more(people: NDArray[np.float32]) -> None:
    gallery = Gallery(["a", "b", "a"], people[:3], THRESHOLDS)
    left = gallery.without(["a"])
    assert left.ids == ("b",)
    assert left.one_to_one(template(people[0]), "a") is Answer.NO
    assert left.one_to_many(template(people[2])).id is None
    assert left.without(["b"]).one_to_many(template(people[0])).answer is Answer.NO
    back = left.without(["b"]).including(["c"], people[4:5])
    assert back.one_to_many(template(people[4])).id == "c"


def test_between_yes_and_no_lies_not_sure(people: NDArray[np.float32]) -> None:
    gallery = Gallery(["a"], people[:1], THRESHOLDS)
    answers = [
        gallery.one_to_one(template(mixed(people[0], cosine)), "a") for cosine in (0.7, 0.5, 0.2)
    ]
    assert answers == [Answer.YES, Answer.NOT_SURE, Answer.NO]
    assert gallery.one_to_one(template(people[0]), "nobody") is Answer.NO


def test_the_same_face_under_another_number_is_shown_to_a_person(
    people: NDArray[np.float32],
) -> None:
    gallery = Gallery(["a", "b", "c"], people[:3], THRESHOLDS)
    probe = template(mixed(people[1], 0.9))
    assert gallery.duplicates(probe) == ("b",)
    assert gallery.duplicates(probe, besides=("b",)) == ()


def test_templates_of_another_network_are_refused(people: NDArray[np.float32]) -> None:
    gallery = Gallery(["a"], people[:1], THRESHOLDS)
    with pytest.raises(ForeignTemplate):
        gallery.one_to_one(template(people[0], "net-b"), "a")
    with pytest.raises(ForeignTemplate):
        gallery.one_to_many(template(people[0], "net-b"))


def test_only_todays_people_are_searched(people: NDArray[np.float32]) -> None:
    today = Gallery(["a", "b", "c"], people[:3], THRESHOLDS).only(["c"])
    assert today.one_to_many(template(people[0])).id is None
    assert today.one_to_many(template(people[2])).id == "c"


def test_a_matrix_that_fits_no_ids_or_holds_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="one row per id"):
        Gallery(["a", "b"], np.ones((1, 4)), THRESHOLDS)
    with pytest.raises(ValueError, match="length 0"):
        Gallery(["a"], np.zeros((1, 4)), THRESHOLDS)
    with pytest.raises(ValueError, match="not finite"):
        Gallery(["a"], np.full((1, 4), np.nan), THRESHOLDS)


def test_a_larger_gallery_asks_for_more_likeness_and_says_where_nobody_measured() -> None:
    wanted = [THRESHOLDS.similarity(Purpose.ONE_TO_MANY, size) for size in (1, 100, 10_000)]
    assert wanted == pytest.approx([0.6, 0.6, 0.8])
    assert THRESHOLDS.similarity(Purpose.ONE_TO_MANY, 10**9) == pytest.approx(0.9)
    assert THRESHOLDS.measured_for(Purpose.ONE_TO_MANY, 100)
    assert not THRESHOLDS.measured_for(Purpose.ONE_TO_MANY, 1000)


def test_between_measured_points_the_threshold_follows_the_logarithm_of_the_rate() -> None:
    assert THRESHOLDS.at(1e-3) == pytest.approx(0.5)
    assert THRESHOLDS.at(0.5) == 0.4
    assert THRESHOLDS.similarity(Purpose.DUPLICATE, 10) == pytest.approx(0.5)
    assert THRESHOLDS.similarity(Purpose.DUPLICATE, 1000) == pytest.approx(0.6)


@pytest.mark.parametrize("curve", [(), ((1e-4, 0.6), (1e-2, 0.4)), ((1e-2, 0.6), (1e-4, 0.4))])
def test_a_curve_that_falls_is_refused(curve: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match=r"curve|rates"):
        Thresholds("n", curve, 0.5, calibrated=True, people=9, source="")
