"""Where patients ended, read from what the back end exports."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import triage as room
from triage.__main__ import main
from triage.errors import InputInvalid
from triage.training.feedback import feedback, read_feedback

SCHEMA = json.loads(
    (Path(room.__file__).parent / "schema" / "feedback.schema.json").read_text(encoding="utf-8")
)


def _visit(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "assessment_id": f"a{number}",
        "model_version": "v3",
        "ranked": ["cardiology", "therapy", "neurology"],
        "shown": "cardiology",
        "actual": "cardiology",
        "date": "2026-11-22",
    } | changes


def _write(folder: Path, visits: list[dict[str, Any]]) -> Path:
    path = folder / "feedback.jsonl"
    path.write_text("\n".join(json.dumps(v) for v in visits) + "\n", encoding="utf-8")
    return path


def test_agreement_is_told_by_month_and_version(tmp_path: Path) -> None:
    visits = [
        _visit(1),
        _visit(2, shown="therapy", actual="therapy"),
        _visit(3, actual="surgery", date="2026-12-01"),
        _visit(4, model_version="v2", date="2026-12-01"),
    ]
    validator = jsonschema_rs.validator_for(SCHEMA)
    for visit in visits:
        validator.validate(visit)
    told = feedback(read_feedback(_write(tmp_path, visits)))
    november = next(line for line in told.splitlines() if line.startswith("| 2026-11 | v3"))
    assert "| 1.000 [0.158–1.000] of 2 | 0.500 [" in november
    assert "| 2026-12 | v2 |" in told
    assert "| all | all | 0.750 [" in told
    assert "| cardiology | surgery | 1 |" in told


def test_of_an_assessment_that_is_there_twice_the_later_line_counts(tmp_path: Path) -> None:
    visits = read_feedback(_write(tmp_path, [_visit(1, actual="surgery"), _visit(1)]))
    assert [v.actual for v in visits] == ["cardiology"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"actual": "boshim ogʻriyapti"}, "actual"),
        ({"ranked": []}, "ranked"),
        ({"ranked": ["therapy", "therapy"]}, "ranked"),
        ({"date": "22.11.2026"}, "date"),
        ({"model_version": ""}, "model_version"),
        ({"name": "Aziza"}, "fields"),
    ],
)
def test_a_bad_line_is_named_and_never_repeated(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    validator = jsonschema_rs.validator_for(SCHEMA)
    assert not validator.is_valid(_visit(2, **changes))
    with pytest.raises(InputInvalid, match=f"line 2: .*{said}") as raised:
        read_feedback(_write(tmp_path, [_visit(1), _visit(2, **changes)]))
    assert "Aziza" not in str(raised.value)
    assert "boshim" not in str(raised.value)


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--feedback", str(_write(tmp_path, [_visit(1)]))]) == 0
    assert "| 2026-11 | v3 | 1.000" in capsys.readouterr().out
    assert main(["report", "--feedback", str(_write(tmp_path, [_visit(1, shown="x")]))]) == 1
