"""From pictures to a report and a calibration, on the command line, as a hospital would do it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from models.__main__ import main
from models.face.calibration import read_calibration, thresholds_of
from models.face.evaluation import LivenessRates, evaluate, templates_of, worst_attack_threshold
from models.face.picture_table import PictureTable
from models.face.report_text import render
from models.face.thresholds import Purpose
from tests.models.face.tiny_networks import DIMENSIONS, MODEL_ID, THRESHOLDS, Figure, draw

SPREAD = 0.9
"""How far pictures of one person lie from the person, in units of the person's own length."""


def table(
    people: int,
    sessions: int = 2,
    pictures: int = 5,
    *,
    seed: int = 3,
    live: float = 0.9,
    spread: float = SPREAD,
    folder: str = "p{person:03}/s{session}/{picture}.png",
) -> PictureTable:
    """Synthetic people: a random direction each, and random noise for every picture."""
    random = np.random.default_rng(seed)
    paths, rows = [], []
    for person in range(people):
        centre = random.normal(size=48)
        for session in range(sessions):
            for picture in range(pictures):
                paths.append(folder.format(person=person, session=session, picture=picture))
                rows.append(centre + spread * random.normal(size=48))
    embeddings: NDArray[np.float32] = np.stack(rows).astype(np.float32)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    count = len(paths)
    return PictureTable(
        tuple(paths),
        embeddings,
        np.ones(count, bool),
        np.ones(count, np.float32),
        np.full(count, live, np.float32),
        MODEL_ID,
    )


def test_means_of_five_pictures_are_told_apart_better_than_single_ones() -> None:
    people = table(40)
    one = evaluate(people, THRESHOLDS, frames=1, rounds=10)
    five = evaluate(people, THRESHOLDS, frames=5, rounds=10)
    assert five.templates == 80
    assert five.genuine == 40  # across the two sessions only
    assert five.impostor == 80 * 79 // 2 - 40
    assert five.eer < one.eer / 2
    assert five.across_sessions
    low, high = one.eer_interval
    assert low <= one.eer <= high


def test_templates_of_one_day_are_not_held_against_each_other() -> None:
    report = evaluate(table(4, sessions=2, pictures=10), THRESHOLDS, rounds=10)
    assert report.templates == 16
    assert report.genuine == 4 * 4
    one_day = evaluate(table(4, sessions=1, pictures=10), THRESHOLDS, rounds=10)
    assert one_day.genuine == 4
    assert not one_day.across_sessions


def test_an_unfinished_handful_of_pictures_is_left_out_unless_it_is_all_there_is() -> None:
    assert templates_of(table(2, 1, 12), 5).people.tolist() == [0, 0, 1, 1]
    assert templates_of(table(2, 1, 3), 5).people.tolist() == [0, 1]


def test_pictures_without_a_face_make_no_template() -> None:
    some = table(3)
    some.detected[:5] = False
    assert templates_of(some, 5).people.tolist() == [0, 1, 1, 2, 2]
    assert "with a face 25" in render(evaluate(some, THRESHOLDS, rounds=10))


def test_the_report_warns_where_it_cannot_say_much() -> None:
    text = render(evaluate(table(5, 1, 10), THRESHOLDS, rounds=10))
    assert "Only 5 people" in text
    assert "Nobody has several sessions" in text
    assert "†" in text
    assert "APCER is not known" in text
    unknown = render(evaluate(table(5), None, rounds=10))
    assert "nobody has measured this network" in unknown
    assert "One to many" not in unknown


def test_one_person_alone_is_no_report() -> None:
    with pytest.raises(ValueError, match="two people"):
        evaluate(table(1), THRESHOLDS)


def test_groups_are_compared_within_themselves() -> None:
    people = table(20)
    similar = np.random.default_rng(9).normal(size=48).astype(np.float32)
    people.embeddings[:100] += 0.4 * similar  # the first ten resemble each other
    people.embeddings[:100] /= np.linalg.norm(people.embeddings[:100], axis=1, keepdims=True)
    groups = {f"p{n:03}": "a" if n < 10 else "b" for n in range(20)}
    found = evaluate(people, THRESHOLDS, groups=groups, rounds=10).groups
    assert [(each.group, each.people) for each in found] == [("a", 10), ("b", 10)]
    assert found[0].fmr.value > found[1].fmr.value == 0
    assert "| a | 10 |" in render(evaluate(people, THRESHOLDS, groups=groups, rounds=10))


def test_attacks_are_counted_by_kind_and_held_against_whom_they_imitate() -> None:
    people = table(12, spread=0.2)
    attacks = table(
        12, 1, 5, live=0.2, spread=0.2, folder="print/p{person:03}/{picture}.png", seed=3
    )
    attacks.live[:15] = 0.8  # three prints pass
    found = _liveness(people, attacks)
    assert found.bpcer.value == 0
    (printed,) = found.attacks
    assert (printed.kind, printed.apcer.value) == ("print", 0.25)
    assert printed.iapmr is not None
    # Drawn with the same seed, the first person is the same person; the others are not.
    assert printed.iapmr.value == pytest.approx(1 / 12)
    attacks.live[:5] = 0.2  # now the one that matches is seen through
    (printed,) = _liveness(people, attacks).attacks
    assert printed.iapmr is not None
    assert printed.apcer.value == pytest.approx(2 / 12)
    assert printed.iapmr.value == 0
    people.live[:] = 0.1
    rejected = evaluate(people, THRESHOLDS, rounds=10).liveness
    assert rejected is not None
    assert rejected.bpcer.value == 1


