"""The command line: one text, a file of lines, and what is said about bad lines."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import triage as room
from triage.__main__ import main

SCHEMA = json.loads(
    (Path(room.__file__).parent / "schema" / "assessment.schema.json").read_text(encoding="utf-8")
)
LINES: list[dict[str, Any]] = [
    {"id": "a", "text": "tishim og'riyapti", "age_years": 30, "sex": "female", "pregnant": False},
    {"id": "b", "text": "ko'kragim og'riyapti, nafas yetmayapti"},
    {"id": "c", "text": "", "age_years": None, "sex": None, "pregnant": None},
    {"id": "d", "text": "spravka kerak", "age_years": 0.014},
    {"id": "e", "text": "boshim qattiq og'riyapti", "age_years": 25, "sex": "female"},
]


def _run(tmp_path: Path, lines: list[str]) -> tuple[int, list[dict[str, Any]]]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    status = main(["assess", "--batch", str(source), "--out", str(target)])
    return status, [json.loads(x) for x in target.read_text(encoding="utf-8").splitlines()]


def test_a_batch_keeps_the_order_and_follows_the_schema(tmp_path: Path) -> None:
    status, answers = _run(tmp_path, [json.dumps(line) for line in LINES])
    assert status == 0
    assert [a["id"] for a in answers] == [line["id"] for line in LINES]
    validator = jsonschema_rs.validator_for(SCHEMA)
    for answer in answers:
        validator.validate(answer)
    assert any(a["question"] is not None for a in answers)
    assert any(a["red_flags"] for a in answers)


def test_the_schema_can_refuse(tmp_path: Path) -> None:
    _, (answer,) = _run(tmp_path, [json.dumps(LINES[0])])
    validator = jsonschema_rs.validator_for(SCHEMA)
    for broken in (
        answer | {"urgency": "soon"},
        answer | {"departments": answer["departments"][:-1]},
        answer | {"name": "x"},
    ):
        assert not validator.is_valid(broken)


def test_bad_lines_are_named_and_the_others_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "qornimog"
    status, answers = _run(
        tmp_path,
        [
            json.dumps(LINES[0]),
            "{not json",
            json.dumps({"id": "x", "text": secret, "age_years": -1}),
            json.dumps({"id": "x", "text": secret, "sex": "unknown"}),
            json.dumps({"id": "x", "text": secret, "pregnant": "yes"}),
            json.dumps({"id": "x", "text": secret, "name": "y"}),
            json.dumps({"text": secret}),
            "",
            json.dumps(LINES[1]),
        ],
    )
    errors = capsys.readouterr().err
    assert status == 1
    assert [a["id"] for a in answers] == ["a", "b"]
    assert all(f"line {n}:" in errors for n in (2, 3, 4, 5, 6, 7))
    assert secret not in errors


def test_one_text_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["assess", "boshim ogʻriyapti", "--age", "54", "--sex", "female", "--pregnant"]
    assert main(arguments) == 0
    answer = json.loads(capsys.readouterr().out)
    jsonschema_rs.validator_for(SCHEMA).validate(answer)
    assert "pregnant" in answer["reasons"]


def test_a_missing_version_is_an_error_that_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["assess", "tish", "--model-version", "v999"]) == 1
    assert "v999" in capsys.readouterr().err
