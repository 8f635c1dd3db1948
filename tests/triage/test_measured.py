"""What the shipped version reaches on texts that were written for measuring, never trained on.

Written by the author of the rules, so the figures flatter; they are here so that nobody makes them
worse without seeing it. Run with -s to see them.
"""

from pathlib import Path

import pytest

from triage import Answers, Triage
from triage.scripts import uz_to_cyrillic
from triage.training.measures import (
    Ranked,
    accepted_at,
    calibration_error,
    interval,
    macro_f1,
    risk_coverage,
    share,
)
from triage.training.report import Sources, report
from triage.training.written import LANGUAGES, read_not_complaints, read_written

DATA = Path(__file__).parent / "data"


def test_the_sets_are_large_enough_to_say_something() -> None:
    for name in ("emergencies", "everyday"):
        texts = read_written(DATA / f"{name}.yaml")
        assert len(texts) >= 300
        assert {text.language for text in texts} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_emergencies_are_called_emergencies(triage: Triage, language: str) -> None:
    texts = [w for w in read_written(DATA / "emergencies.yaml") if w.language == language]
    verdicts = {w.of: triage.assess(w.answers) for w in texts}
    missed = sorted(of for of, verdict in verdicts.items() if verdict.urgency != "emergency")
    print(f"{language}: emergencies {share(len(texts) - len(missed), len(texts))}")
    assert len(missed) <= 0.03 * len(texts), missed
    assert all(verdicts[of].urgency == "today" for of in missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_complaints_are_not(triage: Triage, language: str) -> None:
    texts = [w for w in read_written(DATA / "everyday.yaml") if w.language == language]
    verdicts = {w.of: triage.assess(w.answers) for w in texts}
    alarms = sorted(of for of, verdict in verdicts.items() if verdict.urgency == "emergency")
    lost = sorted(of for of, verdict in verdicts.items() if verdict.abstain)
    print(f"{language}: false alarms {share(len(alarms), len(texts))}")
    assert len(alarms) <= 0.15 * len(texts), alarms
    assert len(lost) <= 0.05 * len(texts), lost


def test_who_complains_of_nothing_is_sent_to_a_person(triage: Triage) -> None:
    texts = read_not_complaints(DATA / "not_complaints.yaml")
    refused = sum(triage.assess(Answers(text, age_years=30)).abstain for text in texts)
    print(f"not a complaint, to reception: {share(refused, len(texts))}")
    # v4 reached .79, v5, which was shown twice as many of them, .89.
    assert refused >= 0.85 * len(texts)


def test_both_scripts_of_every_uzbek_text_give_the_same_verdict(triage: Triage) -> None:
    for name in ("emergencies", "everyday"):
        for written in read_written(DATA / f"{name}.yaml"):
            if written.language == "uz":
                latin = written.answers
                cyrillic = Answers(
                    uz_to_cyrillic(latin.text), latin.age_years, latin.sex, latin.pregnant
                )
                assert triage.assess(cyrillic) == triage.assess(latin), written.of


def test_no_miss_in_sixty_is_not_no_misses() -> None:
    low, high = interval(60, 60)
    assert (round(low, 3), high) == (0.940, 1.0)
    assert interval(0, 0) == (0.0, 1.0)


def test_figures_of_a_report_by_hand() -> None:
    rows = [
        Ranked(("surgery", "therapy"), 0.9, {"surgery"}),
        Ranked(("therapy", "surgery"), 0.5, {"surgery"}),
    ]
    assert (accepted_at(rows, 1), accepted_at(rows, 2)) == (1, 2)
    assert macro_f1(rows) == pytest.approx(2 / 3)
    assert calibration_error(rows) == pytest.approx((0.1 + 0.5) / 2)
    assert risk_coverage(rows, (1.0, 0.5)) == [0.5, 0.0]


def test_a_report_sets_outside_text_beside_the_constant_answer(
    triage: Triage, tmp_path: Path
) -> None:
    (tmp_path / "some.jsonl").write_text(
        '{"id": "1", "text": "tishim ogʻriyapti", "accept": ["dentistry"]}\n'
        '{"id": "2", "text": "hello", "accept": null}\n'
        '{"id": "3", "text": "chest pain, cannot breathe", "age_years": 60, "acuity": 1}\n',
        encoding="utf-8",
    )
    found = report(triage, {}, Sources(tmp_path, None))
    text = found.text
    assert set(found.pictures) == {"triage-risk-coverage.svg", "triage-calibration.svg"}
    assert all(name in text for name in found.pictures)
    assert "| departments | 1.000" in text
    assert "| constant answer | 0.000" in text
    assert "of acuity 1 1.000" in text