def _liveness(people: PictureTable, attacks: PictureTable) -> LivenessRates:
    found = evaluate(people, THRESHOLDS, attacks=attacks, rounds=10).liveness
    assert found is not None
    return found


def test_the_worst_kind_of_attack_sets_the_threshold() -> None:
    shown = [("print", 0.1)] * 100 + [("screen", 0.7)] * 4 + [("screen", 0.2)] * 96
    assert worst_attack_threshold(shown) == pytest.approx(0.2, abs=1e-6)
    shown += [("screen", 0.7)] * 10
    assert worst_attack_threshold(shown) == pytest.approx(0.7, abs=1e-6)


def test_embeddings_of_own_pictures_on_the_command_line(
    tiny_pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = tmp_path / "pictures"
    for person in (1, 2, 3):
        for session in ("monday", "friday"):
            folder = pictures / f"p{person}" / session
            folder.mkdir(parents=True)
            x = 256 if session == "monday" else 320
            cv2.imwrite(str(folder / "1.png"), draw(Figure(person, at=(x, 224))))
    cv2.imwrite(str(pictures / "p1" / "friday" / "2.png"), draw())
    (pictures / "p1" / "friday" / "3.jpg").write_bytes(b"no picture")
    order = ["--images", str(pictures), "--directory", str(tiny_pack)]
    assert main(["embed-faces", *order, "--out", str(tmp_path / "out.npz")]) == 0
    with np.load(tmp_path / "out.npz") as data:
        assert data["path"].tolist()[:3] == [
            "p1/friday/1.png",
            "p1/friday/2.png",
            "p1/friday/3.jpg",
        ]
        assert data["detected"].tolist() == [True, False, False, True, True, True, True, True]
        assert data["embedding"].shape == (8, DIMENSIONS)
        assert np.isnan(data["live"][1])
        assert data["quality"][0] == 1
    assert main(["face-report", *order, "--out", str(tmp_path / "report.md")]) == 0
    said = capsys.readouterr().out
    assert "people: **3**, pictures 8, with a face 6" in said
    assert "EER 0.00 %" in said
    assert (tmp_path / "report.md").read_text(encoding="utf-8") in said


def test_a_calibration_is_written_and_from_then_on_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table(124, pictures=2).save(tmp_path / "people.npz")
    table(40, 1, 2, live=0.3, folder="print/x{person}/{picture}.png").save(tmp_path / "bad.npz")
    directory = tmp_path / "pack"
    directory.mkdir()
    order = ["face-report", "--embeddings", str(tmp_path / "people.npz"), "--frames", "2"]
    order += ["--directory", str(directory), "--attacks", str(tmp_path / "bad.npz")]
    assert main([*order, "--write-calibration"]) == 0
    written = read_calibration(directory / "calibration.json")
    assert written.thresholds.calibrated
    assert written.thresholds.people == 124
    assert [rate for rate, _ in written.thresholds.curve] == [1e-1, 1e-2, 1e-3]
    assert written.thresholds.live == pytest.approx(0.3, abs=1e-6)
    found = thresholds_of(MODEL_ID, directory / "calibration.json")
    assert found == written.thresholds
    assert found.similarity(Purpose.ONE_TO_ONE) > found.curve[-1][1]
    assert main(order) == 0
    assert "calibrated here" in capsys.readouterr().out


def test_too_few_people_write_no_calibration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table(30).save(tmp_path / "few.npz")
    table(124, sessions=1, pictures=10).save(tmp_path / "one_day.npz")
    for file, reason in (("few", "30,000"), ("one_day", "several days")):
        order = ["face-report", "--embeddings", str(tmp_path / f"{file}.npz")]
        order += ["--directory", str(tmp_path), "--write-calibration"]
        assert main(order) == 1
        assert reason in capsys.readouterr().err
    assert not (tmp_path / "calibration.json").exists()


def test_a_calibration_of_another_network_is_told_and_not_used(
    own_pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own_pack / "calibration.json"
    path.write_text(path.read_text("utf-8").replace(MODEL_ID, "another"), encoding="utf-8")
    table(3).save(tmp_path / "people.npz")
    order = ["--embeddings", str(tmp_path / "people.npz"), "--directory", str(own_pack)]
    assert main(["face-report", *order]) == 1
    assert "another" in capsys.readouterr().err
    assert main(["list", "--directory", str(own_pack)]) == 0
    assert "another" in capsys.readouterr().out


def test_what_cannot_be_reported_on_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.npz").write_text("no table", encoding="utf-8")
    assert main(["face-report", "--embeddings", str(tmp_path / "text.npz")]) == 1
    assert "embed-faces" in capsys.readouterr().err
    order = ["embed-faces", "--images", str(tmp_path), "--out", str(tmp_path / "x.npz")]
    assert main([*order, "--directory", str(tmp_path / "none")]) == 1
    assert "fetch face" in capsys.readouterr().err
