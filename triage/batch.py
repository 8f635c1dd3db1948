"""Assessments as JSON, one or a file of lines, by the schema schema/assessment.schema.json."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from triage.answers import Answers, Sex, Verdict
from triage.assessment import Triage
from triage.errors import InputInvalid

_KEYS = {"id", "text", "age_years", "sex", "pregnant"}
_OLDEST_YEARS = 130.0


def as_json(identifier: str, verdict: Verdict) -> dict[str, Any]:
    """A verdict as an object of assessment.schema.json."""
    question = verdict.question
    return {
        "id": identifier,
        "departments": [
            {"code": code, "probability": round(probability, 6)}
            for code, probability in verdict.departments
        ],
        "likely": list(verdict.likely),
        "urgency": verdict.urgency,
        "red_flags": [{"code": code, "level": level} for code, level in verdict.red_flags],
        "findings": list(verdict.findings),
        "reasons": [*verdict.reasons, f"urgency:{verdict.urgency_raised_by}"],
        "question": None
        if question is None
        else {"id": question.id, "kind": question.kind, "options": list(question.options)},
        "abstain": verdict.abstain,
        "version": verdict.version,
        "digest": verdict.digest,
    }


def read_line(number: int, line: str) -> tuple[str, Answers]:
    """The id and the answers of one input line.

    Raises InputInvalid, which names the line and the field but never repeats what was written.
    """
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputInvalid(f"line {number}: not JSON") from error
    if not isinstance(data, dict):
        raise InputInvalid(f"line {number}: not an object")
    unknown = set(data) - _KEYS
    if unknown:
        raise InputInvalid(f"line {number}: unknown field")
    identifier, text = data.get("id"), data.get("text")
    if not isinstance(identifier, str) or not identifier:
        raise InputInvalid(f"line {number}: id must be a string that is not empty")
    if not isinstance(text, str):
        raise InputInvalid(f"line {number}: text must be a string")
    return identifier, Answers(
        text=text,
        age_years=_age(number, data.get("age_years")),
        sex=_sex(number, data.get("sex")),
        pregnant=_pregnant(number, data.get("pregnant")),
    )


def _age(number: int, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputInvalid(f"line {number}: age_years must be a number or null")
    if not 0 <= value <= _OLDEST_YEARS:
        raise InputInvalid(f"line {number}: age_years must be between 0 and {_OLDEST_YEARS:.0f}")
    return float(value)


def _sex(number: int, value: Any) -> Sex | None:
    if value is None:
        return None
    if value == "female":
        return "female"
    if value == "male":
        return "male"
    raise InputInvalid(f"line {number}: sex must be female, male or null")


def _pregnant(number: int, value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise InputInvalid(f"line {number}: pregnant must be true, false or null")


def assess_lines(
    triage: Triage, lines: Iterable[str]
) -> Iterator[tuple[dict[str, Any] | None, str | None]]:
    """For each line that is not blank, in order: (assessment, None) or (None, what is wrong)."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            identifier, answers = read_line(number, line)
        except InputInvalid as error:
            yield None, str(error)
        else:
            yield as_json(identifier, triage.assess(answers)), None
