"""Whether patients ended where the kiosk sent them: agreement over time, by version.

The back end exports one JSON object a line (schema/feedback.schema.json): ids of assessments and
codes of departments, nothing that a patient wrote.
"""

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage.departments import CODES
from triage.errors import InputInvalid
from triage.training.measures import share, table

_KEYS = {"assessment_id", "model_version", "ranked", "shown", "actual", "date"}
_PLACES = 3
_MOST_CONFUSIONS = 10


@dataclass(frozen=True, slots=True)
class Visit:
    """One assessment and where it led. `ranked`: departments, best first."""

    assessment_id: str
    model_version: str
    ranked: tuple[str, ...]
    shown: str
    actual: str
    date: dt.date


def read_feedback(path: Path) -> list[Visit]:
    """Visits of a file; of an assessment that is there twice the later line counts.

    Raises OSError, or InputInvalid that names the line and the field, never the content.
    """
    visits: dict[str, Visit] = {}
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                visit = _visit(number, line)
                visits[visit.assessment_id] = visit
    return list(visits.values())


def _visit(number: int, line: str) -> Visit:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputInvalid(f"line {number}: not JSON") from error
    if not isinstance(data, dict) or set(data) != _KEYS:
        raise InputInvalid(f"line {number}: not the fields of feedback.schema.json")
    ranked = data["ranked"]
    if not isinstance(ranked, list) or not ranked or len(set(map(str, ranked))) != len(ranked):
        raise InputInvalid(f"line {number}: ranked must be a list of different departments")
    return Visit(
        _text(number, "assessment_id", data),
        _text(number, "model_version", data),
        tuple(_department(number, "ranked", code) for code in ranked),
        _department(number, "shown", data["shown"]),
        _department(number, "actual", data["actual"]),
        _date(number, data["date"]),
    )


def _text(number: int, key: str, data: dict[str, Any]) -> str:
    value = data[key]
    if not isinstance(value, str) or not value:
        raise InputInvalid(f"line {number}: {key} must be a string that is not empty")
    return value


def _department(number: int, key: str, value: Any) -> str:
    if not isinstance(value, str) or value not in CODES:
        raise InputInvalid(f"line {number}: {key} is not the code of a department")
    return value


def _date(number: int, value: Any) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InputInvalid(f"line {number}: date must be like 2026-01-31") from error


def feedback(visits: Sequence[Visit]) -> str:
    """Markdown: agreement by month and version, and what is most often mistaken for what."""
    groups: defaultdict[tuple[str, str], list[Visit]] = defaultdict(list)
    for visit in visits:
        groups[visit.date.strftime("%Y-%m"), visit.model_version].append(visit)
    rows = [[month, version, *_agreement(groups[month, version])] for month, version in
            sorted(groups)]  # fmt: skip
    rows.append(["all", "all", *_agreement(visits)])
    wrong = Counter((v.shown, v.actual) for v in visits if v.shown != v.actual)
    confusions = [[a, b, str(n)] for (a, b), n in wrong.most_common(_MOST_CONFUSIONS)]
    parts = [
        "## Where patients ended",
        table(["month", "version", "as shown", "ranked first", "among three"], rows),
    ]
    if confusions:
        parts.append(table(["shown", "actual", "visits"], confusions))
    return "\n\n".join(parts) + "\n"


def _agreement(visits: Iterable[Visit]) -> tuple[str, str, str]:
    chosen = list(visits)
    return (
        share(sum(v.shown == v.actual for v in chosen), len(chosen)),
        share(sum(v.ranked[0] == v.actual for v in chosen), len(chosen)),
        share(sum(v.actual in v.ranked[:_PLACES] for v in chosen), len(chosen)),
    )
